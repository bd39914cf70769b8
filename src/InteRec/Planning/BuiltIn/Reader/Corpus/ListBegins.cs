using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Corpus;

/// <summary>
/// Finds where the lists of a message that asks for several begin. Marks before the first of them are about all, or about the lists that
/// were there already.
/// </summary>
internal static class ListBegins
{
    /// <summary>Marks the first mark of every list that was not there before, where there are several lists after the message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="marks">Its marks.</param>
    /// <param name="after">The open request after it.</param>
    /// <param name="successors">Which of its lists were there before.</param>
    public static IReadOnlyList<Mark> Mark(
        string message,
        IReadOnlyList<Mark> marks,
        IReadOnlyList<Wish> after,
        IReadOnlyList<int?> successors
    )
    {
        var added = Enumerable.Range(0, after.Count).Where(list => !successors.Contains(list)).ToList();
        if (after.Count < 2 || added.Count == 0)
        {
            return marks;
        }

        var lists = marks.Select(mark => added.Where(list => IsAbout(message, mark, after[list])).ToList()).ToList();
        var begins = new HashSet<int>();
        var from = 0;
        foreach (var list in added)
        {
            // The first mark that is about this list and not about all; then back over what is about none and what each list says of its
            // own, such as "one ... and one".
            var at = Enumerable
                .Range(from, marks.Count - from)
                .FirstOrDefault(m => lists[m].Contains(list) && (added.Count == 1 || lists[m].Count < added.Count), -1);
            if (at < 0)
            {
                continue;
            }

            while (at > from && (lists[at - 1].Contains(list) && IsOnceAList(marks, at - 1) || IsUnknown(at - 1)))
            {
                at--;
            }

            begins.Add(at);
            from = at + 1;
        }

        return [.. marks.Select((mark, at) => begins.Contains(at) ? mark with { BeginsList = true } : mark)];

        // What the state says in other words belongs to the list that is told next, where there was none before.
        bool IsUnknown(int at) => added.Count == after.Count && lists[at].Count == 0 && marks[at].Stance == Stance.Want;
    }

    private static bool IsAbout(string message, Mark mark, Wish wish) =>
        wish.Conditions.Any(condition => MarkLikeness.Of(message, mark, condition) >= MarkLikeness.Enough);

    /// <summary>A number or a count that is said more than once: a list has one, so each says its own.</summary>
    private static bool IsOnceAList(IReadOnlyList<Mark> marks, int at) =>
        (marks[at].Slot.IsNumber() || marks[at].Slot == Slot.Count) && marks.Count(mark => mark.Slot == marks[at].Slot) > 1;
}
