namespace InteRec.Planning.Agent.Model;

/// <summary>
/// How long a failing endpoint is waited for. These are no settings: what an operator decides is how long a turn may take and how often a
/// call is tried (<see cref="LlmOptions"/>); within that the times follow from a person who waits and a planner that can do without the
/// model.
/// </summary>
internal sealed record Patience
{
    /// <summary>
    /// Wait before the first retry; doubled each time, with jitter. Long enough for an endpoint with too much to do, short for a person.
    /// </summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest <c>Retry-After</c> that is waited for. A longer one fails the call at once: a person is waiting.</summary>
    public TimeSpan LongestRetryAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Attempts within a minute, half of them failed, that open the circuit: two calls with their retries.</summary>
    public int CircuitFailures { get; init; } = 6;

    /// <summary>
    /// How long the circuit stays open before one attempt tests the endpoint again; meanwhile the built-in planner answers at once.
    /// </summary>
    public TimeSpan CircuitBreak { get; init; } = TimeSpan.FromSeconds(30);
}
