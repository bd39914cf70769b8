using InteRec.Catalog;
using InteRec.Tools;

namespace InteRec.Planning;

/// <summary>Puts a valid plan into the catalogue's own words.</summary>
internal sealed class PlanGrounding(ServingState serving)
{
    private readonly GroundingLog _log = new();

    /// <summary>Grounds a plan.</summary>
    public static GroundedPlan Ground(Plan plan, ServingState serving)
    {
        var grounding = new PlanGrounding(serving);
        var grounded = plan with
        {
            Lists = plan.Lists.Select(grounding.List).ToList(),
            Remember = plan.Remember is null ? null : grounding.Change(plan.Remember),
            Forget = plan.Forget is null ? null : grounding.Change(plan.Forget),
            Ask = plan.Ask is { } ask ? serving.Catalog.Schema.Find(ask)?.Name ?? ask : null,
        };
        return new GroundedPlan(grounded, grounding._log.Notices, grounding._log.Mentioned, grounding._log.Unknown);
    }

    /// <summary>Grounds one step by itself.</summary>
    public static (PlanStep Step, GroundedPlan Said) Ground(PlanStep step, ServingState serving)
    {
        var said = Ground(new Plan { Lists = [new PlanList { Steps = [step] }] }, serving);
        return (said.Plan.Lists[0].Steps is [var one, ..] ? one : new FilterStep { Items = [] }, said);
    }

    private PlanList List(PlanList list)
    {
        var steps = list.Steps.Select(Step).OfType<PlanStep>().ToList();
        // What the list was to be like is unknown: better nothing than something else. Words or other items to be like are enough.
        var isGroundless =
            steps.Count < list.Steps.Count
            && !steps.Exists(s => s is SearchStep or SimilarStep or LookupStep or FilterStep { Items: not null });
        return list with { Steps = isGroundless ? [new FilterStep { Items = [] }] : steps };
    }

    /// <summary>
    /// The step in the catalogue's words; null for items to be like of which none is known. A question about unknown items becomes one
    /// about none, which has no answer.
    /// </summary>
    private PlanStep? Step(PlanStep step)
    {
        switch (step)
        {
            case FilterStep filter:
                return filter with
                {
                    Where = Filter(filter.Where, isHard: true),
                    Items = Items(filter.Items, "neutral"),
                    Exclude = Items(filter.Exclude, null),
                };
            case SimilarStep similar:
                var to = Items(similar.To, "liked")!;
                return to.Count == 0 ? null : similar with { To = to, Unlike = Items(similar.Unlike, "disliked") };
            case RankStep rank:
                var by = rank.By.ToLowerInvariant();
                return rank with { By = serving.Catalog.Schema.Find(by)?.Name ?? by, Prefer = Filter(rank.Prefer, isHard: false) };
            case LookupStep lookup:
                return lookup with
                {
                    Question = lookup.Question.ToLowerInvariant(),
                    Items = Items(lookup.Items, "neutral"),
                    Attributes = lookup.Attributes?.Select(a => serving.Catalog.Schema.Find(a)!.Name).ToList(),
                };
            case ExplainStep explain:
                var explained = Items(explain.Items, "neutral")!;
                return explained.Count == 0 ? new LookupStep { Items = [] } : explain with { Items = explained };
            default:
                return step;
        }
    }

    private ItemFilter? Filter(ItemFilter? filter, bool isHard) =>
        filter is null ? null : Conditions(filter, isHard).WithOr(filter.Or.Select(g => Alternatives(g, isHard)));

    private ItemFilter Conditions(ItemFilter filter, bool isHard)
    {
        var grounded = ItemFilter.Empty;
        foreach (var (name, condition) in filter.Conditions)
        {
            var attribute = serving.Catalog.Schema.Find(name)!;
            grounded = ItemFilter.Both(grounded, ItemFilter.Empty.With(attribute.Name, Condition(attribute, condition, isHard)));
        }

        return grounded;
    }

    /// <summary>The alternatives that can be met; where none can, all of them, so that no item meets them.</summary>
    private List<ItemFilter> Alternatives(IReadOnlyList<ItemFilter> group, bool isHard)
    {
        var grounded = group.Select(a => Conditions(a, isHard)).Where(a => !a.IsEmpty).ToList();
        var known = grounded.FindAll(a => ElementaryCondition.Of(a).TrueForAll(serving.Filters.CanBeMet));
        return known.Count > 0 ? known : grounded;
    }

