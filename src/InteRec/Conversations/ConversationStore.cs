using System.Text.Json;
using InteRec.Planning;
using InteRec.Profiles;
using InteRec.Storage;
using InteRec.Tools;

namespace InteRec.Conversations;

/// <summary>The stored conversations.</summary>
internal sealed class ConversationStore(Database database, ProfileStore profiles, TimeProvider time, ToolBox? tools = null)
{
    private readonly JsonSerializerOptions _json = (tools ?? ToolBox.BuiltIn).Lenient;

    private const string Joined = "conversations LEFT JOIN users ON users.user_no = conversations.user_no";

    /// <summary>A conversation, or null where there is none that the caller owns: the two are not told apart.</summary>
    public Task<Conversation?> LoadAsync(string conversationId, Caller caller, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async session =>
            {
                const string Sql = $"""
                    SELECT users.user_id AS UserId, conversations.key_id AS KeyId, state AS State, turn AS Turn,
                           created_at AS CreatedAt, updated_at AS UpdatedAt
                    FROM   {Joined}
                    WHERE  conversation_id = @conversationId
                    """;
                if (
                    await session.FirstOrDefaultAsync<Row>(Sql, new { conversationId }) is not { } row
                    || !caller.Owns(row.UserId, row.KeyId)
                )
                {
                    return null;
                }

                var state = (StoredJson.ReadParts<ConversationState>(row.State, out var lost, _json) ?? ConversationState.Empty) with
                {
                    Turn = (int)row.Turn,
                };
                return new Conversation(
                    conversationId,
                    row.UserId,
                    row.KeyId,
                    state,
                    Times.FromStored(row.CreatedAt),
                    Times.FromStored(row.UpdatedAt)
                )
                {
                    Lost = lost,
                };
            },
            cancellationToken
        );

    /// <summary>The turns of a conversation, in order. An answer that can no longer be read says so.</summary>
    public Task<IReadOnlyList<StoredTurn>> TurnsAsync(string conversationId, CancellationToken cancellationToken) =>
        database.ReadAsync(session => TurnsAsync(session, conversationId, _json), cancellationToken);

