using System.Globalization;
using InteRec.Catalog;

namespace InteRec.Conversations;

/// <summary>Says what the items of a list are: "five comedy films from the 1980s with Tom Hanks".</summary>
internal static class ListWords
{
    private static readonly string[] Numbers = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    /// <summary>How many items, and what they have by the conditions; what they lack goes without saying.</summary>
    public static string Describe(ItemFilter where, CatalogSnapshot catalog, int count)
    {
        var schema = catalog.Schema;
        var said = ElementaryCondition.Of(where).Where(p => p.Kind is ConditionKind.Any or ConditionKind.All or ConditionKind.Range).ToList();
        var number = count < Numbers.Length ? Numbers[count] : count.ToString(CultureInfo.InvariantCulture);
        return $"{number} {ConditionWords.Phrase(schema, said, count == 1 ? schema.Item.Singular : null)}";
    }
}
