namespace InteRec.Ranking;

/// <summary>An artefact was refused; the ranker in service stays. The message is a sentence for the operator.</summary>
public sealed class RankerRejectedException : Exception
{
    /// <summary>Refused for a reason.</summary>
    /// <param name="reason">Completes "The ranker was refused: ".</param>
    public RankerRejectedException(string reason)
        : this(reason, null) { }

    /// <summary>Refused for a reason that another exception told.</summary>
    /// <param name="reason">Completes "The ranker was refused: ".</param>
    /// <param name="inner">What was found.</param>
    public RankerRejectedException(string reason, Exception? inner)
        : base($"The ranker was refused: {reason}.", inner)
    {
        Reason = reason;
    }

    /// <summary>Why.</summary>
    public string Reason { get; }
}
