using InteRec.Catalog;
using InteRec.Planning;

namespace InteRec.Tools;

/// <summary>
/// Finds the question whose answer splits the candidates best. For each attribute that a person could answer about, its most frequent
/// values become options; the information gain is the entropy of the option that an item falls to (an item of several options falls to
/// each in equal parts, one of none to "none of these"). A role weighs it by how easily people answer: kinds before moods before years.
/// </summary>
internal static class AskBack
{
    /// <summary>The plan's word for "the attribute that splits best".</summary>
    public const string Auto = "auto";

    private const int Considered = 200;
    private const int MostOptions = 4;
    private const double LeastGain = 0.35;

    /// <summary>The question about an attribute, or the best one for "auto"; nulls where no question is worth asking.</summary>
    public static (FollowUp? FollowUp, string? Attribute) About(
        string attribute,
        CandidateSet candidates,
        ListReading reading,
        IReadOnlyList<string> asked,
        CatalogSnapshot catalog,
        CancellationToken cancellationToken
    )
    {
        var items = candidates.Items[..Math.Min(Considered, candidates.Count)];
        Facet? best = null;
        foreach (var definition in catalog.Schema.Attributes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var isMeant =
                attribute == Auto
                    ? IsOpen(definition, reading, asked)
                    : string.Equals(definition.Name, attribute, StringComparison.OrdinalIgnoreCase);
            if (isMeant && Split(catalog, definition, items, reading) is { } facet && (best is null || facet.Gain > best.Gain))
            {
                best = facet;
            }
        }

        return best is null || (attribute == Auto && best.Gain < LeastGain)
            ? (null, null)
            : (Question(catalog.Schema, best), best.Definition.Name);
    }

    private sealed record Facet(AttributeDefinition Definition, double Gain, IReadOnlyList<FollowUpOption> Options);

    private static bool IsOpen(AttributeDefinition definition, ListReading reading, IReadOnlyList<string> asked) =>
        definition.Filterable
        && Weight(definition) > 0
        && !asked.Contains(definition.Name, StringComparer.OrdinalIgnoreCase)
        && !reading
            .Where.Concat(reading.Prefer)
            .SelectMany(p => p.Leaves)
            .Any(p => !p.IsExcluding && string.Equals(p.Attribute, definition.Name, StringComparison.OrdinalIgnoreCase));

    private static double Weight(AttributeDefinition definition) =>
        definition.Role switch
        {
            AttributeRole.Kind => 1,
            AttributeRole.Mood => 0.85,
            AttributeRole.Year => 0.7,
            AttributeRole.Audience => 0.5,
            AttributeRole.Language => 0.5,
            AttributeRole.Origin => 0.5,
            _ => 0,
        };

    private static Facet? Split(CatalogSnapshot catalog, AttributeDefinition definition, ReadOnlySpan<int> items, ListReading reading)
    {
        var sets = catalog.Column(definition.Name) switch
        {
            CategoryColumn column => Values(catalog, column, items, reading),
            NumberColumn { Definition.Role: AttributeRole.Year } years => Decades(years, items),
            _ => [],
        };
        if (sets.Count < 2)
        {
            return null;
        }

        var weight = Weight(definition) is > 0 and var w ? w : 0.5;
        return new Facet(definition, weight * Entropy(sets.ConvertAll(s => s.Items), items), sets.ConvertAll(s => s.Option));
    }

    /// <summary>Values that neither nearly all nor next to none of the items have, most frequent first.</summary>
    private static List<(FollowUpOption Option, Bitmap Items)> Values(
        CatalogSnapshot catalog,
        CategoryColumn column,
        ReadOnlySpan<int> items,
        ListReading reading
    )
    {
        var refused = reading
            .Where.Where(p =>
                p.Kind == ConditionKind.None && string.Equals(p.Attribute, column.Definition.Name, StringComparison.OrdinalIgnoreCase)
            )
            .SelectMany(p => p.Values)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var options = new List<(FollowUpOption, Bitmap)>();
        foreach (var facet in Facets.Count(column, items, 12))
        {
            if (
                options.Count < MostOptions
                && facet.Count >= 2
                && facet.Count >= 0.05 * items.Length
                && facet.Count <= 0.7 * items.Length
                && !refused.Contains(facet.Value)
            )
            {
                var label = ConditionWords.Value(catalog.Schema, column.Definition.Name, facet.Value);
                options.Add((new FollowUpOption(label, facet.Value), column.SetOf(column.ValueId(facet.Value))));
            }
        }

        return options;
    }

    private static List<(FollowUpOption Option, Bitmap Items)> Decades(NumberColumn years, ReadOnlySpan<int> items)
    {
        var total = items.Length;
        return Facets
            .Ranges(years, items)
            .Where(r => r.Count >= 2 && r.Count >= 0.05 * total && r.Count <= 0.7 * total)
            .OrderByDescending(r => r.Count)
            .Take(MostOptions)
            .OrderByDescending(r => r.From)
            .Select(r => (new FollowUpOption($"{r.From}s", $"from the {r.From}s"), years.Between(r.From, r.To)))
            .ToList();
    }

    private static double Entropy(List<Bitmap> options, ReadOnlySpan<int> items)
    {
        Span<double> mass = stackalloc double[MostOptions + 1];
        foreach (var item in items)
        {
            var has = 0;
            foreach (var option in options)
            {
                has += option[item] ? 1 : 0;
            }

            for (var o = 0; o < options.Count && has > 0; o++)
            {
                mass[o] += options[o][item] ? 1.0 / has : 0;
            }

            mass[MostOptions] += has == 0 ? 1 : 0;
        }

        var entropy = 0.0;
        foreach (var m in mass)
        {
            entropy -= m > 0 ? m / items.Length * Math.Log2(m / items.Length) : 0;
        }

        return entropy;
    }

    private static FollowUp Question(DatasetSchema schema, Facet facet)
    {
        var labels = ConditionWords.Or(facet.Options.Select(o => o.Label).ToList());
        return new FollowUp(
            facet.Definition.Role switch
            {
                AttributeRole.Mood => $"What are you in the mood for: {labels}?",
                AttributeRole.Year => $"From which time: the {labels}?",
                AttributeRole.Kind => $"What kind of {schema.Item.Singular} would you like: {labels}?",
                _ => $"Which {facet.Definition.DisplayName} would you like: {labels}?",
            },
            facet.Options
        );
    }
}
