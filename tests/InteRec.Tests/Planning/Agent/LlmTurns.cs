using System.Text.Json;
using InteRec.Catalog;
using InteRec.Planning;
using InteRec.Planning.Agent;
using InteRec.Planning.Agent.Dialogues;
using InteRec.Planning.Agent.Model;
using InteRec.Planning.Agent.Prompts;
using InteRec.Planning.Agent.Trust;
using InteRec.Profiles;
using InteRec.Tests.Tools;
using InteRec.Tools;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;

namespace InteRec.Tests.Planning.Agent;

/// <summary>Planners over the small catalogue with a built-in reading that the test gives.</summary>
internal static class LlmTurns
{
    public static PlanningInput Input(string message, ConversationState? state = null, Profile? profile = null) =>
        new(message, null, state ?? ConversationState.Empty, profile ?? Profile.Empty, new ServingState(SmallCatalog.Snapshot));

    /// <summary>A reading with one list.</summary>
    public static PlanningResult Reading(
        ItemFilter? where = null,
        string? freeText = null,
        Intent intent = Intent.Recommend,
        params PlanStep[] steps
    ) =>
        new()
        {
            Plan = new Plan
            {
                Intent = intent,
                Lists =
                [
                    new PlanList
                    {
                        Steps =
                        [
                            .. where is null ? [] : (PlanStep[])[new FilterStep { Where = where }],
                            .. steps,
                            .. freeText is null ? [] : (PlanStep[])[new SearchStep { Text = freeText }],
                            new RankStep(),
                        ],
                    },
                ],
            },
            Understood = new Understood
            {
                Intent = intent,
                Conditions = where ?? ItemFilter.Empty,
                FreeText = freeText,
            },
            State = ConversationState.Empty,
            Planner = "built-in",
        };

    public static ItemFilter Any(string attribute, params string[] values) =>
        ItemFilter.Empty.With(attribute, new AttributeCondition { Any = values });

    public static PlanRunner Runner { get; } =
        new(new ToolBox(), Microsoft.Extensions.Options.Options.Create(new PlanLimits()), TimeProvider.System);

    public static PlanPrompt Prompt(Demonstrations? demonstrations = null) => new(Prompts, demonstrations ?? new Demonstrations([]));

    public static PromptLibrary Prompts { get; } = PromptLibrary.Load(Path.Combine(AppContext.BaseDirectory, "prompts"));

    public static LlmPlanner Planner(
        IChatClient chat,
        PlanningResult reading,
        LlmOptions? options = null,
        TimeProvider? time = null,
        ModelTrust? trust = null,
        PlanRunner? runner = null
    ) => Planner(chat, new FixedReading(reading), options, time, trust, runner: runner);

    public static LlmPlanner Planner(
        IChatClient chat,
        IPlanner floor,
        LlmOptions? options = null,
        TimeProvider? time = null,
        ModelTrust? trust = null,
        Demonstrations? demonstrations = null,
        PlanRunner? runner = null
    )
    {
        options ??= new LlmOptions();
        time ??= TimeProvider.System;
        return new LlmPlanner(
            chat,
            new ModelLedger(options, time),
            floor,
            Dialogue(options, demonstrations, runner: runner),
            trust ?? new ModelTrust(options),
            options,
            time,
            NullLogger<LlmPlanner>.Instance
        );
    }

    public static IDialogue Dialogue(
        LlmOptions options,
        Demonstrations? demonstrations = null,
        bool looks = true,
        PlanRunner? runner = null
    )
    {
        runner ??= Runner;
        var (prompt, answers) = (Prompt(demonstrations), new StructuredAnswer(options));
        return options.Mode switch
        {
            LlmMode.Steps => new StepByStep(prompt, runner, looks ? new PlanLook(runner) : null, options),
            LlmMode.ChatRec => new ChatRec(First(null), prompt, answers, runner),
            _ => First(looks ? new PlanLook(runner) : null),
        };

        PlanFirst First(PlanLook? look) => new(prompt, answers, runner, look, NullLogger<PlanFirst>.Instance);
    }

    public static string Json(Plan plan) => JsonSerializer.Serialize(plan, PlanJson.Options);

    private sealed class FixedReading(PlanningResult reading) : IPlanner
    {
        public string Name => "built-in";

        public Task<PlanningResult> PlanAsync(PlanningInput input, CancellationToken cancellationToken) => Task.FromResult(reading);
    }
}
