using System.Globalization;

namespace InteRec.Planning.Llm.Trust;

/// <summary>Whether the model plans: as the settings say, or by what the probe found. Until that is known it plans.</summary>
internal sealed class ModelTrust(LlmOptions options)
{
    private readonly TaskCompletionSource _known = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile TrustVerdict? _verdict;

    /// <summary>True when the model's plans are taken; false when the built-in planner plans and the model writes.</summary>
    public bool Plans => options.Trust switch
    {
        TrustMode.Always => true,
        TrustMode.Never => false,
        _ => _verdict is not { } verdict || verdict.Share >= options.TrustThreshold,
    };

    /// <summary>What the probe found; null while it is not known, or where nobody needs to know.</summary>
    public TrustVerdict? Verdict => _verdict;

    /// <summary>Takes what the probe found.</summary>
    public void Learn(TrustVerdict verdict)
    {
        _verdict = verdict;
        _known.TrySetResult();
    }

    /// <summary>Done once the probe has found something.</summary>
    public Task WhenKnownAsync() => _known.Task;

    /// <summary>Who plans and why, in one sentence; null without a model.</summary>
    public string? Sentence => !options.IsConfigured ? null : options.Trust switch
    {
        TrustMode.Always => $"{options.Model} plans",
        TrustMode.Never => $"the built-in planner plans, {options.Model} writes",
        _ when _verdict is { } found => string.Create(
            CultureInfo.InvariantCulture,
            $"{options.Model} passes {found.Passed} of {found.Checks} planning checks: {(Plans ? "it plans" : "the built-in planner plans, the model writes")}"),
        _ => $"{options.Model} plans; its planning is not checked yet",
    };
}
