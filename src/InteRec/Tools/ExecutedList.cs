namespace InteRec.Tools;

/// <summary>One list that a plan gave.</summary>
/// <param name="Label">Whom or what it is for, or null.</param>
/// <param name="Items">The items, at most as many as asked for, best first, with reasons.</param>
/// <param name="Found">How many candidates there were before the list was cut.</param>
/// <param name="Asked">How many were asked for.</param>
internal sealed record ExecutedList(string? Label, CandidateSet Items, int Found, int Asked)
{
    /// <summary>What is in the list by its plan: "Comedy films from the 1980s".</summary>
    public string? Heading { get; init; }
}
