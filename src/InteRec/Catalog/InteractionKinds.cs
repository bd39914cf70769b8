namespace InteRec.Catalog;

/// <summary>The words for <see cref="InteractionKind"/>.</summary>
internal static class InteractionKinds
{
    /// <summary>All words.</summary>
    public static IReadOnlyList<string> Names { get; } = ["view", "click", "like", "dislike", "rating", "purchase"];

    /// <summary>Reads a word, case ignored.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out InteractionKind kind)
    {
        for (var i = 0; i < Names.Count; i++)
        {
            if (text.Equals(Names[i], StringComparison.OrdinalIgnoreCase))
            {
                kind = (InteractionKind)(i + 1);
                return true;
            }
        }

        kind = default;
        return false;
    }

    /// <summary>The word.</summary>
    public static string Name(this InteractionKind kind) => Names[(int)kind - 1];
}
