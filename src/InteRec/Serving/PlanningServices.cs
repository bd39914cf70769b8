using InteRec.Conversations;
using InteRec.Planning;
using InteRec.Planning.BuiltIn.Reader.Network;
using InteRec.Planning.BuiltIn.Reader.Turns;
using InteRec.Settings;
using InteRec.Tools;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace InteRec.Serving;

/// <summary>Registers what runs plans and calls tools.</summary>
internal static class PlanningServices
{
    public static IServiceCollection AddPlanExecution(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<PlanLimits>(configuration, PlanLimits.SectionName);
        AddCallLimits(services, configuration);
        services.TryAddSingleton<ToolBox>();
        services.TryAddSingleton<PlanRunner>();
        services.TryAddSingleton<GivenLists>();
        services.TryAddSingleton<PlanService>();
        services.TryAddSingleton<BatchService>();
        services.TryAddSingleton<ToolService>();
        services.TryAddSingleton(provider => BuiltIn(provider.GetRequiredService<IOptions<InteRecOptions>>().Value));
        services.TryAddSingleton(provider => new Lazy<BuiltInPlanner>(provider.GetRequiredService<BuiltInPlanner>));
        services.TryAddSingleton<TemplateReplyWriter>();
        services.TryAddSingleton<ConversationService>();
        services.TryAddSingleton<CallChecks>();
        return services;
    }

    private static BuiltInPlanner BuiltIn(InteRecOptions options) =>
        new(options.Reading == ReadingChoice.Reader ? LearnedReader.Of(ReaderFile.Load(options.ReaderFile)) : null);

    /// <summary>Not checked at the start: the web API checks the same section then, and a mistake is to be told once.</summary>
    private static void AddCallLimits(IServiceCollection services, IConfiguration configuration) =>
        services
            .AddSettingNames<CallLimits>(CallLimits.SectionName)
            .AddOptions<CallLimits>()
            .Bind(configuration.GetSection(CallLimits.SectionName))
            .ValidateDataAnnotations();
}
