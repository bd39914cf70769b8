namespace InteRec.Search;

/// <summary>How a text came to mean a title, the surest first.</summary>
internal enum TitleMatchKind
{
    /// <summary>The title, but for case, accents and punctuation.</summary>
    Title,

    /// <summary>Another title of the item.</summary>
    Alternative,

    /// <summary>
    /// The title with another article, numeral, "and", abbreviation or spacing: "Matrix, The", "Toy Story Two", "Spiderman".
    /// </summary>
    Variant,

    /// <summary>The title without its subtitle, or the subtitle alone.</summary>
    Part,

    /// <summary>The first words of the title.</summary>
    Beginning,

    /// <summary>A misspelt title.</summary>
    Misspelt,
}

/// <summary>The item that a text names.</summary>
/// <param name="Item">The item index.</param>
/// <param name="Title">Its title.</param>
/// <param name="Score">How sure the reading is, 0 to 1; 1 for the title as it is written.</param>
/// <param name="Kind">How the text came to mean the item.</param>
/// <param name="Alternatives">Other items that the text names just as well, best known first.</param>
internal sealed record TitleMatch(int Item, string Title, double Score, TitleMatchKind Kind, IReadOnlyList<int> Alternatives)
{
    /// <summary>
    /// True when the person should be told how the text was read: it was misspelt, cut short, or names several items by their common part.
    /// </summary>
    public bool IsCorrected =>
        Kind is TitleMatchKind.Misspelt or TitleMatchKind.Beginning || (Kind == TitleMatchKind.Part && Alternatives.Count > 0);

    /// <summary>The opposite of <see cref="IsCorrected"/>.</summary>
    public bool IsExact => !IsCorrected;
}
