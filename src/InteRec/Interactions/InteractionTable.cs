using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using InteRec.Catalog;
using InteRec.Storage;

namespace InteRec.Interactions;

/// <summary>
/// Interactions as columns: every id once, 24 bytes a row. What is read from a file before it is stored, and what is read from the log
/// to be trained on.
/// </summary>
internal sealed class InteractionTable
{
    private readonly Dictionary<string, int> _users = [];
    private readonly Dictionary<string, int> _items = [];
    private readonly List<string> _userIds = [];
    private readonly List<string> _itemIds = [];
    private readonly List<Row> _rows = [];

    /// <summary>Number of interactions.</summary>
    public int Count => _rows.Count;

    /// <summary>The users, each once.</summary>
    public IReadOnlyList<string> UserIds => _userIds;

    /// <summary>The items, each once.</summary>
    public IReadOnlyList<string> ItemIds => _itemIds;

    /// <summary>The rows in the order in which they were added; users and items are places in the lists of ids.</summary>
    public ReadOnlySpan<Row> Rows => CollectionsMarshal.AsSpan(_rows);

    /// <summary>A row as a value.</summary>
    public Interaction this[int row]
    {
        get
        {
            var r = _rows[row];
            return new Interaction(_userIds[r.User], _itemIds[r.Item], r.Kind, r.Weight, Times.FromStored(r.At));
        }
    }

    /// <summary>Adds a row.</summary>
    public void Add(in Interaction interaction) =>
        _rows.Add(
            new Row(
                interaction.Timestamp.ToStored(),
                PlaceOf(_users, _userIds, interaction.UserId),
                PlaceOf(_items, _itemIds, interaction.ItemId),
                interaction.Weight,
                interaction.Kind
            )
        );

    /// <summary>
    /// 32 hexadecimal digits that depend on the rows but not on their order: the sum of the rows' hashes. Equal logs have equal
    /// fingerprints, wherever and in whatever order they were imported.
    /// </summary>
    /// <param name="arrival">
    /// A time that stands for "none was given", so that a batch sent again later is recognised; null: every time counts.
    /// </param>
    public string Fingerprint(DateTimeOffset? arrival = null)
    {
        var unknown = arrival?.ToStored();
        var users = _userIds.ConvertAll(HashOf);
        var items = _itemIds.ConvertAll(HashOf);
        var sum = UInt128.Zero;
        Span<byte> row = stackalloc byte[45];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        foreach (ref readonly var r in Rows)
        {
            BinaryPrimitives.WriteUInt128LittleEndian(row, users[r.User]);
            BinaryPrimitives.WriteUInt128LittleEndian(row[16..], items[r.Item]);
            BinaryPrimitives.WriteInt64LittleEndian(row[32..], r.At == unknown ? 0 : r.At);
            BinaryPrimitives.WriteSingleLittleEndian(row[40..], r.Weight);
            row[44] = (byte)r.Kind;
            SHA256.HashData(row, hash);
            sum += BinaryPrimitives.ReadUInt128LittleEndian(hash);
        }

        return sum.ToString("x32", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static UInt128 HashOf(string id) => BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(id)));

    private static int PlaceOf(Dictionary<string, int> places, List<string> ids, string id)
    {
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(places, id, out var known);
        if (!known)
        {
            place = ids.Count;
            ids.Add(id);
        }

        return place;
    }

    /// <summary>One interaction.</summary>
    /// <param name="At">Milliseconds since 1970.</param>
    /// <param name="User">Place of the user in <see cref="UserIds"/>.</param>
    /// <param name="Item">Place of the item in <see cref="ItemIds"/>.</param>
    /// <param name="Weight">The rating of a rating, otherwise a factor.</param>
    /// <param name="Kind">What was done.</param>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Row(long At, int User, int Item, float Weight, InteractionKind Kind);
}
