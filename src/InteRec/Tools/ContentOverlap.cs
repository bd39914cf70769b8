using System.Buffers;
using InteRec.Catalog;
using InteRec.Ranking;

namespace InteRec.Tools;

/// <summary>
/// Likeness of items by the values that they share. A value is worth w(v) = ln(N / n(v)) of its n(v) items, so that a shared rare keyword
/// says more than a shared language; attributes are weighed by role (kinds, moods and topics 1; people 0.7; the rest 0.25). The likeness
/// of a candidate c to an item q is sum of w over shared values / sqrt(|q| |c|), with |.| the sum of w over all values of an item.
/// </summary>
internal sealed class ContentOverlap
{
    /// <summary>What looking an item up among those of a value costs, in steps of going through them.</summary>
    private const int LookUp = 8;
    private readonly List<(CategoryColumn Column, float Weight)> _columns = [];
    private readonly float[] _inverseRoots; // 1 / sqrt(|i|); 0 for an item whose values tell nothing
    private readonly int _items;

    public ContentOverlap(CatalogSnapshot catalog)
    {
        _items = catalog.Count;
        var norms = new float[_items];
        foreach (var column in catalog.Columns.OfType<CategoryColumn>().OrderBy(c => c.Definition.Name, StringComparer.Ordinal))
        {
            var weight = column.Definition.Role switch
            {
                AttributeRole.Kind or AttributeRole.Mood or AttributeRole.Topic => 1f,
                AttributeRole.People => 0.7f,
                _ => 0.25f,
            };
            _columns.Add((column, weight));
            for (var item = 0; item < _items; item++)
            {
                foreach (var value in column.ValueIds(item))
                {
                    norms[item] += weight * Worth(column, value);
                }
            }
        }

        _inverseRoots = Array.ConvertAll(norms, norm => norm > 0 ? 1 / MathF.Sqrt(norm) : 0);
    }

    /// <summary>
    /// The likeness of some items to a signed sum of items. A value that several of these have is gone through once, so that many cost little
    /// more than one; the scored items are looked up in the values where they are few, else the values' items are gone through. Both give
    /// the same to the bit.
    /// </summary>
    /// <param name="signed">What to be like and unlike.</param>
    /// <param name="items">The items to score.</param>
    /// <param name="likeness">One place for each of <paramref name="items"/>, overwritten.</param>
    public void Score(ReadOnlySpan<SignedItem> signed, ReadOnlySpan<int> items, Span<float> likeness)
    {
        var values = ValuesOf(signed);
        long having = _items;
        foreach (var (column, value, _) in values)
        {
            having += column.CountOf(value);
        }

        likeness = likeness[..items.Length];
        likeness.Clear();
        if ((long)items.Length * values.Count * LookUp < having)
        {
            foreach (var (column, value, worth) in values)
            {
                for (var i = 0; i < items.Length; i++)
                {
                    likeness[i] += column.Has(items[i], value) ? worth : 0;
                }
            }
        }
        else
        {
            Gather(values, items, likeness);
        }

        for (var i = 0; i < items.Length; i++)
        {
            likeness[i] *= _inverseRoots[items[i]];
        }
    }

    private void Gather(List<(CategoryColumn Column, int Value, float Worth)> values, ReadOnlySpan<int> items, Span<float> likeness)
    {
        var all = ArrayPool<float>.Shared.Rent(_items);
        all.AsSpan(0, _items).Clear();
        foreach (var (column, value, worth) in values)
        {
            foreach (var other in column.ItemsWith(value))
            {
                all[other] += worth;
            }
        }

        for (var i = 0; i < items.Length; i++)
        {
            likeness[i] = all[items[i]];
        }

        ArrayPool<float>.Shared.Return(all);
    }

    /// <summary>The values of the signed items, each once, with the sum of what it is worth for each.</summary>
    private List<(CategoryColumn Column, int Value, float Worth)> ValuesOf(ReadOnlySpan<SignedItem> signed)
    {
        var (values, weights) = (new List<(CategoryColumn Column, int Value, float Worth)>(), new Dictionary<int, float>());
        foreach (var (column, weight) in _columns)
        {
            weights.Clear();
            foreach (var (item, sign) in signed)
            {
                foreach (var value in column.ValueIds(item))
                {
                    weights[value] = weights.GetValueOrDefault(value) + (sign * _inverseRoots[item]);
                }
            }

            values.AddRange(weights.Select(w => (column, w.Key, w.Value * weight * Worth(column, w.Key))));
        }

        return values;
    }

    /// <summary>The values that two items share, the most telling first.</summary>
    public List<(CategoryColumn Column, string Value)> Shared(int item, int other, int most)
    {
        var shared = new List<(CategoryColumn Column, int Value, float Worth)>();
        foreach (var (column, weight) in _columns.Where(c => c.Weight > 0.5f))
        {
            foreach (var value in column.ValueIds(item))
            {
                if (column.Has(other, value))
                {
                    shared.Add((column, value, weight * Worth(column, value)));
                }
            }
        }

        // A person may stand in several attributes; one is enough to name.
        return shared
            .OrderByDescending(s => s.Worth)
            .Select(s => (s.Column, Value: s.Column.Values[s.Value]))
            .DistinctBy(s => s.Value, StringComparer.OrdinalIgnoreCase)
            .Take(most)
            .ToList();
    }

    /// <summary>Likeness of two items, 0 to 1.</summary>
    public float Between(int item, int other)
    {
        var sum = 0f;
        foreach (var (column, weight) in _columns)
        {
            foreach (var value in column.ValueIds(item))
            {
                sum += column.ValueIds(other).Contains(value) ? weight * Worth(column, value) : 0;
            }
        }

        return sum * _inverseRoots[item] * _inverseRoots[other];
    }

    private float Worth(CategoryColumn column, int value) => MathF.Log((float)_items / column.CountOf(value));
}
