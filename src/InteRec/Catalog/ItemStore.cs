using InteRec.Storage;
using SQLitePCL;

namespace InteRec.Catalog;

/// <summary>What an upsert did.</summary>
/// <param name="Inserted">Items that were new.</param>
/// <param name="Updated">Items whose values changed.</param>
/// <param name="Unchanged">Items that were there with the same values.</param>
internal sealed record UpsertResult(int Inserted, int Updated, int Unchanged);

/// <summary>The stored items. Every change bumps the catalogue's version; snapshots are built from here beside the one in use.</summary>
internal sealed class ItemStore(Database database, DatasetSchema schema, TimeProvider time)
{
    private readonly ItemText _text = new(schema);

    /// <summary>A number that grows with every change: compare it to know whether a snapshot is current.</summary>
    public Task<long> VersionAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(session => Counters.ReadAsync(session, Counters.Catalog), cancellationToken);

    /// <summary>Number of items, hidden ones included.</summary>
    public Task<long> CountAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.ScalarAsync<long>("SELECT COUNT(*) FROM items"), cancellationToken);

    /// <summary>The ids of all items.</summary>
    public Task<HashSet<string>> IdsAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            async session => (await session.QueryAsync<string>("SELECT item_id FROM items")).ToHashSet(StringComparer.Ordinal),
            cancellationToken
        );

    /// <summary>All items and the version they belong to.</summary>
    public Task<(IReadOnlyList<Item> Items, long Version)> LoadAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            async session =>
            {
                const string Sql = "SELECT item_id, attributes, hidden FROM items";
                var version = await Counters.ReadAsync(session, Counters.Catalog);
                var items = new List<Item>();
                var pool = new HashSet<string>();
                await using var command = session.Command(Sql);
                await using var reader = await command.ExecuteReaderAsync(session.CancellationToken);
                while (reader.Read())
                {
                    // The bytes as SQLite holds them: going through a string would double the time.
                    var values = _text.Read(raw.sqlite3_column_blob(reader.Handle, 1), pool);
                    items.Add(new Item(reader.GetString(0), values, reader.GetInt64(2) != 0));
                }

                return ((IReadOnlyList<Item>)items, version);
            },
            cancellationToken
        );

    /// <summary>One item, or null.</summary>
    public Task<Item?> GetAsync(string itemId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async session =>
            {
                const string Sql = "SELECT attributes AS Attributes, hidden AS Hidden FROM items WHERE item_id = @itemId";
                return await session.FirstOrDefaultAsync<StoredItem>(Sql, new { itemId }) is { } row
                    ? new Item(itemId, _text.Read(System.Text.Encoding.UTF8.GetBytes(row.Attributes), []), row.Hidden != 0)
                    : null;
            },
            cancellationToken
        );

    /// <summary>
    /// Inserts items and replaces the values of those that are there, all or nothing. Whether an item that is there is hidden stays as it
    /// was.
    /// </summary>
    public Task<UpsertResult> UpsertAsync(IReadOnlyCollection<Item> items, CancellationToken cancellationToken) =>
        database.WriteAsync(session => UpsertAsync(session, items), cancellationToken);

    /// <summary>Hides items from every list, or shows them again.</summary>
    /// <returns>The number of items whose mark changed; unknown ids count as none.</returns>
    public Task<int> SetHiddenAsync(IReadOnlyCollection<string> itemIds, bool hidden, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                const string Sql = "UPDATE items SET hidden = @hidden, updated_at = @at WHERE item_id = @itemId AND hidden <> @hidden";
                using var update = session.Prepare(Sql, "@hidden", "@at", "@itemId");
                update.Set(0, hidden ? 1 : 0).Set(1, time.GetUtcNow().ToUnixTimeMilliseconds());
                var changed = itemIds.Sum(itemId => update.Set(2, itemId).Execute());
                if (changed > 0)
                {
                    await Counters.AddAsync(session, Counters.Catalog);
                }

                return changed;
            },
            cancellationToken
        );

    private async Task<UpsertResult> UpsertAsync(Session session, IReadOnlyCollection<Item> items)
    {
        const string Find = "SELECT attributes FROM items WHERE item_id = @itemId";
        const string Insert = "INSERT INTO items (item_id, attributes, hidden, updated_at) VALUES (@itemId, @attributes, @hidden, @at)";
        const string Update = "UPDATE items SET attributes = @attributes, updated_at = @at WHERE item_id = @itemId";
        using var find = session.Prepare(Find, "@itemId");
        using var insert = session.Prepare(Insert, "@itemId", "@attributes", "@hidden", "@at");
        using var update = session.Prepare(Update, "@itemId", "@attributes", "@at");
        var at = time.GetUtcNow().ToUnixTimeMilliseconds();
        var (inserted, updated) = (0, 0);
        foreach (var item in items)
        {
            session.CancellationToken.ThrowIfCancellationRequested();
            var attributes = _text.Write(item.Values);
            var before = (string?)find.Set(0, item.ItemId).Scalar();
            if (before is null)
            {
                insert.Set(0, item.ItemId).Set(1, attributes).Set(2, item.Hidden ? 1 : 0).Set(3, at).Execute();
                inserted++;
            }
            else if (before != attributes)
            {
                update.Set(0, item.ItemId).Set(1, attributes).Set(2, at).Execute();
                updated++;
            }
        }

        if (inserted + updated > 0)
        {
            await Counters.AddAsync(session, Counters.Catalog);
        }

        return new UpsertResult(inserted, updated, items.Count - inserted - updated);
    }

    private sealed record StoredItem(string Attributes, long Hidden);
}
