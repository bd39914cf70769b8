using InteRec.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace InteRec.Serving;

/// <summary>Registers what looks at the settings when the recommender starts.</summary>
internal static class SettingsReportServices
{
    /// <summary>Tells at the start what in these settings means nothing.</summary>
    public static IServiceCollection AddSettingsReport(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(provider => new SettingsReport(
            configuration,
            new SettingNames([.. provider.GetServices<SettingsSection>()]),
            provider.GetRequiredService<ILogger<SettingsReport>>()
        ));
        services.AddHostedService(provider => provider.GetRequiredService<SettingsReport>());
        return services;
    }
}
