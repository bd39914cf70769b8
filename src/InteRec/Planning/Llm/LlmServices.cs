using InteRec.Catalog;
using InteRec.Conversations;
using InteRec.Conversations.Experiments;
using InteRec.Planning.Llm.Budget;
using InteRec.Planning.Llm.Client;
using InteRec.Planning.Llm.Dialogues;
using InteRec.Planning.Llm.Prompts;
using InteRec.Planning.Llm.Replies;
using InteRec.Planning.Llm.Trust;
using InteRec.Serving;
using InteRec.Settings;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace InteRec.Planning.Llm;

/// <summary>Registers the language model, in front of the planner and the reply writer that need none.</summary>
internal static class LlmServices
{
    private const string PromptFolder = "prompts";

    /// <summary>Adds the model to a planner and a reply writer that are registered already: they stay its floor.</summary>
    public static IServiceCollection AddLanguageModel(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<LlmOptions>(configuration, LlmOptions.SectionName)
            .Validate<PromptFolders>((options, prompts) => prompts.Load(options)[PromptNames.Plan] is not null, "prompts are missing"); // Reading them is the check: a broken prompt stops the start.
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LlmOptions>, LlmOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ExperimentOptions>, VariantValidator>());
        services.TryAddSingleton(_ => new PromptFolders(Folder));
        services.TryAddSingleton(provider => provider.GetRequiredService<PromptFolders>().Load(Options(provider)));
        services.TryAddSingleton(Client);
        services.TryAddSingleton(provider => new ModelLedger(Options(provider), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => Demonstrations.Load(Folder, Dataset(provider)));
        services.TryAddSingleton(provider => new ModelTrust(Options(provider), IsOn(provider), token => provider.GetRequiredService<TrustStore>().LoadAsync(Probed(provider), token)));
        services.TryAddSingleton<TrustStore>();
        services.AddHostedService(Trust);
        services.PutInFront<IPlanner>((provider, floor) => Variants(provider, own => Planner(provider, floor, own), (standard, variants) => new VariantPlanner(standard, variants)));
        services.PutInFront<IReplyWriter>((provider, template) => Variants(provider, own => Writer(provider, template, own), (standard, variants) => new VariantReplyWriter(standard, variants)));
        return services;
    }

    /// <summary>Prompts lie beside the program, as the settings do.</summary>
    private static string Folder => ProductFiles.PathOf(PromptFolder);

    private static LlmOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<LlmOptions>>().Value;

    /// <summary>What is built of the settings, with that of the variants in front of it where there are any that change it.</summary>
    /// <param name="provider">The services.</param>
    /// <param name="build">Builds it for options; null: without a model.</param>
    /// <param name="choose">Puts the choice by variant in front.</param>
    private static T Variants<T>(IServiceProvider provider, Func<LlmOptions?, T> build, Func<T, IReadOnlyDictionary<string, T>, T> choose)
    {
        var (settings, planner) = (Options(provider), provider.GetRequiredService<IOptions<InteRecOptions>>().Value.Planner);
        var standard = build(IsOn(planner) ? settings : null);
        var variants = provider.GetRequiredService<IOptions<ExperimentOptions>>().Value.Variants
            .Where(v => v.Llm is not null || v.Planner is not null)
            .ToDictionary(v => v.Name, v => build(IsOn(v.Planner ?? planner) ? v.Llm?.Over(settings) ?? settings : null), StringComparer.Ordinal);
        return variants.Count == 0 ? standard : choose(standard, variants);

        bool IsOn(PlannerChoice choice) => settings.IsConfigured && choice == PlannerChoice.Auto;
    }

    private static IPlanner Planner(IServiceProvider provider, IPlanner floor, LlmOptions? options)
    {
        if (options is null)
        {
            return floor;
        }

        var (dialogue, critic) = Dialogue(provider, options);
        return ActivatorUtilities.CreateInstance<LlmPlanner>(provider, floor, dialogue, critic, options);
    }

    private static (IDialogue Dialogue, ModelCritic Critic) Dialogue(IServiceProvider provider, LlmOptions options)
    {
        var (runner, prompts) = (provider.GetRequiredService<PlanRunner>(), provider.GetRequiredService<PromptFolders>().Load(options));
        var prompt = new PlanPrompt(prompts, provider.GetRequiredService<Demonstrations>(), options);
        var answers = new StructuredAnswer(options);
        IDialogue dialogue = options.Mode switch
        {
            LlmMode.Steps => new StepByStep(prompt, runner, options),
            LlmMode.ChatRec => new ChatRec(prompt, answers, runner, options),
            _ => ActivatorUtilities.CreateInstance<PlanFirst>(provider, prompt, answers, options),
        };
        return (dialogue, new ModelCritic(prompt, answers, runner));
    }

    /// <summary>True where a variant, or everybody, may be planned for by the model.</summary>
    private static bool IsOn(IServiceProvider provider)
    {
        var variants = provider.GetRequiredService<IOptions<ExperimentOptions>>().Value.Variants;
        return provider.GetRequiredService<IOptions<InteRecOptions>>().Value.Planner == PlannerChoice.Auto || variants.Any(v => v.Planner == PlannerChoice.Auto);
    }

    /// <summary>Which model on what: another prompt or other demonstrations are another question.</summary>
    private static ProbedModel Probed(IServiceProvider provider)
    {
        var options = Options(provider);
        var prompt = provider.GetRequiredService<PromptLibrary>()[options.Mode == LlmMode.Steps ? PromptNames.Steps : PromptNames.Plan];
        return new ProbedModel(
            options.Endpoint?.ToString() ?? string.Empty, options.Model!, Dataset(provider), prompt.DigestWith(provider.GetRequiredService<Demonstrations>().Text));
    }

    /// <summary>The probe of a model that plans and need not be trusted; with nothing to ask where there is none.</summary>
    private static TrustService Trust(IServiceProvider provider)
    {
        if (!provider.GetRequiredService<ModelTrust>().IsProbed)
        {
            return ActivatorUtilities.CreateInstance<TrustService>(provider);
        }

        var probed = Options(provider).Copy();
        probed.Looks = 0;
        var probe = ActivatorUtilities.CreateInstance<TrustProbe>(provider, new BuiltIn.BuiltInPlanner(), Dialogue(provider, probed).Dialogue, probed);
        return ActivatorUtilities.CreateInstance<TrustService>(provider, probe, Probed(provider));
    }

    private static IReplyWriter Writer(IServiceProvider provider, IReplyWriter template, LlmOptions? options) => options is null
        ? template
        : ActivatorUtilities.CreateInstance<LlmReplyWriter>(provider, template, provider.GetRequiredService<PromptFolders>().Load(options), options);

    private static string Dataset(IServiceProvider provider) => provider.GetRequiredService<DatasetSchema>().Name;

    private static IChatClient Client(IServiceProvider provider) =>
        ModelClient.Create(Options(provider), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILoggerFactory>());

    private static void PutInFront<T>(this IServiceCollection services, Func<IServiceProvider, T, T> build) where T : class
    {
        var behind = services.LastOrDefault(d => d.ServiceType == typeof(T))
            ?? throw new InvalidOperationException($"{typeof(T).Name} has to be registered before the language model");
        services.Remove(behind);
        services.AddSingleton(provider => build(provider, (T)(behind.ImplementationInstance
            ?? behind.ImplementationFactory?.Invoke(provider)
            ?? ActivatorUtilities.GetServiceOrCreateInstance(provider, behind.ImplementationType!))));
    }
}
