namespace InteRec.Storage;

/// <summary>Users as the tables know them: by number. The id itself stands in one row, so that deleting it deletes it.</summary>
internal static class Users
{
    private const string Select = "SELECT user_no FROM users WHERE user_id = @userId";

    private const string Insert =
        "INSERT INTO users (user_no, user_id, key_id) VALUES ((SELECT COALESCE(MAX(user_no), 0) + 1 FROM users), @userId, @keyId)";

    private const string Claim = "UPDATE users SET key_id = @keyId WHERE user_no = @known AND key_id IS NULL";

    /// <summary>The user's number, or null where nothing is known of the user.</summary>
    public static Task<long?> FindAsync(Session session, string userId) => session.ScalarAsync<long?>(Select, new { userId });

    /// <summary>The key that first wrote of the user; null where none did.</summary>
    public static Task<string?> OwnerAsync(Session session, string userId) =>
        session.ScalarAsync<string>("SELECT key_id FROM users WHERE user_id = @userId", new { userId });

    /// <summary>The user's number; the user is made known where needed, and belongs to the key if to no other yet.</summary>
    public static async Task<long?> AddAsync(Session session, string? userId, string? keyId)
    {
        if (userId is null)
        {
            return null;
        }

        if (await FindAsync(session, userId) is not { } known)
        {
            await session.ExecuteAsync(Insert, new { userId, keyId });
            return await FindAsync(session, userId);
        }

        if (keyId is not null)
        {
            await session.ExecuteAsync(Claim, new { known, keyId });
        }

        return known;
    }
}
