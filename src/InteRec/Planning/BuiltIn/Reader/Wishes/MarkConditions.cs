using InteRec.Catalog;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Wishes;

/// <summary>What marks add to a request.</summary>
/// <param name="labels">What the message says.</param>
/// <param name="referents">What it may point to.</param>
/// <param name="valueOf">What the words of a mark are.</param>
/// <param name="attributeOf">The attribute of a number whose unit or name was said, or null.</param>
internal sealed class MarkConditions(MessageLabels labels, Referents referents, Func<Mark, string> valueOf, Func<Mark, string?> attributeOf)
{
    private static readonly Act[] Requests = [Act.Recommend, Act.Refine, Act.More];

    // A question of fact asks for nothing unless something is looked for, by its name or by what it is like; a year alone tells which one.
    private readonly bool _asksForItems =
        labels.Acts.Any(act => act.Kind() == TurnKind.List)
        || labels.Acts[0] == Act.Accept
        || labels.Marks.Any(mark => mark.Stance == Stance.Find)
        || labels.Acts[0] == Act.Lookup && labels.Marks.Any(mark => mark.Stance == Stance.Want && !Numbers.IsOnce(mark.Slot));
    private readonly bool _isRequest = labels.Acts.Any(Requests.Contains);
    private readonly bool _isMemory = labels.Acts[0].Kind() == TurnKind.Memory && !labels.Acts.Any(act => act.Kind() == TurnKind.List);

    /// <summary>The conditions of marks in order; those of one number are put together.</summary>
    public IReadOnlyList<Condition> Of(IReadOnlyList<Mark> marks)
    {
        var conditions = new List<Condition>();
        foreach (var mark in marks)
        {
            conditions.AddRange(mark.Slot == Slot.Ref ? OfRef(mark) : OfMark(mark));
        }

        return Numbers.PutTogether(conditions);
    }

    /// <summary>What was talked about does not please, and nothing says so of a title.</summary>
    public IReadOnlyList<Condition> OfRejection()
    {
        var isSaid = labels.Marks.Any(mark =>
            mark is { Slot: Slot.Ref, Value: "list" }
            || mark.Slot is Slot.Item or Slot.Ref or Slot.Series && SignOf(mark) is Sign.Excluded or Sign.Seen
        );
        return labels.Acts.Contains(Act.Reject) && !isSaid && referents.Focus is { } focus
            ? [new Condition(Slot.Item, Sign.Excluded, focus)]
            : [];
    }

    /// <summary>What "yes" and "no" say of themselves.</summary>
    public IReadOnlyList<Condition> OfAnswer() => labels.Acts.Any(act => act is Act.Yes or Act.No) ? referents.Answer : [];

    private IEnumerable<Condition> OfRef(Mark mark)
    {
        if (SignOf(mark) is not { } sign)
        {
            return [];
        }

        return mark.Value == "person"
            ? (sign == Sign.Excluded && referents.Others.Count > 0 ? referents.Others : referents.People).Select(name => new Condition(
                Slot.Person,
                sign,
                name
            ))
            : TitlesOf(mark)
                .Where(title => mark.Value != "list" || !IsMarked(title))
                .Select(title => new Condition(Slot.Item, sign, title));
    }

    /// <summary>"I loved Alien, more like it": what the same message names goes before what was talked about.</summary>
    private IReadOnlyList<string> TitlesOf(Mark pointing) =>
        pointing.Value == "item" && labels.Marks.LastOrDefault(m => m.Slot == Slot.Item && m.End <= pointing.Start) is { } named
            ? [valueOf(named)]
            : referents.Titles(pointing.Value);

    /// <summary>The title has a mark of its own: "the other two" are not all three.</summary>
    private bool IsMarked(string title) =>
        labels.Marks.Any(mark =>
            mark.Slot == Slot.Item && TextFolding.Fold(valueOf(mark)) == TextFolding.Fold(title)
            || mark.Slot == Slot.Ref && mark.Value != "list" && referents.Titles(mark.Value).Contains(title)
        );

    private IEnumerable<Condition> OfMark(Mark mark)
    {
        if (mark.Slot is Slot.Ask or Slot.Drop || SignOf(mark) is not { } sign)
        {
            return [];
        }

        if (Numbers.IsOnce(mark.Slot))
        {
            return OfNumber(mark) is { } value
                ?
                [
                    new Condition(mark.Slot, mark.Stance == Stance.Not ? Sign.Excluded : Sign.Plain, value)
                    {
                        Attribute = attributeOf(mark),
                    },
                ]
                : [];
        }

        return [new Condition(sign == Sign.Seen ? Slot.Item : mark.Slot, sign, mark.Value ?? valueOf(mark))];
    }

    private static string? OfNumber(Mark mark) =>
        mark.Stance switch
        {
            Stance.More => "more",
            Stance.Less => "less",
            _ => mark.Value,
        };

    /// <summary>How what is marked holds from now on; null where it does not.</summary>
    private Sign? SignOf(Mark mark) =>
        mark.Stance switch
        {
            Stance.Seen => Sign.Seen,
            _ when _isMemory => null,
            // What is told for good is remembered; beside a request it is meant for it too.
            Stance.Disliked or Stance.Never => labels.Acts.Any(act => act.Kind() == TurnKind.List) ? Sign.Excluded : null,
            Stance.Liked when mark.Slot is Slot.Item or Slot.Series => _isRequest ? Sign.Like : null,
            Stance.Liked => _isRequest ? Sign.Wanted : null,
            _ when !_asksForItems => null,
            Stance.Want or Stance.More or Stance.Find => Sign.Wanted,
            Stance.Not or Stance.Less => Sign.Excluded,
            Stance.Like => Sign.Like,
            _ => null,
        };
}
