using InteRec.Catalog;
using InteRec.Tools;

namespace InteRec.Planning.BuiltIn;

/// <summary>Writes the plan of requests that hold: complete by itself, so that it can be stored and run again.</summary>
internal static class PlanWriter
{
    /// <summary>Items of a list when nobody said how many.</summary>
    public const int DefaultCount = 5;

    /// <summary>Items that a topic must leave to be a condition rather than a preference.</summary>
    private const int EnoughItems = 3;

    /// <summary>Values of one condition; of more only the first are asked for.</summary>
    private const int MostValues = 500;

    /// <summary>The plan of all requests.</summary>
    /// <param name="intent">The intent.</param>
    /// <param name="requests">The requests, one a list.</param>
    /// <param name="count">How many items the caller wants where the person did not say.</param>
    /// <param name="ask">What to ask back about, or null.</param>
    /// <param name="remember">What the profile learns, or null.</param>
    /// <param name="serving">Where given, topics that items have become conditions.</param>
    public static Plan Write(
        Intent intent,
        IReadOnlyList<OpenRequest> requests,
        int? count,
        string? ask,
        ProfileChange? remember,
        ServingState? serving = null
    ) =>
        new()
        {
            Intent = intent,
            Lists = [.. requests.Select(r => List(serving is null ? r : WithTopics(r, serving), count))],
            Remember = remember is { IsEmpty: false } ? remember : null,
            Ask = ask,
        };

    /// <summary>How many items the requests leave.</summary>
    public static Plan Counted(IReadOnlyList<OpenRequest> requests, LookupStep lookup) =>
        new()
        {
            Intent = Intent.Lookup,
            Lists =
            [
                .. Write(Intent.Lookup, requests, null, null, null)
                    .Lists.Select(l => l with { Steps = [.. l.Steps.Where(s => s is FilterStep), lookup] }),
            ],
        };

    /// <summary>Why items fit the request that they were chosen for, which is a matter of its conditions.</summary>
    public static Plan Explained(IReadOnlyList<string> items, IReadOnlyList<OpenRequest> requests)
    {
        var context = requests.Count == 0 ? [] : Write(Intent.Explain, [requests[0]], null, null, null).Lists[0].Steps;
        return new Plan
        {
            Intent = Intent.Explain,
            Lists =
            [
                new PlanList
                {
                    Count = Math.Max(1, items.Count),
                    Steps =
                    [
                        .. context.Select(s => s is FilterStep f ? f with { Exclude = null, ExcludeSeries = null } : s),
                        new ExplainStep { Items = items },
                    ],
                },
            ],
        };
    }

    /// <summary>
    /// Topics are conditions as long as items meet them together with the others: "set at Christmas" is no mere taste. The state keeps them as preferences, so that a later condition can outdo them.
    /// </summary>
    private static OpenRequest WithTopics(OpenRequest request, ServingState serving)
    {
        if (serving.Catalog.Schema.WithRole(AttributeRole.Topic)?.Name is not { } topic || request.Prefer[topic] is not { } first)
        {
            return request;
        }

        bool IsTopic(IReadOnlyList<ItemFilter> group) => group is [var only] && only[topic] is not null;
        var (where, prefer) = (request.Where, request.Prefer.With(topic, null).WithOr(request.Prefer.Or.Where(g => !IsTopic(g))));
        var enough = Math.Min(request.Count ?? DefaultCount, EnoughItems);
        foreach (var about in request.Prefer.Or.Where(IsTopic).Select(g => g[0]).Prepend(ItemFilter.Empty.With(topic, first)))
        {
            var stricter = ItemFilter.Both(where, about);
            (where, prefer) = Found(stricter, request, serving) >= enough ? (stricter, prefer) : (where, ItemFilter.Both(prefer, about));
        }

        return request with
        {
            Where = where,
            Prefer = prefer,
        };
    }

    private static int Found(ItemFilter where, OpenRequest request, ServingState serving)
    {
        var found = serving.Filters.Apply(serving.Catalog.Available.Copy(), where);
        foreach (var id in request.Exclude)
        {
            if (serving.Catalog.IndexOf(id) is >= 0 and var item)
            {
                found.Remove(item);
            }
        }

        return found.Count();
    }

    private static PlanList List(OpenRequest request, int? count)
    {
        var steps = new List<PlanStep>(4);
        if (!request.Where.IsEmpty || request.Items is not null || request.Exclude.Count > 0 || request.ExcludeSeries.Count > 0)
        {
            steps.Add(
                new FilterStep
                {
                    Where = request.Where.IsEmpty ? null : Bounded(request.Where),
                    Items = request.Items,
                    Exclude = request.Exclude.Count > 0 ? request.Exclude : null,
                    ExcludeSeries = request.ExcludeSeries.Count > 0 ? request.ExcludeSeries : null,
                }
            );
        }

        if (request.Text is { } text)
        {
            steps.Add(new SearchStep { Text = text });
        }

        if (request.Like.Count > 0)
        {
            steps.Add(new SimilarStep { To = request.Like, Unlike = request.Unlike.Count > 0 ? request.Unlike : null });
        }

        steps.Add(
            new RankStep
            {
                By = request.By ?? "blend",
                Order = request.Order,
                Prefer = request.Prefer.IsEmpty ? null : Bounded(request.Prefer),
                Novelty = request.Novelty,
            }
        );
        return new PlanList
        {
            Label = request.Label,
            Count = Math.Clamp(request.Count ?? count ?? DefaultCount, 1, 50),
            Steps = steps,
        };
    }

    private static ItemFilter Bounded(ItemFilter filter)
    {
        return filter.Select(
            (_, condition) => condition with { Any = First(condition.Any), All = First(condition.All), None = First(condition.None) }
        );

        static IReadOnlyList<string>? First(IReadOnlyList<string>? values) =>
            values?.Count > MostValues ? [.. values.Take(MostValues)] : values;
    }
}