    /// <summary>
    /// A hard condition on a value that nobody knows stays, so that no item meets it; but of several values of which one is enough those
    /// that are known are enough.
    /// </summary>
    private AttributeCondition Condition(AttributeDefinition attribute, AttributeCondition condition, bool isHard)
    {
        var (any, unknown) = Values(attribute, condition.Any);
        var (all, lacking) = Values(attribute, condition.All);
        return condition with
        {
            Any = isHard && any is { Count: 0 } ? unknown : any,
            All = isHard && lacking.Count > 0 ? [.. all!, .. lacking] : all,
            None = Values(attribute, condition.None).Known,
        };
    }

    private (List<string>? Known, List<string> Unknown) Values(AttributeDefinition attribute, IReadOnlyList<string>? texts)
    {
        var (values, unknown) = (new List<string>(texts?.Count ?? 0), new List<string>());
        var reader = serving.Values.Of(attribute.Name);
        foreach (var text in texts ?? [])
        {
            var reading = reader?.Read(text);
            if (reading is null)
            {
                _log.UnknownValue(text, attribute.DisplayName);
            }
            else if (reading.IsGuess)
            {
                _log.Corrected(text, reading.Value);
            }

            var (list, value) = reading is null ? (unknown, text) : (values, reading.Value);
            if (!list.Contains(value, StringComparer.Ordinal))
            {
                list.Add(value);
            }
        }

        return (texts is null ? null : values, unknown);
    }

    private List<string>? Items(IReadOnlyList<string>? texts, string? sentiment)
    {
        if (texts is null)
        {
            return null;
        }

        var ids = new List<string>(texts.Count);
        foreach (var text in texts)
        {
            if (Item(text, sentiment) is not { } id)
            {
                _log.UnknownItem(text, serving.Catalog.Schema.Item.Singular);
            }
            else if (!ids.Contains(id, StringComparer.Ordinal))
            {
                ids.Add(id);
            }
        }

        return ids;
    }

    private string? Item(string text, string? sentiment)
    {
        var reading = serving.ItemReader.Read(text);
        if (reading is null)
        {
            return null;
        }

        var id = serving.Catalog.ItemId(reading.Item);
        if (reading.IsGuess)
        {
            _log.Corrected(text, serving.Catalog.Title(reading.Item));
        }

        if (sentiment is not null && text != id)
        {
            _log.Mention(new MentionedItem(text, id, serving.Catalog.Title(reading.Item), sentiment));
        }

        return id;
    }

    private ProfileChange Change(ProfileChange change) =>
        change with
        {
            Liked = Items(change.Liked, "liked")!,
            Disliked = Items(change.Disliked, "disliked")!,
            Seen = Items(change.Seen, "seen")!,
            Unwanted = ItemsOrValues(change.Unwanted, "unwanted"),
            Preferred = ItemsOrValues(change.Preferred, "liked"),
        };

    /// <summary>Values come first ("horror" is a kind before it is a title), then items, then misspelt values.</summary>
    private List<string> ItemsOrValues(IReadOnlyList<string> texts, string sentiment)
    {
        var grounded = new List<string>(texts.Count);
        foreach (var text in texts)
        {
            var isId = serving.Catalog.IndexOf(text) >= 0;
            if (!isId && AddValues(grounded, text, guess: false))
            {
                continue;
            }

            if (Item(text, sentiment) is { } id)
            {
                grounded.Add(id);
            }
            else if (!AddValues(grounded, text, guess: true))
            {
                _log.UnknownValue(text, "value");
            }
        }

        return grounded.Distinct(StringComparer.Ordinal).ToList();
    }

    private bool AddValues(List<string> grounded, string text, bool guess)
    {
        var found = serving.Values.Anywhere(text, guess);
        foreach (var (_, reading) in found)
        {
            grounded.Add(reading.Value);
            if (reading.IsGuess)
            {
                _log.Corrected(text, reading.Value);
            }
        }

        return found.Count > 0;
    }
}
