using InteRec.Catalog;
using InteRec.Interactions;
using InteRec.Profiles;

namespace InteRec.Tools;

/// <summary>
/// What may never be in a list of this person: hidden items, unwanted items and values, disliked items, and what the person already
/// knows (seen, liked, interacted with) unless the plan names it; in a group, of any member. Every list starts from <see cref="Start"/>, so
/// that all tools obey.
/// </summary>
internal sealed class Guarantees
{
    private readonly ServingState _serving;
    private readonly Bitmap _never;
    private readonly Bitmap _known;

    /// <summary>Reads the profile once for a turn.</summary>
    public Guarantees(ServingState serving, Profile profile)
    {
        _serving = serving;
        _never = new Bitmap(serving.Catalog.Count);
        _known = new Bitmap(serving.Catalog.Count);
        foreach (var entry in profile.Everyone.SelectMany(p => p.Entries))
        {
            Add(entry);
        }

        foreach (var past in profile.Everyone.SelectMany(p => p.History))
        {
            if (IsUse(past) && serving.Catalog.IndexOf(past.ItemId) is >= 0 and var item)
            {
                _known.Add(item);
            }
        }
    }

    /// <summary>
    /// True where the interaction says that the person knows the item: a rating of any kind, a like, a purchase. A click or a view has a
    /// small positive weight, and who looked at a page may still be recommended the item. So may who bought or used it where things are used again.
    /// </summary>
    public static bool IsUse(HistoryEntry past) => !past.MayRepeat && past.Weight is <= 0 or >= 0.5f;

    /// <summary>
    /// The items that a list may hold; for a question of fact all that are not hidden: what is counted is the catalogue's, not the
    /// person's.
    /// </summary>
    public Bitmap Start(ListReading reading)
    {
        if (reading.OnlyAsks)
        {
            return _serving.Catalog.Available.Copy();
        }

        var known = reading.Items.Count == 0 ? _known : _known.Copy().AndNot(ItemNames.Set(_serving.Catalog, reading.Items));
        return _serving.Catalog.Available.Copy().AndNot(_never).AndNot(known);
    }

    /// <summary>True when the item is hidden, unwanted or disliked.</summary>
    public bool IsNever(int item) => _never[item] || !_serving.Catalog.Available[item];

    /// <summary>True when the person already knows the item.</summary>
    public bool IsKnown(int item) => _known[item];

    private void Add(ProfileEntry entry)
    {
        var item = entry.ItemId is { } id ? _serving.Catalog.IndexOf(id) : -1;
        switch (entry.Kind)
        {
            case ProfileKinds.Unwanted when item >= 0:
            case ProfileKinds.Disliked when item >= 0:
                _never.Add(item);
                break;
            case ProfileKinds.Unwanted when entry is { Attribute: { } attribute, Value: { } value }:
                _never.Or(_serving.Filters.Meeting(new ElementaryCondition(attribute, ConditionKind.Any) { Values = [value] }));
                break;
            case ProfileKinds.Liked or ProfileKinds.Seen when item >= 0:
                _known.Add(item);
                break;
        }
    }
}
