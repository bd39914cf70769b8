using InteRec.Planning.Agent.Dialogues;
using InteRec.Planning.Agent.Model;
using InteRec.Profiles;
using InteRec.Tools;
using Microsoft.Extensions.AI;

namespace InteRec.Planning.Agent.Trust;

/// <summary>Asks a model for plans whose right answer is known, one after the other, as a conversation would.</summary>
internal sealed class TrustProbe(
    IChatClient chat,
    ModelLedger ledger,
    IPlanner floor,
    IDialogue dialogue,
    PlanRunner runner,
    LlmOptions options,
    TimeProvider time
)
{
    /// <summary>The account of the probe: it takes nothing of what callers may ask for.</summary>
    private const string Account = "planning-checks";

    private readonly Dictionary<string, Outcome> _done = new(StringComparer.Ordinal);

    private enum Outcome
    {
        Right,
        Wrong,
        TooLate,
    }

    /// <summary>What it passes. After a failure the next run goes on where this one stopped.</summary>
    /// <exception cref="ModelException">The endpoint gave no answers: nothing can be said of the model.</exception>
    public async Task<TrustVerdict> RunAsync(ServingState serving, CancellationToken cancellationToken)
    {
        var checks = PlanningChecks.Of(serving);
        foreach (var check in checks.Where(c => !_done.ContainsKey(c.Name)))
        {
            _done[check.Name] = await TryAsync(check, serving, cancellationToken);
        }

        var failed = checks.Select(c => c.Name).Where(n => _done[n] != Outcome.Right).ToList();
        return new TrustVerdict(checks.Count - failed.Count, checks.Count, failed)
        {
            TooLate = failed.Count(n => _done[n] == Outcome.TooLate),
        };
    }

    private async Task<Outcome> TryAsync(PlanningCheck check, ServingState serving, CancellationToken cancellationToken)
    {
        var input = new PlanningInput(check.Message, null, check.Before, Profile.Empty, serving)
        {
            Account = new ModelAccount(null, Account),
        };
        var reading = await floor.PlanAsync(input, cancellationToken);
        using var turn = new BoundedModel(chat, ledger, input.Account, options, time, cancellationToken);
        try
        {
            var planned = await dialogue.PlanAsync(input, reading, turn);
            return check.IsRight(runner.Prepare(planned.Plan, serving).Plan) ? Outcome.Right : Outcome.Wrong;
        }
        catch (ModelException e) when (e.Failure is ModelFailure.Unreadable or ModelFailure.TooLong or ModelFailure.TimedOut)
        {
            // A model that writes no plan, or not in time, does not pass.
            return e.Failure == ModelFailure.TimedOut ? Outcome.TooLate : Outcome.Wrong;
        }
        catch (InvalidPlanException)
        {
            return Outcome.Wrong;
        }
    }
}
