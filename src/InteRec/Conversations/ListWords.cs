using System.Globalization;
using InteRec.Catalog;

namespace InteRec.Conversations;

/// <summary>Says conditions in words: "5 comedy films from 1980 to 1989 with Tom Hanks".</summary>
internal static class ListWords
{
    /// <summary>What the items of a list are, as far as its conditions say.</summary>
    public static string Describe(ItemFilter where, CatalogSnapshot catalog, int count)
    {
        var schema = catalog.Schema;
        var before = new List<string>();
        var after = new List<string>();
        foreach (var attribute in schema.Attributes)
        {
            if (where[attribute.Name] is not { } condition)
            {
                continue;
            }

            var values = condition.All is { Count: > 0 } all ? string.Join(" ", all) : condition.Any is { Count: > 0 and <= 4 } any ? string.Join(" or ", any) : null;
            switch (attribute.Role)
            {
                case AttributeRole.Kind or AttributeRole.Language or AttributeRole.Audience when values is not null:
                    before.Add(attribute.Role == AttributeRole.Kind ? values.ToLowerInvariant() : values);
                    break;
                case AttributeRole.Origin when values is not null:
                    after.Add($"from {values}");
                    break;
                case AttributeRole.Year:
                    after.Add(Span(condition));
                    break;
                case AttributeRole.People when values is not null:
                    after.Add(attribute.Cues.Contains("by") ? $"by {Joined(condition)}" : $"with {Joined(condition)}");
                    break;
                default:
                    break;
            }
        }

        var noun = count == 1 ? schema.Item.Singular : schema.Item.Plural;
        var words = before.Append(noun).Concat(after.Where(a => a.Length > 0));
        return $"{(count is > 1 and <= 10 ? Numbers[count] : count.ToString(CultureInfo.InvariantCulture))} {string.Join(' ', words)}";
    }

    private static readonly string[] Numbers = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    private static string Joined(AttributeCondition condition) =>
        condition.All is { Count: > 0 } all ? string.Join(" and ", all) : string.Join(" or ", (condition.Any ?? []).Take(4));

    private static string Span(AttributeCondition condition) => (condition.From, condition.To) switch
    {
        ({ } from, { } to) when from == to => string.Create(CultureInfo.InvariantCulture, $"from {from}"),
        ({ } from, { } to) when from % 10 == 0 && to == from + 9 => string.Create(CultureInfo.InvariantCulture, $"from the {from}s"),
        ({ } from, { } to) => string.Create(CultureInfo.InvariantCulture, $"from {from} to {to}"),
        ({ } from, null) => string.Create(CultureInfo.InvariantCulture, $"from {from} on"),
        (null, { } to) => string.Create(CultureInfo.InvariantCulture, $"up to {to}"),
        _ => string.Empty,
    };
}
