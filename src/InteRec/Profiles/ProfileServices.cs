using InteRec.Interactions;
using InteRec.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace InteRec.Profiles;

/// <summary>Registers the profiles.</summary>
internal static class ProfileServices
{
    public static IServiceCollection AddProfiles(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddInteractions(configuration);
        services.AddSettings<ProfileOptions>(configuration, ProfileOptions.SectionName);
        services.TryAddSingleton<ProfileStore>();
        return services;
    }
}
