using InteRec.Catalog;
using InteRec.Planning.BuiltIn.Reader.Wishes;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Corpus;

/// <summary>
/// Completes the labels of an annotated message by what the open request became: which conditions were kept, what became of the items
/// pointed to, where the lists of several begin.
/// </summary>
/// <param name="message">The words.</param>
/// <param name="acts">What it does.</param>
/// <param name="marks">The marks.</param>
/// <param name="before">The open request before it.</param>
/// <param name="after">The open request after it.</param>
internal sealed class GoldLabels(
    string message,
    IReadOnlyList<Act> acts,
    IReadOnlyList<Mark> marks,
    IReadOnlyList<Wish> before,
    IReadOnlyList<Wish> after
)
{
    private readonly List<Condition> _added =
    [
        .. after.SelectMany(wish => wish.Conditions).Where(condition => !before.Any(wish => Holds(wish, condition))),
    ];

    /// <summary>The labels of the message.</summary>
    public MessageLabels Of(Referents referents)
    {
        var successors = WishMatching.Successors(before, after);
        var pointed = marks.Select(mark => mark.Slot == Slot.Ref ? mark with { Stance = StanceOfRef(mark, referents) } : mark);
        return new MessageLabels
        {
            Acts = acts,
            Marks = ListBegins.Mark(message, [.. pointed], after, successors),
            Kept = Kept(successors),
        };
    }

    /// <summary>
    /// What "it" and "her" point to where the request shows it: the title or the person in it that no words of the message name. Who the
    /// recommender has just talked about, and what it has asked, it knows by itself; the annotation does not say it.
    /// </summary>
    public Referents PointedTo(Referents referents)
    {
        var unnamed = _added.Where(condition => !IsNamed(condition)).ToList();
        var people = unnamed.Where(condition => condition.Slot.IsPerson()).OrderBy(condition => condition.Sign).ToList();
        var titles = unnamed.Where(condition => condition.Slot == Slot.Item);
        return referents with
        {
            Focus = titles.ToList() is [var only] ? only.Value : referents.Focus,
            People = [.. people.Where(condition => condition.Sign == people[0].Sign).Select(condition => condition.Value)],
            Others = [.. people.Where(condition => condition.Sign != people[0].Sign).Select(condition => condition.Value)],
            Answer = acts.Any(act => act is Act.Yes or Act.No) ? [.. unnamed.Where(condition => !IsPointedTo(condition))] : [],
        };
    }

    /// <summary>
    /// A condition is kept where its list still has it after the message. Where the message begins anew, one that it says again is new.
    /// </summary>
    private List<bool> Kept(IReadOnlyList<int?> successors)
    {
        var kept = new List<(Condition Condition, bool Still)>();
        for (var list = 0; list < before.Count; list++)
        {
            var next = successors[list] is { } successor ? after[successor] : Wish.Empty;
            kept.AddRange(before[list].Conditions.Select(condition => (condition, Holds(next, condition))));
        }

        var startsAnew = acts.Contains(Act.Recommend) && kept.TrueForAll(k => !k.Still || IsSaid(k.Condition));
        return [.. kept.Select(k => k.Still && !startsAnew)];
    }

    private bool IsPointedTo(Condition condition) =>
        marks.Any(mark => mark.Slot == Slot.Ref && (condition.Slot.IsPerson() ? mark.Value == "person" : condition.Slot == Slot.Item));

    /// <summary>What becomes of who or what is pointed to; nothing where it has a mark of its own.</summary>
    private Stance StanceOfRef(Mark mark, Referents referents)
    {
        var titles = mark.Value == "list" ? [] : referents.Titles(mark.Value);
        // "With him, but without her": of several people pointed to the last is the other.
        var isOther = referents.Others.Count > 0 && mark == marks.Last(m => m is { Slot: Slot.Ref, Value: "person" });
        var made = _added
            .OrderBy(IsNamed)
            .FirstOrDefault(condition =>
                mark.Value switch
                {
                    "request" => false,
                    "person" => condition.Slot.IsPerson() && (isOther ? referents.Others : referents.People).Contains(condition.Value),
                    _ when condition.Slot != Slot.Item => false,
                    _ when titles.Count > 0 => SameText(titles[0], condition.Value),
                    _ => !IsNamed(condition),
                }
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

    /// <summary>A mark made the condition. That things like a title are wanted only "like it" says, or that it is liked.</summary>
    private bool IsNamed(Condition condition) =>
        marks.Any(mark =>
            (
                condition.Sign == Sign.Like
                    ? mark.Stance == Stance.Like || (mark.Stance == Stance.Liked && acts.Any(act => act is Act.Recommend or Act.More))
                    : mark.Stance is not (Stance.Ask or Stance.Drop)
            )
            && MarkLikeness.Of(message, mark, condition) > MarkLikeness.Enough
        );

    private bool IsSaid(Condition condition) => marks.Any(mark => MarkLikeness.Of(message, mark, condition) > MarkLikeness.Enough);

    private static bool Holds(Wish wish, Condition condition) =>
        wish.Conditions.Any(c => c.Slot == condition.Slot && c.Sign == condition.Sign && SameText(c.Value, condition.Value));

    private static bool SameText(string one, string other) => TextFolding.Fold(one) == TextFolding.Fold(other);
}
