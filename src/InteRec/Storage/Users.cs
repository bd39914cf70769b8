namespace InteRec.Storage;

/// <summary>Users as the tables know them: by number. The id itself stands in one row, so that deleting it deletes it.</summary>
internal static class Users
{
    private const string Select = "SELECT user_no FROM users WHERE user_id = @userId";

    private const string Insert = "INSERT INTO users (user_no, user_id) VALUES ((SELECT COALESCE(MAX(user_no), 0) + 1 FROM users), @userId)";

    /// <summary>The user's number, or null where nothing is known of the user.</summary>
    public static Task<long?> FindAsync(Session session, string userId) => session.ScalarAsync<long?>(Select, new { userId });

    /// <summary>The user's number; the user is made known where needed.</summary>
    public static async Task<long?> AddAsync(Session session, string? userId)
    {
        if (userId is null)
        {
            return null;
        }

        if (await FindAsync(session, userId) is { } known)
        {
            return known;
        }

        await session.ExecuteAsync(Insert, new { userId });
        return await FindAsync(session, userId);
    }
}
