using InteRec.Planning.Agent.Model;
using InteRec.Planning.Agent.Prompts;
using InteRec.Planning.Agent.Reading;
using InteRec.Tools;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace InteRec.Planning.Agent.Dialogues;

/// <summary>
/// One call gives the whole plan. One that cannot run goes back with the validator's sentences; one whose result is off is shown that
/// result once, to be mended or kept.
/// </summary>
/// <param name="prompt">What the model is told.</param>
/// <param name="answers">Asks for JSON.</param>
/// <param name="runner">Checks plans.</param>
/// <param name="look">Tries plans, or null where the model is shown no result.</param>
/// <param name="logger">Told of invalid plans.</param>
internal sealed partial class PlanFirst(
    PlanPrompt prompt,
    StructuredAnswer answers,
    PlanRunner runner,
    PlanLook? look,
    ILogger<PlanFirst> logger
) : IDialogue
{
    private const int LongestEcho = 4_000;

    /// <summary>
    /// Rounds in which the model may mend an invalid plan: each costs a call while a person waits, and the built-in plan is at hand.
    /// </summary>
    private const int Repairs = 1;

    public async Task<ModelPlan> PlanAsync(PlanningInput input, PlanningResult reading, BoundedModel turn)
    {
        var messages = prompt.Messages(input, reading);
        var plan = await PlanAsync(messages, input, turn);
        if (look is null)
        {
            return new ModelPlan(plan);
        }

        var (off, tried) = look.At(plan, input, turn.CancellationToken);
        return off is null ? new ModelPlan(plan) { Tried = tried } : await MendAsync(plan, off, tried, messages, input, turn);
    }

    /// <summary>The plan after the one look that a turn has: it costs a call while a person waits.</summary>
    private async Task<ModelPlan> MendAsync(
        Plan plan,
        SeenResult off,
        TriedPlan tried,
        List<ChatMessage> messages,
        PlanningInput input,
        BoundedModel turn
    )
    {
        messages.Add(prompt.Look(off.Text));
        try
        {
            var next = await PlanAsync(messages, input, turn);
            var isKept = PlanJson.AreEqual(next, plan, input.Serving.Tools.Strict);
            return new ModelPlan(next, [$"shown its result ({off.Why}): {(isKept ? "kept" : "mended")}"]) { Tried = isKept ? tried : null };
        }
        catch (ModelException e)
        {
            // The plan before can run: it is better than none.
            LogNoMend(e.Failure);
            return new ModelPlan(plan) { Tried = tried };
        }
    }

    /// <summary>The first valid plan within the rounds of repair; its answer is the last of the messages.</summary>
    private async Task<Plan> PlanAsync(List<ChatMessage> messages, PlanningInput input, BoundedModel turn)
    {
        var schema = PlanSchema.ForModel(input.Serving.Catalog, input.Serving.Tools);
        for (var round = 0; ; round++)
        {
            var answer = await answers.AskAsync(turn, messages, schema, "plan");
            var (plan, problem) = PlanReader.Read(answer, input.Serving.Tools);
            messages.Add(new ChatMessage(ChatRole.Assistant, answer.Length > LongestEcho ? answer[..LongestEcho] : answer));
            List<string> problems = plan is null ? [problem!] : [.. runner.Validate(plan, input.Serving).Select(p => p.ToString())];
            if (problems.Count == 0)
            {
                return plan!;
            }

            LogInvalid(round, problems.Count);
            if (round >= Repairs)
            {
                throw new ModelException(ModelFailure.Unreadable, "the model wrote no valid plan");
            }

            messages.Add(prompt.Repair(problems));
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The model's plan of round {Round} has {Problems} problems")]
    private partial void LogInvalid(int round, int problems);

    [LoggerMessage(Level = LogLevel.Information, Message = "The model did not mend its plan: {Failure}")]
    private partial void LogNoMend(ModelFailure failure);
}
