using InteRec.Catalog;
using InteRec.Planning.Llm.Audit;
using InteRec.Planning.Llm.Demonstrations;
using InteRec.Planning.Llm.Prompts;
using InteRec.Tools;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace InteRec.Planning.Llm;

/// <summary>
/// Plan-first planning by a language model: one call gives the whole plan, one round mends an invalid one, the audit holds it against the
/// built-in reading. Whatever goes wrong, the built-in plan is there already and is taken.
/// </summary>
internal sealed partial class LlmPlanner(
    IChatClient chat, IPlanner floor, PlanPrompt prompt, DemonstrationChooser demonstrations, LlmOptions options, PlanLimits limits, TimeProvider time, ILogger<LlmPlanner> logger) : IPlanner
{
    private readonly AnswerFormats _formats = new();

    public string Name => "llm";

    public async Task<PlanningResult> PlanAsync(PlanningInput input, CancellationToken cancellationToken)
    {
        var reading = await floor.PlanAsync(input, cancellationToken);
        using var turn = new ModelTurn(chat, options, time, cancellationToken);
        try
        {
            var plan = await AskAsync(input, reading, turn);
            var audited = PlanAudit.Apply(options.Audit, input, reading, plan);
            return Result(reading, audited, turn.Usage);
        }
        catch (ModelException e)
        {
            LogFallback(e.Failure, e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogUnexpected(e);
        }

        return reading with { Notices = [.. reading.Notices, Fallback], Usage = turn.Usage };
    }

    private static Notice Fallback { get; } = new(NoticeCodes.PlannerFallback, "The language model could not plan this; the built-in planner did.");

    /// <summary>The model's plan, valid and grounded.</summary>
    private async Task<Plan> AskAsync(PlanningInput input, PlanningResult reading, ModelTurn turn)
    {
        var shown = demonstrations.Choose(input.Message, input.State.Turn > 0, options.Demonstrations, options.DemonstrationCount);
        var messages = prompt.Messages(input, reading, shown);
        for (var round = 0; ; round++)
        {
            var answer = await AnswerAsync(messages, input.Serving.Catalog, turn);
            var (plan, problem) = PlanReader.Read(answer);
            var gated = plan is null ? new GatedPlan(new Plan(), [problem!]) : PlanGate.Check(plan, input, limits);
            if (gated.Problems.Count == 0)
            {
                return gated.Plan;
            }

            LogInvalid(round, gated.Problems.Count);
            if (round >= options.Repairs)
            {
                throw new ModelException(ModelFailure.Unreadable, "the model wrote no valid plan");
            }

            messages.Add(new ChatMessage(ChatRole.Assistant, answer.Length > 2_000 ? answer[..2_000] : answer));
            messages.Add(prompt.Repair(gated.Problems));
        }
    }

    private async Task<string> AnswerAsync(IReadOnlyList<ChatMessage> messages, CatalogSnapshot catalog, ModelTurn turn)
    {
        while (true)
        {
            var level = _formats.Level;
            try
            {
                var response = await turn.AskAsync(messages, new ChatOptions
                {
                    Temperature = options.Temperature,
                    MaxOutputTokens = options.MaxOutputTokens,
                    ResponseFormat = AnswerFormats.At(level, PlanSchema.Of(catalog), "plan"),
                });
                return response.Text;
            }
            catch (ModelException e) when (_formats.StepDown(level, e))
            {
                LogFormat(level, e.Status);
            }
        }
    }

    private PlanningResult Result(PlanningResult reading, AuditedPlan audited, ModelUsage usage)
    {
        var trace = audited.Verdicts.Select(v => new TraceEntry("audit", 0, 0, 0, v)).ToList();
        if (audited.IsReading)
        {
            return reading with { Planner = Name, Usage = usage, Trace = trace };
        }

        return reading with
        {
            Plan = audited.Plan,
            Understood = reading.Understood with
            {
                Intent = audited.Plan.Intent,
                Conditions = audited.Plan.Lists.Select(l => l.Where()).Aggregate(ItemFilter.Empty, ListConditions.And),
                Preferences = audited.Plan.Lists.Select(l => l.Prefer()).Aggregate(ItemFilter.Empty, ListConditions.And),
            },
            State = reading.State is { } state ? PlanState.After(state, audited.Plan) : null,
            Text = audited.Plan.Intent == reading.Plan.Intent && audited.Plan.Lists.Count == 0 ? reading.Text : null,
            Planner = Name,
            Usage = usage,
            Trace = trace,
        };
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The built-in planner takes over: {Failure}, {Reason}")]
    private partial void LogFallback(ModelFailure failure, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The built-in planner takes over after an unexpected error")]
    private partial void LogUnexpected(Exception e);

    [LoggerMessage(Level = LogLevel.Information, Message = "The model's plan of round {Round} has {Problems} problems")]
    private partial void LogInvalid(int round, int problems);

    [LoggerMessage(Level = LogLevel.Information, Message = "The endpoint refused answer format {Level} with status {Status}; the next lesser one is used from now on")]
    private partial void LogFormat(int level, int? status);
}
