using System.Globalization;
using InteRec.Catalog;
using InteRec.Planning;

namespace InteRec.Tools;

/// <summary>
/// Answers a typed question of fact from the catalogue. What the catalogue does not know is an empty list of values, never a guess.
/// </summary>
internal sealed class LookupTool : ITool
{
    private const int MostItems = 10;
    private const int MostValues = 20;
    private const int MostUnsure = 3;
    private const float SureLead = 0.08f;
    private const float SureScore = 0.5f;

    /// <summary>What can be asked.</summary>
    public static IReadOnlyList<string> Questions { get; } = ["facts", "count", "compare", "common", "values", "range"];

    public string Name => LookupStep.Tool;

    public string Description =>
        "Answers a question of fact: facts of items, count of the candidates, comparison, what items have in common, the values of an "
        + "attribute among the candidates with counts, or the least and the greatest of a number. Without a step before it asks the "
        + "whole catalogue.";

    public Type StepType => typeof(LookupStep);

    public ToolResult Run(PlanStep step, CandidateSet candidates, ToolContext context, CancellationToken cancellationToken)
    {
        var lookup = (LookupStep)step;
        cancellationToken.ThrowIfCancellationRequested();
        var catalog = context.Serving.Catalog;
        var (asked, withheld) = lookup.Items is null ? (null, null) : ItemNames.Shown(catalog, lookup.Items);
        var (first, notice) = asked is null ? First(candidates, context) : (asked, null);
        IReadOnlyList<Fact> facts = lookup.Question.ToLowerInvariant() switch
        {
            "count" =>
            [
                new Fact(null, null, "count", [(asked?.Count ?? candidates.Count).ToString(CultureInfo.InvariantCulture)])
                {
                    Question = "count",
                },
            ],
            "range" => Range(catalog, lookup, asked is null ? candidates.Items : asked.ToArray()),
            "values" => Values(catalog, lookup, asked is null ? candidates.Items : asked.ToArray()),
            "common" => Common(catalog, lookup, first),
            _ => OfItems(catalog, lookup, first),
        };
        var isOfItems = facts.Any(f => f.ItemId is not null);
        return new ToolResult(candidates) { Facts = facts, Notices = [.. new[] { isOfItems ? notice : null, withheld }.OfType<Notice>()] };
    }

    /// <summary>
    /// The candidates that are asked about: of a search those it surely found, and that is said; of an ordered list as many as it was to
    /// have.
    /// </summary>
    private static (List<int> Items, Notice? Notice) First(CandidateSet candidates, ToolContext context)
    {
        if (context.Reading is not { } reading || !candidates.IsOrdered)
        {
            return ([.. candidates.Items[..Math.Min(MostItems, candidates.Count)]], null);
        }

        var most = Math.Min(MostItems, Math.Min(reading.Count, candidates.Count));
        return reading.Texts.Count == 0 || candidates.Count == 0
            ? ([.. candidates.Items[..most]], null)
            : Found(candidates, context.Serving.Catalog, most);
    }

    /// <summary>
    /// The one hit that stands out, or the best known of those that come close to it. Measured on descriptions of well-known films: where
    /// the best leads by this much it is the one that was meant.
    /// </summary>
    private static (List<int> Items, Notice? Notice) Found(CandidateSet candidates, CatalogSnapshot catalog, int most)
    {
        var close = 1;
        while (close < Math.Min(MostItems, candidates.Count) && candidates.Scores[close] > candidates.Scores[0] - SureLead)
        {
            close++;
        }

        if (close == 1 && candidates.Scores[0] >= SureScore)
        {
            var item = candidates.Items[0];
            var year = catalog.Year(item) is { } y ? string.Create(CultureInfo.InvariantCulture, $" ({y})") : "";
            return ([item], new Notice(NoticeCodes.Corrected, $"I take {catalog.Title(item)}{year} to be the one."));
        }

        var nearest = candidates.Items[..close].ToArray().OrderByDescending(catalog.Known).Take(Math.Min(most, MostUnsure)).ToList();
        return (
            nearest,
            new Notice(
                NoticeCodes.Corrected,
                $"I am not sure which {catalog.Schema.Item.Singular} that is; {(nearest.Count == 1 ? "this comes" : "these come")} closest."
            )
        );
    }

