using InteRec.Catalog;
using InteRec.Planning.Labels;
using InteRec.Search;

namespace InteRec.Planning.BuiltIn.Reader.Turns;

/// <summary>Between marks and the conditions that they make.</summary>
/// <param name="catalog">The catalogue of the items.</param>
/// <param name="marks">The marks of the message.</param>
/// <param name="pointing">What was shown before it.</param>
/// <param name="message">The message.</param>
internal sealed class MarkWishes(CatalogSnapshot catalog, IReadOnlyList<GroundedMark> marks, Pointing pointing, string message)
{
    /// <summary>All that the marks name but items, as if it were wanted: what a question is about.</summary>
    public Wish Asked() =>
        new([
            .. marks
                .Where(m =>
                    m.Slot is not (Slot.Ref or Slot.Ask or Slot.Drop)
                    && (m.Slot != Slot.Item || m.Mark.Stance == Stance.Not)
                    && !m.IsQualifier
                )
                .Select(m => new Condition(m.Slot, SignOf(m), m.Mark.Value ?? m.Words)
                {
                    Attribute = m.Attribute,
                    Ids = m.Slot is Slot.Series or Slot.Item ? Ids(m) : null,
                    IsAlternative = IsAlternative(m),
                }),
            .. marks.Where(m => m is { Slot: Slot.Ref, Person: not null }).Select(m => m.Theirs),
        ]);

    /// <summary>
    /// The words of the message that no mark covers, from the first telling one to the last, where there are enough of them to tell a story:
    /// what is looked for by somebody who does not know its name. Otherwise null.
    /// </summary>
    public string? Story()
    {
        const int Enough = 4;
        var left = MessageWords
            .Split(message)
            .Where(w => !marks.Any(m => m.Mark.Start < w.Start + w.Length && w.Start < m.Mark.End))
            .Select(w => TextFolding.Fold(message.AsSpan(w.Start, w.Length)))
            .Where(w => w.Length > 0)
            .ToList();
        bool IsTelling(string word) => word.Length > 2 && !LexicalQuery.IsStopword(word) && !catalog.Schema.Item.IsNoun(word);
        return left.Count(IsTelling) < Enough
            ? null
            : string.Join(' ', left[left.FindIndex(IsTelling)..(left.FindLastIndex(IsTelling) + 1)]);
    }

    /// <summary>What is asked about as a condition: "is it a comedy?", "are any in French?"; no names of facts and nothing pointed to.</summary>
    public static IReadOnlyList<GroundedMark> Questioned(IReadOnlyList<GroundedMark> marks) =>
        [.. marks.Where(m => m.Mark.Stance == Stance.Ask && m.Slot is not (Slot.Item or Slot.Series or Slot.Ask or Slot.Ref))];

    /// <summary>What must hold for the answer to be yes.</summary>
    /// <param name="questioned">See <see cref="Questioned"/>.</param>
    public static Wish OfQuestion(IReadOnlyList<GroundedMark> questioned) =>
        new([
            .. questioned.Select(m => new Condition(
                m.Slot,
                m.Slot.IsNumber() && m.Mark.Value is not null ? Sign.Plain : Sign.Wanted,
                m.Mark.Value ?? m.Words
            )
            {
                Attribute = m.Attribute,
            }),
        ]);

    /// <summary>A wish after the message, with what its new conditions are in the catalogue.</summary>
    public Wish Attached(Wish wish, IReadOnlyList<Wish> before)
    {
        var known = before.SelectMany(w => w.Conditions).ToHashSet(ReferenceEqualityComparer.Instance);
        return new Wish([
            .. wish
                .Conditions.Select(c => known.Contains(c) ? c : Attached(c))
                .Where(c => !marks.Any(m => m.IsQualifier && m.Slot == c.Slot && (m.Mark.Value ?? m.Words) == c.Value)),
        ]);
    }

    private Condition Attached(Condition condition)
    {
        var isItem = condition.Slot is Slot.Item or Slot.Series;
        var mark = marks.FirstOrDefault(m => IsOf(m, condition, isItem));
        if (mark is null)
        {
            return isItem && Shown(condition.Value) is { } shown ? condition with { Ids = [shown] } : condition;
        }

        if (mark.Slot == Slot.Ref)
        {
            return condition with
            {
                Ids = mark.Items.Where(i => Same(catalog.Title(i), condition.Value)).Select(catalog.ItemId).Take(1).ToList(),
            };
        }

        return condition with
        {
            Value = condition.Sign == Sign.Plain || mark.Mark.Value is not null && !isItem ? condition.Value : mark.Words,
            Ids = isItem && mark.Items.Count > 0 ? Ids(mark, areAll: condition.Sign != Sign.Wanted) : null,
            IsAlternative = IsAlternative(mark),
        };
    }

    private bool IsOf(GroundedMark mark, Condition condition, bool isItem)
    {
        var text = mark.Words;
        if (isItem)
        {
            return mark.Slot is Slot.Item or Slot.Series or Slot.Ref
                && (Same(text, condition.Value) || mark.Items.Any(i => Same(catalog.Title(i), condition.Value)));
        }

        return Slots.AreAlike(mark.Slot, condition.Slot) && (Same(text, condition.Value) || mark.Mark.Value == condition.Value);
    }

    private string? Shown(string title) =>
        pointing.Last.Concat(pointing.Focus).Where(i => Same(catalog.Title(i), title)).Select(catalog.ItemId).FirstOrDefault();

    /// <summary>All items of a series; of a title the one that is meant, and all of that name where they are not to be shown.</summary>
    private List<string> Ids(GroundedMark mark, bool areAll = false) =>
        [
            .. mark
                .Items.Where(
                    (item, i) => i == 0 || mark.Slot == Slot.Series || (areAll && Same(catalog.Title(item), catalog.Title(mark.Items[0])))
                )
                .Select(catalog.ItemId),
        ];

    /// <summary>Joined by "or" or a stroke to the mark before.</summary>
    private bool IsAlternative(GroundedMark mark)
    {
        var before = marks.LastOrDefault(m => m.Mark.End <= mark.Mark.Start);
        if (before is null)
        {
            return false;
        }

        var between = message[before.Mark.End..mark.Mark.Start];
        return between.Trim() == "/" || TextFolding.Fold(between).Split(' ') is ["or", ..];
    }

    private static Sign SignOf(GroundedMark mark) =>
        mark.Mark.Stance is Stance.Not or Stance.Never or Stance.Disliked ? Sign.Excluded
        : mark.Slot.IsNumber() || mark.Slot is Slot.Count or Slot.Order ? Sign.Plain
        : Sign.Wanted;

    private static bool Same(string one, string other) => TextFolding.Fold(one) == TextFolding.Fold(other);
}
