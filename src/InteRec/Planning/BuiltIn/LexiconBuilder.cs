using InteRec.Catalog;

namespace InteRec.Planning.BuiltIn;

/// <summary>
/// Fills the lexicon: first what the dataset declares, then the values of the catalogue.
/// </summary>
internal sealed class LexiconBuilder
{
    private readonly CatalogSnapshot _catalog;
    private readonly Dictionary<string, List<LexiconEntry>> _exact = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<LexiconEntry>> _stemmed = new(StringComparer.Ordinal);

    private LexiconBuilder(CatalogSnapshot catalog) => _catalog = catalog;

    public static Lexicon Build(CatalogSnapshot catalog)
    {
        var builder = new LexiconBuilder(catalog);
        builder.AddPhrases();
        foreach (var attribute in catalog.Schema.Attributes)
        {
            builder.AddAttribute(attribute);
        }

        builder.AddMissing();
        builder.AddItemNouns();
        var people = builder.AddPeople();
        return new Lexicon(catalog, builder._exact, builder._stemmed, SurnamesOf(people), new NameIndex(people), TopicIndex.Build(catalog))
        {
            Homes = LanguageHomes.Of(catalog),
            People = people,
        };
    }

    private void AddPhrases()
    {
        foreach (var phrase in _catalog.Schema.Phrases)
        {
            foreach (var say in phrase.Say)
            {
                AddStemmed(say, new LexiconEntry(EntryKind.Phrase) { Phrase = phrase });
            }
        }
    }

    private void AddMissing()
    {
        foreach (var missing in _catalog.Schema.Missing)
        {
            foreach (var say in missing.Say)
            {
                AddStemmed(say, new LexiconEntry(EntryKind.Missing) { Missing = missing });
            }
        }
    }

    private void AddItemNouns()
    {
        var item = _catalog.Schema.Item;
        foreach (var noun in item.Synonyms.Append(item.Singular).Append(item.Plural))
        {
            AddStemmed(noun, new LexiconEntry(EntryKind.ItemNoun));
        }
    }

    private void AddAttribute(AttributeDefinition attribute)
    {
        if (attribute.Role is not (AttributeRole.Title or AttributeRole.AlternativeTitles))
        {
            foreach (var name in attribute.Synonyms.Append(attribute.DisplayName).Append(attribute.DisplayNamePlural))
            {
                AddStemmed(name, new LexiconEntry(EntryKind.AttributeName) { Attribute = attribute });
            }
        }

        AddAll(attribute.Verbs, new LexiconEntry(EntryKind.AttributeVerb) { Attribute = attribute });
        AddAll(attribute.Cues, new LexiconEntry(EntryKind.AttributeCue) { Attribute = attribute });
        AddAll(attribute.Questions, new LexiconEntry(EntryKind.AttributeQuestion) { Attribute = attribute });
        if (attribute.Type == AttributeType.Flag)
        {
            foreach (var (words, isUnset) in FlagWords.Of(attribute))
            {
                AddStemmed(words, new LexiconEntry(EntryKind.Flag) { Attribute = attribute, IsUnset = isUnset });
            }
        }

        AddNumberWords(attribute);
        foreach (var (unit, factor) in attribute.Units)
        {
            AddExact(unit, new LexiconEntry(EntryKind.Unit) { Attribute = attribute, Factor = factor });
        }

        if (_catalog.Categories(attribute.Name) is { } column && attribute.Role != AttributeRole.People)
        {
            AddValues(attribute, column);
        }
    }

    private void AddNumberWords(AttributeDefinition attribute)
    {
        if (attribute.Words is not { } words)
        {
            return;
        }

        (IReadOnlyList<string> Words, Comparing Comparing)[] sorts =
        [
            (words.More, Comparing.More),
            (words.Less, Comparing.Less),
            (words.Most, Comparing.Most),
            (words.Least, Comparing.Least),
            (words.High, Comparing.High),
            (words.Low, Comparing.Low),
        ];
        foreach (var (list, comparing) in sorts)
        {
            AddAll(list, new LexiconEntry(EntryKind.NumberWord) { Attribute = attribute, Comparing = comparing });
        }
    }

