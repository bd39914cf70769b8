using System.Globalization;
using InteRec.Catalog;
using InteRec.Planning;
using InteRec.Tools;

namespace InteRec.Conversations;

/// <summary>Says facts in sentences. What the catalogue does not know is said to be unknown.</summary>
internal sealed class FactSentences(CatalogSnapshot catalog, Plan plan)
{
    /// <summary>The sentences, in the order of the facts.</summary>
    public IEnumerable<string> Write(IReadOnlyList<Fact> facts)
    {
        var question = plan.Lists.SelectMany(l => l.Steps).OfType<LookupStep>().FirstOrDefault()?.Question ?? "facts";
        if (plan.Intent == Intent.Explain)
        {
            return facts.GroupBy(f => f.ItemId).Select(Explained);
        }

        return question switch
        {
            "count" => facts.Select(Counted),
            "common" => [Common(facts)],
            "compare" => Compared(facts),
            "values" => facts.Select(f => $"{Capital(Label(f.Attribute))}: {string.Join(", ", f.Values)}."),
            _ => facts.GroupBy(f => f.ItemId).Select(g => Facts(g.ToList(), facts.Select(f => f.ItemId).Distinct().Count() > 1)),
        };
    }

    private string Counted(Fact fact)
    {
        var count = int.Parse(fact.Values[0], CultureInfo.InvariantCulture);
        return count == 1 ? $"There is 1 {catalog.Schema.Item.Singular} like that." : $"There are {count} {catalog.Schema.Item.Plural} like that.";
    }

    private static string Explained(IGrouping<string?, Fact> item)
    {
        var title = item.First().Title;
        var reasons = item.Where(f => f.Attribute == ExplainTool.Reasons).SelectMany(f => f.Values).Where(v => v.Length > 0).ToList();
        var shares = item.Where(f => f.Attribute == ExplainTool.Because)
            .SelectMany(f => f.Values.Select((v, i) => string.Create(CultureInfo.InvariantCulture, $"{v} ({(f.Counts is { } counts ? counts[i] : 0)} %)"))).ToList();
        var why = reasons.Count == 0 ? $"{title} is simply well known and well liked." : $"I chose {title} because of this: {string.Join("; ", reasons)}.";
        return shares.Count == 0 ? why : $"{why} Of what you like, this speaks for it: {string.Join(", ", shares)}.";
    }

    private string Common(IReadOnlyList<Fact> facts) => facts.Count == 0
        ? "As far as I know they have nothing in common."
        : $"They have in common: {string.Join("; ", facts.Select(f => $"{Label(f.Attribute)} {string.Join(", ", f.Values.Take(6))}"))}.";

    private IEnumerable<string> Compared(IReadOnlyList<Fact> facts)
    {
        var attributes = facts.Select(f => f.Attribute).Distinct(StringComparer.Ordinal).ToList();
        if (attributes.Count == 1 && catalog.Schema.Find(attributes[0]) is { Type: AttributeType.Number or AttributeType.Date } number)
        {
            yield return Ranked(facts, number);
            yield break;
        }

        foreach (var item in facts.GroupBy(f => f.ItemId))
        {
            yield return Facts([.. item.Where(f => f.Values.Count > 0 && catalog.Schema.Find(f.Attribute)?.Role is not AttributeRole.AlternativeTitles)], named: true);
        }
    }

    private string Ranked(IReadOnlyList<Fact> facts, AttributeDefinition number)
    {
        var known = facts.Where(f => f.Values.Count > 0).ToList();
        if (known.Count == 0)
        {
            return $"I don\u2019t know the {number.DisplayName} of any of them.";
        }

        var most = known.MaxBy(Number)!;
        var least = known.MinBy(Number)!;
        var values = string.Join(", ", known.OrderByDescending(Number).Select(f => $"{f.Title} {Value(number, f.Values[0])}"));
        if (known.Count == 1 || Number(most) == Number(least))
        {
            return $"{Capital(number.DisplayName)}: {values}.";
        }

        var more = number.Words?.More is [var first, ..] ? first : "more";
        var less = number.Words?.Less is [var second, ..] ? second : "less";
        return known.Count == 2
            ? $"{most.Title} is {more}, {least.Title} is {less} ({values})."
            : $"{most.Title} is the {(number.Words?.Most is [var top, ..] ? top : "most")}, {least.Title} the {(number.Words?.Least is [var bottom, ..] ? bottom : "least")} ({values}).";
    }

    private string Facts(List<Fact> facts, bool named)
    {
        if (facts.Count == 0)
        {
            return string.Empty;
        }

        var title = catalog.IndexOf(facts[0].ItemId ?? string.Empty) is >= 0 and var item && catalog.Year(item) is { } year
            ? string.Create(CultureInfo.InvariantCulture, $"{facts[0].Title} ({year})")
            : facts[0].Title;
        var prose = string.Join(' ', facts.Where(IsProse).SelectMany(f => f.Values).Select(Ended));
        var known = facts.Where(f => f.Values.Count > 0 && !IsProse(f)).Select(Said).ToList();
        var unknown = facts.Where(f => f.Values.Count == 0).Select(f => Label(f.Attribute)).ToList();
        if (known.Count == 0)
        {
            return prose.Length > 0 ? $"{title}: {prose}" : $"I don\u2019t know the {string.Join(" or the ", unknown)} of {title}.";
        }

        var rest = facts.Count <= 3 && unknown.Count > 0 && !named ? $" I don\u2019t know the {string.Join(" or the ", unknown)}." : string.Empty;
        return $"{title}: {string.Join("; ", known)}.{(prose.Length > 0 ? " " : string.Empty)}{prose}{rest}";
    }

    /// <summary>A description is said as it is, without a label, and after the facts.</summary>
    private bool IsProse(Fact fact) => fact.Values.Count > 0 && catalog.Schema.Find(fact.Attribute)?.Role == AttributeRole.Description;

    private static string Ended(string text) => text.TrimEnd() is { Length: > 0 } prose && char.IsLetterOrDigit(prose[^1]) ? $"{prose}." : text.TrimEnd();

    private string Said(Fact fact)
    {
        if (catalog.Schema.Find(fact.Attribute) is not { } attribute)
        {
            return $"{fact.Attribute} {string.Join(", ", fact.Values)}";
        }

        var values = string.Join(", ", fact.Values.Take(8).Select(v => Value(attribute, v)));
        return $"{(fact.Values.Count > 1 ? attribute.DisplayNamePlural : attribute.DisplayName)} {values}";
    }

    private static string Value(AttributeDefinition attribute, string value)
    {
        if (attribute.Type != AttributeType.Number || attribute.Role == AttributeRole.Year || !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return value;
        }

        return AmountWords.SayLong(attribute, number);
    }

    private string Label(string attribute) => catalog.Schema.Find(attribute)?.DisplayName ?? attribute;

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static double Number(Fact fact) => double.TryParse(fact.Values[0].Replace("-", string.Empty, StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN;
}
