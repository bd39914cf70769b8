using InteRec.Catalog;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Wishes;

/// <summary>What becomes of the open request by a message: the conditions that are kept, and what the marks add.</summary>
internal static class WishUpdate
{
    /// <summary>The open request after a message, one wish a list; none where nothing is open.</summary>
    /// <param name="before">The open request before it.</param>
    /// <param name="labels">What the message says.</param>
    /// <param name="message">Its words.</param>
    /// <param name="referents">What it may point to.</param>
    /// <param name="valueOf">What the words of a mark are to the catalogue; null where they stand for themselves.</param>
    /// <param name="attributeOf">The attribute of a number whose unit or name was said; null where the slot alone tells it.</param>
    public static IReadOnlyList<Wish> Apply(
        IReadOnlyList<Wish> before,
        MessageLabels labels,
        string message,
        Referents referents,
        Func<Mark, string>? valueOf = null,
        Func<Mark, string?>? attributeOf = null
    )
    {
        var conditions = new MarkConditions(labels, referents, valueOf ?? (mark => mark.Text(message)), attributeOf ?? (_ => null));
        var begins = labels.Marks.TakeWhile(mark => !mark.BeginsList).Count();
        IReadOnlyList<Condition> common = [.. conditions.OfAnswer(), .. conditions.Of([.. labels.Marks.Take(begins)])];
        var own = Lists([.. labels.Marks.Skip(begins)]).Select(conditions.Of).Where(list => list.Count > 0).ToList();

        var lists = Kept(before, labels.Kept);
        if (lists.Count == 0 && own.Count > 0 && common.Any(c => c.Slot is Slot.Kind && own[0].Any(o => o.Slot == c.Slot)))
        {
            (own, common) = ([common, .. own], []); // What looks common is the first list: "one comedy, one horror".
        }

        if (own.Count == 1 && !common.Any(c => c.Slot is not (Slot.Audience or Slot.Occasion or Slot.Certificate)))
        {
            (own, common) = ([], [.. common, .. own[0]]); // Who it is for is no list: "kids of 6 and 9: one film for all of us".
        }

        if (lists.Count > 0)
        {
            Place([.. common, .. conditions.OfRejection()], lists, referents.Shown);
        }
        else if (own.Count < 2)
        {
            lists.Add(new OpenList(Add([], common), false));
        }
        else
        {
            // A count that stands behind the last list is of each.
            IReadOnlyList<Condition> each = own[^1] is [.., { Slot: Slot.Count } last] ? [.. common, last] : common;
            own = [.. own.Select(list => Add(each, list))];
        }

        return [.. lists.Select(list => list.Conditions).Concat(own).Where(list => list.Count > 0).Select(list => new Wish([.. list]))];
    }

    /// <summary>What is left of each list; none where nothing is left of any.</summary>
    private static List<OpenList> Kept(IReadOnlyList<Wish> before, IReadOnlyList<bool> kept)
    {
        var lists = new List<OpenList>();
        var at = 0;
        foreach (var wish in before)
        {
            var left = wish.Conditions.Where((_, condition) => kept[at + condition]).ToList();
            at += wish.Conditions.Count;
            lists.Add(new OpenList(left, left.Count < wish.Conditions.Count));
        }

        return lists.Exists(list => list.Conditions.Count > 0) ? lists : [];
    }

    /// <summary>
    /// Where several lists are open, a title that was shown belongs to the list that it was shown for, anything else to the one that
    /// something was taken from; else to the last.
    /// </summary>
    private static void Place(IReadOnlyList<Condition> added, List<OpenList> lists, IReadOnlyList<string> shown)
    {
        var changed = lists.Count(list => list.IsChanged) == 1 ? lists.FindIndex(list => list.IsChanged) : lists.Count - 1;
        foreach (var condition in added)
        {
            var place = condition.Slot == Slot.Item ? shown.ToList().IndexOf(condition.Value) : -1;
            var list = place < 0 ? changed : place * lists.Count / shown.Count;
            lists[list] = lists[list] with { Conditions = Add(lists[list].Conditions, [condition]) };
        }
    }

    private static List<Condition> Add(IReadOnlyList<Condition> list, IReadOnlyList<Condition> added)
    {
        var conditions = list.ToList();
        foreach (var condition in added.Where(condition => !IsSaid(conditions, condition)))
        {
            conditions.RemoveAll(c =>
                c.Slot == condition.Slot
                && (
                    Numbers.IsOnce(c.Slot) && Numbers.AreOne(c, condition)
                    || TextFolding.Fold(c.Value) == TextFolding.Fold(condition.Value) && c.Sign != Sign.Seen
                )
            );
            conditions.Add(condition);
        }

        return conditions;
    }

    /// <summary>A condition that holds says it already, and more: "performers" where it is to be about stage performers.</summary>
    private static bool IsSaid(IReadOnlyList<Condition> list, Condition condition) =>
        condition.Slot.IsOpen()
        && list.Any(c =>
            c.Slot == condition.Slot
            && c.Sign == condition.Sign
            && $" {TextFolding.Fold(c.Value)} ".Contains($" {TextFolding.Fold(condition.Value)} ", StringComparison.Ordinal)
        );

    private static IEnumerable<IReadOnlyList<Mark>> Lists(IReadOnlyList<Mark> marks)
    {
        for (var at = 0; at < marks.Count; )
        {
            var length = 1 + marks.Skip(at + 1).TakeWhile(mark => !mark.BeginsList).Count();
            yield return [.. marks.Skip(at).Take(length)];
            at += length;
        }
    }

    /// <param name="Conditions">What is left of a list.</param>
    /// <param name="IsChanged">Something was taken from it.</param>
    private sealed record OpenList(List<Condition> Conditions, bool IsChanged);
}
