using System.Globalization;
using InteRec.Import;

namespace InteRec.Catalog;

/// <summary>Turns the values of one attribute into a column.</summary>
internal static class ColumnBuilder
{
    public static Column Build(AttributeDefinition definition, Item[] items) =>
        definition.Type switch
        {
            AttributeType.Text => Text(definition, items),
            AttributeType.Category or AttributeType.Categories => Category(definition, items),
            AttributeType.Number or AttributeType.Date => Number(definition, items),
            AttributeType.Flag => Flag(definition, items),
            _ => throw new DatasetException($"attribute {definition.Name}: unknown type {definition.Type}"),
        };

    /// <summary>Reads a number or a date (yyyy-mm-dd, yyyy-mm or yyyy; kept as yyyymmdd). False where the text is neither.</summary>
    public static bool TryNumber(AttributeDefinition definition, string text, out double number)
    {
        if (definition.Type == AttributeType.Date)
        {
            number = double.NaN;
            if (
                DateOnly.TryParseExact(
                    text,
                    ["yyyy-MM-dd", "yyyy-MM", "yyyy"],
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var day
                )
            )
            {
                number = (day.Year * 10_000) + (day.Month * 100) + day.Day;
            }

            return !double.IsNaN(number);
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
    }

    private static TextColumn Text(AttributeDefinition definition, Item[] items)
    {
        var known = new Bitmap(items.Length);
        var texts = new IReadOnlyList<string>?[items.Length];
        Each(
            definition,
            items,
            (item, values) =>
            {
                known.Add(item);
                texts[item] = values;
            }
        );
        return new TextColumn(definition, known, texts);
    }

    private static CategoryColumn Category(AttributeDefinition definition, Item[] items)
    {
        var known = new Bitmap(items.Length);
        var vocabulary = new List<string>();
        var byText = new Dictionary<string, int>(StringComparer.Ordinal);
        var byFolded = new Dictionary<string, int>(StringComparer.Ordinal);
        var start = new int[items.Length + 1];
        var ids = new List<int>();
        for (var item = 0; item < items.Length; item++)
        {
            foreach (var value in items[item].Values.GetValueOrDefault(definition.Name) ?? [])
            {
                if (!byText.TryGetValue(value, out var id))
                {
                    var folded = TextFolding.Fold(value);
                    if (!byFolded.TryGetValue(folded, out id))
                    {
                        byFolded[folded] = id = vocabulary.Count;
                        vocabulary.Add(value);
                    }

                    byText[value] = id;
                }

                if (ids.IndexOf(id, start[item]) < 0)
                {
                    ids.Add(id);
                }

                known.Add(item);
            }

            start[item + 1] = ids.Count;
        }

        return new CategoryColumn(definition, known, [.. vocabulary], byFolded, start, [.. ids]);
    }

    private static NumberColumn Number(AttributeDefinition definition, Item[] items)
    {
        var known = new Bitmap(items.Length);
        var numbers = new double[items.Length];
        Array.Fill(numbers, double.NaN);
        Each(
            definition,
            items,
            (item, values) =>
            {
                if (!TryNumber(definition, values[0], out numbers[item]))
                {
                    throw new DatasetException($"item {items[item].ItemId}: {definition.Name} is not a {definition.Type}: {values[0]}");
                }

                known.Add(item);
            }
        );
        return new NumberColumn(definition, known, numbers);
    }

    private static FlagColumn Flag(AttributeDefinition definition, Item[] items)
    {
        var known = new Bitmap(items.Length);
        var set = new Bitmap(items.Length);
        Each(
            definition,
            items,
            (item, values) =>
            {
                known.Add(item);
                if (string.Equals(values[0], "true", StringComparison.OrdinalIgnoreCase) || values[0] == "1")
                {
                    set.Add(item);
                }
            }
        );
        return new FlagColumn(definition, known, set);
    }

    private static void Each(AttributeDefinition definition, Item[] items, Action<int, IReadOnlyList<string>> visit)
    {
        for (var item = 0; item < items.Length; item++)
        {
            if (items[item].Values.TryGetValue(definition.Name, out var values) && values.Count > 0)
            {
                visit(item, values);
            }
        }
    }
}
