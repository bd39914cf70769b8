using InteRec.Catalog;
using InteRec.Planning.BuiltIn.Reader.Candidates.Spelling;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Candidates;

/// <summary>
/// How often a word is said to a recommender, roughly: of ordinary words by their rank, of those of a catalogue by how many items have
/// them. What a misspelt word may have been is weighed by it.
/// </summary>
internal sealed class Commonness
{
    /// <summary>Of the words of numbers and of what compares them.</summary>
    public const float OfNumbers = 0.1f;

    // Zipf's law with the place shifted: the commonest words are small ones, which nobody recommends by.
    private const float RankScale = 40;
    private const float RankShift = 400;
    private const float MostOfTopic = 0.02f;
    private const float PerItemOfTopic = 0.0002f;
    private const float PerItemOfPerson = 0.0001f;
    private const float MostOfTitle = 0.004f;
    private const float Least = 0.00005f;
    private readonly Dictionary<string, float> _words;

    public Commonness(WordRanks ranks) =>
        _words = ranks.All.ToDictionary(p => p.Key, p => RankScale / (p.Value + RankShift), StringComparer.Ordinal);

    /// <summary>Every word with its commonness.</summary>
    public IReadOnlyDictionary<string, float> All => _words;

    /// <summary>The commonness of a rank.</summary>
    public static float OfRank(int rank) => RankScale / (rank + RankShift);

    /// <summary>The commonness of a phrase by what it means.</summary>
    public static float Of(Sense sense, CatalogSnapshot catalog) =>
        sense switch
        {
            { Slot: Slot.Kind or Slot.Ref } => 0.1f,
            { Slot: Slot.Mood or Slot.Award or Slot.Audience or Slot.Source or Slot.Format } => 0.03f,
            { Slot: Slot.Country or Slot.Language, Entry: { Attribute: { } attribute, Values: var values } } => Math.Clamp(
                Items(catalog, attribute, values) * PerItemOfTopic,
                Least,
                0.03f
            ),
            { Entry: { Kind: EntryKind.Value, Attribute: { } attribute, Values: var values } } => Math.Clamp(
                Items(catalog, attribute, values) * PerItemOfTopic,
                Least,
                MostOfTopic
            ),
            { Entry.Person: { } person } => Math.Max(Least, person.Total * PerItemOfPerson),
            { Items: [var best, ..] } => Math.Max(Least, MostOfTitle * Known(catalog, best)),
            { Entry: not null } => 0.03f,
            _ => Least,
        };

    public void Add(string phrase, float commonness)
    {
        var words = phrase.AsSpan();
        var known = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var range in words.Split(' '))
        {
            var word = words[range];
            if (!known.TryGetValue(word, out var other) || commonness > other)
            {
                known[word] = commonness;
            }
        }
    }

    public void AddAll(IEnumerable<string> words, float commonness)
    {
        foreach (var word in words)
        {
            Add(word, commonness);
        }
    }

    private static int Items(CatalogSnapshot catalog, AttributeDefinition attribute, IReadOnlyList<string> values) =>
        catalog.Categories(attribute.Name) is { } column ? values.Select(column.ValueId).Where(id => id >= 0).Sum(column.CountOf) : 0;

    /// <summary>How well known an item is beside the best known one, 0 to 1.</summary>
    private static float Known(CatalogSnapshot catalog, int item) =>
        catalog.Popularity is { } popularity && !double.IsNaN(popularity[item])
            ? (float)Math.Sqrt(Math.Clamp(popularity[item] / Math.Max(1, popularity.Greatest), 0, 1))
            : 0.1f;
}
