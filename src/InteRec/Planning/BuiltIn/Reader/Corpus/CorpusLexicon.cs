using InteRec.Catalog;
using InteRec.Planning.BuiltIn.Reader.Candidates;
using InteRec.Planning.BuiltIn.Reader.Candidates.Spelling;
using InteRec.Planning.Labels;
using InteRec.Search;

namespace InteRec.Planning.BuiltIn.Reader.Corpus;

/// <summary>
/// Catalogues for the domains of annotated conversations that have none: of the names that the conversations of a domain ask for, of many
/// more that they do not, and without some, so that "is known" does not tell what is meant. Their candidates are found as those of any
/// catalogue.
/// </summary>
internal sealed class CorpusLexicon
{
    private const int DecoyTitles = 3000;
    private const int DecoyPeople = 3000;

    // Of ten names that are asked for one is unknown, as in any catalogue.
    private const int UnknownOf = 10;
    private const string Title = "title";
    private static readonly Slot[] Named = [Slot.Company, Slot.Series, Slot.Kind, Slot.Language, Slot.Country, Slot.Character];
    private readonly CandidateFinder _films;
    private readonly CatalogSnapshot _catalog;
    private readonly Dictionary<string, Lazy<ICandidateSource>> _sources;

    /// <summary>Makes the lexicons, each when it is first asked for.</summary>
    /// <param name="conversations">The annotated conversations of all domains.</param>
    /// <param name="catalog">The bundled films: those of the domain of that name, decoys to the others.</param>
    /// <param name="titles">The titles of it.</param>
    public CorpusLexicon(IReadOnlyList<ReadingConversation> conversations, CatalogSnapshot catalog, TitleResolver titles)
    {
        (_films, _catalog) = (CandidateFinder.Of(catalog, titles), catalog);
        var domains = conversations
            .GroupBy(c => c.Domain, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, NamesOf, StringComparer.Ordinal);
        _sources = domains.ToDictionary(
            d => d.Key,
            d => new Lazy<ICandidateSource>(() => Build(d.Key, d.Value, domains.Where(o => o.Key != d.Key).SelectMany(o => o.Value))),
            StringComparer.Ordinal
        );
    }

    /// <summary>Finds the candidates of messages of a domain.</summary>
    public ICandidateSource Of(string domain) =>
        string.Equals(_catalog.Schema.Title, domain, StringComparison.OrdinalIgnoreCase) || !_sources.TryGetValue(domain, out var source)
            ? _films
            : source.Value;

    /// <summary>The names that conversations ask for, as their requests spell them, and the titles shown in them.</summary>
    private static List<(Slot Slot, string Name)> NamesOf(IEnumerable<ReadingConversation> conversations) =>
        [
            .. conversations
                .SelectMany(c => c.Turns)
                .SelectMany(turn =>
                    turn.After.SelectMany(wish => wish.Conditions)
                        .Select(condition => (condition.Slot, condition.Value))
                        .Concat((turn.Bot?.List ?? []).Select(title => (Slot.Item, title)))
                )
                .Where(name => name.Item1 == Slot.Item || name.Item1.IsPerson() || Named.Contains(name.Item1))
                .DistinctBy(name => (name.Item1, TextFolding.Fold(name.Item2))),
        ];

    private CandidateFinder Build(string domain, List<(Slot Slot, string Name)> own, IEnumerable<(Slot Slot, string Name)> others)
    {
        var random = new Random((int)Deletions.Hash(domain));
        var names = own.Where(_ => random.Next(UnknownOf) > 0).Concat(others.Where(_ => random.Next(2) == 0)).ToList();
        var people = Lexicon.Of(_catalog).People.Select(p => (Slot.Person, p.Name)).ToArray();
        var films = Enumerable.Range(0, _catalog.Count).Select(item => (Slot.Item, _catalog.Title(item))).ToArray();
        names.AddRange(random.GetItems(people, DecoyPeople));
        names.AddRange(random.GetItems(films, DecoyTitles));
        var catalog = CatalogSnapshot.Build(Schema(domain), Items(names));
        return new CandidateFinder(CandidateLexicon.Build(catalog, new TitleResolver(catalog)));
    }

    /// <summary>Items with a title each; the other names are spread over them.</summary>
    private static List<Item> Items(List<(Slot Slot, string Name)> names)
    {
        var values = names
            .Where(n => n.Slot == Slot.Item)
            .Select(n => new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { [Title] = [n.Name] })
            .ToList();
        foreach (var slot in names.Where(n => n.Slot != Slot.Item).GroupBy(n => n.Slot.IsPerson() ? Slot.Person : n.Slot))
        {
            foreach (var (name, i) in slot.Select((n, i) => (n.Name, i)))
            {
                var item = values[i % values.Count];
                item[slot.Key.Name()] = [.. item.GetValueOrDefault(slot.Key.Name()) ?? [], name];
            }
        }

        return [.. values.Select((v, i) => new Item($"{i:D6}", v))];
    }

    private static DatasetSchema Schema(string domain) =>
        new()
        {
            Name = domain,
            Item = new ItemWords { Singular = Stem.Phrase(domain), Plural = domain },
            Attributes =
            [
                new AttributeDefinition
                {
                    Name = Title,
                    Type = AttributeType.Text,
                    Role = AttributeRole.Title,
                },
                Categories(Slot.Person, AttributeRole.People),
                Categories(Slot.Kind, AttributeRole.Kind),
                Categories(Slot.Language, AttributeRole.Language),
                Categories(Slot.Country, AttributeRole.Origin),
                Categories(Slot.Company, AttributeRole.None),
                Categories(Slot.Series, AttributeRole.None),
                Categories(Slot.Character, AttributeRole.None),
                Number("year", AttributeRole.Year),
                Number("price", AttributeRole.None),
                Number("rating", AttributeRole.None),
            ],
        };

    private static AttributeDefinition Categories(Slot slot, AttributeRole role) =>
        new()
        {
            Name = slot.Name(),
            Type = AttributeType.Categories,
            Role = role,
        };

    private static AttributeDefinition Number(string name, AttributeRole role) =>
        new()
        {
            Name = name,
            Type = AttributeType.Number,
            Role = role,
        };
}
