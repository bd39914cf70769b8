using System.Text.Json;
using InteRec.Storage;
using Microsoft.Extensions.Options;

namespace InteRec.Interactions;

/// <summary>What an append did.</summary>
/// <param name="Inserted">Rows that were new.</param>
/// <param name="Unchanged">Rows that the log had already.</param>
/// <param name="Repeated">True when the batch key was known: these are the numbers of the first time, and nothing was done now.</param>
internal sealed record AppendResult(long Inserted, long Unchanged, bool Repeated = false);

/// <summary>A sender's key for a batch, and the fingerprint of its rows.</summary>
internal sealed record BatchKey(string Key, string Fingerprint);

/// <summary>How much the log holds.</summary>
/// <param name="Interactions">Rows.</param>
/// <param name="Users">Users with a row.</param>
/// <param name="Items">Items with a row.</param>
/// <param name="Held">Rows about items that the catalogue does not have.</param>
internal sealed record LogCounts(long Interactions, long Users, long Items, long Held);

/// <summary>A batch key came again with other rows.</summary>
internal sealed class BatchConflictException(string key) : Exception($"the key {key} was used for a batch with other rows");

/// <summary>The interaction log: append only, every row once.</summary>
internal sealed class InteractionStore(Database database, TimeProvider time, IOptions<InteractionOptions> options)
{
    private static readonly TimeSpan KeysKept = TimeSpan.FromDays(7);

    /// <summary>A number that grows by one with every row appended, and with every deletion: training compares it.</summary>
    public Task<long> VersionAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(session => Counters.ReadAsync(session, Counters.Interactions), cancellationToken);

