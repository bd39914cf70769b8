using InteRec.Catalog;
using InteRec.Conversations;
using InteRec.Profiles;

namespace InteRec.Planning.BuiltIn;

/// <summary>What the person says about themselves, asks back, or wants forgotten.</summary>
internal sealed class MemoryTurn(PlanningInput input, Lexicon lexicon, Reading reading)
{
    private readonly CatalogSnapshot _catalog = lexicon.Catalog;

    /// <summary>The turn, where the message is about memory and nothing else; otherwise null.</summary>
    public PlanningResult? Read()
    {
        if (reading.Has(Cue.ForgetEverything))
        {
            return Result(Intent.Forget, null, new ProfileChange { Everything = true }, null, input.State with { Remembered = null });
        }

        if (reading.Has(Cue.ForgetProfile) && reading.Mentions.Count > 0)
        {
            var forgotten = Everything(reading.Mentions, _catalog);
            return Result(Intent.Forget, null, forgotten, null, input.State with { Remembered = Without(input.State.Remembered, forgotten) });
        }

        if (reading.Has(Cue.RecallProfile) && !reading.HasItemNoun | reading.Mentions.Count == 0)
        {
            return Result(Intent.Lookup, null, null, Recall(), input.State);
        }

        return OnlyRemembered();
    }

    /// <summary>What the mentions say for the profile; null where they say nothing.</summary>
    public static ProfileChange? FromMentions(Reading reading, CatalogSnapshot catalog)
    {
        var change = new ProfileChange
        {
            Liked = Items(reading, catalog, Stance.Liked),
            Disliked = Items(reading, catalog, Stance.Disliked),
            Seen = Items(reading, catalog, Stance.Seen),
            Unwanted = [.. Values(reading, Stance.Never).Concat(Items(reading, catalog, Stance.Never)).Concat(Values(reading, Stance.Disliked)).Distinct(StringComparer.Ordinal)],
            Preferred = Values(reading, Stance.Liked),
        };
        return change.IsEmpty ? null : change;
    }

    /// <summary>What a conversation has learnt so far and now.</summary>
    public static ProfileChange? Joined(ProfileChange? before, ProfileChange? now) => (before, now) switch
    {
        (null, _) => now,
        (_, null) => before,
        _ => new ProfileChange
        {
            Liked = [.. before.Liked.Union(now.Liked, StringComparer.Ordinal).Except(now.Disliked, StringComparer.Ordinal)],
            Disliked = [.. before.Disliked.Union(now.Disliked, StringComparer.Ordinal).Except(now.Liked, StringComparer.Ordinal)],
            Seen = [.. before.Seen.Union(now.Seen, StringComparer.Ordinal)],
            Unwanted = [.. before.Unwanted.Union(now.Unwanted, StringComparer.Ordinal).Except(now.Preferred, StringComparer.Ordinal)],
            Preferred = [.. before.Preferred.Union(now.Preferred, StringComparer.Ordinal).Except(now.Unwanted, StringComparer.Ordinal)],
        },
    };

    /// <summary>"I can't stand musicals", without a request beside it.</summary>
    private PlanningResult? OnlyRemembered()
    {
        var change = FromMentions(reading, _catalog);
        var own = change is not null && reading.Mentions.TrueForAll(m => m.Stance is Stance.Never or Stance.Disliked or Stance.Seen or Stance.Liked)
            && !reading.HasAny(Cue.Want, Cue.More, Cue.Vague, Cue.Like, Cue.TheOne, Cue.SeenAll, Cue.RejectAll) && !reading.HasItemNoun && reading.Text.Count == 0 && input.State.Requests.Count == 0
            && reading.Mentions.TrueForAll(m => m.Stance != Stance.Liked) && reading.Unknown.Count == 0;
        return own ? Result(Intent.Remember, change, null, null, input.State with { Remembered = Joined(input.State.Remembered, change) }) : null;
    }

    private PlanningResult Result(Intent intent, ProfileChange? remember, ProfileChange? forget, string? text, ConversationState next) => new()
    {
        Plan = new Plan { Intent = intent, Remember = remember, Forget = forget },
        Understood = new Understood { Intent = intent, Unknown = reading.Unknown },
        State = next,
        Planner = "built-in",
        Text = text ?? SmallTalk.Noted(intent, remember, forget, Name),
    };

    private string Recall()
    {
        var entries = input.Profile.Entries.Select(e => (e.Kind, Name: e.ItemId is { } id ? Name(id) : e.Value ?? string.Empty)).ToList();
        if (input.State.Remembered is { } said)
        {
            entries.AddRange(said.Liked.Select(i => (ProfileKinds.Liked, Name(i))));
            entries.AddRange(said.Disliked.Select(i => (ProfileKinds.Disliked, Name(i))));
            entries.AddRange(said.Seen.Select(i => (ProfileKinds.Seen, Name(i))));
            entries.AddRange(said.Unwanted.Select(i => (ProfileKinds.Unwanted, Name(i))));
            entries.AddRange(said.Preferred.Select(i => (ProfileKinds.Preferred, Name(i))));
        }

        return SmallTalk.Recall([.. entries.Where(e => e.Name.Length > 0).Distinct()], input.Profile.History.Count, _catalog.Schema);
    }

    private string Name(string idOrValue) => _catalog.IndexOf(idOrValue) is >= 0 and var item ? _catalog.Title(item) : idOrValue;

    private static List<string> Items(Reading reading, CatalogSnapshot catalog, Stance stance) =>
        [.. reading.Mentions.Where(m => m.Kind == MentionKind.Item && m.Stance == stance && m.Items.Count > 0).Select(m => catalog.ItemId(m.Items[0])).Distinct(StringComparer.Ordinal)];

    private static List<string> Values(Reading reading, Stance stance) => [.. reading.Mentions.Where(m => m.Stance == stance).SelectMany(ValuesOf).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string> ValuesOf(Mention mention) => mention.Kind switch
    {
        MentionKind.Value => mention.Values,
        MentionKind.Phrase => new[] { mention.Phrase!.Where, mention.Phrase.Not ?? mention.Phrase.Prefer }.OfType<ItemFilter>()
            .SelectMany(f => f.Conditions.Values).SelectMany(c => (c.Any ?? []).Concat(c.All ?? []).Concat(c.None ?? [])),
        _ => [],
    };

    private static ProfileChange Everything(IReadOnlyList<Mention> mentions, CatalogSnapshot catalog)
    {
        var items = mentions.Where(m => m.Kind == MentionKind.Item).Select(m => catalog.ItemId(m.Items[0])).ToList();
        var values = mentions.SelectMany(ValuesOf).Distinct(StringComparer.Ordinal).ToList();
        return new ProfileChange { Liked = items, Disliked = items, Seen = items, Unwanted = [.. values, .. items], Preferred = values };
    }

    private static ProfileChange? Without(ProfileChange? before, ProfileChange gone) => before is null ? null : new ProfileChange
    {
        Liked = [.. before.Liked.Except(gone.Liked, StringComparer.Ordinal)],
        Disliked = [.. before.Disliked.Except(gone.Disliked, StringComparer.Ordinal)],
        Seen = [.. before.Seen.Except(gone.Seen, StringComparer.Ordinal)],
        Unwanted = [.. before.Unwanted.Except(gone.Unwanted, StringComparer.Ordinal)],
        Preferred = [.. before.Preferred.Except(gone.Preferred, StringComparer.Ordinal)],
    };
}
