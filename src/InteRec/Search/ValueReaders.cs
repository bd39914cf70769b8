using System.Collections.Concurrent;
using InteRec.Catalog;
using InteRec.Planning;

namespace InteRec.Search;

/// <summary>The value readers of a snapshot, by attribute.</summary>
internal sealed class ValueReaders(CatalogSnapshot catalog)
{
    private readonly ConcurrentDictionary<string, ValueReader?> _readers = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The reader of an attribute with values; null for any other.</summary>
    public ValueReader? Of(string attribute) =>
        _readers.GetOrAdd(attribute, name => catalog.Categories(name) is { } column ? new ValueReader(column) : null);

    /// <summary>
    /// The attributes that can be filtered on and have the value, with the value as each of them writes it. First those that have it as it
    /// is written or as a variant; a guess only when there is none.
    /// </summary>
    public IReadOnlyList<(string Attribute, ValueReading Reading)> Anywhere(string text, bool guess)
    {
        foreach (var guessing in guess ? [false, true] : (bool[])[false])
        {
            var found = new List<(string, ValueReading)>();
            foreach (var attribute in catalog.Schema.Attributes.Where(a => a.Filterable))
            {
                if (Of(attribute.Name)?.Read(text, guessing) is { } reading)
                {
                    found.Add((attribute.Name, reading));
                }
            }

            if (found.Count > 0)
            {
                return found.Exists(f => f.Item2.Kind == ReadingKind.Same) ? found.FindAll(f => f.Item2.Kind == ReadingKind.Same) : found;
            }
        }

        return [];
    }
}
