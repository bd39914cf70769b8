namespace InteRec.Ranking;

/// <summary>The names of the rankers there are.</summary>
internal static class RankerNames
{
    /// <summary>The parts of the blend by their fitted weights, where nothing else is asked for.</summary>
    public const string Blend = "blend";

    /// <summary>Those that a request or a variant may rank by.</summary>
    public static IReadOnlyList<string> Asked { get; } = [Blend, "ials", "ease", "knn", "popularity", "content"];

    /// <summary>
    /// Those that may have a weight in a blend. What somebody took up before is only one of its parts: by itself it orders no other item.
    /// </summary>
    public static IReadOnlyList<string> Parts { get; } = [.. Asked.Skip(1), RepeatRanker.RankerName];
}
