using InteRec.Catalog;
using InteRec.Planning.BuiltIn.Reader.Wishes;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Corpus;

/// <summary>Tells which condition a mark made: a state spells what was typed the right way, and says it in the catalogue's words.</summary>
internal static class MarkLikeness
{
    /// <summary>From here on the words and a value have to do with each other.</summary>
    public const double Enough = 0.5;

    /// <summary>How alike the words of a mark and the value of a condition are, 0 to 1; 0 where their slots are others.</summary>
    public static double Of(string message, Mark mark, Condition condition)
    {
        if (!Slots.AreAlike(mark.Slot, condition.Slot))
        {
            return 0;
        }

        return mark.Value is { } value && mark.Slot != Slot.Audience
            ? string.Equals(value, condition.Value, StringComparison.Ordinal)
                ? 1
                : 0
            : Of(TextFolding.Fold(mark.Text(message)), TextFolding.Fold(condition.Value));
    }

    /// <summary>Words within the other's are like it.</summary>
    private static double Of(string one, string other) =>
        $" {one} ".Contains($" {other} ", StringComparison.Ordinal) || $" {other} ".Contains($" {one} ", StringComparison.Ordinal)
            ? 1
            : LetterPairs.Likeness(one, other);
}
