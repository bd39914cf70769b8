using System.Security.Cryptography;
using System.Text;
using InteRec.Import;

namespace InteRec.Catalog;

/// <summary>
/// The whole catalogue in memory, immutable: columns, one set per category value, sorted numbers. An item is an index from
/// 0 to <c>Count - 1</c>, in ordinal order of item id, so that the same items give the same indexes whatever the order of import.
/// A changed catalogue is a new snapshot, built beside and swapped.
/// </summary>
public sealed class CatalogSnapshot
{
    private readonly string[] _itemIds;
    private readonly Dictionary<string, int> _index;
    private readonly Dictionary<string, Column> _columns;
    private readonly TimeProvider _time;
    private readonly (int First, int Last) _usualYears;

    private CatalogSnapshot(
        DatasetSchema schema,
        string[] itemIds,
        Dictionary<string, Column> columns,
        Bitmap available,
        string fingerprint,
        TimeProvider time
    )
    {
        (Schema, _itemIds, _columns, Available, Fingerprint, _time) = (schema, itemIds, columns, available, fingerprint, time);
        _index = new Dictionary<string, int>(itemIds.Length, StringComparer.Ordinal);
        for (var i = 0; i < itemIds.Length; i++)
        {
            _index[itemIds[i]] = i;
        }

        Titles = (TextColumn)columns[schema.WithRole(AttributeRole.Title)!.Name];
        Years = schema.WithRole(AttributeRole.Year) is { } year ? columns[year.Name] as NumberColumn : null;
        Popularity = schema.WithRole(AttributeRole.Popularity) is { } popularity ? columns[popularity.Name] as NumberColumn : null;
        _usualYears = UsualYears(Years, available);
        Whole = this;
    }

    private CatalogSnapshot(CatalogSnapshot whole, Bitmap available)
    {
        (Schema, _itemIds, _index, _columns, Available, Fingerprint, _time) = (
            whole.Schema,
            whole._itemIds,
            whole._index,
            whole._columns,
            available,
            whole.Fingerprint,
            whole._time
        );
        (Titles, Years, Popularity, _usualYears, Whole) = (whole.Titles, whole.Years, whole.Popularity, whole._usualYears, whole);
    }

    /// <summary>The declaration of the attributes.</summary>
    public DatasetSchema Schema { get; }

    /// <summary>Number of items, hidden ones included.</summary>
    public int Count => _itemIds.Length;

    /// <summary>The items that may be in a list: those that are not hidden.</summary>
    public Bitmap Available { get; }

    /// <summary>
    /// The catalogue without the caller's conditions, itself where there are none: what is kept of a catalogue is kept of this one.
    /// </summary>
    internal CatalogSnapshot Whole { get; }

    /// <summary>SHA-256 (hex, lower case) over ids, values and hidden marks: equal catalogues have equal fingerprints.</summary>
    public string Fingerprint { get; }

    /// <summary>All columns.</summary>
    public IEnumerable<Column> Columns => _columns.Values;

    /// <summary>The item ids by index.</summary>
    public IReadOnlyList<string> ItemIds => _itemIds;

    /// <summary>The column of the titles.</summary>
    public TextColumn Titles { get; }

    /// <summary>The column with the role year, or null.</summary>
    public NumberColumn? Years { get; }

    /// <summary>The column with the role popularity, or null.</summary>
    public NumberColumn? Popularity { get; }

    /// <summary>
    /// The year that "recent" and "the nineties" are counted from: that which the newest hundredth of the items reaches, but at least all
    /// others but one, and no later than the clock. In an old catalogue "recent" is what is newest in it; a mistyped or forthcoming year
    /// moves nothing.
    /// </summary>
    internal int Now => Math.Min(_usualYears.Last, _time.GetUtcNow().Year);

    /// <summary>The year of the clock.</summary>
    internal int Today => _time.GetUtcNow().Year;

