namespace InteRec.Planning.BuiltIn.Reader.Wishes;

/// <summary>How alike two texts look.</summary>
internal static class LetterPairs
{
    /// <summary>Dice's coefficient of the pairs of letters that follow each other, 0 to 1.</summary>
    public static double Likeness(string one, string other)
    {
        var pairs = Of(one).ToList();
        var total = pairs.Count + Math.Max(0, other.Length - 1);
        return total > 0 ? 2.0 * Of(other).Count(pairs.Remove) / total : 0;
    }

    private static IEnumerable<(char, char)> Of(string text) => text.Zip(text.Skip(1));
}
