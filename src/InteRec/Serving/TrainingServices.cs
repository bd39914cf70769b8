using InteRec.Settings;
using InteRec.Training;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace InteRec.Serving;

/// <summary>Registers training.</summary>
internal static class TrainingServices
{
    public static IServiceCollection AddTraining(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<TrainingOptions>(configuration, TrainingOptions.SectionName);
        services.TryAddSingleton<Retraining>();
        services.TryAddSingleton(provider => new TrainingQueue(
            provider.GetRequiredService<Retraining>().RunAsync,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<TrainingQueue>>()
        ));
        services.TryAddSingleton<TrainingSchedule>();
        services.AddHostedService(provider => provider.GetRequiredService<TrainingSchedule>());
        return services;
    }
}