    /// <summary>How much the log holds.</summary>
    public Task<LogCounts> CountAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            async session =>
            {
                const string Sql = """
                    SELECT COUNT(*) AS Interactions, COUNT(DISTINCT interactions.user_no) AS Users,
                           COUNT(DISTINCT interactions.item_no) AS Items,
                           COALESCE(SUM(CASE WHEN items.item_id IS NULL THEN 1 ELSE 0 END), 0) AS Held
                    FROM   interactions
                    JOIN   log_items ON log_items.item_no = interactions.item_no
                    LEFT   JOIN items ON items.item_id = log_items.item_id
                    """;
                return (await session.FirstOrDefaultAsync<LogCounts>(Sql))!;
            },
            cancellationToken
        );

    /// <summary>The ids of all items of the catalogue.</summary>
    public Task<HashSet<string>> CatalogItemIdsAsync(CancellationToken cancellationToken) =>
        IdsAsync("SELECT item_id FROM items", cancellationToken);

    /// <summary>The ids of all users that were ever heard of.</summary>
    public Task<HashSet<string>> UserIdsAsync(CancellationToken cancellationToken) =>
        IdsAsync("SELECT user_id FROM users", cancellationToken);

    /// <summary>Appends rows, all or none. A row that the log has is left as it is.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="batch">The sender's key, or null. A key that was seen in the last seven days does nothing again.</param>
    /// <param name="cancellationToken">Cancels; then nothing is appended.</param>
    /// <exception cref="BatchConflictException">The key was used for other rows.</exception>
    public Task<AppendResult> AppendAsync(InteractionTable table, BatchKey? batch, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                if (batch is not null && await RepeatedAsync(session, batch) is { } earlier)
                {
                    return earlier;
                }

                if (options.Value.UnknownItems == UnknownPolicy.Create)
                {
                    await CreateItemsAsync(session, table.ItemIds);
                }

                var inserted = Insert(
                    session,
                    table,
                    Numbers(session, table.UserIds, "users", "user"),
                    Numbers(session, table.ItemIds, "log_items", "item")
                );
                if (inserted > 0)
                {
                    await Counters.AddAsync(session, Counters.Interactions, inserted);
                }

                var result = new AppendResult(inserted, table.Count - inserted);
                if (batch is not null)
                {
                    await KeepKeyAsync(session, batch.Key, new StoredBatch(result.Inserted, result.Unchanged, batch.Fingerprint));
                }

                return result;
            },
            cancellationToken
        );

    private static long Insert(Session session, InteractionTable table, int[] users, int[] items)
    {
        const string Sql = """
            INSERT INTO interactions (user_no, at, item_no, kind, weight) VALUES (@user, @at, @item, @kind, @weight)
            ON CONFLICT DO NOTHING
            """;
        using var insert = session.Prepare(Sql, "@user", "@at", "@item", "@kind", "@weight");
        var inserted = 0L;
        foreach (var place in InKeyOrder(table, users))
        {
            ref readonly var row = ref table.Rows[place];
            session.CancellationToken.ThrowIfCancellationRequested();
            inserted += insert
                .Set(0, users[row.User])
                .Set(1, row.At)
                .Set(2, items[row.Item])
                .Set(3, (int)row.Kind)
                .Set(4, (double)row.Weight)
                .Execute();
        }

        return inserted;
    }

    /// <summary>
    /// The places of the rows in the order of the log's key. A log in order of time touches a page of the tree for every row; in this
    /// order it fills them one after the other, which halves the time that other writers wait for a million rows.
    /// </summary>
    private static int[] InKeyOrder(InteractionTable table, int[] users)
    {
        var keys = new (int User, long At)[table.Count];
        var places = new int[table.Count];
        for (var place = 0; place < places.Length; place++)
        {
            var row = table.Rows[place];
            keys[place] = (users[row.User], row.At);
            places[place] = place;
        }

        Array.Sort(keys, places);
        return places;
    }

    /// <summary>The numbers of ids, in their order; ids without one get the next.</summary>
    private static int[] Numbers(Session session, IReadOnlyList<string> ids, string table, string prefix)
    {
        using var greatest = session.Prepare($"SELECT COALESCE(MAX({prefix}_no), 0) FROM {table}");
        using var find = session.Prepare($"SELECT {prefix}_no FROM {table} WHERE {prefix}_id = @id", "@id");
        using var insert = session.Prepare($"INSERT INTO {table} ({prefix}_no, {prefix}_id) VALUES (@no, @id)", "@no", "@id");
        var last = (long)greatest.Scalar()!;
        var numbers = new int[ids.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (find.Set(0, ids[i]).Scalar() is long known)
            {
                numbers[i] = checked((int)known);
                continue;
            }

            insert.Set(0, ++last).Set(1, ids[i]).Execute();
            numbers[i] = checked((int)last);
        }

        return numbers;
    }

    private async Task CreateItemsAsync(Session session, IReadOnlyList<string> itemIds)
    {
        const string Sql =
            "INSERT INTO items (item_id, attributes, hidden, updated_at) VALUES (@itemId, '{}', 0, @at) ON CONFLICT DO NOTHING";
        using var insert = session.Prepare(Sql, "@itemId", "@at");
        insert.Set(1, time.GetUtcNow().ToStored());
        if (itemIds.Sum(id => insert.Set(0, id).Execute()) > 0)
        {
            await Counters.AddAsync(session, Counters.Catalog);
        }
    }

    private static async Task<AppendResult?> RepeatedAsync(Session session, BatchKey batch)
    {
        if (
            await session.ScalarAsync<string>("SELECT result FROM interaction_batches WHERE batch_key = @Key", new { batch.Key })
            is not { } stored
        )
        {
            return null;
        }

        var first = JsonSerializer.Deserialize<StoredBatch>(stored)!;
        return first.Fingerprint == batch.Fingerprint
            ? new AppendResult(first.Inserted, first.Unchanged, Repeated: true)
            : throw new BatchConflictException(batch.Key);
    }

    private async Task KeepKeyAsync(Session session, string key, StoredBatch batch)
    {
        var now = time.GetUtcNow();
        await session.ExecuteAsync("DELETE FROM interaction_batches WHERE at < @old", new { old = (now - KeysKept).ToStored() });
        await session.ExecuteAsync(
            "INSERT INTO interaction_batches (batch_key, result, at) VALUES (@key, @result, @at)",
            new
            {
                key,
                result = JsonSerializer.Serialize(batch),
                at = now.ToStored(),
            }
        );
    }

    private Task<HashSet<string>> IdsAsync(string sql, CancellationToken cancellationToken) =>
        database.ReadAsync(async session => (await session.QueryAsync<string>(sql)).ToHashSet(), cancellationToken);

    private sealed record StoredBatch(long Inserted, long Unchanged, string Fingerprint);
}
