using System.Globalization;
using InteRec.Catalog;
using InteRec.Planning.BuiltIn;
using InteRec.Tools;

namespace InteRec.Evaluation.Requests;

/// <summary>A stretch of a request that is a slot, in tokens.</summary>
internal sealed record SlotSpan(string Slot, int From, int To);

/// <summary>The words that end stretches of a request: see <see cref="SlotRules"/>.</summary>
internal sealed record SlotWords(IReadOnlySet<string> Name, IReadOnlySet<string> Text, IReadOnlySet<string> Dangling);

/// <summary>The words of one request with what can be read at each, and what was taken for a slot so far.</summary>
internal sealed class RequestWords
{
    private const int MostNameWords = 4;
    private const int MostTextWords = 10;
    private const int MostTitleWords = 12;
    private static readonly HashSet<string> Nothing = [];

    private readonly ServingState _serving;
    private readonly IReadOnlyList<Token> _tokens;
    private readonly SlotWords _ends;
    private readonly PeopleNames _names;
    private readonly TitleReader _titles;
    private readonly IReadOnlyList<LexiconEntry>[][] _entries;

    public RequestWords(ServingState serving, IReadOnlyList<Token> tokens, SlotWords ends, PeopleNames names)
    {
        (_serving, _tokens, _ends, _names) = (serving, tokens, ends, names);
        _titles = new TitleReader(serving.Catalog, serving.Titles);
        _entries = new IReadOnlyList<LexiconEntry>[tokens.Count][];
    }

    /// <summary>What a pattern may ask for in braces.</summary>
    public static IReadOnlySet<string> Kinds { get; } =
        new HashSet<string>(StringComparer.Ordinal)
        {
            "item",
            "number",
            "year",
            "person",
            "title",
            "value",
            "name",
            "text",
            "rest",
            "phrase",
            "word",
            "slot",
            "fullname",
        };

    /// <summary>The slots taken so far.</summary>
    public List<SlotSpan> Taken { get; } = [];

    /// <summary>Number of tokens.</summary>
    public int Count => _tokens.Count;

    /// <summary>True for a lone word that ends names or free text: too small to be an item's title on its own.</summary>
    public bool IsSmall(int from, int to) =>
        to - from == 1 && (_ends.Name.Contains(_tokens[from].Text) || _ends.Text.Contains(_tokens[from].Text));

    public bool IsWord(int at, string text) => at < _tokens.Count && _tokens[at].IsWord && _tokens[at].Text == text;

    public bool Begins(int at) => at == 0 || !_tokens[at - 1].IsWord;

    public bool Ends(int at) => at >= _tokens.Count || _tokens[at].Kind == TokenKind.Stop;

    /// <summary>True where no slot has any of the tokens.</summary>
    public bool IsFree(int from, int to) => !Taken.Exists(t => t.From < to && from < t.To);

    /// <summary>Where something of that kind that begins at a token may end, the likeliest first.</summary>
    public IEnumerable<int> Ends(string kind, string? argument, int at)
    {
        if (at >= _tokens.Count || !_tokens[at].IsWord)
        {
            return [];
        }

        return kind switch
        {
            "item" => Entries(at, e => e.Kind == EntryKind.ItemNoun),
            "person" => Entries(at, e => e.Kind == EntryKind.Person && (argument is null || e.Person!.MainRole.Name == argument)),
            "value" => Entries(at, e => e.Kind == EntryKind.Value && e.Attribute!.Name == argument).Select(to => WithoutItemNoun(at, to)),
            "number" => NumberReader.Number(_tokens, at) is { } number ? [at + number.Tokens] : [],
            "year" => Year(at) is { } year ? [at + year.Tokens] : [],
            "title" => Titles(at, Least(argument)),
            "name" => Names(at, Least(argument)),
            "text" => Run(at, _ends.Text, MostTextWords).Where(to => !_ends.Dangling.Contains(_tokens[to - 1].Text)),
            "rest" => Rest(at),
            "phrase" => Run(at, Nothing, MostTextWords),
            "fullname" => FullName(at),
            "slot" => Taken.Where(t => t.From == at && t.Slot == argument).Select(t => t.To),
            _ => [at + 1],
        };
    }

