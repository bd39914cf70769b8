using InteRec.Catalog;
using InteRec.Profiles;

namespace InteRec.Planning;

/// <summary>What a grounded plan changes in the profile.</summary>
internal static class ProfileChanges
{
    /// <summary>The update that a plan asks for: first what is forgotten, then what is remembered.</summary>
    /// <param name="remember">What to put in, names grounded.</param>
    /// <param name="forget">What to take out, names grounded.</param>
    /// <param name="catalog">The catalogue of the names.</param>
    /// <param name="at">When it was said.</param>
    /// <param name="source">Where: <c>chat:c_1/3</c>.</param>
    public static ProfileUpdate Of(
        ProfileChange? remember,
        ProfileChange? forget,
        CatalogSnapshot catalog,
        DateTimeOffset at,
        string source
    ) =>
        new()
        {
            Add = remember is null ? [] : Entries(remember, catalog, at, source),
            Remove = forget is null ? [] : Entries(forget, catalog, at, source),
            RemoveAll = forget?.Everything ?? false,
        };

    /// <summary>The profile with an update applied, for this turn; storing it is up to the caller.</summary>
    public static Profile Apply(Profile profile, ProfileUpdate update) =>
        update.IsEmpty ? profile : profile with { Entries = update.ApplyTo(profile.Entries, int.MaxValue) };

    /// <summary>
    /// What a conversation without a user has learnt: first what is forgotten goes, then what is remembered comes. Null: nothing.
    /// </summary>
    public static ProfileChange? Joined(ProfileChange? before, ProfileChange? remember, ProfileChange? forget)
    {
        var kept = forget is { Everything: true } ? new ProfileChange() : before ?? new ProfileChange();
        var (gone, now) = (forget ?? new ProfileChange(), remember ?? new ProfileChange());
        var joined = new ProfileChange
        {
            Liked = Join(kept.Liked, gone.Liked, now.Liked, now.Disliked, now.Unwanted),
            Disliked = Join(kept.Disliked, gone.Disliked, now.Disliked, now.Liked),
            Seen = Join(kept.Seen, gone.Seen, now.Seen),
            Unwanted = Join(kept.Unwanted, gone.Unwanted, now.Unwanted, now.Preferred, now.Liked),
            Preferred = Join(kept.Preferred, gone.Preferred, now.Preferred, now.Unwanted),
        };
        return joined.IsEmpty ? null : joined;
    }

    /// <summary>What was kept without what is gone or contradicted, and what is new.</summary>
    private static List<string> Join(
        IReadOnlyList<string> kept,
        IReadOnlyList<string> gone,
        IReadOnlyList<string> now,
        params ReadOnlySpan<IReadOnlyList<string>> against
    )
    {
        var left = kept.Except(gone, StringComparer.Ordinal);
        foreach (var contradicted in against)
        {
            left = left.Except(contradicted, StringComparer.Ordinal);
        }

        return [.. left.Union(now, StringComparer.Ordinal)];
    }

    private static List<ProfileEntry> Entries(ProfileChange change, CatalogSnapshot catalog, DateTimeOffset at, string source)
    {
        var entries = new List<ProfileEntry>();
        AddItems(ProfileKinds.Liked, change.Liked);
        AddItems(ProfileKinds.Disliked, change.Disliked);
        AddItems(ProfileKinds.Seen, change.Seen);
        AddAny(ProfileKinds.Unwanted, change.Unwanted);
        AddAny(ProfileKinds.Preferred, change.Preferred);
        return entries;

        void AddItems(string kind, IReadOnlyList<string> ids) =>
            entries.AddRange(ids.Where(id => catalog.IndexOf(id) >= 0).Select(id => new ProfileEntry(kind, id, null, null, at, source)));

        void AddAny(string kind, IReadOnlyList<string> names)
        {
            AddItems(kind, names);
            foreach (var name in names.Where(n => catalog.IndexOf(n) < 0))
            {
                // A name may be a value of several attributes (a director who also acts): all of them are meant.
                entries.AddRange(
                    catalog
                        .Schema.Attributes.Where(a => a.Filterable && catalog.Categories(a.Name) is { } column && column.ValueId(name) >= 0)
                        .Select(a => new ProfileEntry(kind, null, a.Name, name, at, source))
                );
            }
        }
    }
}
