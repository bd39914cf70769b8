using InteRec.Catalog;

namespace InteRec.Search;

/// <summary>
/// Sequels under a title of their own, as far as titles and people tell. Two items are kin when they have a stem in common (a title, its
/// beginning or its subtitle, without number and plural: "Rambo: First Blood Part II" has "rambo" and "first blood") and one of those who
/// made or lead them; or when their titles begin with the same word ("Before Sunrise", "Before Midnight") and they share two of these
/// people, of a rare word one ("Bourne"). No list of series is kept.
/// </summary>
internal sealed class SeriesKin
{
    private const int ShortestStem = 4;
    private const int Leads = 4;
    private const int RareWord = 5;
    private const int MostOfWord = 400;
    private const int Rounds = 3;
    private readonly (CategoryColumn Column, int[] Ids)[] _people;
    private readonly Dictionary<string, List<int>> _itemsOfStem = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _itemsOfWord = new(StringComparer.Ordinal);
    private readonly HashSet<(string Stem, int Item)> _whole = [];
    private readonly List<string>?[] _stems;
    private readonly List<string>?[] _words;

    public SeriesKin(CatalogSnapshot catalog, TitleIndex index)
    {
        _people = PeopleOf(catalog);
        (_stems, _words) = (new List<string>?[catalog.Count], new List<string>?[catalog.Count]);
        foreach (var (name, items) in index.Variants.Concat(index.Parts).Concat(index.Subtitles))
        {
            Add(_itemsOfStem, _stems, Stem(name), items);
        }

        foreach (var (name, items) in index.Variants)
        {
            _whole.UnionWith(items.Select(item => (Stem(name), item)));
        }

        foreach (var (name, items) in index.Variants.Where(v => v.Key.Contains(' ', StringComparison.Ordinal)))
        {
            Add(_itemsOfWord, _words, name[..name.IndexOf(' ', StringComparison.Ordinal)], items);
        }
    }

    /// <summary>A canonical title without the numbers at its end, and a single word of it in the singular.</summary>
    public static string Stem(string canonical)
    {
        var words = canonical.Split(' ');
        var length = words.Length;
        while (length > 1 && words[length - 1].All(char.IsAsciiDigit))
        {
            length--;
        }

        var stem = string.Join(' ', words[..length]);
        return length == 1 && stem.Length > ShortestStem && stem.EndsWith('s') ? stem[..^1] : stem;
    }

    /// <summary>
    /// The items that are kin to those of a name, and to those found in turn; without those of the name. Kin is looked for where the name
    /// is the whole title, or its part by the same people: "Warrior" has nothing to do with "Mad Max 2: The Road Warrior".
    /// </summary>
    /// <param name="canonical">The name.</param>
    /// <param name="named">The items whose titles have it.</param>
    public IEnumerable<int> Of(string canonical, IReadOnlyList<int> named)
    {
        var stem = Stem(canonical);
        var heads = named.Where(item => _whole.Contains((stem, item))).ToList();
        var seeds = named
            .Where(item => heads.Contains(item) || (_stems[item]?.Contains(stem) == true && heads.Exists(head => Shared(head, item) > 0)))
            .ToList();
        var (found, open) = (named.ToHashSet(), seeds);
        for (var round = 0; round < Rounds && open.Count > 0; round++)
        {
            open = [.. open.SelectMany(KinOf).Where(found.Add)];
        }

        return found.Except(named);
    }

    /// <summary>
    /// The items that are kin to an item, or have its name and one of its people, and those that are kin to these in turn; without the item.
    /// </summary>
    public HashSet<int> OfItem(int item, IReadOnlyList<int> named)
    {
        List<int> open = [item, .. named.Where(other => other != item && Shared(item, other) > 0)];
        var found = open.ToHashSet();
        for (var round = 0; round < Rounds && open.Count > 0; round++)
        {
            open = [.. open.SelectMany(KinOf).Where(found.Add)];
        }

        found.Remove(item);
        return found;
    }

    private IEnumerable<int> KinOf(int item)
    {
        foreach (var stem in _stems[item] ?? [])
        {
            foreach (var other in _itemsOfStem[stem].Where(o => o != item && Shared(item, o) > 0))
            {
                yield return other;
            }
        }

        foreach (var word in _words[item] ?? [])
        {
            var alike = _itemsOfWord[word];
            foreach (
                var other in alike.Where(o =>
                    alike.Count <= MostOfWord && o != item && Shared(item, o) >= (alike.Count <= RareWord ? 1 : 2)
                )
            )
            {
                yield return other;
            }
        }
    }

    /// <summary>How many different people made or lead both.</summary>
    private int Shared(int one, int other)
    {
        Span<int> ofOne = stackalloc int[Leads * _people.Length],
            ofOther = stackalloc int[Leads * _people.Length];
        var (shared, leads) = (0, Lead(other, ofOther));
        foreach (var person in ofOne[..Lead(one, ofOne)])
        {
            shared += ofOther[..leads].Contains(person) ? 1 : 0;
        }

        return shared;
    }

    /// <summary>Writes who made or lead an item, each once; gives how many.</summary>
    private int Lead(int item, Span<int> people)
    {
        var count = 0;
        foreach (var (column, ids) in _people)
        {
            var values = column.ValueIds(item);
            foreach (var value in values[..Math.Min(Leads, values.Length)])
            {
                people[count] = ids[value];
                count += people[..count].Contains(ids[value]) ? 0 : 1;
            }
        }

        return count;
    }

    /// <summary>The attributes of people, each with what its values are among the names of all.</summary>
    private static (CategoryColumn Column, int[] Ids)[] PeopleOf(CatalogSnapshot catalog)
    {
        var idOf = new Dictionary<string, int>(StringComparer.Ordinal);
        return
        [
            .. catalog
                .Columns.OfType<CategoryColumn>()
                .Where(c => c.Definition.Role == AttributeRole.People)
                .Select(c =>
                    (
                        c,
                        c.Values.Select(name =>
                            {
                                idOf.TryAdd(name, idOf.Count);
                                return idOf[name];
                            })
                            .ToArray()
                    )
                ),
        ];
    }

    private static void Add(Dictionary<string, List<int>> itemsOf, List<string>?[] of, string name, List<int> items)
    {
        if (name.Length < ShortestStem || LexicalQuery.IsStopword(name) || name.All(char.IsAsciiDigit))
        {
            return;
        }

        if (!itemsOf.TryGetValue(name, out var all))
        {
            itemsOf[name] = all = [];
        }

        foreach (var item in items.Except(all).ToList())
        {
            all.Add(item);
            (of[item] ??= []).Add(name);
        }
    }
}
