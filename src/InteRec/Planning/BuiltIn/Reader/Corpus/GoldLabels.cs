using InteRec.Catalog;
using InteRec.Planning.BuiltIn.Reader.Wishes;

namespace InteRec.Planning.BuiltIn.Reader.Corpus;

/// <summary>
/// Completes the labels of an annotated message by what the open request became: which conditions were kept, what became of the items
/// pointed to, where the lists of several begin.
/// </summary>
internal static class GoldLabels
{
    /// <summary>The labels of a message.</summary>
    public static MessageLabels Of(
        string message,
        BotTurn? bot,
        IReadOnlyList<Act> acts,
        IReadOnlyList<Mark> marks,
        IReadOnlyList<Wish> before,
        IReadOnlyList<Wish> after
    )
    {
        var successors = WishMatching.Successors(before, after);
        var added = after.SelectMany(wish => wish.Conditions).Where(c => !before.Any(wish => Holds(wish, c))).ToList();
        var pointed = marks.Select(mark => mark.Slot == Slot.Ref ? mark with { Stance = StanceOfRef(mark, bot, added, marks, message) } : mark);
        return new MessageLabels
        {
            Acts = acts,
            Marks = ListBegins.Mark(message, [.. pointed], after, successors),
            Kept = Kept(message, acts, marks, before, after, successors),
        };
    }

    /// <summary>
    /// A condition is kept where its list still has it after the message. Where the message begins anew, one that it says again is new.
    /// </summary>
    private static List<bool> Kept(
        string message,
        IReadOnlyList<Act> acts,
        IReadOnlyList<Mark> marks,
        IReadOnlyList<Wish> before,
        IReadOnlyList<Wish> after,
        IReadOnlyList<int?> successors
    )
    {
        var kept = before
            .SelectMany(
                (wish, at) => wish.Conditions.Select(condition => (condition, Still: successors[at] is { } next && Holds(after[next], condition)))
            )
            .ToList();
        var startsAnew =
            acts.Contains(Act.Recommend) && kept.TrueForAll(k => !k.Still || marks.Any(mark => ListBegins.Likeness(message, mark, k.condition) > 0.5));
        return [.. kept.Select(k => k.Still && !startsAnew)];
    }

    /// <summary>What became of an item pointed to; nothing where the condition it would have made has a mark of its own.</summary>
    private static Stance StanceOfRef(Mark mark, BotTurn? bot, List<Condition> added, IReadOnlyList<Mark> marks, string message)
    {
        if (mark.Value is "request" or "person")
        {
            return Stance.Ask;
        }

        var shown = int.TryParse(mark.Value, out var place) && bot is not null ? At(bot.List, place) : null;
        var made = added.Find(condition =>
            condition.Slot == Slot.Item
            && (
                shown is not null
                    ? SameText(shown, condition.Value)
                    : !marks.Any(other => other.Slot == Slot.Item && ListBegins.Likeness(message, other, condition) > 0.5)
            )
        );
        return made?.Sign switch
        {
            Sign.Like => Stance.Like,
            Sign.Excluded => Stance.Not,
            Sign.Seen => Stance.Seen,
            Sign.Wanted => Stance.Find,
            _ => Stance.Ask,
        };
    }

    private static string? At(IReadOnlyList<string> list, int place) =>
        place > 0 && place <= list.Count ? list[place - 1]
        : place < 0 && -place <= list.Count ? list[^-place]
        : null;

    private static bool Holds(Wish wish, Condition condition) =>
        wish.Conditions.Any(c => c.Slot == condition.Slot && c.Sign == condition.Sign && SameText(c.Value, condition.Value));

    private static bool SameText(string one, string other) => TextFolding.Fold(one) == TextFolding.Fold(other);
}
