using InteRec.Catalog;
using InteRec.Serving;

namespace InteRec.Planning.Grounding;

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
        var steps = new List<PlanStep>(list.Steps.Count);
        foreach (var step in list.Steps)
        {
            if (Step(step) is { } grounded)
            {
                steps.Add(grounded);
            }
        }

        // What a list rested on is unknown: better nothing than something else.
        var isGroundless = steps.Count < list.Steps.Count
            && !steps.Exists(s => s is SearchStep or SimilarStep or LookupStep or ExplainStep || s is FilterStep { Where.IsEmpty: false } or FilterStep { Items: not null });
        return list with { Steps = isGroundless ? [new FilterStep { Items = [] }] : steps };
    }

    /// <summary>The step in the catalogue's words; null where all that it names is unknown.</summary>
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
                var asked = Items(lookup.Items, "neutral");
                return asked is { Count: 0 } && lookup.Items!.Count > 0
                    ? null
                    : lookup with
                    {
                        Question = lookup.Question.ToLowerInvariant(),
                        Items = asked,
                        Attributes = lookup.Attributes?.Select(a => serving.Catalog.Schema.Find(a)!.Name).ToList(),
                    };
            case ExplainStep explain:
                var explained = Items(explain.Items, "neutral")!;
                return explained.Count == 0 ? null : explain with { Items = explained };
            default:
                return step;
        }
    }

    private ItemFilter? Filter(ItemFilter? filter, bool isHard)
    {
        if (filter is null)
        {
            return null;
        }

        var grounded = ItemFilter.Empty;
        foreach (var (name, condition) in filter.Conditions)
        {
            var attribute = serving.Catalog.Schema.Find(name)!;
            grounded = grounded.With(attribute.Name, condition with
            {
                Any = Values(attribute, condition.Any, keepUnknown: isHard),
                All = Values(attribute, condition.All, keepUnknown: isHard),
                None = Values(attribute, condition.None, keepUnknown: false),
            });
        }

        return grounded;
    }

    private List<string>? Values(AttributeDefinition attribute, IReadOnlyList<string>? texts, bool keepUnknown)
    {
        if (texts is null)
        {
            return null;
        }

        var values = new List<string>(texts.Count);
        var reader = serving.Values.Of(attribute.Name);
        foreach (var text in texts)
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

            if ((reading?.Value ?? (keepUnknown ? text : null)) is { } value && !values.Contains(value, StringComparer.Ordinal))
            {
                values.Add(value);
            }
        }

        return values;
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

    private ProfileChange Change(ProfileChange change) => change with
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
