using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Candidates.Numbers;

/// <summary>Words that say a number without one: "old", "too long", "not so new", "a bit cheaper".</summary>
internal static class RelativeWords
{
    private const string More = "more";
    private const string Less = "less";

    private static readonly (
        Slot Slot,
        string High,
        string Low,
        string[] HighWords,
        string[] LowWords,
        string[] MoreWords,
        string[] LessWords
    )[] Table =
    [
        (
            Slot.Year,
            "recent",
            "old",
            ["new", "recent", "modern", "current", "latest", "newest"],
            ["old", "oldest", "early", "vintage"],
            ["newer", "later", "younger"],
            ["older", "earlier"]
        ),
        (Slot.Length, "long", "short", ["long", "longest", "lengthy"], ["short", "shortest", "quick", "brief"], ["longer"], ["shorter"]),
        (
            Slot.Price,
            "high",
            "cheap",
            ["expensive", "dear", "pricey"],
            ["cheap", "cheapest", "affordable", "inexpensive"],
            ["dearer", "pricier"],
            ["cheaper"]
        ),
    ];

    private static readonly Dictionary<string, List<(Slot Slot, string Base, string Opposite)>> Words = Index();

    // What makes a comparison stronger or weaker, not another one.
    private static readonly HashSet<string> Degrees = new(StringComparer.Ordinal)
    {
        "a",
        "bit",
        "much",
        "even",
        "way",
        "slightly",
        "little",
        "lot",
        "far",
        "something",
        "anything",
        "really",
        "very",
        "quite",
        "somewhat",
    };

    /// <summary>Every word of this kind, so that misspellings of it can be read.</summary>
    public static IEnumerable<string> Vocabulary => Words.Keys;

    /// <summary>The readings of the word at a piece, alone and with what stands before it.</summary>
    public static IEnumerable<NumberReading> At(IReadOnlyList<NumberToken> pieces, int at)
    {
        if (!Words.TryGetValue(pieces[at].Text, out var senses))
        {
            yield break;
        }

        var before = Amounts.Text(pieces, at - 1);
        foreach (var (slot, word, opposite) in senses)
        {
            yield return Of(at, at + 1, slot, word);
            if (IsComparative(word))
            {
                for (var start = at - 1; start >= Math.Max(0, at - 3) && Degrees.Contains(pieces[start].Text); start--)
                {
                    yield return Of(start, at + 1, slot, word);
                }

                continue;
            }

            var comparative = word is "recent" or "long" or "high" ? More : Less;
            if (before is "more" or "less" or "too" or "2" or "to")
            {
                yield return Of(at - 1, at + 1, slot, before == "more" ? comparative : Reverse(comparative));
                yield return Of(at, at + 1, slot, before == "more" ? comparative : Reverse(comparative)) with
                {
                    Weight = 0.3f,
                };
            }

            for (var start = at - 1; start >= Math.Max(0, at - 3); start--)
            {
                if (pieces[start].Text is "not" or "no" or "nothing" or "isnt" or "never" or "dont" or "nothin")
                {
                    yield return Of(start, at + 1, slot, opposite);
                    yield return Of(at, at + 1, slot, opposite) with
                    {
                        Weight = 0.3f,
                    };
                    break;
                }

                if (!Degrees.Contains(pieces[start].Text) && pieces[start].Text is not ("too" or "2" or "to" or "so" or "that"))
                {
                    break;
                }

                yield return Of(start, at + 1, slot, word);
            }
        }
    }

    private static bool IsComparative(string word) => word is More or Less;

    private static string Reverse(string comparative) => comparative == More ? Less : More;

    private static NumberReading Of(int start, int end, Slot slot, string word) =>
        new(start, end, slot)
        {
            Word = word,
            HasUnit = true,
            Weight = 0.8f,
        };

    private static Dictionary<string, List<(Slot Slot, string Base, string Opposite)>> Index()
    {
        var index = new Dictionary<string, List<(Slot Slot, string Base, string Opposite)>>(StringComparer.Ordinal);
        foreach (var row in Table)
        {
            Add(row.HighWords, (row.Slot, row.High, row.Low));
            Add(row.LowWords, (row.Slot, row.Low, row.High));
            Add(row.MoreWords, (row.Slot, More, Less));
            Add(row.LessWords, (row.Slot, Less, More));
        }

        return index;

        void Add(string[] words, (Slot, string, string) sense)
        {
            foreach (var word in words)
            {
                (index.TryGetValue(word, out var list) ? list : index[word] = []).Add(sense);
            }
        }
    }
}
