using InteRec.Planning.BuiltIn;

namespace InteRec.Conversations.Replies.Guard;

/// <summary>A sentence in tokens, with the items that it names and which of its words are accounted for.</summary>
internal sealed class ReplySentence
{
    private const int NegationReach = 6;

    private static readonly HashSet<string> Negations = new(StringComparer.Ordinal)
    {
        "not",
        "no",
        "without",
        "never",
        "nothing",
        "none",
        "neither",
        "nor",
        "isnt",
        "arent",
        "wasnt",
        "werent",
        "doesnt",
        "dont",
        "didnt",
        "hasnt",
        "havent",
        "cannot",
        "cant",
        "hardly",
        "minus",
        "free",
        "lacks",
        "lack",
        "zero",
        "non",
        "rarely",
    };

    private static readonly HashSet<string> Wishes = new(StringComparer.Ordinal)
    {
        "you",
        "your",
        "youre",
        "youve",
        "youd",
        "asked",
        "wanted",
        "requested",
        "wish",
        "request",
    };
    private static readonly HashSet<string> Conditions = new(StringComparer.Ordinal) { "if", "unless", "should", "whenever", "when" };

    /// <summary>What may stand between such a word and the name: "similar to", "fans of".</summary>
    private static readonly HashSet<string> Links = new(StringComparer.Ordinal)
    {
        "to",
        "of",
        "with",
        "from",
        "the",
        "a",
        "and",
        "or",
        "in",
        "other",
        "early",
        "late",
        "best",
        "like",
        "as",
    };

    /// <summary>Words behind which a name is only compared with.</summary>
    private static readonly HashSet<string> References = new(StringComparer.Ordinal)
    {
        "like",
        "than",
        "as",
        "unlike",
        "echoes",
        "recalls",
        "evokes",
        "liked",
        "loved",
        "enjoyed",
        "enjoy",
        "love",
        "fans",
        "after",
        "before",
        "resembles",
        "alongside",
        "beside",
        "reminiscent",
        "similar",
        "spirit",
        "vein",
        "style",
        "mood",
        "company",
        "closest",
        "close",
        "compared",
    };

    private readonly bool[] _taken;

    public ReplySentence(string text, List<ReplyToken> tokens)
    {
        (Text, Tokens, _taken) = (text, tokens, new bool[tokens.Count]);
        IsQuestion = text.AsSpan().TrimEnd().TrimEnd("\"\u201d')*_").EndsWith("?");
        IsForeign = tokens.Count(t => PlainWords.IsForeign(t.Folded)) is >= 2 and var foreign && foreign * 6 >= tokens.Count;
    }

    /// <summary>The sentence.</summary>
    public string Text { get; }

    /// <summary>Its words.</summary>
    public IReadOnlyList<ReplyToken> Tokens { get; }

    /// <summary>It asks.</summary>
    public bool IsQuestion { get; }

    /// <summary>It is written in a language that is not read: its nouns may all have capitals.</summary>
    public bool IsForeign { get; }

    /// <summary>True where a check has accounted for the word already.</summary>
    public bool IsTaken(int at) => _taken[at];

    /// <summary>Accounts for words.</summary>
    public void Take(int from, int count) => Array.Fill(_taken, true, from, count);

    /// <summary>The folded words, the last without its possessive.</summary>
    public string Phrase(int from, int count) =>
        count == 1
            ? Tokens[from].Bare
            : string.Join(' ', Enumerable.Range(from, count).Select(i => i == from + count - 1 ? Tokens[i].Bare : Tokens[i].Folded));

    /// <summary>The folded words without plurals.</summary>
    public string Stems(int from, int count) =>
        string.Join(' ', Enumerable.Range(from, count).Select(i => Stem.Word(i == from + count - 1 ? Tokens[i].Bare : Tokens[i].Folded)));

    /// <summary>True where the words stand together, nothing between them but blanks and hyphens.</summary>
    public bool IsPhrase(int from, int count)
    {
        for (var i = from + 1; i < from + count; i++)
        {
            if (!Tokens[i].IsJoined || Tokens[i].Handle > 0)
            {
                return false;
            }
        }

        return from + count <= Tokens.Count && Tokens[from].Handle == 0;
    }

    /// <summary>The word there, folded; empty outside.</summary>
    public string Word(int at) => at >= 0 && at < Tokens.Count ? Tokens[at].Folded : string.Empty;

    /// <summary>True where a negation reaches the word: "not by", "no ... at all".</summary>
    public bool IsNegated(int at) =>
        Back(at, NegationReach)
            .Any(i =>
                Negations.Contains(Tokens[i].Folded)
                && Word(i + 1)
                    is not (
                        "only"
                        or "just"
                        or "least"
                        or "to"
                        or "beats"
                        or "but"
                        or "like"
                        or "quite"
                        or "short"
                        or "compares"
                        or "says"
                        or "go"
                        or "wrong"
                    )
                && !(Word(i) == "free" && i + 1 < at)
            ) || IsFree(at);

    /// <summary>True where the words before are about what the person wants rather than about an item.</summary>
    public bool IsWish(int at) =>
        Enumerable.Range(0, at).Any(i => Wishes.Contains(Tokens[i].Folded) && !Between(i, at).Any(t => t.Handle > 0));

    /// <summary>True where the word stands in a condition: "if you want ...".</summary>
    public bool IsCondition(int at) => Back(at, at).Any(i => Conditions.Contains(Tokens[i].Folded));

    /// <summary>True where the word is only compared with: "less X", "more X than Y", "rather than X".</summary>
    public bool IsCompared(int at) =>
        Word(at - 1) is "less" or "than" or "of" && (Word(at - 1) is not "of" || Word(at - 2) is "instead" or "short" or "out")
        || Word(at - 2) is "less" or "than"
        || Back(at, 3).TakeWhile(i => i == at - 1 || Word(i + 1) is not ("and" or "or")).Any(i => Tokens[i].Folded == "like")
        || (Word(at - 1) == "more" && Between(at, Math.Min(Tokens.Count, at + 4)).Any(t => t.Folded == "than"));

    /// <summary>True where the name behind is only compared with: "in the vein of", "for fans of".</summary>
    public bool IsReference(int at)
    {
        var before = Back(at, 4).ToList();
        return before.Any(i =>
            References.Contains(Tokens[i].Folded) && Between(i + 1, at).All(t => Links.Contains(t.Folded) || t.IsCapital)
        );
    }

    /// <summary>The places before, nearest first, as far as the next comma.</summary>
    public IEnumerable<int> Back(int at, int count)
    {
        for (var i = at; i > Math.Max(0, at - count); i--)
        {
            if (Tokens[i].IsAfterBreak || Tokens[i].Folded is "but" or "yet" or "though" or "although" or "while")
            {
                yield break;
            }

            yield return i - 1;
        }
    }

    private bool IsFree(int at) => at + 1 < Tokens.Count && Tokens[at + 1].Folded is "free" or "less" && Tokens[at + 1].Gap == "-";

    private IEnumerable<ReplyToken> Between(int from, int to) => Tokens.Skip(from).Take(Math.Max(0, to - from));
}
