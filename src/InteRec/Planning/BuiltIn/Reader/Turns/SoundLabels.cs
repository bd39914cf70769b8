using InteRec.Catalog;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Turns;

/// <summary>Evens out labels that cannot be meant together.</summary>
internal static class SoundLabels
{
    private static readonly string[] Once = ["one", "of them", "of these", "of those"];

    /// <summary>
    /// In a turn that wants a list, what is asked about is wanted ("what about Werner Herzog?"); what is given up without having been asked
    /// for is excluded; and a condition that is given up does not hold.
    /// </summary>
    /// <param name="labels">What the reader says.</param>
    /// <param name="request">The open request before.</param>
    /// <param name="message">The message.</param>
    /// <param name="means">Whether words are the same to the catalogue.</param>
    public static MessageLabels Of(
        MessageLabels labels,
        IReadOnlyList<Wish> request,
        string message,
        Func<Slot, string, string, bool> means
    )
    {
        var conditions = request.SelectMany(w => w.Conditions).ToList();
        var isList = labels.Acts[0].Kind() == TurnKind.List;
        var kept = labels.Kept.ToArray();
        var gone = new HashSet<int>();
        var marks = new List<Mark>(labels.Marks.Count);
        foreach (var mark in Corrected(Excepted([.. labels.Marks.Select(m => Refused(m, message))], message), message))
        {
            if (mark.Stance != Stance.Drop)
            {
                var isAsked = isList && mark.Stance == Stance.Ask && mark.Slot is not (Slot.Item or Slot.Series or Slot.Ref or Slot.Ask);
                marks.Add(isAsked ? mark with { Stance = Stance.Want } : mark);
                continue;
            }

            var dropped = Enumerable.Range(0, conditions.Count).Where(i => IsDropped(mark, conditions[i], message, means)).ToList();
            if (dropped.Count == 0 && mark.Slot != Slot.Drop)
            {
                dropped.AddRange(Enumerable.Range(0, conditions.Count).Where(i => Says(conditions[i].Value, mark.Text(message))));
            }

            gone.UnionWith(dropped);
            dropped.ForEach(i => kept[i] = false);
            marks.Add(
                dropped.Count == 0 && isList && mark.Slot is not (Slot.Drop or Slot.Count or Slot.Order) && !mark.Slot.IsNumber()
                    ? mark with
                    {
                        Stance = Stance.Not,
                    }
                    : mark
            );
        }

        if (labels.Marks.Any(m => m is { Slot: Slot.Ref, Value: "request" }))
        {
            ReplaceSame(kept, conditions, marks);
        }

        if (labels.Acts.Contains(Act.Refine) || labels.Acts[0] is Act.More or Act.Reject or Act.Pick)
        {
            KeepUnnamed(kept, conditions, marks, gone);
        }

        return labels with
        {
            Marks = BeginLists(
                Lasting(labels.Acts, Shared(WithoutHeads(CountedEach(CountedOnce(marks, message), message), message), message)),
                message
            ),
            Kept = kept,
        };
    }

    /// <summary>
    /// Of "the 80s, sorry, the 90s" the first was never meant: of two of a kind that are wanted, between which somebody corrects themselves,
    /// the second holds. In "from Swedish to Danish" the first is given up.
    /// </summary>
    private static IEnumerable<Mark> Corrected(List<Mark> marks, string message)
    {
        for (var i = 0; i < marks.Count; i++)
        {
            var (mark, next) = (marks[i], i + 1 < marks.Count ? marks[i + 1] : null);
            var isFirst =
                next is { Stance: Stance.Want, BeginsList: false }
                && mark.Stance is Stance.Want or Stance.Drop
                && mark.Slot is not (Slot.Ref or Slot.Ask or Slot.Drop)
                && Slots.AreOneGroup(mark.Slot, next.Slot);
            var between = isFirst ? message.AsSpan(mark.End, Math.Max(0, next!.Start - mark.End)) : default;
            if (isFirst && ChangeWords.Correct(between))
            {
                continue;
            }

            var isLeft =
                between.Trim() is "to" && message.AsSpan(0, mark.Start).TrimEnd().EndsWith(" from", StringComparison.OrdinalIgnoreCase);
            yield return isLeft && !mark.Slot.IsNumber() ? mark with { Stance = Stance.Drop } : mark;
        }
    }

