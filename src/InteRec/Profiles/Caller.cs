namespace InteRec.Profiles;

/// <summary>
/// Who asks. A conversation belongs to its key and its user: another key never sees it; another user neither. A caller that names no user
/// may go on with any conversation of its key, and one that names a user may take over a conversation that has none. A user belongs to the
/// key that first wrote of them.
/// </summary>
/// <param name="UserId">The user, or null.</param>
/// <param name="KeyId">The key; null where none is needed.</param>
/// <param name="Operates">True for a key that may see and change everybody's data, as anyone may where no key is needed.</param>
internal sealed record Caller(string? UserId, string? KeyId, bool Operates = false)
{
    /// <summary>True where everybody's data may be seen and changed.</summary>
    public bool MayEverything => KeyId is null || Operates;

    /// <summary>True where the conversation may be read and continued.</summary>
    public bool Owns(string? userId, string? keyId) => keyId == KeyId && (UserId is null || userId is null || userId == UserId);
}
