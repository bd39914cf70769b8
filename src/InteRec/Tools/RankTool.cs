using InteRec.Catalog;
using InteRec.Ranking;

namespace InteRec.Tools;

/// <summary>Orders the candidates for the person, or by an attribute. How the parts are weighed: <see cref="RankScore"/>.</summary>
internal sealed class RankTool : ITool
{
    /// <summary>What <c>by</c> may say besides the name of a number attribute.</summary>
    public static IReadOnlyList<string> Orders { get; } = [.. RankerNames.Asked, "quality", Given];

    /// <summary>The order in which a filter names the items; what it does not name stays behind, as it came.</summary>
    public const string Given = "given";

    public string Name => RankStep.Tool;

    public string Description =>
        "Orders the candidates for the person by what is known of their taste, or by popularity, quality or a number attribute; "
        + "preferences, diversity and novelty shape the order.";

    public Type StepType => typeof(RankStep);

    public ToolResult Run(PlanStep step, CandidateSet candidates, ToolContext context, CancellationToken cancellationToken)
    {
        var rank = (RankStep)step;
        cancellationToken.ThrowIfCancellationRequested();
        if (candidates.Count == 0)
        {
            return new ToolResult(new CandidateSet(candidates.Catalog, [], [], isOrdered: true));
        }

        if (string.Equals(rank.By, Given, StringComparison.OrdinalIgnoreCase))
        {
            return new ToolResult(AsGiven(candidates, context));
        }

        var preferred = Preferences.Shares(context.Serving.Filters, rank.Prefer, candidates.Items, cancellationToken);
        return Orders.Contains(rank.By, StringComparer.OrdinalIgnoreCase) || context.Serving.Tools.Ranker(rank.By) is not null
            ? ByScore(rank, candidates, context, preferred, cancellationToken)
            : new ToolResult(ByAttribute(rank, candidates, context, preferred));
    }

    private static ToolResult ByScore(
        RankStep rank,
        CandidateSet candidates,
        ToolContext context,
        float[]? preferred,
        CancellationToken cancellationToken
    )
    {
        var (scores, note) = RankScore.Base(rank, candidates, context, cancellationToken);
        RankScore.AddCarried(scores, candidates);
        RankScore.AddFit(scores, Fit(rank, candidates, context, cancellationToken), (float)rank.Fit);
        RankScore.AddNovelty(scores, candidates.Items, context.Serving.Standing, IsOrder(rank) ? 0 : rank.Novelty);
        RankScore.AddPreferred(scores, preferred, candidates.IsOrdered);
        var ordered = Ordered(candidates, scores, ScoreOrder.Descending(scores));
        ordered =
            rank.Diversity > 0 ? Diversity.Reorder(ordered, context.Serving.Overlap, (float)rank.Diversity, cancellationToken) : ordered;
        var mates = SeriesMates.Of(context.Serving, IsOrder(rank) ? [] : Likened(rank, candidates, context));
        return new ToolResult(SeriesMates.Limit(ordered, mates)) { Note = note };
    }

    /// <summary>The items that the score is likeness to: those that the list names, else the few that are known to be liked.</summary>
    private static List<int> Likened(RankStep rank, CandidateSet candidates, ToolContext context)
    {
        var named = ItemNames.Indexes(context.Serving.Catalog, context.Reading?.Like);
        var countsFew = named.Count == 0 && !candidates.IsOrdered && RankScore.IsBlend(rank);
        return !countsFew ? named
            : context.Members.Count == 0 ? FewItems.Liked(context)
            : [.. context.Members.SelectMany(FewItems.Liked).Distinct()];
    }

    /// <summary>Who asks for the best known or the best gets them strictly.</summary>
    private static bool IsOrder(RankStep rank) => rank.By.ToLowerInvariant() is "popularity" or "quality";

    /// <summary>How much the candidates are what the list asks for; null where nothing is, or where the order asked for is another.</summary>
    private static float[]? Fit(RankStep rank, CandidateSet candidates, ToolContext context, CancellationToken cancellationToken)
    {
        IReadOnlyList<ElementaryCondition> asked = [.. context.Reading?.Where ?? [], .. ElementaryCondition.Of(rank.Prefer)];
        return rank.Fit > 0 && asked.Count > 0 && !IsOrder(rank)
            ? RequestFit.Of(context.Serving, asked, candidates.Items, cancellationToken)
            : null;
    }

    /// <summary>
    /// Strictly by the number, but first those that fit the request's text or likeness well (at least 0.6 of the best), and among them
    /// those that meet more preferences; items without the number come last, ties go by standing. The score tells the place only.
    /// </summary>
    private static CandidateSet ByAttribute(RankStep rank, CandidateSet candidates, ToolContext context, float[]? preferred)
    {
        var column =
            context.Serving.Catalog.Numbers(rank.By) ?? throw new ToolException($"There is no number called \"{rank.By}\" to rank by.");
        var sign = string.Equals(rank.Order, "asc", StringComparison.OrdinalIgnoreCase) ? -1 : 1;
        var keys = new float[candidates.Count];
        Fill(keys, candidates.Items, context.Serving.Standing.Overall);
        var places = ScoreOrder.Descending(keys);

        var ranks = column.Ranks;
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = ranks[candidates.Items[i]] is >= 0 and var place ? sign * place : float.NegativeInfinity;
        }

        places = ScoreOrder.Stable(places, keys);
        places = preferred is null ? places : ScoreOrder.Stable(places, preferred);
        if (candidates.IsOrdered)
        {
            for (var i = 0; i < keys.Length; i++)
            {
                keys[i] = candidates.Scores[i] >= 0.6f * candidates.Scores[0] ? 1 : 0;
            }

            places = ScoreOrder.Stable(places, keys);
        }

        return Placed(candidates, places);
    }

    private static CandidateSet AsGiven(CandidateSet candidates, ToolContext context)
    {
        var named = ItemNames.Indexes(context.Serving.Catalog, context.Reading?.Items);
        var keys = new float[candidates.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = named.IndexOf(candidates.Items[i]) is >= 0 and var place ? -place : float.NegativeInfinity;
        }

        return Placed(candidates, ScoreOrder.Descending(keys));
    }

    /// <summary>The candidates in an order that has no scores: each tells its place only.</summary>
    private static CandidateSet Placed(CandidateSet candidates, int[] places)
    {
        var scores = new float[places.Length];
        for (var i = 0; i < places.Length; i++)
        {
            scores[places[i]] = 1 - ((float)i / places.Length);
        }

        return Ordered(candidates, scores, places);
    }

    private static CandidateSet Ordered(CandidateSet candidates, float[] scores, int[] places)
    {
        var items = new int[places.Length];
        var sorted = new float[places.Length];
        for (var i = 0; i < places.Length; i++)
        {
            items[i] = candidates.Items[places[i]];
            sorted[i] = Math.Clamp(scores[places[i]], 0, 1); // sums of shares may end a rounding above 1
        }

        return new CandidateSet(candidates.Catalog, items, sorted, isOrdered: true);
    }

    private static void Fill(float[] keys, ReadOnlySpan<int> items, float[] values)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = values[items[i]];
        }
    }
}
