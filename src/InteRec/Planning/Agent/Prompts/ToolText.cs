using System.ComponentModel;
using System.Reflection;
using System.Text;
using System.Text.Json;
using InteRec.Catalog;
using InteRec.Planning.Agent.Model;
using InteRec.Tools;

namespace InteRec.Planning.Agent.Prompts;

/// <summary>The attributes in words for a model, from the same declarations that the schema is made of.</summary>
internal static class ToolText
{
    private const int MostValues = 64;
    private const int FewValues = 4;

    /// <summary>What a tool does, as its step says it.</summary>
    public static string Description(ITool tool) =>
        tool.StepType.GetCustomAttribute<DescriptionAttribute>()?.Description ?? tool.Description;

    /// <summary>Tools and orders that the program around the recommender brings along; empty where it brings none.</summary>
    public static string Own(ToolBox tools)
    {
        var lines = tools.Own.Select(Line).Concat(tools.OwnRankers.Select(r => $"- rank, by: {r}")).ToList();
        return lines.Count == 0 ? string.Empty : $"\n\nThis service has further tools:\n{string.Join('\n', lines)}\n";
    }

    /// <summary>One line a tool: its name and arguments, and what it does.</summary>
    private static string Line(ITool tool)
    {
        var properties = PlanJson.Options.GetTypeInfo(tool.StepType).Properties.Where(p => p.Get is not null);
        var arguments = properties.Select(p =>
            p.AttributeProvider?.GetCustomAttributes(typeof(DescriptionAttribute), inherit: false) is [DescriptionAttribute said, ..]
                ? $"{p.Name} ({said.Description.TrimEnd('.')})"
                : p.Name
        );
        return $"- {tool.Name}: {Description(tool)} Arguments: {string.Join("; ", arguments.DefaultIfEmpty("none"))}.";
    }

    /// <summary>
    /// One line an attribute that can be filtered on: name, type, label, and its values, all of a short vocabulary and the most frequent of
    /// a long one; and one for a description, which a look-up gives.
    /// </summary>
    public static string Attributes(CatalogSnapshot catalog)
    {
        var text = new StringBuilder();
        foreach (var attribute in catalog.Schema.Attributes.Where(a => a.Filterable || a.Role == AttributeRole.Description))
        {
            text.Append("- ")
                .Append(attribute.Name)
                .Append(
                    attribute.Role == AttributeRole.Description
                        ? " (prose: for lookup and search, not for conditions)"
                        : About(attribute) + Values(catalog, attribute)
                )
                .Append('\n');
        }

        return text.ToString().TrimEnd();
    }

    /// <summary>What the name does not say: the label in other words, the unit, a date or a flag.</summary>
    private static string About(AttributeDefinition attribute)
    {
        string?[] words =
        [
            attribute.Label is { } label && !attribute.Name.StartsWith(label, StringComparison.OrdinalIgnoreCase) ? label : null,
            attribute.Unit,
            attribute.Type is AttributeType.Date or AttributeType.Flag ? JsonSerializer.Serialize(attribute.Type).Trim('"') : null,
        ];
        return string.Join(", ", words.OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)) is { Length: > 0 } about
            ? $" ({about})"
            : string.Empty;
    }

    private static string Values(CatalogSnapshot catalog, AttributeDefinition attribute)
    {
        if (catalog.Numbers(attribute.Name) is { } numbers && !double.IsNaN(numbers.Least))
        {
            return FormattableString.Invariant($": {numbers.Least} to {numbers.Greatest}");
        }

        // Of people a model knows how they are called.
        if (attribute.Role == AttributeRole.People || catalog.Categories(attribute.Name) is not { Values.Count: > 0 } column)
        {
            return string.Empty;
        }

        var most = attribute.Role is AttributeRole.Kind or AttributeRole.Mood or AttributeRole.Audience ? MostValues : FewValues;
        var values =
            attribute.Order.Count > 0
                ? attribute.Order
                :
                [
                    .. Enumerable
                        .Range(0, column.Values.Count)
                        .OrderByDescending(column.CountOf)
                        .ThenBy(v => v)
                        .Take(most)
                        .Select(v => column.Values[v]),
                ];
        var more = column.Values.Count > values.Count ? ", ..." : string.Empty;
        return $": {string.Join(", ", values.Select(v => DataBlock.Line(v, 60)))}{more}";
    }
}