    /// <summary>The day of the clock.</summary>
    internal DateOnly Date => DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime);

    /// <summary>The year that nearly all items are not older than.</summary>
    internal int FirstYear => _usualYears.First;

    /// <summary>How well known an item is, on the scale of <see cref="Popularity"/>; -1 where that is not known.</summary>
    public double Known(int item) => Popularity is { } popularity && !double.IsNaN(popularity[item]) ? popularity[item] : -1;

    /// <summary>Builds a snapshot.</summary>
    /// <param name="schema">The declaration.</param>
    /// <param name="items">The items.</param>
    /// <param name="time">The clock that tells what has come out; null: that of the system.</param>
    /// <exception cref="DatasetException">The schema has no title, or a value does not fit its type.</exception>
    public static CatalogSnapshot Build(DatasetSchema schema, IEnumerable<Item> items, TimeProvider? time = null)
    {
        if (schema.WithRole(AttributeRole.Title) is not { Type: AttributeType.Text })
        {
            throw new DatasetException($"dataset {schema.Name}: one attribute of type text needs the role title");
        }

        var sorted = items.ToArray();
        Array.Sort(sorted, (a, b) => string.CompareOrdinal(a.ItemId, b.ItemId));
        var available = Bitmap.All(sorted.Length);
        for (var i = 0; i < sorted.Length; i++)
        {
            if (sorted[i].Hidden)
            {
                available.Remove(i);
            }
        }

        var columns = schema.Attributes.ToDictionary(a => a.Name, a => ColumnBuilder.Build(a, sorted), StringComparer.OrdinalIgnoreCase);
        return new CatalogSnapshot(
            schema,
            sorted.Select(i => i.ItemId).ToArray(),
            columns,
            available,
            FingerprintOf(schema, sorted),
            time ?? TimeProvider.System
        );
    }

    /// <summary>The same catalogue as if the items outside a set were hidden. Costs next to nothing.</summary>
    internal CatalogSnapshot Within(Bitmap items) => new(Whole, Whole.Available.Copy().And(items));

    /// <summary>The id of an item.</summary>
    public string ItemId(int item) => _itemIds[item];

    /// <summary>The index of an item id, or -1.</summary>
    public int IndexOf(string itemId) => _index.TryGetValue(itemId, out var item) ? item : -1;

    /// <summary>The title of an item; its id where the title is empty.</summary>
    public string Title(int item) => Titles.Texts(item) is [var title, ..] ? title : _itemIds[item];

    /// <summary>The year of an item, or null.</summary>
    public int? Year(int item) => Years is { } years && !double.IsNaN(years[item]) ? (int)years[item] : null;

    /// <summary>The column of an attribute (case ignored), or null.</summary>
    public Column? Column(string attribute) => _columns.GetValueOrDefault(attribute);

    /// <summary>The category column of an attribute, or null where it is unknown or of another type.</summary>
    public CategoryColumn? Categories(string attribute) => Column(attribute) as CategoryColumn;

    /// <summary>The number or date column of an attribute, or null where it is unknown or of another type.</summary>
    public NumberColumn? Numbers(string attribute) => Column(attribute) as NumberColumn;

    private static (int First, int Last) UsualYears(NumberColumn? column, Bitmap available)
    {
        const double Odd = 0.01;
        if (column is null || column.Known.Copy().And(available).ToArray() is not { Length: > 0 } items)
        {
            return (0, int.MaxValue);
        }

        var years = Array.ConvertAll(items, item => (int)Math.Clamp(column[item], -9_999, 9_999));
        Array.Sort(years);
        return (years[(int)(Odd * years.Length)], years[(int)((1 - Odd) * (years.Length - 1))]);
    }

    private static string FingerprintOf(DatasetSchema schema, Item[] sorted)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var line = new StringBuilder();
        foreach (var item in sorted)
        {
            line.Clear().Append(item.ItemId).Append(item.Hidden ? "\u0001" : "\u0002");
            foreach (var attribute in schema.Attributes)
            {
                if (item.Values.TryGetValue(attribute.Name, out var values))
                {
                    line.Append('\u0003').Append(attribute.Name).Append('\u0004').AppendJoin('\u0005', values);
                }
            }

            hash.AppendData(Encoding.UTF8.GetBytes(line.Append('\n').ToString()));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
