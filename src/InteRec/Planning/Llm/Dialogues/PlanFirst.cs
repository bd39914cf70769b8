using InteRec.Planning.Llm.Prompts;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace InteRec.Planning.Llm.Dialogues;

/// <summary>
/// One call gives the whole plan. One that cannot run goes back with the validator's sentences; one whose result is off is shown that result
/// once, to be mended or kept.
/// </summary>
internal sealed partial class PlanFirst(PlanPrompt prompt, StructuredAnswer answers, PlanRunner runner, LlmOptions options, ILogger<PlanFirst> logger) : IDialogue
{
    private const int LongestEcho = 4_000;
    private readonly PlanLook _look = new(runner);

    public async Task<ModelPlan> PlanAsync(PlanningInput input, PlanningResult reading, string? advice, ModelTurn turn)
    {
        var messages = prompt.Messages(input, reading, advice);
        var planned = new ModelPlan(await PlanAsync(messages, input, turn));
        for (var looks = 0; looks < options.Looks; looks++)
        {
            var (off, tried) = _look.At(planned.Plan, input, turn.CancellationToken);
            planned = planned with { Tried = tried };
            if (off is null)
            {
                break;
            }

            messages.Add(prompt.Look(off.Text));
            try
            {
                var next = await PlanAsync(messages, input, turn);
                var isKept = PlanJson.AreEqual(next, planned.Plan, input.Serving.Tools.Strict);
                planned = new ModelPlan(next, [.. planned.Notes, $"shown its result ({off.Why}): {(isKept ? "kept" : "mended")}"]) { Tried = isKept ? tried : null };
                if (isKept)
                {
                    break;
                }
            }
            catch (ModelException e)
            {
                // The plan before can run: it is better than none.
                LogNoMend(e.Failure);
                break;
            }
        }

        return planned;
    }

    /// <summary>The first valid plan within the rounds of repair; its answer is the last of the messages.</summary>
    private async Task<Plan> PlanAsync(List<ChatMessage> messages, PlanningInput input, ModelTurn turn)
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
            if (round >= options.Repairs)
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