    private static int Least(string? argument) => argument is null ? 1 : int.Parse(argument, CultureInfo.InvariantCulture);

    /// <summary>A first name that people of the catalogue have, and a surname that they have or a word that nobody knows.</summary>
    private IEnumerable<int> FullName(int at)
    {
        if (
            at + 1 < _tokens.Count
            && _tokens[at + 1].IsWord
            && _names.IsFirstName(_tokens[at].Text)
            && !_ends.Name.Contains(_tokens[at].Text)
            && !_ends.Name.Contains(_tokens[at + 1].Text)
            && (Lexicon.Of(_serving.Catalog).Surname(_tokens[at + 1].Text) is not null || _names.IsStrange(_tokens[at + 1].Text))
        )
        {
            yield return at + 2;
        }
    }

    private NumberSpan? Year(int at) => NumberReader.Years(_tokens, at, _serving.Catalog.Now, _serving.Catalog.FirstYear);

    private IEnumerable<int> Entries(int at, Func<LexiconEntry, bool> isWanted)
    {
        var entries = _entries[at] ??= EntriesAt(at);
        for (var words = entries.Length; words > 0; words--)
        {
            if (entries[words - 1].Any(isWanted))
            {
                yield return at + words;
            }
        }
    }

    private IReadOnlyList<LexiconEntry>[] EntriesAt(int at)
    {
        var entries = new List<IReadOnlyList<LexiconEntry>>();
        for (var to = at + 1; to <= _tokens.Count && _tokens[to - 1].IsWord && to - at <= Lexicon.MaxWords; to++)
        {
            var folded = Tokenizer.Join(_tokens, at, to);
            entries.Add(Lexicon.Of(_serving.Catalog).Find(folded, Stem.Phrase(folded)));
        }

        return [.. entries];
    }

    /// <summary>The words without the word for an item at their end: "war movie" is the same kind as "war".</summary>
    public int WithoutItemNoun(int from, int to) => to - from > 1 && Ends("item", null, to - 1).Any() ? to - 1 : to;

    /// <summary>Titles of the catalogue. An article before one is only part of it where the catalogue has it too.</summary>
    private IEnumerable<int> Titles(int at, int least)
    {
        var isArticle = _tokens[at].Text is "a" or "an" or "the";
        for (var words = MostTitleWords; words >= least + (isArticle ? 1 : 0); words--)
        {
            if (
                at + words <= _tokens.Count
                && _tokens[at + words - 1].IsWord
                && _titles.Exact(_tokens, at, at + words) is { } title
                && (
                    !isArticle
                    || title.Items.Any(i =>
                        TextFolding.Fold(_serving.Catalog.Title(i)).StartsWith(_tokens[at].Text + " ", StringComparison.Ordinal)
                    )
                )
            )
            {
                yield return at + words;
            }
        }
    }

    /// <summary>A person of the catalogue first; otherwise words up to one that ends a name, at most four, the longest first.</summary>
    private IEnumerable<int> Names(int at, int least)
    {
        if (_ends.Name.Contains(_tokens[at].Text))
        {
            yield break;
        }

        var known = Entries(at, e => e.Kind == EntryKind.Person).FirstOrDefault(-1);
        if (known > 0)
        {
            yield return known;
        }

        foreach (var to in Run(at, _ends.Name, MostNameWords))
        {
            if (to != known && to - at >= least && !Enumerable.Range(at, to - at).Any(i => char.IsAsciiDigit(_tokens[i].Text[0])))
            {
                yield return to;
            }
        }
    }

    private List<int> Run(int at, IReadOnlySet<string> ends, int most)
    {
        var to = at;
        while (to < _tokens.Count && to - at < most && _tokens[to].IsWord && !ends.Contains(_tokens[to].Text) && IsFree(to, to + 1))
        {
            to++;
        }

        return [.. Enumerable.Range(at + 1, to - at).Reverse()];
    }

    private int[] Rest(int at)
    {
        var to = at;
        while (to < _tokens.Count && _tokens[to].Kind != TokenKind.Stop)
        {
            if (to - at >= MostTextWords || _ends.Text.Contains(_tokens[to].Text) || Ends("item", null, to).Any())
            {
                return [];
            }

            to++;
        }

        return [to];
    }
}
