using InteRec.Catalog;

namespace InteRec.Search;

/// <summary>The items whose titles have a name in common, as whole words.</summary>
internal sealed class TitleSeries
{
    private static readonly HashSet<string> Endings = new(StringComparer.Ordinal)
    {
        "series", "trilogy", "franchise", "saga", "one", "ones", "sequel", "sequels", "universe",
    };

    private readonly CatalogSnapshot _catalog;
    private readonly string[] _names;
    private readonly Dictionary<string, int[]> _itemsOfWord;

    public TitleSeries(CatalogSnapshot catalog, TitleIndex index)
    {
        _catalog = catalog;
        _names = new string[catalog.Count];
        foreach (var (name, items) in index.Variants)
        {
            foreach (var item in items)
            {
                _names[item] = _names[item] is { } others ? $"{others}| {name} " : $" {name} ";
            }
        }

        _itemsOfWord = index.Variants.SelectMany(variant => variant.Key.Split(' ').SelectMany(word => variant.Value.Select(item => (word, item))))
            .GroupBy(pair => pair.word, pair => pair.item, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Distinct().ToArray(), StringComparer.Ordinal);
    }

    /// <summary>A folded text without what only says that a series is meant: "bourne" of "the bourne films".</summary>
    public string NameOf(string folded, IReadOnlySet<string> commonWords)
    {
        var words = folded.Split(' ');
        var length = words.Length;
        while (length > 1 && (Endings.Contains(words[length - 1]) || commonWords.Contains(words[length - 1])))
        {
            length--;
        }

        return string.Join(' ', words[..length]);
    }

    /// <summary>What the title of an item has in common with its sequels: no subtitle and no number.</summary>
    public string NameOfItem(int item)
    {
        var names = new TitleNames(_catalog.Title(item));
        var words = CanonicalTitle.Of(names.Beginnings.FirstOrDefault() ?? names.Whole.FirstOrDefault() ?? "").Split(' ');
        return string.Join(' ', words.Length > 1 && words[^1].All(char.IsAsciiDigit) ? words[..^1] : words);
    }

    /// <summary>The items of a canonical name, oldest first. A name of grammar or up to three letters ("It", "Saw") only with numbers behind it.</summary>
    public List<int> Find(string canonical)
    {
        if (canonical.Length == 0)
        {
            return [];
        }

        var isNumbered = canonical.Length <= 3 || LexicalQuery.IsStopword(canonical);
        var first = canonical.Split(' ', 2)[0];
        var withWord = _itemsOfWord.GetValueOrDefault(first, []);
        var withPlural = first == canonical ? _itemsOfWord.GetValueOrDefault(first + "s", []) : [];
        return [.. withWord.Union(withPlural).Where(item => Contains(_names[item], canonical, isNumbered)).OrderBy(item => _catalog.Year(item) ?? int.MaxValue).ThenBy(item => item)];
    }

    /// <summary>Whole words, but for a plural: the Alien films have "Aliens" among them.</summary>
    private static bool Contains(string names, string name, bool isNumbered)
    {
        for (var from = 0; names.IndexOf(name, from, StringComparison.Ordinal) is >= 0 and var at; from = at + 1)
        {
            var end = at + name.Length;
            var isWord = names[at - 1] == ' ' && (names[end] == ' ' || (names[end] == 's' && names[end + 1] == ' ' && !isNumbered));
            if (isWord && (!isNumbered || IsWholeButForNumber(names, at, end)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWholeButForNumber(string names, int at, int end) =>
        (at == 1 || names[at - 2] == '|') && (end + 1 == names.Length || names[end + 1] == '|' || char.IsAsciiDigit(names[end + 1]));
}
