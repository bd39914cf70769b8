using System.Globalization;

namespace InteRec.Catalog;

/// <summary>The values of one attribute over all items of a snapshot.</summary>
public abstract class Column(AttributeDefinition definition, Bitmap known)
{
    /// <summary>The declaration.</summary>
    public AttributeDefinition Definition { get; } = definition;

    /// <summary>The items that have a value.</summary>
    public Bitmap Known { get; } = known;

    /// <summary>The values of an item as texts, in the order of the source; empty where there is none.</summary>
    public abstract IReadOnlyList<string> Texts(int item);
}

/// <summary>Free text; may hold several texts an item.</summary>
public sealed class TextColumn : Column
{
    private readonly IReadOnlyList<string>?[] _texts;

    internal TextColumn(AttributeDefinition definition, Bitmap known, IReadOnlyList<string>?[] texts)
        : base(definition, known) => _texts = texts;

    /// <inheritdoc />
    public override IReadOnlyList<string> Texts(int item) => _texts[item] ?? [];
}

/// <summary>
/// Values out of a vocabulary. A frequent value is a bitmap, a rare one a sorted list: 44,000 actors as bitmaps would take 100 MB.
/// </summary>
public sealed class CategoryColumn : Column
{
    private readonly string[] _values;
    private readonly Dictionary<string, int> _byFolded;
    private readonly int[] _start;
    private readonly int[] _valueIds;
    private readonly int[][] _postings;
    private readonly Bitmap?[] _bitmaps;

    internal CategoryColumn(
        AttributeDefinition definition,
        Bitmap known,
        string[] values,
        Dictionary<string, int> byFolded,
        int[] start,
        int[] valueIds
    )
        : base(definition, known)
    {
        (_values, _byFolded, _start, _valueIds) = (values, byFolded, start, valueIds);
        (_postings, _bitmaps) = Invert(known.Length);
    }

    /// <summary>The vocabulary; a value's id is its place here.</summary>
    public IReadOnlyList<string> Values => _values;

    /// <summary>The id of a value, case and accents ignored, or -1.</summary>
    public int ValueId(string value) => _byFolded.TryGetValue(TextFolding.Fold(value), out var id) ? id : -1;

    /// <summary>The id of an already folded value, or -1.</summary>
    public int ValueIdOfFolded(string folded) => _byFolded.TryGetValue(folded, out var id) ? id : -1;

    /// <summary>The value ids of an item in the order of the source.</summary>
    public ReadOnlySpan<int> ValueIds(int item) => _valueIds.AsSpan(_start[item], _start[item + 1] - _start[item]);

    /// <summary>The items that have the value, ascending.</summary>
    public ReadOnlySpan<int> ItemsWith(int valueId) => _postings[valueId];

    /// <summary>How many items have the value.</summary>
    public int CountOf(int valueId) => _postings[valueId].Length;

    /// <summary>True where the item has the value.</summary>
    public bool Has(int item, int valueId) => _bitmaps[valueId]?[item] ?? Array.BinarySearch(_postings[valueId], item) >= 0;

    /// <summary>Adds the items that have the value to a set.</summary>
    public void AddTo(Bitmap set, int valueId)
    {
        if (_bitmaps[valueId] is { } bitmap)
        {
            set.Or(bitmap);
            return;
        }

        foreach (var item in _postings[valueId])
        {
            set.Add(item);
        }
    }

    /// <summary>The items that have the value, as a new set.</summary>
    public Bitmap SetOf(int valueId)
    {
        var set = new Bitmap(Known.Length);
        AddTo(set, valueId);
        return set;
    }

    /// <inheritdoc />
    public override IReadOnlyList<string> Texts(int item)
    {
        var ids = ValueIds(item);
        var texts = new string[ids.Length];
        for (var i = 0; i < ids.Length; i++)
        {
            texts[i] = _values[ids[i]];
        }

        return texts;
    }

    private (int[][] Postings, Bitmap?[] Bitmaps) Invert(int items)
    {
        var counts = new int[_values.Length];
        foreach (var id in _valueIds)
        {
            counts[id]++;
        }

        var postings = counts.Select(c => new int[c]).ToArray();
        Array.Clear(counts);
        for (var item = 0; item < items; item++)
        {
            foreach (var id in ValueIds(item))
            {
                postings[id][counts[id]++] = item;
            }
        }

        var bitmaps = postings.Select(p => p.Length * 32 >= items ? Bitmap.Of(items, p) : null).ToArray();
        return (postings, bitmaps);
    }
}

