using System.Globalization;
using System.Text;

namespace InteRec.Catalog;

/// <summary>
/// Says conditions in words, from the labels, units and roles of the attributes: "sci-fi films with Tom Hanks from the 1950s".
/// </summary>
internal static class ConditionWords
{
    private const int MostValues = 3;
    private const string From = "from ";

    /// <summary>The items that meet the conditions, as a noun phrase.</summary>
    public static string Phrase(DatasetSchema schema, IReadOnlyList<ElementaryCondition> parts, string? noun = null)
    {
        var words = new List<string>();
        foreach (var role in (ReadOnlySpan<AttributeRole>)[AttributeRole.Mood, AttributeRole.Language, AttributeRole.Kind])
        {
            words.AddRange(
                parts
                    .Where(p => p.Kind is ConditionKind.Any or ConditionKind.All && RoleOf(schema, p) == role)
                    .Select(p => Values(schema, p))
            );
        }

        words.Add(noun ?? schema.Item.Plural);
        // "with A and B", "without C and D": parts that begin alike are said together.
        foreach (
            var alike in parts
                .Where(p => !IsAdjective(schema, p))
                .OrderBy(p => Order(schema, p))
                .Select(p => After(schema, p))
                .GroupBy(a => a.Lead)
        )
        {
            words.Add($"{alike.Key} {And(alike.Select(a => a.Tail).Distinct(StringComparer.Ordinal).ToList())}".TrimEnd());
        }

        return string.Join(' ', words);
    }

    /// <summary>The values of a condition: "comedy or drama".</summary>
    public static string Values(DatasetSchema schema, ElementaryCondition part)
    {
        var values = part.Values.Select(v => Value(schema, part.Attribute, v)).ToList();
        if (values.Count > MostValues)
        {
            // Most of a long list are forms of its first values ("zombies", "zombie apocalypse"): naming those is enough.
            values =
            [
                .. values.Where(
                    (v, i) => !values.Take(i).Any(before => v.Contains(before.TrimEnd('s'), StringComparison.OrdinalIgnoreCase))
                ),
            ];
            values = values.Count > MostValues ? [.. values.Take(MostValues - 1), "the like"] : values;
        }

        return Or(values);
    }

    /// <summary>A value in the middle of a sentence: names keep their capitals, kinds and moods do not.</summary>
    public static string Value(DatasetSchema schema, string attribute, string value) =>
        schema.Find(attribute)?.Role is AttributeRole.Kind or AttributeRole.Mood or AttributeRole.Topic ? value.ToLowerInvariant() : value;

    /// <summary>What a person calls one condition: "the decade", "Tom Hanks", "the running time".</summary>
    public static string Name(DatasetSchema schema, ElementaryCondition part) =>
        part.Kind switch
        {
            ConditionKind.Any or ConditionKind.All => Values(schema, part),
            ConditionKind.None => $"\"no {Values(schema, part)}\"",
            ConditionKind.Outside =>
                $"\"{(RoleOf(schema, part) == AttributeRole.Year ? "" : $"{Label(schema, part)} ")}not {Range(schema, part)}\"",
            ConditionKind.Or => $"\"{Alternatives(schema, part)}\"",
            ConditionKind.Range when RoleOf(schema, part) == AttributeRole.Year => Period(part),
            _ => $"the {Label(schema, part)}",
        };

    /// <summary>What a person says to drop the condition; the built-in planner understands "forget" with it.</summary>
    public static string Drop(DatasetSchema schema, ElementaryCondition part) =>
        part.Kind switch
        {
            ConditionKind.None => $"no {Values(schema, part)}",
            ConditionKind.Outside => RoleOf(schema, part) == AttributeRole.Year ? Period(part) : $"the {Label(schema, part)}",
            ConditionKind.Or => And(part.Leaves.Select(p => Drop(schema, p)).Distinct(StringComparer.Ordinal).ToList()),
            _ => Name(schema, part),
        };

    /// <summary>The ranges after their noun: "from the 1950s", "up to 100 minutes", "from the 1960s or the 1990s".</summary>
    public static string Range(DatasetSchema schema, ElementaryCondition part)
    {
        var words = part.Ranges.Select(r => Range(schema.Find(part.Attribute), r)).ToList();
        return Or([
            .. words.Select(
                (w, i) =>
                    i > 0 && w.StartsWith(From, StringComparison.Ordinal) && words[0].StartsWith(From, StringComparison.Ordinal)
                        ? w[From.Length..]
                        : w
            ),
        ]);
    }

    private static string Period(ElementaryCondition part) => part.Ranges.Any(IsDecade) ? "the decade" : "the year";

    private static string Range(AttributeDefinition? attribute, NumberRange range)
    {
        if (attribute?.Role == AttributeRole.Year || attribute?.Type == AttributeType.Date)
        {
            return Years(range);
        }

        return (range.From, range.To) switch
        {
            ({ } from, { } to) when from == to => AmountWords.Say(attribute, from),
            ({ } from, { } to) => $"{AmountWords.Say(attribute, from)} to {AmountWords.Say(attribute, to)}",
            ({ } from, null) => $"at least {AmountWords.Say(attribute, from)}",
            _ => $"up to {AmountWords.Say(attribute, range.To ?? 0)}",
        };
    }

    /// <summary>"a", "a or b", "a, b or c".</summary>
    public static string Or(IReadOnlyList<string> words) => Join(words, " or ");

