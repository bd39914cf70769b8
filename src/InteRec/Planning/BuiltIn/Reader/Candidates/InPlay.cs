namespace InteRec.Planning.BuiltIn.Reader.Candidates;

/// <summary>What a conversation is about at the moment; parts of its names are enough to mean it.</summary>
/// <param name="Items">Item indexes: shown last, asked about, wanted or excluded.</param>
/// <param name="People">Names of people.</param>
internal sealed record InPlay(IReadOnlyList<int> Items, IReadOnlyList<string> People)
{
    /// <summary>Nothing was said yet.</summary>
    public static InPlay Nothing { get; } = new([], []);
}
