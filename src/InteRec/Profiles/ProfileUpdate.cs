namespace InteRec.Profiles;

/// <summary>Entries to take out of a profile and to put into it. Taking out comes first.</summary>
internal sealed record ProfileUpdate
{
    /// <summary>
    /// Entries to put in. What contradicts them goes: an item liked is no longer disliked or unwanted, a value preferred no longer
    /// unwanted.
    /// </summary>
    public IReadOnlyList<ProfileEntry> Add { get; init; } = [];

    /// <summary>Entries to take out: same kind, item, attribute and value; when and from where do not matter.</summary>
    public IReadOnlyList<ProfileEntry> Remove { get; init; } = [];

    /// <summary>True: all entries go before <see cref="Add"/>. The history stays; deleting a user deletes that too.</summary>
    public bool RemoveAll { get; init; }

    /// <summary>True when nothing is to be changed.</summary>
    public bool IsEmpty => Add.Count + Remove.Count == 0 && !RemoveAll;

    /// <summary>The entries after the update.</summary>
    /// <param name="entries">The entries before.</param>
    /// <param name="limit">
    /// Most entries kept. Beyond it the oldest go first, and what is unwanted last: forgetting a like costs less than breaking a promise.
    /// </param>
    public IReadOnlyList<ProfileEntry> ApplyTo(IReadOnlyList<ProfileEntry> entries, int limit)
    {
        var kept = new Dictionary<EntryKey, ProfileEntry>();
        foreach (var entry in RemoveAll ? [] : entries)
        {
            kept[EntryKey.Of(entry)] = entry;
        }

        foreach (var entry in Remove)
        {
            kept.Remove(EntryKey.Of(entry));
        }

        foreach (var entry in Add)
        {
            foreach (var opposite in Opposites(entry.Kind))
            {
                kept.Remove(EntryKey.Of(entry) with { Kind = opposite });
            }

            kept[EntryKey.Of(entry)] = entry;
        }

        return kept
            .Values.OrderByDescending(e => e.Kind == ProfileKinds.Unwanted)
            .ThenByDescending(e => e.At)
            .Take(limit)
            .OrderBy(e => e.At)
            .ToArray();
    }

    private static string[] Opposites(string kind) =>
        kind switch
        {
            ProfileKinds.Liked => [ProfileKinds.Disliked, ProfileKinds.Unwanted],
            ProfileKinds.Disliked => [ProfileKinds.Liked],
            ProfileKinds.Unwanted => [ProfileKinds.Liked, ProfileKinds.Preferred],
            ProfileKinds.Preferred => [ProfileKinds.Unwanted],
            _ => [],
        };

    internal sealed record EntryKey(string Kind, string ItemId, string Attribute, string Value)
    {
        public static EntryKey Of(ProfileEntry entry) =>
            new(entry.Kind, entry.ItemId ?? string.Empty, entry.Attribute ?? string.Empty, entry.Value ?? string.Empty);
    }
}
