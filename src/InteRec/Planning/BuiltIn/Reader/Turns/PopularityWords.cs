namespace InteRec.Planning.BuiltIn.Reader.Turns;

/// <summary>Which way a wish about how well known something is goes.</summary>
internal static class PopularityWords
{
    private static readonly string[] Known =
    [
        "popular",
        "famous",
        "well known",
        "hit",
        "blockbuster",
        "mainstream",
        "trending",
        "everyone",
        "everybody",
        "best selling",
        "bestsell",
        "iconic",
        "big",
        "talked about",
    ];

    private static readonly string[] Denying = ["not", "less", "never", "no", "un", "hardly", "nobody", "isn t", "lesser"];

    /// <summary>True for "hidden gem" and "not so famous", false for "famous". Who says something about it, mostly wants the less known.</summary>
    public static bool MeansLittleKnown(string words)
    {
        var folded = Catalog.TextFolding.Fold(words);
        return !Known.Any(k => folded.Contains(k, StringComparison.Ordinal))
            || folded.Split(' ').Any(w => Denying.Contains(w, StringComparer.Ordinal))
            || folded.StartsWith("un", StringComparison.Ordinal);
    }
}
