using InteRec.Catalog;

namespace InteRec.Planning.BuiltIn;

/// <summary>A run of tokens with the meanings that the lexicon has for it.</summary>
/// <param name="From">First token.</param>
/// <param name="To">Token after the last.</param>
/// <param name="Entries">The meanings.</param>
internal sealed record Span(int From, int To, IReadOnlyList<LexiconEntry> Entries)
{
    /// <summary>The meaning of that kind, or null.</summary>
    public LexiconEntry? Entry(EntryKind kind) => Entries.FirstOrDefault(e => e.Kind == kind);

    /// <summary>True where the words may be that cue.</summary>
    public bool Is(Cue cue) => Entries.Any(e => e.Kind == EntryKind.Cue && e.Cue == cue);

    /// <summary>True where the words can be nothing but small words.</summary>
    public bool IsOnlyCue => Entries.All(e => e.Kind == EntryKind.Cue);
}

/// <summary>
/// Finds the longest phrases that the lexicon knows at every token of a message. It remembers the words that it was asked about; not safe
/// for concurrent use.
/// </summary>
internal sealed class SpanFinder(Lexicon lexicon, Func<string, int> rankOfWord)
{
    private readonly Dictionary<string, int> _ranks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _strange = new(StringComparer.Ordinal);

    /// <summary>
    /// Words more common than this are read as a topic or a name only where something says so. Ranks as in the vocabulary of the
    /// embeddings.
    /// </summary>
    private const int CommonRank = 3_500;

    /// <summary>The longest span that begins at each token; null where the lexicon has none.</summary>
    public Span?[] Find(IReadOnlyList<Token> tokens)
    {
        var spans = new Span?[tokens.Count];
        var stems = tokens.Select(t => t.IsWord ? Stem.Word(t.Text) : string.Empty).ToArray();
        Span<char> folded = stackalloc char[512];
        Span<char> stemmed = stackalloc char[512];
        Span<int> foldedEnds = stackalloc int[Lexicon.MaxWords];
        Span<int> stemmedEnds = stackalloc int[Lexicon.MaxWords];
        for (var i = 0; i < tokens.Count; i++)
        {
            int words = 0,
                f = 0,
                s = 0;
            for (; words < Lexicon.MaxWords && i + words < tokens.Count && tokens[i + words].IsWord; words++)
            {
                if (!Tokenizer.Append(folded, ref f, tokens[i + words].Text) || !Tokenizer.Append(stemmed, ref s, stems[i + words]))
                {
                    break;
                }

                (foldedEnds[words], stemmedEnds[words]) = (f, s);
            }

            for (; words > 0; words--)
            {
                var entries = lexicon.Find(folded[..foldedEnds[words - 1]], stemmed[..stemmedEnds[words - 1]]);
                if (entries.Count > 0 && Usable(entries, tokens, i, words) is { Count: > 0 } usable)
                {
                    spans[i] = new Span(i, i + words, usable);
                    break;
                }
            }
        }

        GiveWay(tokens, spans, stems);
        return spans;
    }

    /// <summary>Small words give way to a longer phrase that begins among them: "with no" before "no idea who they are".</summary>
    private void GiveWay(IReadOnlyList<Token> tokens, Span?[] spans, string[] stems)
    {
        for (var i = 0; i < spans.Length; i++)
        {
            if (spans[i] is not { IsOnlyCue: true } cue)
            {
                continue;
            }

            var isBound = (cue.Is(Cue.OrMore) || cue.Is(Cue.OrLess)) && tokens[i].Text is "and" or "or" && cue.To == i + 2;
            if (
                isBound
                && (
                    i == 0
                    || !tokens[i - 1].IsWord
                    || (cue.To < tokens.Count && tokens[cue.To].IsWord && NumberReader.Number(tokens, cue.To) is not null)
                )
            )
            {
                // "under two hours and after 1990": the next bound begins. "And older" goes on from what was said before.
                spans[i] = new Span(i, i + 1, lexicon.Find(tokens[i].Text, stems[i]));
                continue;
            }

            for (var k = i + 1; k < cue.To; k++)
            {
                if (
                    spans[k] is { } inner
                    && inner.To > cue.To
                    && inner.To - k >= 2
                    && (
                        (inner.Entry(EntryKind.Phrase) ?? inner.Entry(EntryKind.Person)) is not null
                        || (inner.Is(Cue.That) && inner.To - k >= 3)
                    )
                )
                {
                    var entries = lexicon.Find(Tokenizer.Join(tokens, i, k), string.Join(' ', stems[i..k]));
                    spans[i] = entries.Count > 0 ? new Span(i, k, entries) : null;
                    break;
                }
            }
        }
    }

