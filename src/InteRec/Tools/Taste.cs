using InteRec.Catalog;
using InteRec.Profiles;
using InteRec.Ranking;

namespace InteRec.Tools;

/// <summary>Gathers what the rankers may know of a person.</summary>
internal static class Taste
{
    /// <summary>The latest so many items count: the rest changes the order little and costs time.</summary>
    private const int Most = 200;

    /// <summary>
    /// Items named now come before what was said earlier, and that before the history of interactions: where they disagree the first one
    /// holds. In order of item index, so that the sums of a ranker are the same each time.
    /// </summary>
    public static SignedItem[] Of(CatalogSnapshot catalog, Profile profile, IEnumerable<int> liked, IEnumerable<int> disliked)
    {
        var weights = new Dictionary<int, float>();
        foreach (var item in liked)
        {
            weights.TryAdd(item, 1);
        }

        foreach (var item in disliked)
        {
            weights.TryAdd(item, -1);
        }

        foreach (var entry in profile.Entries.Where(e => e.ItemId is not null))
        {
            if (entry.Kind is ProfileKinds.Liked or ProfileKinds.Disliked && catalog.IndexOf(entry.ItemId!) is >= 0 and var item)
            {
                weights.TryAdd(item, entry.Kind == ProfileKinds.Liked ? 1 : -1);
            }
        }

        foreach (var past in profile.History.OrderByDescending(h => h.At).ThenBy(h => h.ItemId, StringComparer.Ordinal))
        {
            if (weights.Count < Most && past.Weight != 0 && catalog.IndexOf(past.ItemId) is >= 0 and var item)
            {
                weights.TryAdd(item, past.Weight);
            }
        }

        return [.. weights.OrderBy(w => w.Key).Select(w => new SignedItem(w.Key, w.Value))];
    }
}
