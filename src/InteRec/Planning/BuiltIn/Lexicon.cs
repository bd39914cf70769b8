using System.Runtime.CompilerServices;
using InteRec.Catalog;

namespace InteRec.Planning.BuiltIn;

/// <summary>What an entry of the lexicon stands for.</summary>
internal enum EntryKind
{
    /// <summary>One or more values of a category attribute.</summary>
    Value,

    /// <summary>A phrase of the dataset.</summary>
    Phrase,

    /// <summary>A person, in whatever attributes the catalogue has them.</summary>
    Person,

    /// <summary>The word for an item: "film".</summary>
    ItemNoun,

    /// <summary>The word for an attribute: "director".</summary>
    AttributeName,

    /// <summary>A verb of an attribute: "directed".</summary>
    AttributeVerb,

    /// <summary>Words before a value of an attribute: "starring".</summary>
    AttributeCue,

    /// <summary>A question about an attribute: "how long".</summary>
    AttributeQuestion,

    /// <summary>A comparing word of a number: "longer", "shortest".</summary>
    NumberWord,

    /// <summary>A flag that is to be set, or not: "vegan", "unscented".</summary>
    Flag,

    /// <summary>A unit of a number: "minutes".</summary>
    Unit,

    /// <summary>Asks about what the catalogue does not have.</summary>
    Missing,
}

/// <summary>Which comparing word.</summary>
internal enum Comparing
{
    More,
    Less,
    Most,
    Least,
    High,
    Low,
}

/// <summary>One meaning of a phrase.</summary>
internal sealed record LexiconEntry(EntryKind Kind)
{
    /// <summary>The attribute of a value, name, verb, cue, number word or unit.</summary>
    public AttributeDefinition? Attribute { get; init; }

    /// <summary>The values, by their text in the catalogue.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Among several values of the same words the least is meant first: kinds before all, topics last.</summary>
    public int ValueOrder =>
        Attribute?.Role switch
        {
            AttributeRole.Kind => 0,
            AttributeRole.Audience => 1,
            AttributeRole.Language => 2,
            AttributeRole.Origin => 3,
            AttributeRole.Mood => 4,
            AttributeRole.Topic => 6,
            _ => 5,
        };

    /// <summary>The words say that a flag is not set: "non-oily", "unscented".</summary>
    public bool IsUnset { get; init; }

    /// <summary>The phrase of the dataset.</summary>
    public PhraseDefinition? Phrase { get; init; }

    /// <summary>The person.</summary>
    public Person? Person { get; init; }

    /// <summary>What the catalogue does not have.</summary>
    public MissingDefinition? Missing { get; init; }

    /// <summary>The comparing word.</summary>
    public Comparing Comparing { get; init; }

    /// <summary>What one unit is in the attribute's own.</summary>
    public double Factor { get; init; }
}

/// <summary>A person as the catalogue knows them.</summary>
/// <param name="Name">The name.</param>
/// <param name="Roles">Attribute and number of items in it, most first.</param>
internal sealed record Person(string Name, IReadOnlyList<(AttributeDefinition Attribute, int Count)> Roles)
{
    /// <summary>Items over all attributes.</summary>
    public int Total => Roles.Sum(r => r.Count);

    /// <summary>The attribute with the most items.</summary>
    public AttributeDefinition MainRole => Roles[0].Attribute;
}

/// <summary>
/// The dictionary of the built-in planner: everything that the catalogue and <c>dataset.json</c> have words for.
/// Immutable; built once a snapshot.
/// </summary>
internal sealed class Lexicon
{
    private static readonly ConditionalWeakTable<CatalogSnapshot, Lazy<Lexicon>> Built = [];
    private readonly Dictionary<string, List<LexiconEntry>> _exact;
    private readonly Dictionary<string, List<LexiconEntry>> _stemmed;
    private readonly Dictionary<string, List<LexiconEntry>>.AlternateLookup<ReadOnlySpan<char>> _exactSpan;
    private readonly Dictionary<string, List<LexiconEntry>>.AlternateLookup<ReadOnlySpan<char>> _stemmedSpan;
    private readonly IReadOnlyDictionary<string, Person> _surnames;

    internal Lexicon(
        CatalogSnapshot catalog,
        Dictionary<string, List<LexiconEntry>> exact,
        Dictionary<string, List<LexiconEntry>> stemmed,
        IReadOnlyDictionary<string, Person> surnames,
        NameIndex names,
        TopicIndex topics
    )
    {
        (Catalog, _exact, _stemmed, _surnames, Names, Topics) = (catalog, exact, stemmed, surnames, names, topics);
        _exactSpan = exact.GetAlternateLookup<ReadOnlySpan<char>>();
        _stemmedSpan = stemmed.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>
    /// The lexicon of a catalogue, built when it is first asked for and kept as long as the catalogue. What a caller leaves of a catalogue
    /// is read with the same.
    /// </summary>
    public static Lexicon Of(CatalogSnapshot catalog) =>
        Built.GetValue(catalog.Whole, static c => new Lazy<Lexicon>(() => LexiconBuilder.Build(c))).Value;

    /// <summary>The longest phrase, in words.</summary>
    public const int MaxWords = 7;

    /// <summary>The catalogue it was built from.</summary>
    public CatalogSnapshot Catalog { get; }

    /// <summary>Misspelt names.</summary>
    public NameIndex Names { get; }

    /// <summary>Values of topics by their words.</summary>
    public TopicIndex Topics { get; }

    /// <summary>Everybody whom the catalogue names.</summary>
    public required IReadOnlyList<Person> People { get; init; }

    /// <summary>Every phrase as it is looked up, with what it means.</summary>
    public IEnumerable<KeyValuePair<string, List<LexiconEntry>>> Phrases => _exact.Concat(_stemmed);

    /// <summary>The origin where a language is at home.</summary>
    public required IReadOnlyDictionary<string, string> Homes { get; init; }

    /// <summary>
    /// What is preferred beside languages: a "French film" speaks French, and had best be from France. Empty where none has a home.
    /// </summary>
    public ItemFilter PreferHomes(IReadOnlyList<string> languages) =>
        Catalog.Schema.WithRole(AttributeRole.Origin) is { } origin
        && languages.Select(Homes.GetValueOrDefault).OfType<string>().Distinct().ToList() is { Count: > 0 } homes
            ? ItemFilter.Empty.With(origin.Name, new AttributeCondition { Any = homes })
            : ItemFilter.Empty;

    /// <summary>The meanings of a phrase, whose words are given folded and stemmed.</summary>
    public IReadOnlyList<LexiconEntry> Find(ReadOnlySpan<char> folded, ReadOnlySpan<char> stemmed)
    {
        var exact = _exactSpan.TryGetValue(folded, out var first) ? first : null;
        var other = _stemmedSpan.TryGetValue(stemmed, out var second) ? second : null;
        return (exact, other) switch
        {
            (null, null) => [],
            (null, not null) => other,
            (not null, null) => exact,
            _ => [.. exact, .. other],
        };
    }

    /// <summary>The best-known person of that surname, or null.</summary>
    public Person? Surname(string folded) => _surnames.GetValueOrDefault(folded);
}
