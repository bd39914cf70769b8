using System.Globalization;
using System.Net;
using System.Text.Json;
using InteRec.Import;

namespace InteRec.Catalog;

/// <summary>Makes items out of rows, and says in words what is wrong with a row that is none.</summary>
/// <param name="schema">The declaration.</param>
/// <param name="time">The clock that years are held against; null: that of the system.</param>
internal sealed class ItemParser(DatasetSchema schema, TimeProvider? time = null)
{
    private const int MaxTextLength = 100_000;
    private const int MaxValueLength = 1_000;
    private const int MaxValues = 1_000;
    private readonly string _title = schema.WithRole(AttributeRole.Title)!.Name;

    /// <summary>
    /// Makes an item out of an object such as <c>{ "item_id": "x", "title": "Heat", "genres": ["Crime"], "year": 1995 }</c>. The id may
    /// also be called <c>itemId</c>.
    /// </summary>
    /// <param name="row">The object.</param>
    /// <param name="onUnknown">Told of each property that is no attribute; null: such a property makes the row a bad one.</param>
    /// <returns>The item, or null and the reason.</returns>
    public (Item? Item, string? Error) Parse(JsonElement row, Action<string>? onUnknown = null)
    {
        string? id = null;
        var values = new Dictionary<string, IReadOnlyList<string>>(schema.Attributes.Count);
        foreach (var property in row.EnumerateObject())
        {
            if (IsId(property.Name))
            {
                if (id is not null || !JsonRows.TryText(property.Value, out id))
                {
                    return (null, id is null ? $"{property.Name} is neither a text nor a number" : $"{schema.ItemId} is given twice");
                }
            }
            else if (Attribute(property.Name) is not { } attribute)
            {
                if (onUnknown is null)
                {
                    return (null, $"unknown attribute {Short(property.Name)}");
                }

                onUnknown(property.Name);
            }
            else if (!TryTexts(property.Value, out var texts))
            {
                return (null, $"{attribute.Name} is neither a value nor a list of values");
            }
            else if (Add(values, attribute, texts) is { } error)
            {
                return (null, error);
            }
        }

        return Finish(id, values);
    }

    /// <summary>Makes an item out of the texts of its attributes, one a cell.</summary>
    /// <param name="id">The item's id.</param>
    /// <param name="cells">Attribute and cell; several values stand in one cell with the dataset's separator between them.</param>
    public (Item? Item, string? Error) Parse(string id, IEnumerable<(AttributeDefinition Attribute, string Cell)> cells)
    {
        var values = new Dictionary<string, IReadOnlyList<string>>(schema.Attributes.Count);
        foreach (var (attribute, cell) in cells)
        {
            if (cell.Length > 0 && Add(values, attribute, IsList(attribute) ? cell.Split(schema.Separator) : [cell]) is { } error)
            {
                return (null, error);
            }
        }

        return Finish(id, values);
    }

    private int ThisYear => (time ?? TimeProvider.System).GetUtcNow().Year;

    private bool IsId(string name) => string.Equals(name, schema.ItemId, StringComparison.OrdinalIgnoreCase) || name == "itemId";

    private AttributeDefinition? Attribute(string name) =>
        schema.Find(name) ?? schema.Attributes.FirstOrDefault(a => string.Equals(a.Column, name, StringComparison.OrdinalIgnoreCase));

    private static bool IsList(AttributeDefinition attribute) =>
        attribute.Type == AttributeType.Categories || attribute is { Type: AttributeType.Text, Role: AttributeRole.AlternativeTitles };

    private (Item? Item, string? Error) Finish(string? id, Dictionary<string, IReadOnlyList<string>> values)
    {
        id = id?.Trim();
        if (TextRules.IdProblem(id, schema.ItemId) is { } error)
        {
            return (null, error);
        }

        return values.ContainsKey(_title) ? (new Item(id!, values), null) : (null, $"{_title} is missing");
    }

    private static bool TryTexts(JsonElement value, out string[] texts)
    {
        texts = [];
        if (value.ValueKind == JsonValueKind.Array)
        {
            var list = new List<string>(value.GetArrayLength());
            foreach (var element in value.EnumerateArray())
            {
                if (element.ValueKind == JsonValueKind.Array || !TryTexts(element, out var one))
                {
                    return false;
                }

                list.AddRange(one);
            }

            texts = [.. list];
            return true;
        }

        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            texts = [value.GetBoolean() ? "true" : "false"];
            return true;
        }

        if (!JsonRows.TryText(value, out var text))
        {
            return false;
        }

        texts = text is null ? [] : [text];
        return true;
    }

    /// <summary>Takes over the array: values are trimmed, checked and moved together in place.</summary>
    private string? Add(Dictionary<string, IReadOnlyList<string>> values, AttributeDefinition attribute, string[] texts)
    {
        var kept = 0;
        foreach (var raw in texts)
        {
            // Tables that were taken from web pages still have their signs: "Gamma&#039;s Tale".
            var text = (raw.Contains('&', StringComparison.Ordinal) ? WebUtility.HtmlDecode(raw) : raw).Trim();
            if (text.Length == 0)
            {
                continue;
            }

            if (Problem(attribute, ref text) is { } problem)
            {
                return $"{attribute.Name}: {problem}";
            }

            texts[kept++] = text;
        }

        if (kept > (attribute.Type is AttributeType.Text or AttributeType.Categories ? MaxValues : 1))
        {
            return $"{attribute.Name}: {kept:N0} values are too many for a {attribute.Type.ToString().ToLowerInvariant()}";
        }

        if (kept > 0 && !values.TryAdd(attribute.Name, kept == texts.Length ? texts : texts[..kept]))
        {
            return $"{attribute.Name} is given twice";
        }

        return null;
    }

    /// <summary>What is wrong with a value, or null; a number or flag is brought into its one form.</summary>
    private string? Problem(AttributeDefinition attribute, ref string text)
    {
        var isProse = attribute is { Type: AttributeType.Text, Role: not (AttributeRole.Title or AttributeRole.AlternativeTitles) };
        if ((TextRules.Problem(text) ?? TextRules.ControlProblem(text, hasLines: isProse)) is { } problem)
        {
            return problem;
        }

        var most = attribute.Type == AttributeType.Text ? MaxTextLength : MaxValueLength;
        if (text.Length > most)
        {
            return $"longer than {most:N0} characters";
        }

        switch (attribute.Type)
        {
            case AttributeType.Number when ColumnBuilder.TryNumber(attribute, text, out var number):
                text = number.ToString(CultureInfo.InvariantCulture);
                return NumberBounds.Problem(attribute, number, ThisYear);
            case AttributeType.Number:
                return $"not a number: {Short(text)}";
            case AttributeType.Date when ColumnBuilder.TryNumber(attribute, text, out var day):
                return NumberBounds.Problem(attribute, day, ThisYear);
            case AttributeType.Date:
                return $"not a date (yyyy-mm-dd, yyyy-mm or yyyy): {Short(text)}";
            case AttributeType.Flag:
                return TryFlag(ref text) ? null : $"neither true nor false: {Short(text)}";
            default:
                return null;
        }
    }

    private static bool TryFlag(ref string text)
    {
        bool? flag = text.ToLowerInvariant() switch
        {
            "true" or "yes" or "1" => true,
            "false" or "no" or "0" => false,
            _ => null,
        };
        text =
            flag is null ? text
            : flag.Value ? "true"
            : "false";
        return flag is not null;
    }

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "...";
}
