namespace InteRec.Planning.Agent.Model;

/// <summary>What went wrong with a call of the model.</summary>
internal enum ModelFailure
{
    /// <summary>No connection, or it broke.</summary>
    Unreachable,

    /// <summary>No answer in time.</summary>
    TimedOut,

    /// <summary>The endpoint has too much to do (429).</summary>
    Busy,

    /// <summary>The endpoint failed (5xx).</summary>
    Failed,

    /// <summary>The endpoint does not take the request (4xx): wrong key, unknown model, unsupported parameter.</summary>
    Refused,

    /// <summary>The answer is not what the protocol says, or has nothing in it.</summary>
    Unreadable,

    /// <summary>The answer is longer than <see cref="EndpointHandler.LongestAnswer"/>.</summary>
    TooLong,

    /// <summary>The circuit is open: too many calls failed lately.</summary>
    CircuitOpen,

    /// <summary>A budget is used up.</summary>
    OverBudget,
}

/// <summary>A call of the model failed, for the given kind of reason. The message is for logs and never for a caller.</summary>
internal sealed class ModelException(ModelFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    public ModelFailure Failure { get; } = failure;

    /// <summary>What the endpoint said went wrong; null where it said nothing.</summary>
    public EndpointError? Error { get; init; }

    /// <summary>True when the same call may well work a little later.</summary>
    public bool IsTransient =>
        Failure is ModelFailure.Unreachable or ModelFailure.TimedOut or ModelFailure.Busy or ModelFailure.Failed or ModelFailure.Unreadable;

    /// <summary>True when no model had the request, so that it cost nothing: it never went out, or was turned away.</summary>
    public bool IsUnserved => Failure is ModelFailure.CircuitOpen or ModelFailure.Unreachable or ModelFailure.Refused or ModelFailure.Busy;

    /// <summary>
    /// True when the endpoint itself is at fault, which is what the circuit counts; a refused request says nothing about its health.
    /// </summary>
    public bool IsOutage =>
        Failure
            is ModelFailure.Unreachable
                or ModelFailure.TimedOut
                or ModelFailure.Busy
                or ModelFailure.Failed
                or ModelFailure.Unreadable
                or ModelFailure.TooLong;
}
