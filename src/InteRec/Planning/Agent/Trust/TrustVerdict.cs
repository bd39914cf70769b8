namespace InteRec.Planning.Agent.Trust;

/// <summary>What the probe found.</summary>
/// <param name="Passed">Checks whose plan was right.</param>
/// <param name="Checks">All checks.</param>
/// <param name="Failed">Names of those that failed.</param>
internal sealed record TrustVerdict(int Passed, int Checks, IReadOnlyList<string> Failed)
{
    /// <summary>Checks that failed because no answer came in time: a slow hour says nothing for good.</summary>
    public int TooLate { get; init; }

    /// <summary>Share of the checks passed, 0 to 1.</summary>
    public double Share => Checks == 0 ? 0 : Passed / (double)Checks;
}
