using System.Text.Json;
using InteRec.Planning;
using InteRec.Profiles;
using InteRec.Storage;
using InteRec.Tools;

namespace InteRec.Conversations;

/// <summary>The stored recommendation records and what came of them.</summary>
internal sealed class RecommendationStore(Database database, ToolBox? tools = null)
{
    private readonly JsonSerializerOptions _json = (tools ?? ToolBox.BuiltIn).Lenient;

    private const string Columns = """
        recommendation_id AS RecommendationId, conversation_id AS ConversationId, turn AS Turn,
        users.user_id AS UserId, recommendations.key_id AS KeyId, ranker_id AS RankerId, planner AS Planner,
        variant AS Variant, plan AS Plan, items AS Items, at AS At
        """;

    /// <summary>Stores a record.</summary>
    public Task AddAsync(RecommendationRecord record, CancellationToken cancellationToken) =>
        database.WriteAsync(session => AddAsync(session, record, _json), cancellationToken);

    /// <summary>Stores records, all or none.</summary>
    public Task AddAsync(IReadOnlyList<RecommendationRecord> records, CancellationToken cancellationToken) =>
        records.Count == 0
            ? Task.CompletedTask
            : database.WriteAsync(
                async session =>
                {
                    foreach (var record in records)
                    {
                        await AddAsync(session, record, _json);
                    }
                },
                cancellationToken
            );

    /// <summary>A record and its feedback, or null where there is none of the caller's: the two are not told apart.</summary>
    public Task<(RecommendationRecord Record, IReadOnlyList<Feedback> Feedback)?> GetAsync(
        string recommendationId,
        Caller caller,
        CancellationToken cancellationToken
    ) =>
        database.ReadAsync<(RecommendationRecord, IReadOnlyList<Feedback>)?>(
            async session =>
            {
                const string Sql =
                    $"SELECT {Columns} FROM recommendations LEFT JOIN users ON users.user_no = recommendations.user_no WHERE "
                    + "recommendation_id = @recommendationId";
                const string FeedbackSql =
                    "SELECT item_id AS ItemId, kind AS Kind, reason AS Reason, at AS At FROM feedback WHERE recommendation_id = "
                    + "@recommendationId ORDER BY at, item_id, kind";
                if (
                    await session.FirstOrDefaultAsync<Row>(Sql, new { recommendationId }) is not { } row
                    || !caller.Owns(row.UserId, row.KeyId)
                )
                {
                    return null;
                }

                var feedback = await session.QueryAsync<FeedbackRow>(FeedbackSql, new { recommendationId });
                return (
                    row.ToRecord(_json),
                    feedback.Select(f => new Feedback(f.ItemId, f.Kind, f.Reason, Times.FromStored(f.At))).ToArray()
                );
            },
            cancellationToken
        );

    /// <summary>Stores feedback; the same kind for the same item replaces the earlier one.</summary>
    /// <returns>False where there is no such record, or an item is not in it; then nothing is stored.</returns>
    public Task<bool> AddFeedbackAsync(
        string recommendationId,
        IReadOnlyCollection<Feedback> feedback,
        CancellationToken cancellationToken
    ) => database.WriteAsync(session => AddFeedbackAsync(session, recommendationId, feedback), cancellationToken);

    internal static async Task<bool> AddFeedbackAsync(Session session, string recommendationId, IReadOnlyCollection<Feedback> feedback)
    {
        const string Insert = """
            INSERT INTO feedback (recommendation_id, item_id, kind, reason, at)
            VALUES (@recommendationId, @ItemId, @Kind, @Reason, @At)
            ON CONFLICT (recommendation_id, item_id, kind) DO UPDATE SET reason = excluded.reason, at = excluded.at
            """;
        if (!await ShowedAsync(session, recommendationId, feedback.Select(f => f.ItemId)))
        {
            return false;
        }

        await session.ExecuteAsync(
            Insert,
            feedback.Select(f => new
            {
                recommendationId,
                f.ItemId,
                f.Kind,
                f.Reason,
                At = f.At.ToStored(),
            })
        );
        return true;
    }

    /// <summary>True where there is such a record and all of the items are in it.</summary>
    internal static async Task<bool> ShowedAsync(Session session, string recommendationId, IEnumerable<string> itemIds)
    {
        const string Sql = "SELECT items FROM recommendations WHERE recommendation_id = @recommendationId";
        return await session.ScalarAsync<string>(Sql, new { recommendationId }) is { } items
            && itemIds.All(JsonSerializer.Deserialize<HashSet<string>>(items)!.Contains);
    }

    internal static async Task AddAsync(Session session, RecommendationRecord record, JsonSerializerOptions json)
    {
        const string Sql = """
            INSERT INTO recommendations
                   (recommendation_id, conversation_id, turn, user_no, key_id, ranker_id, planner, variant, plan, items, at)
            VALUES (@RecommendationId, @ConversationId, @Turn, @userNo, @KeyId, @RankerId, @Planner, @Variant, @plan, @items, @at)
            """;
        await session.ExecuteAsync(
            Sql,
            new
            {
                record.RecommendationId,
                record.ConversationId,
                record.Turn,
                userNo = await Users.AddAsync(session, record.UserId, record.KeyId),
                record.KeyId,
                record.RankerId,
                record.Planner,
                record.Variant,
                plan = record.Plan is null ? null : JsonSerializer.Serialize(record.Plan, json),
                items = JsonSerializer.Serialize(record.Items),
                at = record.At.ToStored(),
            }
        );
    }

    /// <summary>The records of a user; with a key, only its own.</summary>
    internal static async Task<IReadOnlyList<RecommendationRecord>> OfUserAsync(
        Session session,
        long userNo,
        string? keyId,
        JsonSerializerOptions json
    )
    {
        const string Sql =
            $"SELECT {Columns} FROM recommendations JOIN users ON users.user_no = recommendations.user_no WHERE recommendations.user_no "
            + "= @userNo AND (@keyId IS NULL OR recommendations.key_id = @keyId) ORDER BY at, recommendation_id";
        return (await session.QueryAsync<Row>(Sql, new { userNo, keyId })).Select(row => row.ToRecord(json)).ToArray();
    }

    private sealed record FeedbackRow(string ItemId, string Kind, string? Reason, long At);

    private sealed record Row(
        string RecommendationId,
        string? ConversationId,
        long? Turn,
        string? UserId,
        string? KeyId,
        string? RankerId,
        string Planner,
        string? Variant,
        string? Plan,
        string Items,
        long At
    )
    {
        public RecommendationRecord ToRecord(JsonSerializerOptions json) =>
            new()
            {
                RecommendationId = RecommendationId,
                ConversationId = ConversationId,
                Turn = (int?)Turn,
                UserId = UserId,
                KeyId = KeyId,
                RankerId = RankerId,
                Planner = Planner,
                Variant = Variant,
                Plan = StoredJson.Read<Plan>(Plan, json),
                Items = JsonSerializer.Deserialize<string[]>(Items)!,
                At = Times.FromStored(At),
            };
    }
}