    /// <summary>"With Brad Pitt again" refuses nobody: who is hardly read as refused is wanted behind "with", where no word refuses.</summary>
    private static Mark Refused(Mark mark, string message)
    {
        const float Hardly = 0.3f;
        return
            mark is { Stance: Stance.Not, Confidence: < Hardly }
            && mark.Slot.IsPerson()
            && ChangeWords.Join(message.AsSpan(0, mark.Start))
            && !ChangeWords.Refuse(message)
            ? mark with
            {
                Stance = Stance.Want,
            }
            : mark;
    }

    /// <summary>
    /// "Apart from Oldboy and Stoker": what an exception is made of is not wanted, whatever else is said of it, nor what is joined to it.
    /// </summary>
    private static List<Mark> Excepted(IReadOnlyList<Mark> marks, string message)
    {
        var all = new List<Mark>(marks.Count);
        var (isExcepted, end) = (false, 0);
        foreach (var mark in marks)
        {
            isExcepted =
                ChangeWords.Except(message.AsSpan(0, mark.Start))
                || (
                    isExcepted
                    && message[end..Math.Max(end, mark.Start)].Trim() is "and" or "or" or "," or ", and" or ", or" or "&" or "nor"
                );
            var isNamed = mark.Slot is Slot.Item or Slot.Series or Slot.Kind || mark.Slot.IsPerson();
            var isWanted = mark.Stance is Stance.Want or Stance.Ask or Stance.Liked or Stance.Like;
            all.Add(isExcepted && isNamed && isWanted ? mark with { Stance = Stance.Not } : mark);
            end = mark.End;
        }

        return all;
    }

    /// <summary>"The same for horror": what is named takes the place of what was asked for of its kind.</summary>
    private static void ReplaceSame(bool[] kept, List<Condition> conditions, List<Mark> marks)
    {
        for (var i = 0; i < kept.Length; i++)
        {
            var slot = conditions[i].Slot;
            kept[i] &= slot.IsOpen() || !marks.Exists(m => m.Stance == Stance.Want && m.Slot == slot);
        }
    }

    /// <summary>"The longest one" and "the longest of them" are one.</summary>
    private static List<Mark> CountedOnce(List<Mark> marks, string message)
    {
        var order = marks.FindIndex(m => m.Slot == Slot.Order);
        if (order < 0 || marks.Exists(m => m.Slot == Slot.Count))
        {
            return marks;
        }

        var next = message[marks[order].End..].TrimStart(' ');
        return Once.FirstOrDefault(words => Begins(next, words)) is { } words
            ?
            [
                .. marks[..(order + 1)],
                new Mark(message.Length - next.Length, words.Length, Slot.Count, Stance.Want) { Value = "1" },
                .. marks[(order + 1)..],
            ]
            : marks;
    }

    /// <summary>"One by Hitchcock and one by Brian De Palma": each is counted.</summary>
    private static List<Mark> CountedEach(List<Mark> marks, string message)
    {
        var ones = new List<(int Place, int Start)>();
        for (var i = 0; i < marks.Count; i++)
        {
            var from = i == 0 ? 0 : marks[i - 1].End;
            var between = message[from..Math.Max(from, marks[i].Start)];
            var at = between.LastIndexOf("one ", StringComparison.OrdinalIgnoreCase);
            if (marks[i].Stance == Stance.Want && at >= 0 && (at == 0 || between[at - 1] is ' ' or ',' or ':') && !IsThe(between[..at]))
            {
                ones.Add((i, from + at));
            }
        }

        if (ones.Count < 2 || marks.Exists(m => m.Slot == Slot.Count || m.BeginsList))
        {
            return marks;
        }

        var counted = marks.ToList();
        foreach (var (place, start) in ones.AsEnumerable().Reverse())
        {
            counted.Insert(place, new Mark(start, "one".Length, Slot.Count, Stance.Want) { Value = "1" });
        }

        return counted;
    }

    private static bool IsThe(string before) => before.TrimEnd().Split(' ')[^1].ToLowerInvariant() is "the" or "that" or "this" or "no";

    private static bool Begins(string text, string words) =>
        text.StartsWith(words, StringComparison.OrdinalIgnoreCase) && (text.Length == words.Length || !char.IsLetter(text[words.Length]));

    /// <summary>"Six 13-year-olds": a number right before an age is how many they are.</summary>
    private static List<Mark> WithoutHeads(List<Mark> marks, string message) =>
        [
            .. marks.Where(
                (mark, i) =>
                    mark.Slot != Slot.Audience
                    || i + 1 == marks.Count
                    || marks[i + 1].Slot != Slot.Audience
                    || !int.TryParse(marks[i + 1].Value, out _)
                    || message[mark.End..marks[i + 1].Start].Trim().Length > 0
            ),
        ];