    private static List<Column> Columns(CatalogSnapshot catalog, LookupStep lookup) =>
        lookup.Attributes is { Count: > 0 } names
            ? names.Select(catalog.Column).OfType<Column>().ToList()
            : catalog.Schema.Attributes.Where(a => a.Shown && a.Role != AttributeRole.Title).Select(a => catalog.Column(a.Name)!).ToList();

    private static List<Fact> OfItems(CatalogSnapshot catalog, LookupStep lookup, List<int> items)
    {
        var facts = new List<Fact>();
        foreach (var item in items.Take(MostItems))
        {
            foreach (var column in Columns(catalog, lookup).SelectMany(column => Telling(catalog, column, item)).Distinct())
            {
                facts.Add(new Fact(catalog.ItemId(item), catalog.Title(item), column.Definition.Name, column.Texts(item)));
            }
        }

        return facts;
    }

    /// <summary>What an item without a description is about is told by its topics, where it has some.</summary>
    private static List<Column> Telling(CatalogSnapshot catalog, Column column, int item)
    {
        if (column.Definition.Role != AttributeRole.Description || column.Known[item])
        {
            return [column];
        }

        var topics = catalog.Columns.Where(c => c.Definition.Role == AttributeRole.Topic && c.Known[item]).ToList();
        return topics.Count > 0 ? topics : [column];
    }

    private static List<Fact> Common(CatalogSnapshot catalog, LookupStep lookup, List<int> items)
    {
        var facts = new List<Fact>();
        foreach (var column in Columns(catalog, lookup).Where(_ => items.Count > 1))
        {
            var shared = column
                .Texts(items[0])
                .Where(v => items.TrueForAll(i => column.Texts(i).Contains(v, StringComparer.Ordinal)))
                .ToList();
            if (shared.Count > 0 && column is not TextColumn)
            {
                facts.Add(new Fact(null, null, column.Definition.Name, shared) { Question = "common" });
            }
        }

        return facts;
    }

    private static List<Fact> Values(CatalogSnapshot catalog, LookupStep lookup, ReadOnlySpan<int> items)
    {
        var facts = new List<Fact>();
        foreach (var column in Columns(catalog, lookup))
        {
            if (column is CategoryColumn category)
            {
                var all = Facets.Count(category, items);
                var most = all.Take(MostValues).ToList();
                facts.Add(
                    Counted(column, [.. most.Select(c => c.Value)], [.. most.Select(c => c.Count)]) with
                    {
                        Of = all.Count > most.Count ? all.Count : null,
                    }
                );
            }
            else if (column is NumberColumn number)
            {
                var ranges = Facets.Ranges(number, items);
                facts.Add(
                    Counted(column, ranges.ConvertAll(r => $"{number.Text(r.From)}-{number.Text(r.To)}"), ranges.ConvertAll(r => r.Count))
                );
            }
        }

        return facts;
    }

    private static Fact Counted(Column column, IReadOnlyList<string> values, IReadOnlyList<int> counts) =>
        new(null, null, column.Definition.Name, values) { Counts = counts, Question = "values" };

    /// <summary>From when to when, from how short to how long: of the numbers named, without names of the year.</summary>
    private static List<Fact> Range(CatalogSnapshot catalog, LookupStep lookup, ReadOnlySpan<int> items)
    {
        var facts = new List<Fact>();
        var columns = lookup.Attributes is { Count: > 0 } || catalog.Years is null ? Columns(catalog, lookup) : [catalog.Years];
        foreach (var column in columns.OfType<NumberColumn>())
        {
            var (least, greatest) = Facets.Bounds(column, items);
            facts.Add(
                new Fact(null, null, column.Definition.Name, double.IsNaN(least) ? [] : [column.Text(least), column.Text(greatest)])
                {
                    Question = "range",
                }
            );
        }

        return facts;
    }
}