/// <summary>Numbers, or dates as yyyymmdd. NaN where an item has none.</summary>
public sealed class NumberColumn : Column
{
    private readonly double[] _numbers;
    private readonly double[] _sorted;
    private readonly int[] _order;
    private int[]? _ranks;

    internal NumberColumn(AttributeDefinition definition, Bitmap known, double[] numbers)
        : base(definition, known)
    {
        _numbers = numbers;
        _order = known.ToArray();
        _sorted = _order.Select(i => numbers[i]).ToArray();
        Array.Sort(_sorted, _order);
    }

    /// <summary>The number of an item; NaN where it has none.</summary>
    public double this[int item] => _numbers[item];

    /// <summary>Least value in the catalogue; NaN when no item has one.</summary>
    public double Least => _sorted.Length == 0 ? double.NaN : _sorted[0];

    /// <summary>Greatest value in the catalogue; NaN when no item has one.</summary>
    public double Greatest => _sorted.Length == 0 ? double.NaN : _sorted[^1];

    /// <summary>The value below which <paramref name="share"/> (0 to 1) of the known values lie; NaN when no item has one.</summary>
    public double Quantile(double share) =>
        _sorted.Length == 0 ? double.NaN : _sorted[(int)Math.Clamp(share * (_sorted.Length - 1), 0, _sorted.Length - 1)];

    /// <summary>Place of each item's number among the different numbers of the catalogue, ascending from 0; -1 where it has none.</summary>
    internal ReadOnlySpan<int> Ranks => _ranks ??= Rank();

    /// <summary>The items within inclusive bounds; null means open.</summary>
    public Bitmap Between(double? from, double? to)
    {
        var set = new Bitmap(Known.Length);
        AddBetween(set, from, to);
        return set;
    }

    /// <summary>Adds the items within inclusive bounds to a set; null means open.</summary>
    public void AddBetween(Bitmap set, double? from, double? to)
    {
        ArgumentNullException.ThrowIfNull(set);
        var first = from is { } f ? LowerBound(IsDate && f < 10_000 ? f * 10_000 : f) : 0;
        var last = to is { } t ? (IsDate && t < 10_000 ? (t * 10_000) + 9_999 : t) : double.PositiveInfinity;
        for (var i = first; i < _order.Length && _sorted[i] <= last; i++)
        {
            set.Add(_order[i]);
        }
    }

    /// <inheritdoc />
    public override IReadOnlyList<string> Texts(int item) => double.IsNaN(_numbers[item]) ? [] : [Text(_numbers[item])];

    private bool IsDate => Definition.Type == AttributeType.Date;

    /// <summary>A number of this attribute as it is written; a date as yyyy-mm-dd.</summary>
    internal string Text(double number)
    {
        if (!IsDate)
        {
            return number.ToString(CultureInfo.InvariantCulture);
        }

        var day = (int)number;
        return string.Create(CultureInfo.InvariantCulture, $"{day / 10_000:D4}-{day / 100 % 100:D2}-{day % 100:D2}");
    }

    private int[] Rank()
    {
        var ranks = new int[_numbers.Length];
        Array.Fill(ranks, -1);
        var rank = -1;
        for (var i = 0; i < _order.Length; i++)
        {
            rank += i == 0 || _sorted[i] != _sorted[i - 1] ? 1 : 0;
            ranks[_order[i]] = rank;
        }

        return ranks;
    }

    private int LowerBound(double value)
    {
        int low = 0,
            high = _sorted.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_sorted[middle] < value)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}

/// <summary>Yes or no.</summary>
public sealed class FlagColumn : Column
{
    internal FlagColumn(AttributeDefinition definition, Bitmap known, Bitmap set)
        : base(definition, known) => Set = set;

    /// <summary>The items for which it is yes.</summary>
    public Bitmap Set { get; }

    /// <inheritdoc />
    public override IReadOnlyList<string> Texts(int item) => Known[item] ? [Set[item] ? "true" : "false"] : [];
}
