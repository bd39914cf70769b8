using InteRec.Catalog;
using InteRec.Conversations;
using InteRec.Planning.Llm.Budget;
using InteRec.Planning.Llm.Client;
using InteRec.Planning.Llm.Demonstrations;
using InteRec.Planning.Llm.Dialogues;
using InteRec.Planning.Llm.History;
using InteRec.Planning.Llm.Learning;
using InteRec.Planning.Llm.Prompts;
using InteRec.Planning.Llm.Replies;
using InteRec.Search.Embeddings;
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
        services.AddOptions<LlmOptions>()
            .Bind(configuration.GetSection(LlmOptions.SectionName))
            .ValidateDataAnnotations()
            .Validate<PromptLibrary>((_, prompts) => prompts[PromptNames.Plan] is not null, "prompts are missing") // Reading them is the check: a broken prompt stops the start.
            .ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LlmOptions>, LlmOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => PromptLibrary.Load(Folder));
        services.TryAddSingleton(Client);
        services.TryAddSingleton(provider => new PlanPrompt(provider.GetRequiredService<PromptLibrary>(), new Neighbours(provider.GetRequiredService<PlanRunner>(), Options(provider)), Options(provider)));
        services.TryAddSingleton(provider => new DemonstrationChooser(DemonstrationFile.Load(Folder, Dataset(provider)), provider.GetRequiredService<Lazy<StaticEmbeddingModel>>().Value));
        services.TryAddSingleton(provider => ActivatorUtilities.CreateInstance<StructuredAnswer>(provider, Options(provider)));
        services.TryAddSingleton(provider => new ModelLedger(Options(provider), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => ActivatorUtilities.CreateInstance<HistoryReducer>(provider, Options(provider)));
        services.TryAddSingleton<ModelCritic>();
        services.TryAddSingleton(provider => ActivatorUtilities.CreateInstance<DemonstrationWriter>(provider, Options(provider)));
        services.TryAddSingleton(provider => ActivatorUtilities.CreateInstance<TipWriter>(provider, Options(provider)));
        services.TryAddSingleton(Dialogue);
        services.PutInFront<IPlanner>((provider, floor) => IsOn(provider) ? ActivatorUtilities.CreateInstance<LlmPlanner>(provider, floor, Options(provider)) : floor);
        services.PutInFront<IReplyWriter>((provider, template) => IsOn(provider) ? ActivatorUtilities.CreateInstance<LlmReplyWriter>(provider, template, Options(provider)) : template);
        return services;
    }

    /// <summary>Prompts lie beside the program, as the settings do.</summary>
    private static string Folder => Path.Combine(AppContext.BaseDirectory, PromptFolder);

    private static LlmOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<LlmOptions>>().Value;

    private static IDialogue Dialogue(IServiceProvider provider) => Options(provider).Mode switch
    {
        LlmMode.Steps => ActivatorUtilities.CreateInstance<StepByStep>(provider, Options(provider)),
        LlmMode.ChatRec => ActivatorUtilities.CreateInstance<ChatRec>(provider, Options(provider)),
        _ => ActivatorUtilities.CreateInstance<PlanFirst>(provider, Options(provider)),
    };

    private static string Dataset(IServiceProvider provider) => DatasetReader.Load(provider.GetRequiredService<IOptions<InteRecOptions>>().Value.DatasetFolder).Name;

    private static bool IsOn(IServiceProvider provider) =>
        Options(provider).IsConfigured && provider.GetRequiredService<IOptions<InteRecOptions>>().Value.Planner == PlannerChoice.Auto;

    private static IChatClient Client(IServiceProvider provider)
    {
        var client = new ResilientChatClient(new OpenAiChatClient(Options(provider)), Options(provider), provider.GetRequiredService<TimeProvider>());
        return Options(provider).Record is { Length: > 0 } file ? new RecordingChatClient(client, file) : client;
    }

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
