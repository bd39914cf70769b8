using InteRec.Planning.BuiltIn.Reader.Candidates.Spelling;

namespace InteRec.Planning.BuiltIn.Reader.Candidates;

/// <summary>The words of a message with what those that are no common ones may be misspellings of.</summary>
internal sealed class SpeltText
{
    // The commonest words are what they are, and so are short ones that are common.
    private const int CommonestRank = 1000;
    private const int CommonRank = 3000;
    private const int ShortestOfCommon = 6;

    // In a page of gibberish nothing is worth correcting.
    private const int MostCorrected = 120;
    private static readonly IReadOnlyList<Correction> None = [];
    private readonly IReadOnlyList<Correction>[] _corrections;

    public SpeltText(MessageText text, WordSpeller speller)
    {
        Text = text;
        _corrections = new IReadOnlyList<Correction>[text.Count];
        var corrected = 0;
        var seen = new Dictionary<string, IReadOnlyList<Correction>>(StringComparer.Ordinal);
        for (var i = 0; i < _corrections.Length; i++)
        {
            var word = text[i];
            if (word.Length < 3 || WordRanks.Bundled.Of(word) < (word.Length < ShortestOfCommon ? CommonRank : CommonestRank))
            {
                _corrections[i] = None;
            }
            else if (!seen.TryGetValue(word, out _corrections[i]!))
            {
                seen[word] = _corrections[i] = corrected++ < MostCorrected ? speller.Correct(word) : None;
            }
        }
    }

    /// <summary>The words as typed.</summary>
    public MessageText Text { get; }

    /// <summary>What a word may be a misspelling of, likeliest first.</summary>
    public IReadOnlyList<Correction> Corrections(int word) => _corrections[word];
}
