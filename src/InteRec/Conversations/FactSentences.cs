using System.Globalization;
using InteRec.Catalog;
using InteRec.Planning;
using InteRec.Tools;

namespace InteRec.Conversations;

/// <summary>Says facts in sentences. What the catalogue does not know is said to be unknown.</summary>
internal sealed class FactSentences(CatalogSnapshot catalog, Plan plan)
{
    /// <summary>The sentences: what was asked of the candidates as a whole first, then what was asked of items.</summary>
    public IEnumerable<string> Write(IReadOnlyList<Fact> facts)
    {
        if (plan.Intent == Intent.Explain)
        {
            return facts.GroupBy(f => f.ItemId).Select(Explained);
        }

        return facts.Count == 0 && Asks("common")
            ? [Common([])]
            : [.. OfCandidates(facts), .. OfItems([.. facts.Where(f => f.Question is null)])];
    }

    private bool Asks(string question) =>
        plan.Lists.SelectMany(l => l.Steps).OfType<LookupStep>().Any(l => l.Question == question && l.Items is not { Count: 0 });

    private IEnumerable<string> OfItems(IReadOnlyList<Fact> facts) =>
        Asks("compare")
            ? Compared(facts)
            : facts.GroupBy(f => f.ItemId).Select(g => Facts(g.ToList(), facts.Select(f => f.ItemId).Distinct().Count() > 1));

    private IEnumerable<string> OfCandidates(IReadOnlyList<Fact> facts)
    {
        // The counts come in the order of the lists that ask for them; a list that does nothing else counts the catalogue.
        var counts = new Queue<bool>(
            plan.Lists.SelectMany(l =>
                l.Steps.OfType<LookupStep>().Where(s => s.Question == "count").Select(_ => l.Steps.All(s => s is LookupStep))
            )
        );
        foreach (var group in facts.Where(f => f.Question is not null).GroupBy(f => f.Question))
        {
            if (group.Key == "common")
            {
                yield return Common([.. group]);
                continue;
            }

            foreach (var fact in group)
            {
                yield return group.Key switch
                {
                    "count" => Counted(fact, ofAll: counts.TryDequeue(out var ofAll) && ofAll),
                    "range" => Bounds(fact),
                    _ => Values(fact),
                };
            }
        }
    }

    private string Counted(Fact fact, bool ofAll)
    {
        var count = int.Parse(fact.Values[0], CultureInfo.InvariantCulture);
        var number = count.ToString("#,0", CultureInfo.InvariantCulture);
        return $"There {(count == 1 ? "is" : "are")} {number} "
            + $"{(count == 1 ? catalog.Schema.Item.Singular : catalog.Schema.Item.Plural)}{(ofAll ? "" : " like that")}.";
    }

    /// <summary>"genres: Drama (1,200), Comedy (900), and 15 more."</summary>
    private string Values(Fact fact)
    {
        var label = catalog.Schema.Find(fact.Attribute)?.DisplayNamePlural ?? fact.Attribute;
        if (fact.Values.Count == 0)
        {
            return $"I don\u2019t know any {label} of these.";
        }

        var values = fact.Values.Select(
            (v, i) => fact.Counts is { } counts ? string.Create(CultureInfo.InvariantCulture, $"{v} ({counts[i]:#,0})") : v
        );
        return $"{Capital(label)}: {string.Join(", ", values)}{(fact.Of is { } of ? $", and {of - fact.Values.Count} more" : "")}.";
    }

    private string Bounds(Fact fact)
    {
        var label = Label(fact.Attribute);
        return fact.Values is [var least, var greatest] && catalog.Schema.Find(fact.Attribute) is { } attribute
            ? $"The {label} goes from {Value(attribute, least)} to {Value(attribute, greatest)}."
            : $"I don\u2019t know the {label} of any of these.";
    }