    private void AddValues(AttributeDefinition attribute, CategoryColumn column)
    {
        foreach (var value in column.Values)
        {
            AddStemmed(value, new LexiconEntry(EntryKind.Value) { Attribute = attribute, Values = [value] });
        }

        var bySynonym = attribute
            .Values.SelectMany(v => v.Value.Select(s => (Synonym: TextFolding.Fold(s), Value: v.Key)))
            .Where(p => column.ValueId(p.Value) >= 0)
            .GroupBy(p => p.Synonym, StringComparer.Ordinal);
        foreach (var group in bySynonym)
        {
            AddStemmed(
                group.Key,
                new LexiconEntry(EntryKind.Value)
                {
                    Attribute = attribute,
                    Values = [.. group.Select(p => column.Values[column.ValueId(p.Value)])],
                }
            );
        }
    }

    private List<Person> AddPeople()
    {
        var roles = new Dictionary<string, List<(AttributeDefinition Attribute, int Count)>>(StringComparer.Ordinal);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var attribute in _catalog.Schema.Attributes.Where(a => a.Role == AttributeRole.People))
        {
            if (_catalog.Categories(attribute.Name) is not { } column)
            {
                continue;
            }

            for (var id = 0; id < column.Values.Count; id++)
            {
                var folded = TextFolding.Fold(column.Values[id]);
                names.TryAdd(folded, column.Values[id]);
                (roles.TryGetValue(folded, out var list) ? list : roles[folded] = []).Add((attribute, column.CountOf(id)));
            }
        }

        var people = new List<Person>(roles.Count);
        foreach (var (folded, list) in roles)
        {
            var person = new Person(names[folded], [.. list.OrderByDescending(r => IsMaker(r.Attribute) ? 1.6 * r.Count : r.Count)]);
            people.Add(person);
            if (folded.Contains(' ', StringComparison.Ordinal))
            {
                AddExact(folded, new LexiconEntry(EntryKind.Person) { Person = person });
            }
        }

        return people;
    }

    private static Dictionary<string, Person> SurnamesOf(List<Person> people)
    {
        var best = new Dictionary<string, Person>(StringComparer.Ordinal);
        foreach (var person in people)
        {
            var folded = TextFolding.Fold(person.Name);
            foreach (var surname in Surnames(folded))
            {
                if (!best.TryGetValue(surname, out var other) || Weight(person) > Weight(other))
                {
                    best[surname] = person;
                }
            }
        }

        return best;
    }

    /// <summary>A director is spoken of by surname more often than an actor of as many films.</summary>
    private static double Weight(Person person) => person.Roles.Max(r => IsMaker(r.Attribute) ? 5.0 * r.Count : r.Count);

    private static bool IsMaker(AttributeDefinition attribute) => attribute.Cues.Contains("by");

    /// <summary>The last word of a folded name, and with it the particles before, written apart or as one: "de niro", "deniro".</summary>
    public static IEnumerable<string> Surnames(string folded)
    {
        var words = folded.Split(' ');
        yield return words[^1];
        for (var i = words.Length - 2; i >= 1 && words[i] is "de" or "von" or "van" or "del" or "di" or "le" or "la" or "mc" or "o"; i--)
        {
            yield return string.Join(' ', words[i..]);
            yield return string.Concat(words[i..]);
        }
    }

    private void AddAll(IEnumerable<string> phrases, LexiconEntry entry)
    {
        foreach (var phrase in phrases)
        {
            AddExact(TextFolding.Fold(phrase), entry);
        }
    }

    private void AddExact(string folded, LexiconEntry entry) => Add(_exact, folded, entry);

    private void AddStemmed(string phrase, LexiconEntry entry) => Add(_stemmed, Stem.Phrase(TextFolding.Fold(phrase)), entry);

    private static void Add(Dictionary<string, List<LexiconEntry>> entries, string key, LexiconEntry entry)
    {
        if (key.Length == 0)
        {
            return;
        }

        if (!entries.TryGetValue(key, out var list))
        {
            entries[key] = list = new List<LexiconEntry>(1);
        }

        if (!list.Contains(entry))
        {
            list.Add(entry);
        }
    }
}
