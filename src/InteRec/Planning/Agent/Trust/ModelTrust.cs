using System.Globalization;
using InteRec.Planning.Agent.Model;
using InteRec.Storage;

namespace InteRec.Planning.Agent.Trust;

/// <summary>Whether the model plans: as the settings say, or by what the probe found. Until that is known it plans.</summary>
/// <param name="options">The model and how far it is trusted.</param>
/// <param name="isOn">False where the settings keep the model from planning altogether.</param>
/// <param name="load">Reads what an earlier probe found; null: there is nowhere to look.</param>
internal sealed class ModelTrust(LlmOptions options, bool isOn = true, Func<CancellationToken, Task<TrustVerdict?>>? load = null)
{
    /// <summary>Share of the probe's checks that a model has to pass to plan. Who wants another verdict says always or never.</summary>
    private const double Threshold = 0.75;

    private readonly TaskCompletionSource _known = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile TrustVerdict? _verdict;
    private volatile bool _looked;

    /// <summary>True where a probe decides: a model that chooses among the built-in planner's candidates does not plan.</summary>
    public bool IsProbed => isOn && options is { IsConfigured: true, Trust: TrustMode.Auto, Mode: not LlmMode.ChatRec };

    /// <summary>True when the model's plans are taken; false when the built-in planner plans and the model writes.</summary>
    public bool Plans =>
        options.Trust switch
        {
            TrustMode.Always => true,
            TrustMode.Never => false,
            _ => _verdict is not { } verdict || verdict.Share >= Threshold,
        };

    /// <summary>What the probe found; null while it is not known, or where nobody needs to know.</summary>
    public TrustVerdict? Verdict => _verdict;

    /// <summary>Who plans and why, in one sentence; null without a model.</summary>
    public string? Sentence =>
        !isOn || !options.IsConfigured
            ? null
            : options switch
            {
                { Trust: TrustMode.Never } => $"the built-in planner plans, {options.Model} writes",
                { Mode: LlmMode.ChatRec } => $"{options.Model} chooses among what the built-in planner finds",
                { Trust: TrustMode.Always } => $"{options.Model} plans",
                _ when _verdict is { } found => string.Create(
                    CultureInfo.InvariantCulture,
                    $"{options.Model} passes {found.Passed} of {found.Checks} planning checks: "
                        + $"{(Plans ? "it plans" : "the built-in planner plans, the model writes")}"
                ),
                _ => $"{options.Model} plans; its planning is not checked yet",
            };

    /// <summary>
    /// As <see cref="Plans"/>, after a look at what an earlier probe found: a command at the terminal probes nothing itself.
    /// </summary>
    public async ValueTask<bool> PlansAsync(CancellationToken cancellationToken)
    {
        if (IsProbed && _verdict is null && !_looked && load is not null)
        {
            _looked = true;
            try
            {
                if (await load(cancellationToken) is { } found)
                {
                    Learn(found);
                }
            }
            catch (StorageException)
            {
                // Not known: the model plans.
            }
        }

        return Plans;
    }

    /// <summary>Takes what the probe found.</summary>
    public void Learn(TrustVerdict verdict)
    {
        _verdict = verdict;
        _known.TrySetResult();
    }

    /// <summary>Done once the probe has found something.</summary>
    public Task WhenKnownAsync() => _known.Task;
}
