using System.Globalization;
using InteRec.Catalog;
using InteRec.Planning;

namespace InteRec.Tools;

/// <summary>Says what the items of a list are: "five comedy films from the 1980s with Tom Hanks".</summary>
internal static class ListWords
{
    private static readonly string[] Numbers = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    /// <summary>How many items, and what they have by the conditions; what they lack goes without saying.</summary>
    public static string Describe(ItemFilter where, CatalogSnapshot catalog, int count)
    {
        var schema = catalog.Schema;
        var conditions = ElementaryCondition
            .Of(where)
            .SelectMany(p => p is { Kind: ConditionKind.Or, Alternatives: [var only] } ? only : [p])
            .Where(IsSaid)
            .ToList();
        return $"{Number(count)} {ConditionWords.Phrase(schema, conditions, count == 1 ? schema.Item.Singular : null)}";
    }

    /// <summary>A count in words as far as these are short.</summary>
    public static string Number(int count) => count < Numbers.Length ? Numbers[count] : count.ToString(CultureInfo.InvariantCulture);

    /// <summary>What stands above a list: its conditions and preferences, what it is to be like, what was searched.</summary>
    public static string Heading(ListReading reading, CatalogSnapshot catalog)
    {
        var phrase = ConditionWords.Phrase(
            catalog.Schema,
            [.. reading.Where.Concat(reading.Prefer.Where(p => p.Kind != ConditionKind.Range)).Where(IsSaid)]
        );
        var like = reading.Like.Select(name => catalog.IndexOf(name) is >= 0 and var item ? catalog.Title(item) : name).ToList();
        var searched = string.Concat(reading.Texts.Select(text => $", “{text}”"));
        return $"{char.ToUpperInvariant(phrase[0])}{phrase[1..]}{(like.Count > 0 ? $" like {ConditionWords.And(like)}" : "")}{searched}";
    }

    private static bool IsSaid(ElementaryCondition part) =>
        part.Kind is ConditionKind.Any or ConditionKind.All or ConditionKind.Range or ConditionKind.Or;
}
