using InteRec.Catalog;
using InteRec.Search;

namespace InteRec.Planning.BuiltIn;

/// <summary>Items that a stretch of a message names.</summary>
/// <param name="Items">The items that the words may mean, best known first.</param>
/// <param name="To">Token after the last.</param>
/// <param name="IsCorrected">The words were read as another title.</param>
internal sealed record TitleSpan(IReadOnlyList<int> Items, int To, bool IsCorrected);

/// <summary>Reads titles in the running text of one message.</summary>
internal sealed class TitleReader(CatalogSnapshot catalog, TitleResolver resolver)
{
    private const int MostWords = 12;
    private const int LongestTitle = 160;

    /// <summary>
    /// People misspell a few titles in a message, not hundreds. Looking for what is nearly a title costs a thousand times what looking it
    /// up costs.
    /// </summary>
    private const int MostGuesses = 24;

    private readonly Dictionary<(int From, int To), TitleSpan?> _exact = [];
    private readonly Dictionary<int, TitleSpan?> _longest = [];
    private int _guesses;

    /// <summary>
    /// The longest title that begins at a token exactly as written, pauses within it passed over; null where there is none.
    /// </summary>
    public TitleSpan? LongestExact(IReadOnlyList<Token> tokens, int i, int minimumWords)
    {
        if (!_longest.TryGetValue(i, out var longest))
        {
            _longest[i] = longest = LongestExact(tokens, i);
        }

        return longest is not null && longest.To - i >= minimumWords ? longest : null;
    }

    private TitleSpan? LongestExact(IReadOnlyList<Token> tokens, int i)
    {
        if (tokens[i].Text is "and" or "or" && !tokens[i].IsCapital)
        {
            return null;
        }

        Span<char> text = stackalloc char[LongestTitle];
        Span<int> lengths = stackalloc int[MostWords];
        var end = i;
        var length = 0;
        while (end < tokens.Count && tokens[end].Kind != TokenKind.Stop && end - i < MostWords && Append(tokens[end], text, ref length))
        {
            lengths[end++ - i] = length;
        }

        for (var to = end; to > i; to--)
        {
            var dangling = to < end && tokens[to - 1].Text is "the" or "a" or "an" or "and" or "or" && to - i > 1;
            if (tokens[to - 1].IsWord && !dangling && resolver.MayBeExact(text[..lengths[to - 1 - i]]) && Exact(tokens, i, to) is { } title)
            {
                return title;
            }
        }

        return null;
    }

    private bool Append(Token token, Span<char> text, ref int length)
    {
        if (!token.IsWord)
        {
            return true;
        }

        return resolver.IsSpeltLikeTitles(token.Text) && Tokenizer.Append(text, ref length, token.Text);
    }

    /// <summary>The title that the words are exactly, or null.</summary>
    public TitleSpan? Exact(IReadOnlyList<Token> tokens, int from, int to)
    {
        if (!_exact.TryGetValue((from, to), out var title))
        {
            title = resolver.TryExact(Tokenizer.Join(tokens, from, to), out var items)
                ? new TitleSpan([.. items.OrderByDescending(i => catalog.Available[i]).ThenByDescending(catalog.Known)], to, false)
                : null;
            _exact[(from, to)] = title;
        }

        return title;
    }

    /// <summary>The title that the words are meant to be: misspelt, short or with a year. Null: unknown.</summary>
    public TitleSpan? Resolve(IReadOnlyList<Token> tokens, int from, int to)
    {
        var text = Tokenizer.Join(tokens, from, to);
        if (text.Length < 4 || _guesses++ >= MostGuesses || resolver.Resolve(text) is not { } match)
        {
            return null;
        }

        // What may be listed is meant rather than what may not.
        return new TitleSpan(
            [.. match.Alternatives.Prepend(match.Item).OrderByDescending(i => catalog.Available[i])],
            to,
            match.IsCorrected
        );
    }

    /// <summary>All items whose title contains the words.</summary>
    public IReadOnlyList<int> Series(IReadOnlyList<Token> tokens, int from, int to) =>
        _guesses++ < MostGuesses ? resolver.Series(Tokenizer.Join(tokens, from, to)) : [];

    /// <summary>
    /// Words after a title that tell which one is meant: "(1982)", "the John Carpenter one", "the one with Pacino", "the original".
    /// </summary>
    /// <returns>The tokens they take, and the items that are left.</returns>
    public (int Tokens, IReadOnlyList<int> Items) Qualify(
        IReadOnlyList<Token> tokens,
        int at,
        IReadOnlyList<int> items,
        Func<int, (Person Person, int Tokens)?> personAt
    )
    {
        var i = at;
        while (i < tokens.Count && tokens[i].Kind == TokenKind.Pause)
        {
            i++;
        }

        if (i >= tokens.Count || !tokens[i].IsWord)
        {
            return (0, items);
        }

        if (int.TryParse(tokens[i].Text, out var year) && year is > 1880 and < 2100 && items.Any(item => catalog.Year(item) == year))
        {
            return (i + 1 - at, [.. items.Where(item => catalog.Year(item) == year)]);
        }

        if (tokens[i].Text != "the" || i + 1 >= tokens.Count)
        {
            return (0, items);
        }

        var next = tokens[i + 1].Text;
        if (next is "original" or "remake" or "old" or "new" && items.Count > 1)
        {
            var ordered = items.OrderBy(item => catalog.Year(item) ?? int.MaxValue).ToList();
            var one = i + 2 < tokens.Count && tokens[i + 2].Text is "one" or "version" ? 1 : 0;
            return (i + 2 + one - at, [next is "original" or "old" ? ordered[0] : ordered[^1]]);
        }

        return ByPeople(tokens, at, i + 1, items, personAt);
    }

    /// <summary>Items that have all the people in any of their parts; the items as they were where none is left.</summary>
    public IReadOnlyList<int> WithPeople(IReadOnlyList<int> items, IReadOnlyList<string> people)
    {
        var left = items.Where(item => people.All(p => HasPerson(item, p))).ToList();
        return left.Count > 0 ? left : items;
    }

    private bool HasPerson(int item, string person) =>
        catalog
            .Columns.OfType<CategoryColumn>()
            .Any(c => c.Definition.Role == AttributeRole.People && c.ValueId(person) is var id and >= 0 && c.Has(item, id));

    private (int Tokens, IReadOnlyList<int> Items) ByPeople(
        IReadOnlyList<Token> tokens,
        int at,
        int i,
        IReadOnlyList<int> items,
        Func<int, (Person Person, int Tokens)?> personAt
    )
    {
        var leading = tokens[i].Text == "one";
        i = leading ? i + 1 : i;
        while (leading && i < tokens.Count && (tokens[i].Text == "from" || IsPeopleCue(tokens[i].Text)))
        {
            i++;
        }

        var people = new List<string>();
        while (i < tokens.Count && tokens[i].IsWord && personAt(i) is { } person)
        {
            people.Add(person.Person.Name);
            i += person.Tokens;
            if (i + 1 < tokens.Count && tokens[i].Text == "and" && personAt(i + 1) is not null)
            {
                i++;
            }
        }

        var closed = leading || (i < tokens.Count && (tokens[i].Text is "one" or "version" || catalog.Schema.Item.IsNoun(tokens[i].Text)));
        return people.Count > 0 && closed ? (i + (leading ? 0 : 1) - at, WithPeople(items, people)) : (0, items);
    }

    private bool IsPeopleCue(string word) =>
        catalog.Schema.Attributes.Any(a => a.Role == AttributeRole.People && a.Cues.Contains(word, StringComparer.Ordinal));
}
