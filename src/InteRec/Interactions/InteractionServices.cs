using InteRec.Catalog;
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
        services.AddOptions<InteractionOptions>().Bind(configuration.GetSection(InteractionOptions.SectionName)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<InteractionWeights>();
        services.TryAddSingleton<HistoryReader>();
        return services;
    }
}
