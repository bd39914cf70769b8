using InteRec.Conversations;
using InteRec.Interactions;
using InteRec.Profiles;
using InteRec.Storage;
using InteRec.Tools;
using InteRec.Training;

namespace InteRec.Serving;

/// <summary>A user's data as a whole: to be taken away, and to be deleted without a trace.</summary>
internal sealed class UserData(Database database, InteractionLog log, ToolBox? tools = null)
{
    /// <summary>
    /// Everything that is stored of the caller's user; null where nothing is. For a key that does not operate: what it wrote itself.
    /// </summary>
    /// <exception cref="UserNotFoundException">The user belongs to another key.</exception>
    public async Task<UserExport?> ExportAsync(Caller caller, CancellationToken cancellationToken)
    {
        const string Ids = """
            SELECT   conversation_id FROM conversations
            WHERE    user_no = @userNo AND (@key IS NULL OR key_id = @key)
            ORDER BY created_at, conversation_id
            """;
        var userId = caller.UserId!;
        var key = caller.MayEverything ? null : caller.KeyId;
        var interactions = caller.MayEverything ? (await log.PageAsync(userId, cursor: null, int.MaxValue, cancellationToken)).Rows : [];
        return await database.ReadAsync(
            async session =>
            {
                if (
                    await UserAccess.FindAsync(session, caller) is not { } userNo
                    || (key is not null && await Users.OwnerAsync(session, userId) != key)
                )
                {
                    return null;
                }

                var conversations = new Dictionary<string, IReadOnlyList<StoredTurn>>();
                foreach (var conversationId in await session.QueryAsync<string>(Ids, new { userNo, key }))
                {
                    conversations[conversationId] = await ConversationStore.TurnsAsync(
                        session,
                        conversationId,
                        (tools ?? ToolBox.BuiltIn).Lenient
                    );
                }

                return new UserExport(
                    userId,
                    await ProfileStore.EntriesAsync(session, userNo),
                    interactions,
                    conversations,
                    await RecommendationStore.OfUserAsync(session, userNo, key, (tools ?? ToolBox.BuiltIn).Lenient)
                );
            },
            cancellationToken
        );
    }

    /// <summary>
    /// Deletes the caller's user: profile, conversations with their turns, recommendation records with their feedback, and the log rows by
    /// policy, in one transaction. Answers to a group with the user stay with who asked, without the user. When this returns, neither what
    /// was deleted nor, unless log rows were left or somebody else wrote it in a message, the id can be found in the database's files.
    /// A key that does not operate deletes what it wrote itself, and no log rows.
    /// </summary>
    /// <returns>False where nothing was stored of the user.</returns>
    /// <exception cref="UserNotFoundException">The user belongs to another key.</exception>
    /// <exception cref="ErasureRefusedException">The key may not erase that.</exception>
    public async Task<bool> DeleteAsync(Caller caller, LogPolicy policy, CancellationToken cancellationToken)
    {
        var found = await database.WriteAsync(session => DeleteAsync(session, caller, policy), cancellationToken);
        if (found)
        {
            // From here on the user is deleted: the caller's leaving must not leave the bytes behind.
            await database.EraseAsync(CancellationToken.None);
        }

        return found;
    }

    private async Task<bool> DeleteAsync(Session session, Caller caller, LogPolicy policy)
    {
        // Records go with their conversation too: it may have been without a user when they were made.
        const string Records = """
            DELETE FROM recommendations
            WHERE  (@key IS NULL OR key_id = @key)
            AND    (user_no = @userNo OR conversation_id IN (SELECT conversation_id FROM conversations WHERE user_no = @userNo))
            """;
        const string Conversations = "DELETE FROM conversations WHERE user_no = @userNo AND (@key IS NULL OR key_id = @key)";
        const string Entries = "DELETE FROM profile_entries WHERE user_no = @userNo";
        if (await UserAccess.FindAsync(session, caller) is not { } userNo)
        {
            // Who never spoke may have been named as one of a group.
            var wasNamed = await GroupOf(caller, caller.MayEverything ? null : caller.KeyId).ApplyAsync(session);
            await Counters.AddAsync(session, Counters.Erasure, wasNamed ? 1 : 0);
            return wasNamed;
        }

        var hasLog =
            await session.ScalarAsync<long?>("SELECT 1 FROM interactions WHERE user_no = @userNo LIMIT 1", new { userNo }) is not null;
        var key = caller.MayEverything ? null : await OwnKeyAsync(session, caller, hasLog && policy != LogPolicy.Leave);
        await session.ExecuteAsync(Records, new { userNo, key });
        await session.ExecuteAsync(Conversations, new { userNo, key });
        await session.ExecuteAsync(Entries, new { userNo });
        await GroupOf(caller, key).ApplyAsync(session);
        await FinishAsync(session, caller.UserId!, userNo, hasLog ? policy : LogPolicy.Delete, hasLog);
        await Counters.AddAsync(session, Counters.Erasure);
        return true;
    }

    private GroupErasure GroupOf(Caller caller, string? key) => new(caller.UserId!, key, (tools ?? ToolBox.BuiltIn).Lenient);

    /// <summary>The key of a caller that may delete what it wrote itself.</summary>
    private static async Task<string> OwnKeyAsync(Session session, Caller caller, bool erasesLog) =>
        await Users.OwnerAsync(session, caller.UserId!) != caller.KeyId
            ? throw new ErasureRefusedException("This key has written nothing of the user.")
        : erasesLog
            ? throw new ErasureRefusedException(
                "The user has interactions, which only a key of role operate may erase; log=leave deletes everything else."
            )
        : caller.KeyId!;

    /// <summary>What becomes of the log rows and of the user's own row, which everything that is left hangs on.</summary>
    private static async Task FinishAsync(Session session, string userId, long userNo, LogPolicy policy, bool hasLog)
    {
        const string Rest =
            "SELECT 1 FROM conversations WHERE user_no = @userNo UNION ALL SELECT 1 FROM recommendations WHERE user_no = @userNo LIMIT 1";
        switch (policy)
        {
            case LogPolicy.Keep:
                await session.ExecuteAsync(
                    "UPDATE users SET user_id = @pseudonym, key_id = NULL WHERE user_no = @userNo",
                    new { userNo, pseudonym = Pseudonym(userId) }
                );
                break;
            case LogPolicy.Delete when await session.ScalarAsync<long?>(Rest, new { userNo }) is null:
                await session.ExecuteAsync("DELETE FROM users WHERE user_no = @userNo", new { userNo });
                await Counters.AddAsync(session, Counters.Deletions, hasLog ? 1 : 0);
                break;
            default:
                await session.ExecuteAsync("UPDATE users SET key_id = NULL WHERE user_no = @userNo", new { userNo });
                return;
        }

        await Counters.AddAsync(session, Counters.Interactions);
    }

    /// <summary>
    /// A random id in the user's bucket: who is held out for testing stays held out, and who was trained on is never tested on.
    /// </summary>
    private static string Pseudonym(string userId)
    {
        while (true)
        {
            var pseudonym = $"deleted-{Guid.NewGuid():N}";
            if (HashSplit.BucketOf(pseudonym) == HashSplit.BucketOf(userId))
            {
                return pseudonym;
            }
        }
    }
}