    /// <summary>What "or" joins to something refused is refused too: "nothing about ghosts or witches".</summary>
    private static List<Mark> Shared(List<Mark> marks, string message)
    {
        var shared = marks.ToList();
        for (var i = 1; i < shared.Count; i++)
        {
            var (before, mark) = (shared[i - 1], shared[i]);
            var isRefused =
                before.Stance is Stance.Not or Stance.Never && mark.Stance == Stance.Want && Slots.AreOneGroup(before.Slot, mark.Slot);
            if (isRefused && message[before.End..mark.Start].Trim() is "or" or "nor" or ", or")
            {
                shared[i] = mark with { Stance = before.Stance };
            }
        }

        return shared;
    }

    /// <summary>Where something is to be remembered, and nothing is that lasts, the refusal lasts.</summary>
    private static List<Mark> Lasting(IReadOnlyList<Act> acts, List<Mark> marks) =>
        acts.Contains(Act.Remember) && !marks.Exists(m => m.Stance is Stance.Never or Stance.Disliked or Stance.Liked or Stance.Seen)
            ? [.. marks.Select(m => m.Stance == Stance.Not ? m with { Stance = Stance.Never } : m)]
            : marks;

    /// <summary>Where several counts are said, each with something to count, each begins a list: "one comedy and two westerns".</summary>
    private static List<Mark> BeginLists(List<Mark> marks, string message)
    {
        if (!marks.Exists(m => m.BeginsList) && (ListEach(marks, message) ?? EachForSomebody(marks, message)) is { Count: > 1 } each)
        {
            return [.. marks.Select(m => each.Contains(m) ? m with { BeginsList = true } : m)];
        }

        var counts = Enumerable.Range(0, marks.Count).Where(i => marks[i].Slot == Slot.Count).ToList();
        return
            counts.Count > 1
            && !marks.Exists(m => m.BeginsList)
            && counts.TrueForAll(i => i + 1 < marks.Count && marks[i + 1] is { Stance: Stance.Want, Slot: not (Slot.Count or Slot.Order) })
            ? [.. marks.Select(m => m.Slot == Slot.Count ? m with { BeginsList = true } : m)]
            : marks;
    }

    /// <summary>"A musical and a war film, in two lists": the kinds that are wanted, where lists are spoken of; otherwise null.</summary>
    private static List<Mark>? ListEach(List<Mark> marks, string message)
    {
        List<Mark> kinds = [.. marks.Where(m => m is { Stance: Stance.Want, Slot: Slot.Kind })];
        return kinds.Count > 1 && ChangeWords.SpeakOfLists(message) ? kinds : null;
    }

    /// <summary>"A musical for my mother and a war film for my father": what is wanted, each for somebody; none where one is for nobody.</summary>
    private static List<Mark> EachForSomebody(List<Mark> marks, string message)
    {
        var wanted = marks.Where(m => m.Stance == Stance.Want && (m.Slot is Slot.Kind or Slot.Topic || m.Slot.IsPerson())).ToList();
        var isEach = Enumerable
            .Range(0, wanted.Count)
            .All(i =>
                message[wanted[i].End..(i + 1 < wanted.Count ? wanted[i + 1].Start : message.Length)]
                    .Contains(" for ", StringComparison.OrdinalIgnoreCase)
            );
        return isEach ? wanted : [];
    }

    /// <summary>A change of the request lets nothing go that it neither gives up nor puts something in the place of.</summary>
    private static void KeepUnnamed(bool[] kept, List<Condition> conditions, List<Mark> marks, HashSet<int> dropped)
    {
        for (var i = 0; i < kept.Length; i++)
        {
            kept[i] |=
                !marks.Exists(m => m.Slot != Slot.Drop && m.Stance != Stance.Drop && Slots.AreOneGroup(m.Slot, conditions[i].Slot))
                && !dropped.Contains(i);
        }
    }

    /// <summary>The words are in the value, whatever slot they were read in: "bond" of "James Bond".</summary>
    private static bool Says(string value, string words) =>
        $" {TextFolding.Fold(value)} ".Contains($" {TextFolding.Fold(words)} ", StringComparison.Ordinal);

    private static bool IsDropped(Mark mark, Condition condition, string message, Func<Slot, string, string, bool> means)
    {
        if (mark.Slot == Slot.Drop)
        {
            return mark.Value == "all" || (Slots.Of(mark.Value ?? string.Empty) is { } slot && Slots.AreOneGroup(slot, condition.Slot));
        }

        return Slots.AreOneGroup(mark.Slot, condition.Slot)
            && (mark.Slot.IsNumber() || means(mark.Slot, mark.Text(message), condition.Value));
    }
}
