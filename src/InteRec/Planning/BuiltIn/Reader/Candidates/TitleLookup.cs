using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Candidates;

/// <summary>Titles written in another way than the catalogue writes them: "spiderman", "godfather part two", "fast and furious".</summary>
internal static class TitleLookup
{
    private const int MaxWords = 14;

    public static void Add(CandidateLexicon lexicon, FoundCandidates found)
    {
        var text = found.Text;
        Span<char> folded = stackalloc char[128];
        for (var from = 0; from < text.Count; from++)
        {
            var length = 0;
            for (var to = from; to < Math.Min(text.Count, from + MaxWords) && !text.IsSign(from); to++)
            {
                if (text.IsSign(to))
                {
                    continue;
                }

                if (length + 1 + text[to].Length > folded.Length || !lexicon.Titles.IsSpeltLikeTitles(text[to]))
                {
                    break;
                }

                if (length > 0)
                {
                    folded[length++] = ' ';
                }

                text[to].CopyTo(folded[length..]);
                length += text[to].Length;
                if (lexicon.Titles.TryExact(folded[..length], out var items) && !found.Has(from, to + 1, Slot.Item))
                {
                    found.Add(from, to + 1, new Sense(Slot.Item, Origins.Known) { Items = items });
                }
            }
        }
    }
}
