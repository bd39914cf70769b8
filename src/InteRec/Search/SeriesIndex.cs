using System.Collections.Concurrent;
using System.Collections.Frozen;
using InteRec.Catalog;

namespace InteRec.Search;

/// <summary>The items of a series, oldest first.</summary>
/// <param name="ByName">Those whose title, or one of whose other titles, has the name in it.</param>
/// <param name="ByKin">Those that continue one of them under another title.</param>
internal sealed record SeriesMatch(IReadOnlyList<int> ByName, IReadOnlyList<int> ByKin)
{
    /// <summary>All of them, as a set. Not to be changed.</summary>
    public required Bitmap Items { get; init; }
}

/// <summary>
/// The items of a series by a name for it. By name: a title or other title has the name as whole words, in one or many ("Alien" and
/// "Aliens").
/// By kin (<see cref="SeriesKin"/>): sequels with a title of their own. What says a series to a person and what excludes one read the same.
/// </summary>
internal sealed class SeriesIndex
{
    private const int MostKept = 256;
    private const int MostSeeds = 40;

    private static readonly HashSet<string> Endings = new(StringComparer.Ordinal)
    {
        "series",
        "trilogy",
        "franchise",
        "saga",
        "one",
        "ones",
        "sequel",
        "sequels",
        "universe",
    };

    private readonly CatalogSnapshot _catalog;
    private readonly string[] _names;
    private readonly Dictionary<string, int[]> _itemsOfWord;
    private readonly Lazy<SeriesKin> _kin;
    private readonly IReadOnlySet<int>?[] _mates;
    private readonly ConcurrentDictionary<string, SeriesMatch> _known = new(StringComparer.Ordinal);

    public SeriesIndex(CatalogSnapshot catalog, TitleIndex index)
    {
        _catalog = catalog;
        _kin = new Lazy<SeriesKin>(() => new SeriesKin(catalog, index));
        (_names, _mates) = (new string[catalog.Count], new IReadOnlySet<int>?[catalog.Count]);
        foreach (var (name, items) in index.Variants)
        {
            foreach (var item in items)
            {
                _names[item] = _names[item] is { } others ? $"{others}| {name} " : $" {name} ";
            }
        }

        _itemsOfWord = index
            .Variants.SelectMany(variant => variant.Key.Split(' ').SelectMany(word => variant.Value.Select(item => (word, item))))
            .GroupBy(pair => pair.word, pair => pair.item, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Distinct().ToArray(), StringComparer.Ordinal);
    }

    /// <summary>The series that a text names, a year behind it ("Alien (1979)") passed over; no items where it names none.</summary>
    public SeriesMatch Match(string text)
    {
        var name = CanonicalTitle.Of(TextFolding.Fold(WithoutYear(text)));
        if (_known.TryGetValue(name, out var known))
        {
            return known;
        }

        var byName = Find(name);
        var byKin = byName.Count is > 0 and <= MostSeeds ? Ordered(_kin.Value.Of(name, byName)) : [];
        var match = new SeriesMatch(byName, byKin) { Items = Bitmap.Of(_catalog.Count, [.. byName, .. byKin]) };
        if (_known.Count < MostKept)
        {
            _known[name] = match;
        }

        return match;
    }

    /// <summary>A folded text without what only says that a series is meant: "bourne" of "the bourne films".</summary>
    public static string NameOf(string folded, IReadOnlySet<string> commonWords)
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
        return SeriesKin.Stem(CanonicalTitle.Of(names.Beginnings.FirstOrDefault() ?? names.Whole.FirstOrDefault() ?? ""));
    }

    /// <summary>The other items of the series of an item, as far as titles and people tell.</summary>
    public IReadOnlySet<int> Mates(int item) => _mates[item] ??= FindMates(item);

    private IReadOnlySet<int> FindMates(int item)
    {
        var mates = _kin.Value.OfItem(item, Match(NameOfItem(item)).ByName);
        return mates.Count == 0 ? FrozenSet<int>.Empty : mates;
    }

    /// <summary>Makes now what the first exclusion of a series would wait for.</summary>
    public void Warm() => _ = _kin.Value;

    /// <summary>
    /// The items of a canonical name. A name of grammar or up to three letters ("It", "Saw") only with numbers behind it.
    /// </summary>
    private List<int> Find(string canonical)
    {
        if (canonical.Length == 0)
        {
            return [];
        }

        var isNumbered = canonical.Length <= 3 || LexicalQuery.IsStopword(canonical);
        var first = canonical.Split(' ', 2)[0];
        var withWord = _itemsOfWord.GetValueOrDefault(first, []);
        var withPlural = first == canonical ? _itemsOfWord.GetValueOrDefault(first + "s", []) : [];
        return Ordered(withWord.Union(withPlural).Where(item => Contains(_names[item], canonical, isNumbered)));
    }

    private List<int> Ordered(IEnumerable<int> items) =>
        [.. items.OrderBy(item => _catalog.Year(item) ?? int.MaxValue).ThenBy(item => item)];

    private static string WithoutYear(string text) =>
        text.TrimEnd() is [.., ' ', '(', var a, var b, var c, var d, ')']
        && char.IsAsciiDigit(a)
        && char.IsAsciiDigit(b)
        && char.IsAsciiDigit(c)
        && char.IsAsciiDigit(d)
            ? text.TrimEnd()[..^7]
            : text;

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
