using InteRec.Storage;

namespace InteRec.Profiles;

/// <summary>The user belongs to another key; that there is such a user is not told.</summary>
internal sealed class UserNotFoundException(string userId) : Exception($"There is no user {userId}.")
{
    /// <summary>The id that was asked for.</summary>
    public string UserId { get; } = userId;
}

/// <summary>The key may not erase what it did not write; the message says what it may do.</summary>
internal sealed class ErasureRefusedException(string message) : Exception(message);

/// <summary>
/// Whose data a caller may see and change: of users that nobody's key wrote of yet, and of those that the own key wrote of first.
/// </summary>
internal static class UserAccess
{
    /// <summary>The number of the caller's user; null where nothing is known of the user, or none is named.</summary>
    /// <exception cref="UserNotFoundException">The user belongs to another key.</exception>
    public static async Task<long?> FindAsync(Session session, Caller caller)
    {
        if (caller.UserId is not { } userId || await Users.FindAsync(session, userId) is not { } userNo)
        {
            return null;
        }

        return caller.MayEverything || await Users.OwnerAsync(session, userId) is not { } owner || owner == caller.KeyId
            ? userNo
            : throw new UserNotFoundException(userId);
    }
}
