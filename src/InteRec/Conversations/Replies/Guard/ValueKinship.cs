using System.Runtime.CompilerServices;
using InteRec.Catalog;
using InteRec.Planning;

namespace InteRec.Conversations.Replies.Guard;

/// <summary>
/// How well the kinds and moods of a catalogue go together. An item's moods are never all of them: "tense" may be said of a scary thriller
/// that is only marked as scary. What hardly ever stands beside the values that an item has ("feel-good" beside "disturbing") contradicts
/// them.
/// </summary>
internal sealed class ValueKinship
{
    /// <summary>Of how much rarer than by chance the two have to be to contradict each other.</summary>
    private const double Least = 0.33;

    /// <summary>Below this a single value is enough, where chance alone would bring the two together often enough to tell.</summary>
    private const double Never = 0.02;
    private const double Enough = 5;
    private const double LeastOfAnother = 0.2;

    private static readonly ConditionalWeakTable<CatalogSnapshot, ValueKinship> Known = [];
    private readonly CatalogSnapshot _catalog;
    private readonly CategoryColumn[] _columns;
    private readonly int[] _first;
    private readonly int[,] _both;
    private readonly int[] _count;
    private readonly int _items;

    private ValueKinship(CatalogSnapshot catalog)
    {
        _catalog = catalog;
        _columns = [.. catalog.Columns.OfType<CategoryColumn>().Where(c => c.Definition.Role is AttributeRole.Kind or AttributeRole.Mood)];
        _first = new int[_columns.Length + 1];
        for (var i = 0; i < _columns.Length; i++)
        {
            _first[i + 1] = _first[i] + _columns[i].Values.Count;
        }

        (_both, _count) = (new int[_first[^1], _first[^1]], new int[_first[^1]]);
        var values = new List<int>();
        for (var item = 0; item < catalog.Count; item++)
        {
            // Only items of which everything is known tell what does not go together.
            if (!_columns.All(c => c.Known[item]))
            {
                continue;
            }

            _items++;
            ValuesOf(item, values);
            foreach (var a in values)
            {
                _count[a]++;
                foreach (var b in values)
                {
                    _both[a, b]++;
                }
            }
        }
    }

    /// <summary>The kinship of a catalogue's values, counted once a snapshot.</summary>
    public static ValueKinship Of(CatalogSnapshot catalog) => Known.GetValue(catalog.Whole, static c => new ValueKinship(c));

    /// <summary>True where a value does not go with what the item has.</summary>
    /// <param name="item">The item.</param>
    /// <param name="attribute">The attribute of the value.</param>
    /// <param name="value">The value.</param>
    /// <param name="isExact">The value itself was said, not another word for it, which may mean less.</param>
    public bool Contradicts(int item, AttributeDefinition attribute, string value, bool isExact)
    {
        var column = Array.FindIndex(_columns, c => c.Definition.Name == attribute.Name);
        if (column < 0 || _columns[column].ValueId(value) is var id && id < 0)
        {
            return false;
        }

        var asked = _first[column] + _columns[column].ValueId(value);
        var values = new List<int>();
        ValuesOf(item, values);
        if (values.Count == 0 || values.Contains(asked) || _count[asked] == 0)
        {
            return false;
        }

        var lifts = values
            .Where(v => _count[v] > 0)
            .Select(v => (Lift: _both[asked, v] / Expected(asked, v), Expected: Expected(asked, v)))
            .ToList();
        return lifts.Count > 0
            && (
                lifts.Average(l => l.Lift) < (isExact ? Least : LeastOfAnother)
                || (isExact && lifts.Exists(l => l.Lift < Never && l.Expected >= Enough))
            );
    }

    /// <summary>How often two values would stand together by chance.</summary>
    private double Expected(int a, int b) => (double)_count[a] * _count[b] / _items;

    private void ValuesOf(int item, List<int> values)
    {
        values.Clear();
        for (var i = 0; i < _columns.Length; i++)
        {
            foreach (var id in _columns[i].ValueIds(item))
            {
                values.Add(_first[i] + id);
            }
        }
    }
}
