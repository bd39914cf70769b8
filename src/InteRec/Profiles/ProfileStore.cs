using InteRec.Interactions;
using InteRec.Storage;
using Microsoft.Extensions.Options;

namespace InteRec.Profiles;

/// <summary>The stored profiles.</summary>
internal sealed class ProfileStore(Database database, HistoryReader history, IOptions<ProfileOptions> options)
{
    /// <summary>The profile of the caller's user; without entries and history where nothing is known.</summary>
    /// <exception cref="UserNotFoundException">The user belongs to another key.</exception>
    public Task<Profile> LoadAsync(Caller caller, CancellationToken cancellationToken) =>
        caller.UserId is null
            ? Task.FromResult(Profile.Empty)
            : database.ReadAsync(
                async session =>
                    await UserAccess.FindAsync(session, caller) is { } userNo
                        ? new Profile(caller.UserId, await EntriesAsync(session, userNo), await history.ReadAsync(session, userNo))
                        : new Profile(caller.UserId, [], []),
                cancellationToken
            );

    /// <summary>The same with the profiles of others as its company.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="userIds">The group; the caller's user is in it anyway. Null: there is none.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="UserNotFoundException">One of the users belongs to another key.</exception>
    public async Task<Profile> LoadAsync(Caller caller, IReadOnlyList<string>? userIds, CancellationToken cancellationToken)
    {
        var profile = await LoadAsync(caller, cancellationToken);
        var company = new List<Profile>();
        foreach (var userId in (userIds ?? []).Where(id => id != caller.UserId))
        {
            company.Add(await LoadAsync(caller with { UserId = userId }, cancellationToken));
        }

        return profile with
        {
            Company = company,
        };
    }

    /// <summary>Changes the entries of the caller's user.</summary>
    /// <returns>The profile after the change.</returns>
    /// <exception cref="UserNotFoundException">The user belongs to another key.</exception>
    public Task<Profile> UpdateAsync(Caller caller, ProfileUpdate update, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                var entries = await UpdateAsync(session, caller, update);
                var userNo = await UserAccess.FindAsync(session, caller);
                return new Profile(caller.UserId, entries, userNo is null ? [] : await history.ReadAsync(session, userNo.Value));
            },
            cancellationToken
        );

    /// <summary>Changes a user's entries as part of a larger transaction.</summary>
    internal async Task<IReadOnlyList<ProfileEntry>> UpdateAsync(Session session, Caller caller, ProfileUpdate update)
    {
        var userNo = await UserAccess.FindAsync(session, caller);
        userNo = update.Add.Count > 0 ? await Users.AddAsync(session, caller.UserId, caller.KeyId) : userNo;
        if (userNo is null)
        {
            return [];
        }

        var before = await EntriesAsync(session, userNo.Value);
        var after = update.ApplyTo(before, options.Value.MaxEntries);
        await session.ExecuteAsync(Delete, before.Except(after).Select(e => Row(userNo.Value, e)));
        await session.ExecuteAsync(Insert, after.Except(before).Select(e => Row(userNo.Value, e)));
        return after;
    }

    private const string Delete = """
        DELETE FROM profile_entries
        WHERE  user_no = @UserNo AND kind = @Kind AND item_id = @ItemId AND attribute = @Attribute AND value = @Value
        """;

    private const string Insert = """
        INSERT INTO profile_entries (user_no, kind, item_id, attribute, value, source, at)
        VALUES (@UserNo, @Kind, @ItemId, @Attribute, @Value, @Source, @At)
        """;

    internal static async Task<IReadOnlyList<ProfileEntry>> EntriesAsync(Session session, long userNo)
    {
        const string Sql = """
            SELECT   user_no AS UserNo, kind AS Kind, item_id AS ItemId, attribute AS Attribute, value AS Value, source AS Source, at AS At
            FROM     profile_entries
            WHERE    user_no = @userNo
            ORDER BY at, kind, item_id, attribute, value
            """;
        var rows = await session.QueryAsync<EntryRow>(Sql, new { userNo });
        return rows.Select(r => new ProfileEntry(
                r.Kind,
                Known(r.ItemId),
                Known(r.Attribute),
                Known(r.Value),
                Times.FromStored(r.At),
                r.Source
            ))
            .ToArray();
    }

    private static EntryRow Row(long userNo, ProfileEntry entry)
    {
        var key = ProfileUpdate.EntryKey.Of(entry);
        return new EntryRow(userNo, key.Kind, key.ItemId, key.Attribute, key.Value, entry.Source, entry.At.ToStored());
    }

    private static string? Known(string text) => text.Length == 0 ? null : text;

    private sealed record EntryRow(long UserNo, string Kind, string ItemId, string Attribute, string Value, string Source, long At);
}
