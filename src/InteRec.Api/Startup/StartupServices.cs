using Microsoft.Extensions.DependencyInjection.Extensions;

namespace InteRec.Api.Startup;

internal static class StartupServices
{
    public static IServiceCollection AddStartup(this IServiceCollection services)
    {
        services.TryAddSingleton(new HostMode(IsOwnProgram: false));
        services.AddHostedService<PreparationService>();
        return services;
    }
}
