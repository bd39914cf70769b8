using InteRec.Conversations;
using InteRec.Interactions;
using InteRec.Storage;
using InteRec.Tools;
using InteRec.Training;

namespace InteRec.Profiles;

/// <summary>What becomes of a user's interactions when the user is deleted.</summary>
public enum LogPolicy
{
    /// <summary>They are deleted; the next training does not see them.</summary>
    Delete,

    /// <summary>They stay under a random id that nothing connects to the user.</summary>
    Keep,
}

/// <summary>Everything that is stored of a user.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Entries">What is remembered.</param>
/// <param name="Interactions">The user's rows of the log.</param>
/// <param name="Conversations">The conversations with their turns.</param>
/// <param name="Recommendations">What was recommended.</param>
internal sealed record UserExport(
    string UserId,
    IReadOnlyList<ProfileEntry> Entries,
    IReadOnlyList<Interaction> Interactions,
    IReadOnlyDictionary<string, IReadOnlyList<StoredTurn>> Conversations,
    IReadOnlyList<RecommendationRecord> Recommendations)
{
    /// <summary>Of a user that nothing is known of.</summary>
    public static UserExport Nothing(string userId) => new(userId, [], [], new Dictionary<string, IReadOnlyList<StoredTurn>>(), []);
}

/// <summary>A user's data as a whole: to be taken away, and to be deleted without a trace.</summary>
internal sealed class UserData(Database database, InteractionLog log, ToolBox? tools = null)
{
    /// <summary>Everything that is stored of a user; null where nothing is.</summary>
    public async Task<UserExport?> ExportAsync(string userId, CancellationToken cancellationToken)
    {
        const string Ids = "SELECT conversation_id FROM conversations WHERE user_no = @userNo ORDER BY created_at, conversation_id";
        var interactions = await log.PageAsync(userId, cursor: null, int.MaxValue, cancellationToken);
        return await database.ReadAsync(
            async session =>
            {
                if (await Users.FindAsync(session, userId) is not { } userNo)
                {
                    return null;
                }

                var conversations = new Dictionary<string, IReadOnlyList<StoredTurn>>();
                foreach (var conversationId in await session.QueryAsync<string>(Ids, new { userNo }))
                {
                    conversations[conversationId] = await ConversationStore.TurnsAsync(session, conversationId, (tools ?? ToolBox.BuiltIn).Lenient);
                }

                return new UserExport(
                    userId, await ProfileStore.EntriesAsync(session, userNo), interactions.Rows, conversations, await RecommendationStore.OfUserAsync(session, userNo, (tools ?? ToolBox.BuiltIn).Lenient));
            },
            cancellationToken);
    }

    /// <summary>
    /// Deletes a user: profile, conversations with their turns, recommendation records with their feedback, and the log rows by policy, in
    /// one transaction. When this returns, neither the id nor a message can be found in the database's files.
    /// </summary>
    /// <returns>False where nothing was stored of the user.</returns>
    public async Task<bool> DeleteAsync(string userId, LogPolicy policy, CancellationToken cancellationToken)
    {
        var found = await database.WriteAsync(session => DeleteAsync(session, userId, policy), cancellationToken);
        if (found)
        {
            // From here on the user is deleted: the caller's leaving must not leave the bytes behind.
            await database.EraseAsync(CancellationToken.None);
        }

        return found;
    }

    private static async Task<bool> DeleteAsync(Session session, string userId, LogPolicy policy)
    {
        // Records go with their conversation too: it may have been without a user when they were made.
        const string Records = """
            DELETE FROM recommendations
            WHERE  user_no = @userNo OR conversation_id IN (SELECT conversation_id FROM conversations WHERE user_no = @userNo)
            """;
        const string Conversations = "DELETE FROM conversations WHERE user_no = @userNo";
        const string Entries = "DELETE FROM profile_entries WHERE user_no = @userNo";
        const string Everything = "DELETE FROM users WHERE user_no = @userNo";
        const string Rename = "UPDATE users SET user_id = @pseudonym WHERE user_no = @userNo";
        if (await Users.FindAsync(session, userId) is not { } userNo)
        {
            return false;
        }

        await session.ExecuteAsync(Records, new { userNo });
        await session.ExecuteAsync(Conversations, new { userNo });
        await session.ExecuteAsync(Entries, new { userNo });
        if (policy == LogPolicy.Keep)
        {
            await session.ExecuteAsync(Rename, new { userNo, pseudonym = Pseudonym(userId) });
        }
        else
        {
            await session.ExecuteAsync(Everything, new { userNo });
            await Counters.AddAsync(session, Counters.Deletions);
        }

        await Counters.AddAsync(session, Counters.Interactions);
        await Counters.AddAsync(session, Counters.Erasure);
        return true;
    }

    /// <summary>A random id in the user's bucket: who is held out for testing stays held out, and who was trained on is never tested on.</summary>
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
