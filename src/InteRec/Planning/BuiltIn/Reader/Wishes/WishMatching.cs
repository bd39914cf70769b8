using InteRec.Catalog;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Wishes;

/// <summary>Tells which list of a request became which of the next one.</summary>
internal static class WishMatching
{
    /// <summary>
    /// For each wish the place of its successor: each wish after is at most one's, most conditions in common first, then by order. Null
    /// where none has any.
    /// </summary>
    public static IReadOnlyList<int?> Successors(IReadOnlyList<Wish> before, IReadOnlyList<Wish> after)
    {
        var keys = after.Select(Keys).ToList();
        var pairs =
            from one in Enumerable.Range(0, before.Count)
            let own = Keys(before[one])
            from other in Enumerable.Range(0, after.Count)
            let common = own.Count(keys[other].Contains)
            where common > 0
            orderby common descending, Math.Abs(one - other), one
            select (one, other);
        var successors = new int?[before.Count];
        var taken = new bool[after.Count];
        foreach (var (one, other) in pairs.ToList())
        {
            if (successors[one] is null && !taken[other])
            {
                successors[one] = other;
                taken[other] = true;
            }
        }

        return successors;
    }

    private static HashSet<(Slot Slot, Sign Sign, string Value)> Keys(Wish wish) =>
        [.. wish.Conditions.Select(c => (c.Slot, c.Sign, TextFolding.Fold(c.Value)))];
}
