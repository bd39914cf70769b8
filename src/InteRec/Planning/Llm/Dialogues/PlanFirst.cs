using InteRec.Planning.Llm.Demonstrations;
using InteRec.Planning.Llm.Prompts;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace InteRec.Planning.Llm.Dialogues;

/// <summary>One call gives the whole plan; one that cannot run goes back with the validator's sentences.</summary>
internal sealed partial class PlanFirst(PlanPrompt prompt, DemonstrationChooser demonstrations, StructuredAnswer answers, PlanRunner runner, LlmOptions options, ILogger<PlanFirst> logger) : IDialogue
{
    private const int LongestEcho = 2_000;

    public bool NeedsAudit => true;

    public async Task<Plan> PlanAsync(PlanningInput input, PlanningResult reading, string? advice, ModelTurn turn)
    {
        var shown = demonstrations.Choose(input.Message, input.State.Turn > 0, options.Demonstrations, options.DemonstrationCount);
        var messages = prompt.Messages(input, reading, shown, advice);
        var schema = PlanSchema.ForModel(input.Serving.Catalog);
        for (var round = 0; ; round++)
        {
            var answer = await answers.AskAsync(turn, messages, schema, "plan");
            var (plan, problem) = PlanReader.Read(answer);
            var gated = plan is null ? new GatedPlan(new Plan(), [problem!]) : PlanGate.Check(plan, input.Serving, runner);
            if (gated.Problems.Count == 0)
            {
                return gated.Plan;
            }

            LogInvalid(round, gated.Problems.Count);
            if (round >= options.Repairs)
            {
                throw new ModelException(ModelFailure.Unreadable, "the model wrote no valid plan");
            }

            messages.Add(new ChatMessage(ChatRole.Assistant, answer.Length > LongestEcho ? answer[..LongestEcho] : answer));
            messages.Add(prompt.Repair(gated.Problems));
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The model's plan of round {Round} has {Problems} problems")]
    private partial void LogInvalid(int round, int problems);
}
