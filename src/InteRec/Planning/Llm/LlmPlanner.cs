using InteRec.Catalog;
using InteRec.Planning.BuiltIn;
using InteRec.Planning.Llm.Audit;
using InteRec.Planning.Llm.Budget;
using InteRec.Planning.Llm.Dialogues;
using InteRec.Planning.Llm.History;
using InteRec.Tools;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace InteRec.Planning.Llm;

/// <summary>
/// Planning by a language model. The built-in plan is made first: the model's plan is held against its reading, and whatever goes wrong, it
/// is there and is taken.
/// </summary>
internal sealed partial class LlmPlanner(
    IChatClient chat, ModelLedger ledger, IPlanner floor, IDialogue dialogue, ModelCritic critic, HistoryReducer history, LlmOptions options, TimeProvider time, ILogger<LlmPlanner> logger) : IPlanner
{
    public string Name => "llm";

    public async Task<PlanningResult> PlanAsync(PlanningInput input, CancellationToken cancellationToken)
    {
        var reading = await floor.PlanAsync(input, cancellationToken);
        using var turn = new ModelTurn(chat, ledger, input.Account, options, time, cancellationToken);
        try
        {
            var reduced = await history.ReduceAsync(input.State, turn);
            input = input with { State = reduced };
            reading = reading.State is { } state ? reading with { State = state with { Said = reduced.Said, Summary = reduced.Summary } } : reading;
            var audited = await PlanAsync(input, reading, advice: null, turn);
            audited = options.Critic ? await CriticizedAsync(input, reading, audited, turn) : audited;
            return Result(input, reading, audited, turn.Usage);
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

    private async Task<AuditedPlan> PlanAsync(PlanningInput input, PlanningResult reading, string? advice, ModelTurn turn)
    {
        var plan = await dialogue.PlanAsync(input, reading, advice, turn);
        return PlanAudit.Apply(dialogue.NeedsAudit ? options.Audit : AuditMode.Off, input, reading, plan);
    }

    /// <summary>Plans again on the critic's advice, at most so often. A critic that fails has no advice: the plan it was asked about is good enough.</summary>
    private async Task<AuditedPlan> CriticizedAsync(PlanningInput input, PlanningResult reading, AuditedPlan audited, ModelTurn turn)
    {
        for (var round = 0; ; round++)
        {
            try
            {
                if (await critic.AdviceAsync(input, audited.Plan, turn) is not { } advice)
                {
                    return audited;
                }

                var noted = audited with { Verdicts = [.. audited.Verdicts, $"critic: {advice}"] };
                if (round >= options.CriticRounds)
                {
                    return noted;
                }

                var next = await PlanAsync(input, reading, advice, turn);
                audited = next with { Verdicts = [.. noted.Verdicts, .. next.Verdicts] };
            }
            catch (ModelException e)
            {
                LogCritic(e.Failure);
                return audited;
            }
        }
    }

    private PlanningResult Result(PlanningInput input, PlanningResult reading, AuditedPlan audited, ModelUsage? usage)
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
            Text = audited.Plan.Lists.Count > 0 ? null : Noted(audited.Plan, input.Serving.Catalog) ?? (audited.Plan.Intent == reading.Plan.Intent ? reading.Text : null),
            Planner = Name,
            Usage = usage,
            Trace = trace,
        };
    }

    private static string? Noted(Plan plan, CatalogSnapshot catalog) => plan is { Intent: Intent.Remember, Remember: { IsEmpty: false } remember }
        ? SmallTalk.Noted(plan.Intent, remember, null, name => catalog.IndexOf(name) is >= 0 and var item ? catalog.Title(item) : name)
        : null;

    [LoggerMessage(Level = LogLevel.Warning, Message = "The built-in planner takes over: {Failure}, {Reason}")]
    private partial void LogFallback(ModelFailure failure, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The built-in planner takes over after an unexpected error")]
    private partial void LogUnexpected(Exception e);

    [LoggerMessage(Level = LogLevel.Information, Message = "The model's critic gave no answer: {Failure}")]
    private partial void LogCritic(ModelFailure failure);
}
