namespace InteRec.Planning.BuiltIn.Reader.Candidates.Numbers;

/// <summary>Places: "second", "3rd".</summary>
internal static class OrdinalWords
{
    private static readonly Dictionary<string, int> Places = new[]
    {
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
    }
        .Select((word, i) => (word, i + 1))
        .Append(("last", -1))
        .Append(("middle", 2))
        .ToDictionary(p => p.Item1, p => p.Item2, StringComparer.Ordinal);

    /// <summary>The words of places.</summary>
    public static IEnumerable<string> Vocabulary => Places.Keys;

    /// <summary>The place that a word says, or null.</summary>
    public static double? Of(string word) => Places.TryGetValue(word, out var place) ? place : null;
}
