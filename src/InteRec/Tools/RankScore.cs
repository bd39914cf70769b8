using System.Numerics.Tensors;
using InteRec.Catalog;
using InteRec.Profiles;
using InteRec.Ranking;

namespace InteRec.Tools;

/// <summary>
/// The score of <c>rank</c>, all parts 0 to 1:
/// <para>base = c personal + (1 - c) standing, with c = 0.8 n / (n + 0.5) for n past items of the person: for somebody unknown the well
/// known and well liked come first. Where few items are known, likeness to them is part of personal: <see cref="FewItems"/>. Neither of
/// dislikes alone, nor behind a step that scored the candidates, which has seen to likeness: c = 0.8 n / (n + 2), and personal is the
/// ranker's. With <c>by</c> a ranker: that ranker alone; one of the program's own is scaled from its least score to its greatest.</para>
/// <para>In a group the base scores of the members are joined: <see cref="GroupScore"/>.</para>
/// <para>remembered: what has a value that the person is known to prefer gets (base + 0.2) / 1.2, the rest base / 1.2.</para>
/// <para>seed: of the standing each item loses up to a seventh by lot, which the seed draws; what is personal stays as it is.</para>
/// <para>carried: where an earlier step scored the candidates by text or likeness, base becomes 0.65 match + 0.35 base, so that what was
/// asked for decides and the person's past refines.</para>
/// <para>fit: score = (1 - f) score + f fit, with fit how much the item is what was asked for (<see cref="RequestFit"/>), f = 0.3 unless the
/// step says otherwise.</para>
/// <para>novelty: <see cref="AddNovelty"/>.</para>
/// <para>preferred: score = (base + w share) / (1 + w). With w = 2 one preference decides and the rest orders within; after a text or
/// likeness w = 0.6, so that a good match that misses a preference still beats a poor one that meets it.</para>
/// </summary>
internal static class RankScore
{
    private const string Blend = "blend";
    private const float PersonalWeight = 0.8f;
    private const float HalfKnown = 0.5f;
    private const float HalfKnownOfRanker = 2f;
    private const float RememberedWeight = 0.2f;
    private const float Variety = 0.15f;
    private const float CarriedWeight = 0.65f;
    private const float PreferenceWeight = 2f;
    private const float PreferenceWeightCarried = 0.6f;

    /// <summary>Whether a step asks for all that is known of the person rather than for one ranker or an order.</summary>
    public static bool IsBlend(RankStep? rank) => rank is null || string.Equals(rank.By, Blend, StringComparison.OrdinalIgnoreCase);

    /// <summary>The base score of each item, and the link of the cold-start chain that gave it.</summary>
    public static (float[] Scores, string Note) Base(
        RankStep rank,
        CandidateSet candidates,
        ToolContext context,
        CancellationToken cancellationToken
    )
    {
        if (context.Members.Count == 0 || rank.By.ToLowerInvariant() is "popularity" or "quality")
        {
            return OfOne(rank, candidates, context, cancellationToken);
        }

        var (scores, notes) = (new List<float[]>(context.Members.Count), new SortedSet<string>(StringComparer.Ordinal));
        foreach (var member in context.Members)
        {
            var (own, note) = OfOne(rank, candidates, member, cancellationToken);
            scores.Add(own);
            notes.Add(note);
        }

        return (GroupScore.Joined(scores), $"for {scores.Count}: {string.Join("; ", notes)}");
    }

    private static (float[] Scores, string Note) OfOne(
        RankStep rank,
        CandidateSet candidates,
        ToolContext context,
        CancellationToken cancellationToken
    )
    {
        var items = candidates.Items;
        cancellationToken.ThrowIfCancellationRequested();
        var standing = context.Serving.Standing;
        switch (rank.By.ToLowerInvariant())
        {
            case "popularity":
                return (Pick(standing.Popularity, items), "popularity");
            case "quality":
                return (Pick(standing.Quality, items), standing.HasQuality ? "quality" : "popularity");
            case var by when context.Serving.Tools.Ranker(by) is { } own:
                return (Own(own, items, context, cancellationToken), by);
            case var by:
                var scores = Standing(items, context, rank.Novelty);
                Vary(scores, items, rank.Seed);
                var note = AddPersonal(by == Blend ? null : by, candidates, context, rank.Novelty, scores);
                AddRemembered(items, context, scores);
                return (scores, note ?? (standing.HasQuality ? "popularity and quality" : "popularity"));
        }
    }

    /// <summary>The scores of the program's ranker, brought to 0 to 1: its scale is its own.</summary>
    private static float[] Own(IItemRanker ranker, ReadOnlySpan<int> items, ToolContext context, CancellationToken cancellationToken)
    {
        var scores = new float[items.Length];
        ranker.Score(context, items, scores, cancellationToken);
        var (least, greatest) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (var score in scores)
        {
            (least, greatest) = float.IsFinite(score) ? (Math.Min(least, score), Math.Max(greatest, score)) : (least, greatest);
        }

        for (var i = 0; i < scores.Length; i++)
        {
            // As doubles: the span of two finite floats may be none.
            scores[i] =
                !float.IsFinite(scores[i]) ? 0
                : greatest > least ? (float)(((double)scores[i] - least) / ((double)greatest - least))
                : 1;
        }

        return scores;
    }

