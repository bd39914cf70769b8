using InteRec.Profiles;
using InteRec.Storage;

namespace InteRec.Conversations;

/// <summary>Where a conversation stood after a history.</summary>
/// <param name="Digest">The digest of the history.</param>
/// <param name="ConversationId">The conversation that had it last.</param>
/// <param name="Turn">How many turns it had then.</param>
/// <param name="IsShared">Two conversations had the same history, so it does not say which of them is meant.</param>
internal sealed record KnownHistory(string Digest, string ConversationId, int Turn, bool IsShared);

/// <summary>
/// Finds conversations by what was said in them, for callers that send all of it every time and no id. What is kept goes with its
/// conversation; losing it costs no more than what was said being said again.
/// </summary>
internal sealed class Histories(Database database, TimeProvider time)
{
    /// <summary>Histories of one conversation that are kept: so far back an answer can be made anew from where it stood.</summary>
    public const int MostOfAConversation = 20;

    /// <summary>How long a history is kept that nobody goes on with.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <summary>The longest history that is known.</summary>
    /// <param name="digests">Digests of the beginnings of a history, the longest last.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<KnownHistory?> FindAsync(IReadOnlyList<string> digests, CancellationToken cancellationToken)
    {
        const string Sql =
            "SELECT digest AS Digest, conversation_id AS ConversationId, turn AS Turn, shared AS Shared FROM histories WHERE digest IN "
            + "@digests";
        var known = await database.ReadAsync(session => session.QueryAsync<Row>(Sql, new { digests }), cancellationToken);
        return known.MaxBy(row => digests.Index().First(d => d.Item == row.Digest).Index) is { } longest
            ? new KnownHistory(longest.Digest, longest.ConversationId, (int)longest.Turn, longest.Shared != 0)
            : null;
    }

    /// <summary>Notes that the conversation stands after this history; nothing where it went on meanwhile.</summary>
    /// <param name="digest">The digest of the history.</param>
    /// <param name="reply">The last reply of it.</param>
    /// <param name="caller">
    /// Whose it is. Behind a caller that names no user may be several people, whose conversations must not be taken for each other's.
    /// </param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task KeepAsync(string digest, ChatReply reply, Caller caller, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                const string Insert = """
                    INSERT INTO histories (digest, conversation_id, turn, state, shared, at)
                    SELECT @digest, conversation_id, turn, state, 0, @at
                    FROM   conversations
                    WHERE  conversation_id = @ConversationId AND turn = @Turn
                    ON CONFLICT (digest) DO UPDATE
                    SET    conversation_id = excluded.conversation_id, turn = excluded.turn, state = excluded.state, at = excluded.at,
                           shared = CASE WHEN histories.conversation_id = excluded.conversation_id
                                         THEN histories.shared ELSE @mayBeOthers END
                    """;
                const string Delete = """
                    DELETE FROM histories
                    WHERE  at < @oldest OR (conversation_id = @ConversationId AND turn <= @Turn - @MostOfAConversation)
                    """;
                var now = time.GetUtcNow();
                var parameters = new
                {
                    digest,
                    reply.ConversationId,
                    reply.Turn,
                    at = now.ToStored(),
                    mayBeOthers = caller.UserId is null ? 1 : 0,
                    oldest = (now - Kept).ToStored(),
                    MostOfAConversation,
                };
                await session.ExecuteAsync(Insert, parameters);
                await session.ExecuteAsync(Delete, parameters);
            },
            cancellationToken
        );

    /// <summary>Takes away where a conversation stood at its earlier answers.</summary>
    internal static Task ForgetAsync(Session session, string conversationId) =>
        session.ExecuteAsync("DELETE FROM histories WHERE conversation_id = @conversationId", new { conversationId });

    /// <summary>
    /// Begins a conversation that stands where the history ended; its earlier turns stay with the conversation that they were taken in.
    /// </summary>
    /// <param name="digest">The digest of the history.</param>
    /// <param name="caller">
    /// Whose the branch is. Not the first conversation's user: somebody may have been named there since, and the history is older.
    /// </param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Its id, or null where the history is not known any more.</returns>
    public async Task<string?> BranchAsync(string digest, Caller caller, CancellationToken cancellationToken)
    {
        const string Sql = """
            INSERT INTO conversations (conversation_id, user_no, key_id, state, turn, created_at, updated_at)
            SELECT @branch, @userNo, key_id, histories.state, histories.turn, @at, @at
            FROM   histories JOIN conversations ON conversations.conversation_id = histories.conversation_id
            WHERE  digest = @digest
            """;
        var branch = Ids.Conversation();
        var begun = await database.WriteAsync(
            async session =>
                await session.ExecuteAsync(
                    Sql,
                    new
                    {
                        branch,
                        digest,
                        userNo = await Users.AddAsync(session, caller.UserId, caller.KeyId),
                        at = time.GetUtcNow().ToStored(),
                    }
                ),
            cancellationToken
        );
        return begun > 0 ? branch : null;
    }

    private sealed record Row(string Digest, string ConversationId, long Turn, long Shared);
}
