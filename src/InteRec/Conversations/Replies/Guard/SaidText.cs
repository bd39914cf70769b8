using InteRec.Catalog;
using InteRec.Planning.BuiltIn;

namespace InteRec.Conversations.Replies.Guard;

/// <summary>What was said and may be said back: the person's words, what they named before, our own notices.</summary>
internal sealed class SaidText
{
    private readonly string _text;
    private readonly HashSet<string> _stems;

    public SaidText(IEnumerable<string?> texts)
    {
        var folded = texts.OfType<string>().Select(t => TextFolding.Fold(t)).ToList();
        _text = $" {string.Join(" | ", folded)} ";
        _stems = [.. folded.SelectMany(f => f.Split(' ')).Select(Stem.Word)];
    }

    /// <summary>True where the folded words were said together.</summary>
    public bool Says(string folded) => _text.Contains($" {folded} ", StringComparison.Ordinal);

    /// <summary>True where each of the words was said, singular or plural.</summary>
    public bool HasWords(IEnumerable<string> stems) => stems.All(_stems.Contains);
}
