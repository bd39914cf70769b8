using InteRec.Conversations;
using InteRec.Planning.BuiltIn;
using InteRec.Settings;
using InteRec.Tools;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace InteRec.Planning;

/// <summary>Registers what runs plans and calls tools.</summary>
internal static class PlanningServices
{
    public static IServiceCollection AddPlanExecution(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<PlanLimits>(configuration, PlanLimits.SectionName);
        services.TryAddSingleton<ToolBox>();
        services.TryAddSingleton<PlanRunner>();
        services.TryAddSingleton<PlanService>();
        services.TryAddSingleton<BatchService>();
        services.TryAddSingleton<ToolService>();
        services.TryAddSingleton<BuiltInPlanner>();
        services.TryAddSingleton<TemplateReplyWriter>();
        services.TryAddSingleton<ConversationService>();
        return services;
    }
}
