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
    private readonly List<(CategoryColumn Column, float Weight)> _columns = [];
    private readonly float[] _norms;
    private readonly int _items;

    public ContentOverlap(CatalogSnapshot catalog)
    {
        _items = catalog.Count;
        _norms = new float[_items];
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
                    _norms[item] += weight * Worth(column, value);
                }
            }
        }
    }

    /// <summary>Adds <paramref name="sign"/> times the likeness of every item to <paramref name="item"/>.</summary>
    public void Add(int item, float sign, Span<float> likeness)
    {
        if (_norms[item] <= 0)
        {
            return;
        }

        foreach (var (column, weight) in _columns)
        {
            foreach (var value in column.ValueIds(item))
            {
                var worth = sign * weight * Worth(column, value) / MathF.Sqrt(_norms[item]);
                foreach (var other in column.ItemsWith(value))
                {
                    likeness[other] += worth / MathF.Sqrt(_norms[other]);
                }
            }
        }
    }

    /// <summary>
    /// The likeness of every item to a signed sum of items, overwritten. A value that several of them have is gone through once, so that
    /// many items cost little more than one.
    /// </summary>
    public void Score(ReadOnlySpan<SignedItem> signed, Span<float> likeness)
    {
        likeness[.._items].Clear();
        var weights = new Dictionary<int, float>();
        foreach (var (column, weight) in _columns)
        {
            weights.Clear();
            foreach (var (item, sign) in signed)
            {
                foreach (var value in column.ValueIds(item))
                {
                    weights[value] = weights.GetValueOrDefault(value) + (sign / MathF.Sqrt(_norms[item]));
                }
            }

            foreach (var (value, sum) in weights)
            {
                var worth = sum * weight * Worth(column, value);
                foreach (var other in column.ItemsWith(value))
                {
                    likeness[other] += worth;
                }
            }
        }

        for (var other = 0; other < _items; other++)
        {
            likeness[other] = _norms[other] > 0 ? likeness[other] / MathF.Sqrt(_norms[other]) : 0;
        }
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

        return sum > 0 ? sum / MathF.Sqrt(_norms[item] * _norms[other]) : 0;
    }

    private float Worth(CategoryColumn column, int value) => MathF.Log((float)_items / column.CountOf(value));
}
