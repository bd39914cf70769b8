using InteRec.Planning.Llm.Budget;
using InteRec.Planning.Llm.Dialogues;
using InteRec.Profiles;
using InteRec.Serving;
using Microsoft.Extensions.AI;

namespace InteRec.Planning.Llm.Trust;

/// <summary>Asks a model for plans whose right answer is known, one after the other, as a conversation would.</summary>
internal sealed class TrustProbe(
    IChatClient chat, ModelLedger ledger, IPlanner floor, IDialogue dialogue, PlanRunner runner, LlmOptions options, TimeProvider time)
{
    /// <summary>What it passes.</summary>
    /// <exception cref="ModelException">The endpoint gave no answers: nothing can be said of the model.</exception>
    public async Task<TrustVerdict> RunAsync(ServingState serving, CancellationToken cancellationToken)
    {
        var checks = PlanningChecks.Of(serving);
        var failed = new List<string>();
        foreach (var check in checks)
        {
            if (!await PassesAsync(check, serving, cancellationToken))
            {
                failed.Add(check.Name);
            }
        }

        return new TrustVerdict(checks.Count - failed.Count, checks.Count, failed);
    }

    private async Task<bool> PassesAsync(PlanningCheck check, ServingState serving, CancellationToken cancellationToken)
    {
        var input = new PlanningInput(check.Message, null, check.Before, Profile.Empty, serving);
        var reading = await floor.PlanAsync(input, cancellationToken);
        using var turn = new ModelTurn(chat, ledger, input.Account, options, time, cancellationToken);
        try
        {
            var planned = await dialogue.PlanAsync(input, reading, advice: null, turn);
            return check.IsRight(runner.Prepare(planned.Plan, serving).Plan);
        }
        catch (ModelException e) when (e.Failure is ModelFailure.Unreadable or ModelFailure.TooLong or ModelFailure.TimedOut)
        {
            // A model that writes no plan, or not in time, does not pass.
            return false;
        }
        catch (InvalidPlanException)
        {
            return false;
        }
    }
}