    /// <summary>"a", "a and b", "a, b and c".</summary>
    public static string And(IReadOnlyList<string> words) => Join(words, " and ");

    /// <summary>True for the ten years of a decade.</summary>
    private static bool IsDecade(NumberRange range) => range is { From: { } from, To: { } to } && from % 10 == 0 && to == from + 9;

    private static (string Lead, string Tail) After(DatasetSchema schema, ElementaryCondition part) =>
        (part.Kind, RoleOf(schema, part)) switch
        {
            (ConditionKind.Any or ConditionKind.All, AttributeRole.People) => (
                schema.Find(part.Attribute)!.Cues is [var cue, ..] ? cue : "with",
                Values(schema, part)
            ),
            (ConditionKind.Any or ConditionKind.All, AttributeRole.Origin) => ("from", Values(schema, part)),
            (ConditionKind.Any or ConditionKind.All, AttributeRole.Topic) => ("about", Values(schema, part)),
            (ConditionKind.Any or ConditionKind.All, _) => ($"with {Label(schema, part)}", Values(schema, part)),
            (ConditionKind.None, AttributeRole.Mood) => ("that are not", Values(schema, part)),
            (ConditionKind.None, _) => ("without", Values(schema, part)),
            (ConditionKind.Or, _) => (Alternatives(schema, part), ""),
            (ConditionKind.Outside, AttributeRole.Year) => ("not", Range(schema, part)),
            (ConditionKind.Outside, _) => ($"with {Label(schema, part)} not", Range(schema, part)),
            (ConditionKind.Range, AttributeRole.Year) => (Range(schema, part), ""),
            (ConditionKind.Range, _) when schema.Find(part.Attribute)?.Type == AttributeType.Date => (
                $"{(Label(schema, part).EndsWith("ed", StringComparison.Ordinal) ? "" : "with ")}{Label(schema, part)} {Range(schema, part)}",
                ""
            ),
            (ConditionKind.Range, _) => ($"with {Label(schema, part)}", Range(schema, part)),
            (_, _) => (part.Wanted ? "with" : "without", Label(schema, part)),
        };

    /// <summary>"by Jane Doe or with Jane Doe".</summary>
    private static string Alternatives(DatasetSchema schema, ElementaryCondition part) =>
        Or([
            .. part
                .Alternatives.Select(a => string.Join(' ', a.OrderBy(p => Order(schema, p)).Select(p => Told(schema, p))))
                .Distinct(StringComparer.Ordinal),
        ]);

    private static string Told(DatasetSchema schema, ElementaryCondition part)
    {
        if (IsAdjective(schema, part))
        {
            return Values(schema, part);
        }

        var (lead, tail) = After(schema, part);
        return $"{lead} {tail}".TrimEnd();
    }

    private static string Years(NumberRange part) =>
        (part.From, part.To) switch
        {
            _ when IsDecade(part) => $"from the {Plain(part.From)}s",
            ({ } from, { } to) when from == to || Period(from) == Period(to) => $"from {Period(from)}",
            ({ } from, { } to) => $"from {Period(from)} to {Period(to)}",
            ({ } from, null) => $"from {Period(from)} on",
            _ => $"up to {Period(part.To ?? 0)}",
        };

    /// <summary>A year, or of yyyymmdd the month where it is its first or last day, and the day.</summary>
    private static string Period(double time)
    {
        const int LastDays = 28;
        if (time is < 10_000 or > 99_991_231)
        {
            return Plain(time);
        }

        var (year, month, day) = ((int)time / 10_000, Math.Clamp((int)time / 100 % 100, 1, 12), (int)time % 100);
        var name = CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month);
        return string.Create(CultureInfo.InvariantCulture, $"{(day is <= 1 or >= LastDays ? "" : $"{day} ")}{name} {year}");
    }

    private static int Order(DatasetSchema schema, ElementaryCondition part) =>
        (part.Kind, RoleOf(schema, part)) switch
        {
            (ConditionKind.Any or ConditionKind.All, AttributeRole.People) => 0,
            (ConditionKind.Any or ConditionKind.All, _) => 1,
            (ConditionKind.Range, AttributeRole.Year) => 2,
            (ConditionKind.Range, _) => 3,
            _ => 4,
        };

    private static bool IsAdjective(DatasetSchema schema, ElementaryCondition part) =>
        part.Kind is ConditionKind.Any or ConditionKind.All
        && RoleOf(schema, part) is AttributeRole.Mood or AttributeRole.Language or AttributeRole.Kind;

    private static string Join(IReadOnlyList<string> words, string last)
    {
        var text = new StringBuilder();
        for (var i = 0; i < words.Count; i++)
        {
            text.Append(
                    i == 0 ? ""
                    : i == words.Count - 1 ? last
                    : ", "
                )
                .Append(words[i]);
        }

        return text.ToString();
    }

    private static AttributeRole RoleOf(DatasetSchema schema, ElementaryCondition part) =>
        schema.Find(part.Attribute)?.Role ?? AttributeRole.None;

    private static string Label(DatasetSchema schema, ElementaryCondition part) =>
        schema.Find(part.Attribute)?.DisplayName ?? part.Attribute;

    private static string Plain(double? number) => (number ?? 0).ToString(CultureInfo.InvariantCulture);
}