    /// <summary>The caller's conversations, latest first: of the user where one is named, otherwise of the key.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="limit">Most conversations returned.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<IReadOnlyList<ConversationSummary>> ListAsync(Caller caller, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async session =>
            {
                const string Sql = $"""
                    SELECT   conversation_id AS ConversationId, users.user_id AS UserId, turn AS Turn,
                             created_at AS CreatedAt, updated_at AS UpdatedAt
                    FROM     {Joined}
                    WHERE    (conversations.key_id = @KeyId OR (conversations.key_id IS NULL AND @KeyId IS NULL))
                    AND      (@UserId IS NULL OR users.user_id = @UserId)
                    ORDER BY updated_at DESC, conversation_id
                    LIMIT    @limit
                    """;
                var rows = await session.QueryAsync<SummaryRow>(
                    Sql,
                    new
                    {
                        caller.KeyId,
                        caller.UserId,
                        limit,
                    }
                );
                return (IReadOnlyList<ConversationSummary>)
                    rows.Select(r => new ConversationSummary(
                            r.ConversationId,
                            r.UserId,
                            (int)r.Turn,
                            Times.FromStored(r.CreatedAt),
                            Times.FromStored(r.UpdatedAt)
                        ))
                        .ToArray();
            },
            cancellationToken
        );

    /// <summary>Stores a turn with its recommendation and what was learnt of the user.</summary>
    /// <exception cref="ConversationConflictException">The conversation is not at the turn before this one any more.</exception>
    public Task SaveTurnAsync(FinishedTurn turn, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                await SaveConversationAsync(session, turn);
                const string Sql =
                    "INSERT INTO turns (conversation_id, turn, message, reply, at) VALUES (@ConversationId, @Turn, @Message, @reply, @at)";
                var reply = JsonSerializer.Serialize(turn.Reply, _json);
                await session.ExecuteAsync(
                    Sql,
                    new
                    {
                        turn.ConversationId,
                        turn.State.Turn,
                        turn.Message,
                        reply,
                        at = time.GetUtcNow().ToStored(),
                    }
                );
                if (turn.Recommendation is { } recommendation)
                {
                    await RecommendationStore.AddAsync(session, recommendation, _json);
                }

                if (turn.Reply.Plan?.Forget?.Everything == true)
                {
                    await Histories.ForgetAsync(session, turn.ConversationId); // or what was forgotten would come back from an earlier answer
                }

                if (turn.Profile is { IsEmpty: false } update && turn.Caller.UserId is not null)
                {
                    await profiles.UpdateAsync(session, turn.Caller, update);
                }
            },
            cancellationToken
        );

    /// <summary>Deletes a conversation with its turns and recommendation records.</summary>
    /// <returns>False where there is none that the caller owns.</returns>
    public async Task<bool> DeleteAsync(string conversationId, Caller caller, CancellationToken cancellationToken)
    {
        if (await LoadAsync(conversationId, caller, cancellationToken) is null)
        {
            return false;
        }

        const string Records = "DELETE FROM recommendations WHERE conversation_id = @conversationId";
        const string Conversations = "DELETE FROM conversations WHERE conversation_id = @conversationId";
        return await database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(Records, new { conversationId });
                return await session.ExecuteAsync(Conversations, new { conversationId }) > 0;
            },
            cancellationToken
        );
    }

    internal static async Task<IReadOnlyList<StoredTurn>> TurnsAsync(Session session, string conversationId, JsonSerializerOptions json)
    {
        const string Sql =
            "SELECT turn AS Turn, message AS Message, reply AS Reply, at AS At FROM turns WHERE conversation_id = @conversationId ORDER "
            + "BY turn";
        var rows = await session.QueryAsync<TurnRow>(Sql, new { conversationId });
        return
        [
            .. rows.Select(row => new StoredTurn((int)row.Turn, row.Message, ReplyOf(conversationId, row, json), Times.FromStored(row.At))),
        ];
    }

    private static ChatReply ReplyOf(string conversationId, TurnRow row, JsonSerializerOptions json) =>
        StoredJson.ReadParts<ChatReply>(row.Reply, out _, json)
        ?? new ChatReply
        {
            ConversationId = conversationId,
            Turn = (int)row.Turn,
            Text = "This answer was stored by another version and can no longer be read.",
            Understood = new Understood(),
            Planner = "unknown",
            Plan = new Plan(),
        };

    private async Task SaveConversationAsync(Session session, FinishedTurn turn)
    {
        const string Insert = """
            INSERT INTO conversations (conversation_id, user_no, key_id, state, turn, created_at, updated_at)
            VALUES (@ConversationId, @userNo, @KeyId, @state, @Turn, @at, @at)
            ON CONFLICT (conversation_id) DO NOTHING
            """;
        const string Update = """
            UPDATE conversations
            SET    state = @state, turn = @Turn, updated_at = @at, user_no = COALESCE(user_no, @userNo)
            WHERE  conversation_id = @ConversationId AND turn = @Turn - 1
            """;
        var saved = await session.ExecuteAsync(
            turn.State.Turn == 1 ? Insert : Update,
            new
            {
                turn.ConversationId,
                userNo = await Users.AddAsync(session, turn.Caller.UserId, turn.Caller.KeyId),
                turn.Caller.KeyId,
                state = JsonSerializer.Serialize(turn.State, _json),
                turn.State.Turn,
                at = time.GetUtcNow().ToStored(),
            }
        );
        if (saved == 0)
        {
            throw new ConversationConflictException(turn.ConversationId, turn.State.Turn);
        }
    }

    private sealed record Row(string? UserId, string? KeyId, string State, long Turn, long CreatedAt, long UpdatedAt);

    private sealed record SummaryRow(string ConversationId, string? UserId, long Turn, long CreatedAt, long UpdatedAt);

    private sealed record TurnRow(long Turn, string Message, string Reply, long At);
}