    /// <summary>True where the word is the word for an item, whatever longer phrase it stands in.</summary>
    public bool IsItemNoun(Token token) =>
        token.IsWord && lexicon.Find(token.Text, Stem.Word(token.Text)).Any(e => e.Kind == EntryKind.ItemNoun);

    /// <summary>A single common word is not taken for a topic ("love", "day") unless it is nothing else and uncommon enough.</summary>
    private List<LexiconEntry> Usable(IReadOnlyList<LexiconEntry> entries, IReadOnlyList<Token> tokens, int from, int words)
    {
        var usable = new List<LexiconEntry>(entries.Count);
        var hasCue = entries.Any(e => e.Kind == EntryKind.Cue);
        foreach (var entry in entries)
        {
            var isTopic = entry is { Kind: EntryKind.Value, Attribute.Role: AttributeRole.Topic };
            if (
                isTopic
                && (
                    hasCue
                    || (words > 1 && (IsItemNoun(tokens[from]) || IsKindOfItem(tokens, from, words)))
                    || IsNumber(tokens[from].Text)
                    || (words == 1 && tokens[from].Text.Length < 3)
                    || (words == 1 && WordRank(tokens[from].Text) < 1_500 && entries.Count == 1 && !IsSolid(entry))
                )
            )
            {
                continue;
            }

            usable.Add(entry);
        }

        return usable;
    }

    /// <summary>"horror film" is a film of that kind, whatever films about horror films there are.</summary>
    private bool IsKindOfItem(IReadOnlyList<Token> tokens, int from, int words)
    {
        if (!IsItemNoun(tokens[from + words - 1]))
        {
            return false;
        }

        var kind = Tokenizer.Join(tokens, from, from + words - 1);
        return lexicon.Find(kind, Stem.Phrase(kind)).Any(e => e.Attribute?.Role == AttributeRole.Kind);
    }

    /// <summary>A topic that many items have is worth reading even where the word is common ("war", "school").</summary>
    private bool IsSolid(LexiconEntry entry) =>
        lexicon.Topics.Column is { } column && column.ValueId(entry.Values[0]) is var id and >= 0 && column.CountOf(id) >= 12;

    /// <summary>True where a lone surname may be taken for the person: rare as a word, or written with a capital.</summary>
    public bool IsNameLike(Token token) => WordRank(token.Text) is var rank && (rank > 9_000 || (token.IsCapital && rank > CommonRank));

    /// <summary>True for a word that is seldom written.</summary>
    public bool IsRare(Token token) => WordRank(token.Text) > 5_000;

    /// <summary>True for a word that no dictionary of ours has.</summary>
    public bool IsStrange(string folded)
    {
        if (!_strange.TryGetValue(folded, out var strange))
        {
            strange = folded.Length >= 3 && !IsNumber(folded) && !lexicon.Knows(folded) && WordRank(folded) == int.MaxValue;
            _strange[folded] = strange;
        }

        return strange;
    }

    private int WordRank(string word)
    {
        if (!_ranks.TryGetValue(word, out var rank))
        {
            _ranks[word] = rank = rankOfWord(word);
        }

        return rank;
    }

    private static bool IsNumber(string text) => char.IsAsciiDigit(text[0]);
}