    /// <summary>
    /// Mixes what is known of the person into the standing; null where nothing is. A ranker gives deviations from the person's average
    /// item: nothing below the average counts, and the best candidate gets all.
    /// </summary>
    private static string? AddPersonal(string? ranker, CandidateSet candidates, ToolContext context, double novelty, float[] scores)
    {
        if (context.Taste.Count == 0)
        {
            return null;
        }

        var personal = new float[candidates.Count];
        var note = OfRanker(ranker, candidates.Items, context, personal);
        if (ranker is null && !candidates.IsOrdered && FewItems.Mix(personal, candidates.Items, context, novelty))
        {
            note ??= "content";
        }

        if (note is not null)
        {
            var half = candidates.IsOrdered || !context.Taste.Any(t => t.Weight > 0) ? HalfKnownOfRanker : HalfKnown;
            var share = ranker is null ? PersonalWeight * context.Taste.Count / (context.Taste.Count + half) : 1;
            for (var i = 0; i < scores.Length; i++)
            {
                scores[i] = (share * personal[i]) + ((1 - share) * scores[i]);
            }
        }

        return note;
    }

    private static string? OfRanker(string? ranker, ReadOnlySpan<int> items, ToolContext context, float[] personal)
    {
        if (context.Serving.Ranker is not { } bound)
        {
            return null;
        }

        var answer = bound.Score(ranker, [.. context.Taste], items, personal);
        var best = Math.Max(1, TensorPrimitives.Max<float>(personal));
        for (var i = 0; i < personal.Length; i++)
        {
            personal[i] = answer.Link == RankerLink.Popularity ? 0 : Math.Max(0, personal[i]) / best;
        }

        return answer.Link == RankerLink.Popularity ? null : $"{answer.Ranker}, {answer.Link.ToString().ToLowerInvariant()}";
    }

    /// <summary>Lifts what has a value that the person is known to prefer; several values lift no further.</summary>
    private static void AddRemembered(ReadOnlySpan<int> items, ToolContext context, float[] scores)
    {
        Bitmap? preferred = null;
        foreach (var entry in context.Profile.Entries)
        {
            if (entry is { Kind: ProfileKinds.Preferred, Attribute: { } attribute, Value: { } value })
            {
                var meeting = context.Serving.Filters.Meeting(new ElementaryCondition(attribute, ConditionKind.Any) { Values = [value] });
                preferred = preferred?.Or(meeting) ?? meeting;
            }
        }

        for (var i = 0; preferred is not null && i < scores.Length; i++)
        {
            scores[i] = (scores[i] + (preferred[items[i]] ? RememberedWeight : 0)) / (1 + RememberedWeight);
        }
    }

    /// <summary>Lets the scores of an earlier step decide.</summary>
    public static void AddCarried(float[] scores, CandidateSet candidates)
    {
        if (!candidates.IsOrdered || candidates.Count == 0 || candidates.Scores[0] <= 0)
        {
            return;
        }

        var best = candidates.Scores[0];
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = (CarriedWeight * Math.Max(0, candidates.Scores[i] / best)) + ((1 - CarriedWeight) * scores[i]);
        }
    }

    /// <summary>Mixes in how much the items are what was asked for.</summary>
    public static void AddFit(float[] scores, float[]? fit, float share)
    {
        for (var i = 0; fit is not null && i < scores.Length; i++)
        {
            scores[i] = ((1 - share) * scores[i]) + (share * fit[i]);
        }
    }

    /// <summary>Puts what meets more preferences before what meets fewer.</summary>
    public static void AddPreferred(float[] scores, float[]? preferred, bool carried)
    {
        if (preferred is null)
        {
            return;
        }

        var weight = carried ? PreferenceWeightCarried : PreferenceWeight;
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = (scores[i] + (weight * preferred[i])) / (1 + weight);
        }
    }

    /// <summary>
    /// Moves the items by less known (v above 0) or well known (below): score (1 - |v| (1 - known)), with known as in
    /// <see cref="ItemStanding.Known"/>. It applies to the whole score, so that it shows whatever made the score.
    /// </summary>
    public static void AddNovelty(float[] scores, ReadOnlySpan<int> items, ItemStanding standing, double novelty)
    {
        var strength = (float)Math.Abs(novelty);
        for (var i = 0; strength > 0 && i < scores.Length; i++)
        {
            scores[i] *= 1 - (strength * (1 - standing.Known(items[i], novelty)));
        }
    }

    /// <summary>Standing bent by novelty v: (0.5 + 0.3 v) quality + (0.5 - 0.3 v) known.</summary>
    private static float[] Standing(ReadOnlySpan<int> items, ToolContext context, double novelty)
    {
        var standing = context.Serving.Standing;
        if (novelty == 0)
        {
            return Pick(standing.Overall, items);
        }

        var quality = 0.5f + (0.3f * (float)novelty);
        var scores = new float[items.Length];
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = (quality * standing.Quality[items[i]]) + ((1 - quality) * standing.Known(items[i], novelty));
        }

        return scores;
    }

    /// <summary>
    /// score (1 - 0.15 u), with u between 0 and 1 by seed and item (a step of SplitMix64): what is known and good stays ahead, and among
    /// those near each other another comes first with each seed.
    /// </summary>
    private static void Vary(float[] scores, ReadOnlySpan<int> items, int? seed)
    {
        for (var i = 0; seed is not null && i < scores.Length; i++)
        {
            var z = (((ulong)(uint)seed.Value << 32) | (uint)items[i]) * 0x9E37_79B9_7F4A_7C15;
            z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
            z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
            scores[i] *= 1 - (Variety * ((z ^ (z >> 31)) >> 40) / (1 << 24));
        }
    }

    private static float[] Pick(float[] values, ReadOnlySpan<int> items)
    {
        var picked = new float[items.Length];
        for (var i = 0; i < picked.Length; i++)
        {
            picked[i] = values[items[i]];
        }

        return picked;
    }
}
