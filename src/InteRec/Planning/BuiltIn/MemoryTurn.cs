using InteRec.Catalog;

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
            return Result(
                Intent.Forget,
                null,
                forgotten,
                null,
                input.State with
                {
                    Remembered = ProfileChanges.Joined(input.State.Remembered, null, forgotten),
                }
            );
        }

        if (reading.Has(Cue.RecallProfile) && !reading.HasItemNoun | reading.Mentions.Count == 0)
        {
            return Result(Intent.Recall, null, null, ProfileWords.Recall(input), input.State);
        }

        return OnlyRemembered();
    }

    /// <summary>What the mentions say for the profile; null where they say nothing.</summary>
    public static ProfileChange? FromMentions(Reading reading, CatalogSnapshot catalog)
    {
        var change = new ProfileChange
        {
            Liked = Items(reading, catalog, Regard.Liked),
            Disliked = Items(reading, catalog, Regard.Disliked),
            Seen = Items(reading, catalog, Regard.Seen),
            Unwanted =
            [
                .. Values(reading, Regard.Never)
                    .Concat(Items(reading, catalog, Regard.Never))
                    .Concat(Values(reading, Regard.Disliked))
                    .Distinct(StringComparer.Ordinal),
            ],
            Preferred = Values(reading, Regard.Liked),
        };
        return change.IsEmpty ? null : change;
    }

    /// <summary>"I can't stand musicals", without a request beside it.</summary>
    private PlanningResult? OnlyRemembered()
    {
        var change = FromMentions(reading, _catalog);
        var own =
            change is not null
            && reading.Mentions.TrueForAll(m => m.Regard is Regard.Never or Regard.Disliked or Regard.Seen or Regard.Liked)
            && !reading.HasAny(Cue.Want, Cue.More, Cue.Vague, Cue.Like, Cue.TheOne, Cue.SeenAll, Cue.RejectAll)
            && !reading.HasItemNoun
            && reading.Text.Count == 0
            && input.State.Requests.Count == 0
            && reading.Mentions.TrueForAll(m => m.Regard != Regard.Liked)
            && reading.Unknown.Count == 0;
        return own
            ? Result(
                Intent.Remember,
                change,
                null,
                null,
                input.State with
                {
                    Remembered = ProfileChanges.Joined(input.State.Remembered, change, null),
                }
            )
            : null;
    }

    private PlanningResult Result(Intent intent, ProfileChange? remember, ProfileChange? forget, string? text, ConversationState next) =>
        new()
        {
            Plan = new Plan
            {
                Intent = intent,
                Remember = remember,
                Forget = forget,
            },
            Understood = new Understood { Intent = intent, Unknown = reading.Unknown },
            State = next,
            Planner = "built-in",
            Text = text ?? SmallTalk.Noted(remember, forget, name => ProfileWords.Name(_catalog, name)),
        };

    private static List<string> Items(Reading reading, CatalogSnapshot catalog, Regard stance) =>
        [
            .. reading
                .Mentions.Where(m => m.Kind == MentionKind.Item && m.Regard == stance && m.Items.Count > 0)
                .Select(m => catalog.ItemId(m.Items[0]))
                .Distinct(StringComparer.Ordinal),
        ];

    private static List<string> Values(Reading reading, Regard stance) =>
        [.. reading.Mentions.Where(m => m.Regard == stance).SelectMany(ValuesOf).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string> ValuesOf(Mention mention) =>
        mention.Kind switch
        {
            MentionKind.Value => mention.Values,
            MentionKind.Phrase => new[] { mention.Phrase!.Where, mention.Phrase.Not ?? mention.Phrase.Prefer }
                .OfType<ItemFilter>()
                .SelectMany(f => f.Conditions.Values)
                .SelectMany(c => (c.Any ?? []).Concat(c.All ?? []).Concat(c.None ?? [])),
            _ => [],
        };

    private static ProfileChange Everything(IReadOnlyList<Mention> mentions, CatalogSnapshot catalog)
    {
        var items = mentions.Where(m => m.Kind == MentionKind.Item).Select(m => catalog.ItemId(m.Items[0])).ToList();
        var values = mentions.SelectMany(ValuesOf).Distinct(StringComparer.Ordinal).ToList();
        return new ProfileChange
        {
            Liked = items,
            Disliked = items,
            Seen = items,
            Unwanted = [.. values, .. items],
            Preferred = values,
        };
    }
}
