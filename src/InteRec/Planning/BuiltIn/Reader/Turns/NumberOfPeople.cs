using System.Globalization;
using InteRec.Catalog;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Turns;

/// <summary>"4 players", "3-5 players", and the age from which on something is: what a dataset's numbers of people say of them.</summary>
internal sealed class NumberOfPeople(DatasetSchema schema)
{
    private const string Least = "min";

    /// <summary>
    /// What items for that many people meet, everything where the dataset does not tell; null where the words are no number of people. A
    /// number of people that is not called the least is the most.
    /// </summary>
    public ItemFilter? Of(string words)
    {
        var parts = TextFolding.Fold(words).Split(' ');
        if (
            parts is not [.., "players" or "people"]
            || !double.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var least)
        )
        {
            return null;
        }

        var most =
            parts.Length > 2 && double.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var second) ? second : least;
        return Numbers(isAge: false)
            .Aggregate(
                ItemFilter.Empty,
                (where, a) =>
                    where.And(ItemFilter.Empty.With(a.Name, IsNamed(a, Least) ? To(least) : new AttributeCondition { From = most }))
            );
    }

    /// <summary>What items for somebody of that age meet; everything where no number tells it.</summary>
    public ItemFilter ForAge(int age) =>
        Numbers(isAge: true).Aggregate(ItemFilter.Empty, (where, a) => where.And(ItemFilter.Empty.With(a.Name, To(age))));

    private IEnumerable<AttributeDefinition> Numbers(bool isAge) =>
        schema.Attributes.Where(a =>
            a.Type == AttributeType.Number && CandidateSlots.Of(a) == Slot.Audience && (IsNamed(a, "age") || IsNamed(a, "ages")) == isAge
        );

    private static bool IsNamed(AttributeDefinition attribute, string word) =>
        attribute.Synonyms.Prepend(attribute.DisplayName).Prepend(attribute.Name).Any(n => TextFolding.Fold(n).Split(' ').Contains(word));

    private static AttributeCondition To(double most) => new() { To = most };
}
