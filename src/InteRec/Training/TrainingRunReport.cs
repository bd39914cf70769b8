namespace InteRec.Training;

/// <summary>A training run as it stands.</summary>
/// <param name="TrainingRunId">Its id.</param>
/// <param name="Status"><c>queued</c>, <c>running</c>, <c>succeeded</c>, <c>failed</c> or <c>cancelled</c>.</param>
/// <param name="Phase">
/// <c>queued</c>, <c>read</c>, <c>choose</c>, <c>tune</c>, <c>hold-out</c>, <c>measure</c>, <c>train</c>, <c>save</c> or <c>done</c>.
/// </param>
/// <param name="Fraction">Share of the run done, 0 to 1.</param>
/// <param name="Message">What happens now, or how it ended.</param>
/// <param name="StartedAt">When it was asked for.</param>
/// <param name="EndedAt">When it ended; null while it runs.</param>
/// <param name="RankerId">The ranker it gave; null before.</param>
/// <param name="Promoted">Whether that ranker answers now.</param>
public sealed record TrainingRunReport(
    string TrainingRunId,
    string Status,
    string Phase,
    double Fraction,
    string Message,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt = null,
    string? RankerId = null,
    bool Promoted = false
)
{
    /// <summary>Minutes that it looks for better parameters first; null: it does not.</summary>
    public double? TuneMinutes { get; init; }

    /// <summary>
    /// Whether it was asked to begin with the factors in use; null: the settings decide. The manifest tells what it began with.
    /// </summary>
    public bool? WarmStart { get; init; }

    internal bool IsActive => Status is Running or Queued;

    /// <summary>The <see cref="Status"/> of a run that waits for the one under way.</summary>
    public const string Queued = "queued";

    /// <summary>The <see cref="Status"/> of a run that works.</summary>
    public const string Running = "running";

    /// <summary>The <see cref="Status"/> of a run that gave a ranker.</summary>
    public const string Succeeded = "succeeded";

    /// <summary>The <see cref="Status"/> of a run that could not be finished.</summary>
    public const string Failed = "failed";

    /// <summary>The <see cref="Status"/> of a run that was stopped; nothing of it is left.</summary>
    public const string Cancelled = "cancelled";
}