    private static string Explained(IGrouping<string?, Fact> item)
    {
        var title = item.First().Title;
        var reasons = item.Where(f => f.Attribute == ExplainTool.Reasons).SelectMany(f => f.Values).Where(v => v.Length > 0).ToList();
        var shares = item.Where(f => f.Attribute == ExplainTool.Because)
            .SelectMany(f =>
                f.Values.Select(
                    (v, i) => string.Create(CultureInfo.InvariantCulture, $"{v} ({(f.Counts is { } counts ? counts[i] : 0)} %)")
                )
            )
            .ToList();
        var why =
            reasons.Count == 0
                ? $"{title} is simply well known and well liked."
                : $"I chose {title} because of this: {string.Join("; ", reasons)}.";
        return shares.Count == 0 ? why : $"{why} Of what you like, this speaks for it: {string.Join(", ", shares)}.";
    }

    private string Common(IReadOnlyList<Fact> facts) =>
        facts.Count == 0
            ? "As far as I know they have nothing in common."
            : $"They have in common: {string.Join("; ", facts.Select(InCommon))}.";

    private string InCommon(Fact fact) => $"{Label(fact.Attribute)} {string.Join(", ", fact.Values.Take(6))}";

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
            yield return Facts(
                [.. item.Where(f => f.Values.Count > 0 && catalog.Schema.Find(f.Attribute)?.Role is not AttributeRole.AlternativeTitles)],
                named: true
            );
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
            : $"{most.Title} is the {(number.Words?.Most is [var top, ..] ? top : "most")}, {least.Title} the "
                + $"{(number.Words?.Least is [var bottom, ..] ? bottom : "least")} ({values}).";
    }

    private string Facts(List<Fact> facts, bool named)
    {
        if (facts.Count == 0)
        {
            return string.Empty;
        }

        var title =
            catalog.IndexOf(facts[0].ItemId ?? string.Empty) is >= 0 and var item && catalog.Year(item) is { } year
                ? string.Create(CultureInfo.InvariantCulture, $"{facts[0].Title} ({year})")
                : facts[0].Title;
        var prose = string.Join(' ', facts.Where(IsProse).SelectMany(f => f.Values).Select(Ended));
        var known = facts.Where(f => f.Values.Count > 0 && !IsProse(f)).Select(Said).ToList();
        var unknown = facts.Where(f => f.Values.Count == 0).Select(f => Label(f.Attribute)).ToList();
        if (known.Count == 0)
        {
            return prose.Length > 0 ? $"{title}: {prose}" : $"I don\u2019t know the {string.Join(" or the ", unknown)} of {title}.";
        }

        var rest =
            facts.Count <= 3 && unknown.Count > 0 && !named ? $" I don\u2019t know the {string.Join(" or the ", unknown)}." : string.Empty;
        return $"{title}: {string.Join("; ", known)}.{(prose.Length > 0 ? " " : string.Empty)}{prose}{rest}";
    }

    /// <summary>A description is said as it is, without a label, and after the facts.</summary>
    private bool IsProse(Fact fact) => fact.Values.Count > 0 && catalog.Schema.Find(fact.Attribute)?.Role == AttributeRole.Description;

    private static string Ended(string text) =>
        text.TrimEnd() is { Length: > 0 } prose && char.IsLetterOrDigit(prose[^1]) ? $"{prose}." : text.TrimEnd();

    private string Said(Fact fact)
    {
        if (catalog.Schema.Find(fact.Attribute) is not { } attribute)
        {
            return $"{fact.Attribute} {string.Join(", ", fact.Values)}";
        }

        if (attribute.Type == AttributeType.Flag && fact.Values is [var set])
        {
            return set == "true" ? attribute.DisplayName : $"not {attribute.DisplayName}";
        }

        var values = string.Join(", ", fact.Values.Take(8).Select(v => Value(attribute, v)));
        return $"{(fact.Values.Count > 1 ? attribute.DisplayNamePlural : attribute.DisplayName)} {values}";
    }

    private static string Value(AttributeDefinition attribute, string value)
    {
        if (
            attribute.Type != AttributeType.Number
            || attribute.Role == AttributeRole.Year
            || !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        )
        {
            return value;
        }

        return AmountWords.SayLong(attribute, number);
    }

    private string Label(string attribute) => catalog.Schema.Find(attribute)?.DisplayName ?? attribute;

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static double Number(Fact fact) =>
        double.TryParse(
            fact.Values[0].Replace("-", string.Empty, StringComparison.Ordinal),
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out var value
        )
            ? value
            : double.NaN;
}
