using InteRec.Catalog;
using InteRec.Conversations;
using InteRec.Planning.BuiltIn;
using InteRec.Planning.Llm.Budget;
using InteRec.Planning.Llm.Dialogues;
using InteRec.Planning.Llm.Trust;
using InteRec.Tools;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace InteRec.Planning.Llm;

/// <summary>
/// Planning by a language model. Its plan is trusted: nothing holds it against the built-in reading, which is only a hint to the model, and the
/// plan that is taken when the model fails or is known to plan badly.
/// </summary>
internal sealed partial class LlmPlanner(
    IChatClient chat,
    ModelLedger ledger,
    IPlanner floor,
    IDialogue dialogue,
    ModelCritic critic,
    ModelTrust trust,
    LlmOptions options,
    TimeProvider time,
    ILogger<LlmPlanner> logger) : IPlanner
{
    public string Name => "llm";

    public async Task<PlanningResult> PlanAsync(PlanningInput input, CancellationToken cancellationToken)
    {
        var reading = await floor.PlanAsync(input, cancellationToken);
        if (!trust.Plans)
        {
            return reading;
        }

        using var turn = new ModelTurn(chat, ledger, input.Account, options, time, cancellationToken);
        try
        {
            var planned = await dialogue.PlanAsync(input, reading, advice: null, turn);
            planned = options.Critic ? await CriticizedAsync(input, reading, planned, turn) : planned;
            return Result(input, reading, planned, turn.Usage);
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

    /// <summary>Plans again on the critic's advice, at most so often. A critic that fails has no advice: the plan it was asked about is good enough.</summary>
    private async Task<ModelPlan> CriticizedAsync(PlanningInput input, PlanningResult reading, ModelPlan planned, ModelTurn turn)
    {
        for (var round = 0; ; round++)
        {
            try
            {
                if (await critic.AdviceAsync(input, planned.Plan, turn) is not { } advice)
                {
                    return planned;
                }

                var noted = planned with { Notes = [.. planned.Notes, $"critic: {advice}"] };
                if (round >= options.CriticRounds)
                {
                    return noted;
                }

                var next = await dialogue.PlanAsync(input, reading, advice, turn);
                planned = next with { Notes = [.. noted.Notes, .. next.Notes] };
            }
            catch (ModelException e)
            {
                LogCritic(e.Failure);
                return planned;
            }
        }
    }

    private PlanningResult Result(PlanningInput input, PlanningResult reading, ModelPlan planned, ModelUsage? usage)
    {
        var trace = planned.Notes.Select(n => new TraceEntry("model", 0, 0, 0, n)).ToList();
        if (ReferenceEquals(planned.Plan, reading.Plan))
        {
            return reading with { Usage = usage, Trace = trace };
        }

        var plan = planned.Plan.WithoutShown(input.State);
        return new PlanningResult
        {
            Plan = plan,
            Understood = new Understood
            {
                Intent = plan.Intent,
                Conditions = plan.Lists.Select(l => l.Where()).Aggregate(ItemFilter.Empty, ItemFilter.Both),
                Preferences = plan.Lists.Select(l => l.Prefer()).Aggregate(ItemFilter.Empty, ItemFilter.Both),
                FreeText = plan.Lists.SelectMany(l => l.Steps).OfType<SearchStep>().Select(s => s.Text).FirstOrDefault(),
            },
            Text = plan.Lists.Count > 0 ? null : plan.Intent == reading.Plan.Intent ? reading.Text : SmallTalk.Of(plan.Intent, input),
            Planner = Name,
            Usage = usage,
            Trace = trace,
        };
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The built-in planner takes over: {Failure}, {Reason}")]
    private partial void LogFallback(ModelFailure failure, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The built-in planner takes over after an unexpected error")]
    private partial void LogUnexpected(Exception e);

    [LoggerMessage(Level = LogLevel.Information, Message = "The model's critic gave no answer: {Failure}")]
    private partial void LogCritic(ModelFailure failure);
}
