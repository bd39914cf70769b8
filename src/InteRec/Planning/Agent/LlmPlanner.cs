using InteRec.Planning.Agent.Dialogues;
using InteRec.Planning.Agent.Model;
using InteRec.Planning.Agent.Trust;
using InteRec.Planning.BuiltIn;
using InteRec.Settings;
using InteRec.Tools;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace InteRec.Planning.Agent;

/// <summary>
/// Planning by a language model. Its plan is trusted: nothing holds it against the built-in reading, which is only a hint to the model, and
/// the plan that is taken when the model fails or is known to plan badly.
/// </summary>
internal sealed partial class LlmPlanner(
    IChatClient chat,
    ModelLedger ledger,
    IPlanner floor,
    IDialogue dialogue,
    ModelTrust trust,
    LlmOptions options,
    TimeProvider time,
    ILogger<LlmPlanner> logger
) : IPlanner
{
    public string Name => "llm";

    public async Task<PlanningResult> PlanAsync(PlanningInput input, CancellationToken cancellationToken)
    {
        var reading = await floor.PlanAsync(input, cancellationToken);
        if (input.Planner == PlannerChoice.BuiltIn || !await trust.PlansAsync(cancellationToken))
        {
            return reading;
        }

        using var turn = new BoundedModel(chat, ledger, input.Account, options, time, cancellationToken);
        try
        {
            return Result(input, reading, await dialogue.PlanAsync(input, reading, turn), turn.Usage);
        }
        catch (ModelException e)
        {
            LogFallback(e.Failure, e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogUnexpected(e);
        }

        return reading with
        {
            Notices = [.. reading.Notices, Fallback],
            Usage = turn.Usage,
        };
    }

    private static Notice Fallback { get; } =
        new(NoticeCodes.PlannerFallback, "The language model could not plan this; the built-in planner did.");

    private PlanningResult Result(PlanningInput input, PlanningResult reading, ModelPlan planned, ModelUsage? usage)
    {
        var trace = planned.Notes.Select(n => new TraceEntry("model", 0, 0, 0, n)).ToList();
        var plan = planned.Tried?.Plan ?? planned.Plan.Completed(input);
        return new PlanningResult
        {
            Plan = plan,
            Tried = planned.Tried,
            Understood = plan.Understood(),
            Text = plan.Lists.Count > 0 ? null : Words(plan, input, reading),
            Planner = Name,
            Usage = usage,
            Trace = trace,
        };
    }

    /// <summary>
    /// Small talk may be as the built-in planner would make it; what a plan does is never told in the words of another reading.
    /// </summary>
    private static string? Words(Plan plan, PlanningInput input, PlanningResult reading) =>
        plan.Intent == Intent.Chitchat && reading.Plan.Intent == Intent.Chitchat && reading.Plan.Remember is null
            ? reading.Text
            : SmallTalk.Of(plan.Intent, input);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The built-in planner takes over: {Failure}, {Reason}")]
    private partial void LogFallback(ModelFailure failure, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The built-in planner takes over after an unexpected error")]
    private partial void LogUnexpected(Exception e);
}
