using InteRec.Catalog;
using InteRec.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace InteRec.Interactions;

/// <summary>Registers the interaction log.</summary>
internal static class InteractionServices
{
    public static IServiceCollection AddInteractions(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddItems(configuration);
        services.AddSettings<InteractionOptions>(configuration, InteractionOptions.SectionName);
        services.TryAddSingleton<InteractionWeights>();
        services.TryAddSingleton<HistoryReader>();
        services.TryAddSingleton<InteractionStore>();
        services.TryAddSingleton<InteractionLog>();
        services.TryAddSingleton<InteractionReader>();
        services.TryAddSingleton<InteractionImport>();
        return services;
    }
}
