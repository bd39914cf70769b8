using System.Buffers.Text;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using CsvHelper;
using InteRec.Catalog;
using InteRec.Import;
using InteRec.Storage;
using Microsoft.Data.Sqlite;

namespace InteRec.Interactions;

/// <summary>A page of the log.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Next">The cursor of the next page, or null at the end.</param>
internal sealed record InteractionPage(IReadOnlyList<Interaction> Rows, string? Next);

/// <summary>Reads the log: whole for training and export, by page for the API.</summary>
internal sealed class InteractionLog(Database database, InteractionWeights weights, DatasetSchema schema)
{
    /// <summary>The whole log as of one moment.</summary>
    /// <param name="includeHeld">True: also rows about items that the catalogue does not have.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<InteractionTable> LoadAsync(bool includeHeld, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async session =>
            {
                const string Sql = "SELECT user_no, item_no, kind, weight, at FROM interactions";
                var users = await IdsAsync(session, "SELECT user_no, user_id FROM users");
                var items = await IdsAsync(
                    session,
                    includeHeld
                        ? "SELECT item_no, item_id FROM log_items"
                        : "SELECT item_no, log_items.item_id FROM log_items JOIN items ON items.item_id = log_items.item_id"
                );
                var table = new InteractionTable();
                await using var command = session.Command(Sql);
                await using var reader = await command.ExecuteReaderAsync(session.CancellationToken);
                while (reader.Read())
                {
                    if (items.TryGetValue(reader.GetInt64(1), out var itemId))
                    {
                        table.Add(Read(reader, users[reader.GetInt64(0)], itemId));
                    }
                }

                return table;
            },
            cancellationToken
        );

    /// <summary>The log as training sees it: signed weights, no rows that are held or whose kind counts nothing.</summary>
    public async IAsyncEnumerable<TrainingInteraction> ForTrainingAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var table = await LoadAsync(includeHeld: false, cancellationToken);
        for (var i = 0; i < table.Count; i++)
        {
            var row = table.Rows[i];
            var weight = weights.Signed(row.Kind, row.Weight);
            if (weights.IsEvidence(row.Kind, weight))
            {
                yield return new TrainingInteraction(table.UserIds[row.User], table.ItemIds[row.Item], weight, row.At);
            }
        }
    }

    /// <summary>The fingerprint of the whole log, see <see cref="InteractionTable.Fingerprint"/>.</summary>
    public async Task<string> FingerprintAsync(CancellationToken cancellationToken) =>
        (await LoadAsync(includeHeld: true, cancellationToken)).Fingerprint();

    /// <summary>A page of the log, of one user or of all, in a fixed order.</summary>
    /// <param name="userId">The user, or null for all.</param>
    /// <param name="cursor">The cursor of the page before, or null for the first.</param>
    /// <param name="limit">Most rows.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="FormatException">The cursor is none of ours.</exception>
    public Task<InteractionPage> PageAsync(string? userId, string? cursor, int limit, CancellationToken cancellationToken)
    {
        var after = cursor is null ? Position.Start : Position.Parse(cursor);
        return database.ReadAsync(
            async session =>
            {
                const string Sql = """
                    SELECT   interactions.user_no, interactions.item_no, kind, weight, at, users.user_id, log_items.item_id
                    FROM     interactions
                    JOIN     users     ON users.user_no = interactions.user_no
                    JOIN     log_items ON log_items.item_no = interactions.item_no
                    WHERE    (interactions.user_no, at, interactions.item_no, kind, weight) > (@user, @at, @item, @kind, @weight)
                    """;
                const string Order = " ORDER BY interactions.user_no, at, interactions.item_no, kind, weight LIMIT @limit";
                await using var command = session.Command(
                    Sql + (userId is null ? string.Empty : " AND interactions.user_no = @userNo") + Order
                );
                after.AddTo(command);
                command.Parameters.AddWithValue("@limit", limit);
                command.Parameters.AddWithValue("@userNo", userId is null ? 0 : await Users.FindAsync(session, userId) ?? 0);
                await using var reader = await command.ExecuteReaderAsync(session.CancellationToken);
                var rows = new List<Interaction>();
                var last = after;
                while (reader.Read())
                {
                    rows.Add(Read(reader, reader.GetString(5), reader.GetString(6)));
                    last = Position.Of(reader);
                }

                return new InteractionPage(rows, rows.Count == limit ? last.ToString() : null);
            },
            cancellationToken
        );
    }

    /// <summary>Writes the whole log as CSV in the dataset's own columns; importing it gives the same log.</summary>
    /// <returns>The number of rows.</returns>
    public async Task<long> ExportAsync(Stream stream, CancellationToken cancellationToken)
    {
        var table = await LoadAsync(includeHeld: true, cancellationToken);
        var columns = schema.InteractionColumns;
        await using var csv = CsvWriter.Create(stream, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        foreach (var name in new[] { columns.UserId, columns.ItemId, columns.Kind, columns.Weight, columns.Timestamp })
        {
            csv.WriteField(name);
        }

        await csv.EndRecordAsync(cancellationToken);
        for (var i = 0; i < table.Count; i++)
        {
            var row = table.Rows[i];
            csv.WriteField(CsvText.Write(table.UserIds[row.User]));
            csv.WriteField(CsvText.Write(table.ItemIds[row.Item]));
            csv.WriteField(row.Kind.Name());
            csv.WriteField(row.Weight.ToString("R", CultureInfo.InvariantCulture));
            csv.WriteField((row.At / 1000m).ToString("0.###", CultureInfo.InvariantCulture));
            await csv.EndRecordAsync(cancellationToken);
        }

        await csv.FlushAsync(cancellationToken);
        return table.Count;
    }

    private static Interaction Read(SqliteDataReader reader, string userId, string itemId) =>
        new(userId, itemId, (InteractionKind)reader.GetInt64(2), (float)reader.GetDouble(3), Times.FromStored(reader.GetInt64(4)));

    private static async Task<Dictionary<long, string>> IdsAsync(Session session, string sql)
    {
        var ids = new Dictionary<long, string>();
        await using var command = session.Command(sql);
        await using var reader = await command.ExecuteReaderAsync(session.CancellationToken);
        while (reader.Read())
        {
            ids[reader.GetInt64(0)] = reader.GetString(1);
        }

        return ids;
    }

    /// <summary>A row's place in the order of the log; as a text, the cursor.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Position(long User, long At, long Item, long Kind, double Weight)
    {
        public static Position Start { get; } = new(-1, 0, 0, 0, 0);

        public static Position Of(SqliteDataReader reader) =>
            new(reader.GetInt64(0), reader.GetInt64(4), reader.GetInt64(1), reader.GetInt64(2), reader.GetDouble(3));

        public static Position Parse(string cursor)
        {
            try
            {
                var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split(' ');
                var numbers = parts.Take(4).Select(part => long.Parse(part, CultureInfo.InvariantCulture)).ToArray();
                return new Position(numbers[0], numbers[1], numbers[2], numbers[3], double.Parse(parts[4], CultureInfo.InvariantCulture));
            }
            catch (Exception e) when (e is FormatException or OverflowException or IndexOutOfRangeException)
            {
                throw new FormatException("the cursor is not one that a page gave", e);
            }
        }

        public override string ToString() =>
            Base64Url.EncodeToString(
                Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{User} {At} {Item} {Kind} {Weight:R}"))
            );

        public void AddTo(SqliteCommand command)
        {
            command.Parameters.AddWithValue("@user", User);
            command.Parameters.AddWithValue("@at", At);
            command.Parameters.AddWithValue("@item", Item);
            command.Parameters.AddWithValue("@kind", Kind);
            command.Parameters.AddWithValue("@weight", Weight);
        }
    }
}
