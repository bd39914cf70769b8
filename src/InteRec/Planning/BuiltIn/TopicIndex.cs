using InteRec.Catalog;

namespace InteRec.Planning.BuiltIn;

/// <summary>
/// Values of the topic attribute by the words they consist of, so that "boxing" also means "boxing match", and "no aliens" also "alien
/// invasion".
/// </summary>
internal sealed class TopicIndex
{
    private readonly Dictionary<string, List<int>> _byWord = new(StringComparer.Ordinal);
    private readonly string[] _stemmed;

    private TopicIndex(AttributeDefinition? attribute, CategoryColumn? column)
    {
        (Attribute, Column) = (attribute, column);
        _stemmed = column is null ? [] : [.. column.Values.Select(v => Stem.Phrase(TextFolding.Fold(v)))];
        for (var id = 0; id < _stemmed.Length; id++)
        {
            foreach (var word in _stemmed[id].Split(' ').Distinct(StringComparer.Ordinal))
            {
                (_byWord.TryGetValue(word, out var list) ? list : _byWord[word] = []).Add(id);
            }
        }
    }

    /// <summary>The topic attribute, or null where the dataset has none.</summary>
    public AttributeDefinition? Attribute { get; }

    /// <summary>Its column.</summary>
    public CategoryColumn? Column { get; }

    public static TopicIndex Build(CatalogSnapshot catalog)
    {
        var attribute = catalog.Schema.WithRole(AttributeRole.Topic);
        return new TopicIndex(attribute, attribute is null ? null : catalog.Categories(attribute.Name));
    }

    /// <summary>All values that contain the phrase as whole words, most frequent first; empty where there is none.</summary>
    public IReadOnlyList<string> Expand(string phrase)
    {
        var stemmed = Stem.Phrase(TextFolding.Fold(phrase));
        if (Column is null || stemmed.Length == 0)
        {
            return [];
        }

        var words = stemmed.Split(' ');
        var rarest = words.Select(w => _byWord.GetValueOrDefault(w)).MinBy(l => l?.Count ?? 0);
        if (rarest is null)
        {
            return [];
        }

        var padded = $" {stemmed} ";
        return
        [
            .. rarest
                .Where(id => $" {_stemmed[id]} ".Contains(padded, StringComparison.Ordinal))
                .OrderByDescending(Column.CountOf)
                .ThenBy(id => id)
                .Select(id => Column.Values[id]),
        ];
    }

    /// <summary>The values, and all values that contain them.</summary>
    public IReadOnlyList<string> Named(IEnumerable<string> values) =>
        [.. values.SelectMany(v => Expand(v).Prepend(v)).Distinct(StringComparer.Ordinal)];

    /// <summary>Values that hardly any other item has: what stands for a series beyond its name.</summary>
    /// <param name="items">Item indexes of the series.</param>
    public IReadOnlyList<string> Telling(IEnumerable<int> items)
    {
        if (Column is not { } topics)
        {
            return [];
        }

        var counts = items.SelectMany(i => topics.ValueIds(i).ToArray()).CountBy(id => id);
        return [.. counts.Where(c => c.Value >= 3 && c.Value >= 0.5 * topics.CountOf(c.Key)).Select(c => topics.Values[c.Key])];
    }
}
