using InteRec.Conversations;
using InteRec.Interactions;
using InteRec.Planning;
using InteRec.Planning.Llm;
using InteRec.Serving;
using InteRec.Settings;
using InteRec.Training;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace InteRec;

/// <summary>Registers the recommender.</summary>
public static class InteRecServices
{
    /// <summary>Adds everything that the recommender needs; the settings are in section <c>InteRec</c>.</summary>
    public static IServiceCollection AddInteRec(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddSettingsReport(configuration);
        services.AddInteractions(configuration);
        services.AddConversationStores(configuration);
        services.AddServing();
        services.AddTraining(configuration);
        services.AddPlanExecution(configuration);
        services.AddLanguageModel(configuration);
        return services;
    }
}
