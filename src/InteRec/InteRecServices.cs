using InteRec.Conversations;
using InteRec.Interactions;
using InteRec.Serving;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace InteRec;

/// <summary>Registers the recommender.</summary>
public static class InteRecServices
{
    /// <summary>
    /// Adds the recommender without a web API; ask for a <see cref="Recommender"/>. A web application has <c>AddInteRec</c> and
    /// <c>MapInteRec</c> of the package
    /// <c>InteRec.AspNetCore</c> instead.
    /// </summary>
    /// <param name="services">The services of the program.</param>
    /// <param name="configuration">The settings, in section <c>InteRec</c>; all of them may be left out.</param>
    /// <returns>Takes the items, tools and rankers of the program.</returns>
    public static InteRecBuilder AddInteRecCore(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddSettingsReport(configuration);
        services.AddInteractions(configuration);
        services.AddConversationStores(configuration);
        services.AddServing();
        services.AddTraining(configuration);
        services.AddPlanExecution(configuration);
        services.AddLanguageModel(configuration);
        services.TryAddSingleton(Recommender.Of);
        services.TryAddSingleton(InteRecPlugin.Of);
        return new InteRecBuilder(services);
    }
}
