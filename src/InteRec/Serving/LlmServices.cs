using InteRec.Catalog;
using InteRec.Conversations;
using InteRec.Conversations.Experiments;
using InteRec.Conversations.Replies;
using InteRec.Planning;
using InteRec.Planning.Agent;
using InteRec.Planning.Agent.Dialogues;
using InteRec.Planning.Agent.Model;
using InteRec.Planning.Agent.Prompts;
using InteRec.Planning.Agent.Trust;
using InteRec.Planning.BuiltIn.Reader.Turns;
using InteRec.Settings;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace InteRec.Serving;

/// <summary>Registers who plans and who writes: the language model over the built-in planner and the templates, or these alone.</summary>
internal static class LlmServices
{
    private const string PromptFolder = "prompts";

    /// <summary>Adds planner and reply writer, over the built-in ones that are registered already: they stay the model's floor.</summary>
    public static IServiceCollection AddLanguageModel(this IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddSettings<LlmOptions>(configuration, LlmOptions.SectionName)
            // Reading them is the check: a broken prompt stops the start.
            .Validate<PromptFolders>((options, prompts) => prompts.Load(options)[PromptNames.Plan] is not null, "prompts are missing");
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LlmOptions>, LlmOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => provider.GetRequiredService<IOptions<LlmOptions>>().Value);
        services.TryAddSingleton(_ => new PromptFolders(Folder));
        services.TryAddSingleton(provider => provider.GetRequiredService<PromptFolders>().Load(Options(provider)));
        services.TryAddSingleton(provider => Demonstrations.Load(Folder, Dataset(provider)));
        services.TryAddSingleton<PlanPrompt>();
        services.TryAddSingleton<StructuredAnswer>();
        services.TryAddSingleton<PlanLook>();
        services.TryAddSingleton<ModelLedger>();
        services.TryAddSingleton(Client);
        services.TryAddSingleton<TrustStore>();
        services.TryAddSingleton(Trust);
        services.AddHostedService(Probe);
        services.TryAddSingleton(Planner);
        services.TryAddSingleton(Writer);
        return services;
    }

    /// <summary>Prompts lie beside the program, as the settings do.</summary>
    private static string Folder => ProductFiles.PathOf(PromptFolder);

    private static LlmOptions Options(IServiceProvider provider) => provider.GetRequiredService<LlmOptions>();

    private static string Dataset(IServiceProvider provider) => provider.GetRequiredService<DatasetSchema>().Name;

    private static IChatClient Client(IServiceProvider provider) =>
        ModelClient.Create(Options(provider), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILoggerFactory>());

    /// <summary>True where there is a model that plans for everybody, or for a variant.</summary>
    private static bool IsOn(IServiceProvider provider) =>
        Options(provider).IsConfigured && provider.GetRequiredService<Experiment>().UsesModel;

    private static IPlanner Planner(IServiceProvider provider)
    {
        var floor = provider.GetRequiredService<BuiltInPlanner>();
        return IsOn(provider)
            ? ActivatorUtilities.CreateInstance<LlmPlanner>(provider, floor, Dialogue(provider, provider.GetRequiredService<PlanLook>()))
            : floor;
    }

    private static IReplyWriter Writer(IServiceProvider provider)
    {
        var template = provider.GetRequiredService<TemplateReplyWriter>();
        return IsOn(provider) ? ActivatorUtilities.CreateInstance<LlmReplyWriter>(provider, template) : template;
    }

    private static IDialogue Dialogue(IServiceProvider provider, PlanLook? look) =>
        Options(provider).Mode switch
        {
            LlmMode.Steps => new StepByStep(
                provider.GetRequiredService<PlanPrompt>(),
                provider.GetRequiredService<PlanRunner>(),
                look,
                Options(provider)
            ),
            LlmMode.ChatRec when look is not null => ActivatorUtilities.CreateInstance<ChatRec>(provider, First(provider, look: null)),
            _ => First(provider, look),
        };

    private static PlanFirst First(IServiceProvider provider, PlanLook? look) =>
        new(
            provider.GetRequiredService<PlanPrompt>(),
            provider.GetRequiredService<StructuredAnswer>(),
            provider.GetRequiredService<PlanRunner>(),
            look,
            provider.GetRequiredService<ILogger<PlanFirst>>()
        );

    private static ModelTrust Trust(IServiceProvider provider) =>
        new(Options(provider), IsOn(provider), token => provider.GetRequiredService<TrustStore>().LoadAsync(Probed(provider), token));

    /// <summary>Which model on what: another prompt or other demonstrations are another question.</summary>
    private static ProbedModel Probed(IServiceProvider provider)
    {
        var options = Options(provider);
        var prompt = provider.GetRequiredService<PromptLibrary>()[options.Mode == LlmMode.Steps ? PromptNames.Steps : PromptNames.Plan];
        return new ProbedModel(
            options.Endpoint?.ToString() ?? string.Empty,
            options.Model!,
            Dataset(provider),
            prompt.DigestWith(provider.GetRequiredService<Demonstrations>().Text)
        );
    }

    /// <summary>
    /// The probe of a model that plans and need not be trusted; with nothing to ask where there is none. What a plan gives is no part.
    /// </summary>
    private static TrustService Probe(IServiceProvider provider)
    {
        if (!provider.GetRequiredService<ModelTrust>().IsProbed)
        {
            return ActivatorUtilities.CreateInstance<TrustService>(provider);
        }

        var (floor, dialogue) = (provider.GetRequiredService<BuiltInPlanner>(), Dialogue(provider, look: null));
        var probe = ActivatorUtilities.CreateInstance<TrustProbe>(provider, floor, dialogue);
        return ActivatorUtilities.CreateInstance<TrustService>(provider, probe, Probed(provider));
    }
}
