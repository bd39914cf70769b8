using InteRec.Catalog;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Turns;

/// <summary>What a message says for the person's profile.</summary>
internal static class ProfileText
{
    /// <summary>What the marks say for the profile; null where they say nothing.</summary>
    /// <param name="marks">The marks.</param>
    /// <param name="grounding">Reads words as values.</param>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="isWholeMessage">The message is there to be remembered: what is wanted in it is a taste.</param>
    public static ProfileChange? Change(
        IReadOnlyList<GroundedMark> marks,
        WishGrounding grounding,
        CatalogSnapshot catalog,
        bool isWholeMessage
    )
    {
        List<string> Items(params Stance[] stances) =>
            [
                .. marks
                    .Where(m => m.Slot is Slot.Item or Slot.Ref && m.Items.Count > 0 && stances.Contains(m.Mark.Stance))
                    .SelectMany(m => m.Slot == Slot.Item ? m.Items.Take(1) : m.Items)
                    .Select(catalog.ItemId)
                    .Distinct(StringComparer.Ordinal),
            ];
        List<string> Values(params Stance[] stances) =>
            [.. marks.Where(m => stances.Contains(m.Mark.Stance)).SelectMany(m => grounding.ValuesOf(m)).Distinct(StringComparer.Ordinal)];

        var change = new ProfileChange
        {
            Liked = isWholeMessage ? Items(Stance.Liked, Stance.Like, Stance.Want) : Items(Stance.Liked),
            Disliked = isWholeMessage ? Items(Stance.Disliked, Stance.Not) : Items(Stance.Disliked),
            Seen = Items(Stance.Seen),
            Unwanted =
            [
                .. (isWholeMessage ? Values(Stance.Never, Stance.Disliked, Stance.Not, Stance.Less) : Values(Stance.Never, Stance.Disliked))
                    .Concat(Items(Stance.Never))
                    .Distinct(StringComparer.Ordinal),
            ],
            Preferred = isWholeMessage ? Values(Stance.Liked, Stance.Like, Stance.Want, Stance.More) : Values(Stance.Liked),
        };
        return change.IsEmpty ? null : change;
    }

    /// <summary>Whatever the profile may hold of the marks.</summary>
    public static ProfileChange Everything(IReadOnlyList<GroundedMark> marks, WishGrounding grounding, CatalogSnapshot catalog)
    {
        var items = marks
            .Where(m => m.Slot is Slot.Item or Slot.Ref)
            .SelectMany(m => m.Slot == Slot.Item ? m.Items.Take(1) : m.Items)
            .Select(catalog.ItemId)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var values = marks.SelectMany(grounding.ValuesOf).Distinct(StringComparer.Ordinal).ToList();
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
