using InteRec.Numerics;

namespace InteRec.Tools;

/// <summary>
/// Joins the scores of the members of a group.
/// <para>joined = mean of u over the members, times min(1, p / floor), with u a member's score brought to 0..1 over the candidates, so that
/// nobody speaks louder, and p the least share of the candidates that a member puts below the item.</para>
/// <para>This is the average without misery: people who choose for a group use it, and with the average and least misery it is what groups
/// are most content with (Masthoff, "Group Recommender Systems", Recommender Systems Handbook 2015). The average alone lets a loud majority
/// put a member's worst item first; least misery alone lets one member decide everything. An item below the floor is not thrown out, as
/// there, but sinks, so that a list stays full; what is at the very bottom of one member comes last.</para>
/// </summary>
internal static class GroupScore
{
    /// <summary>The share of the candidates that a member may put below an item before it sinks.</summary>
    private const float Floor = 0.2f;

    /// <summary>The joined scores, 0 to 1.</summary>
    /// <param name="members">Each member's scores of the same items; at least one member.</param>
    public static float[] Joined(IReadOnlyList<float[]> members)
    {
        var joined = new float[members[0].Length];
        var least = new float[joined.Length];
        Array.Fill(least, 1);
        foreach (var scores in members)
        {
            var places = Places(scores);
            var range = new UnitRange(scores.DefaultIfEmpty().Min(), scores.DefaultIfEmpty().Max());
            for (var i = 0; i < joined.Length; i++)
            {
                // A member to whom all are alike has no say, and no bottom either.
                joined[i] += range.Greatest > range.Least ? (float)range.Of(scores[i]) / members.Count : 0.5f / members.Count;
                least[i] = Math.Min(least[i], places[i]);
            }
        }

        for (var i = 0; i < joined.Length; i++)
        {
            joined[i] *= Math.Min(1, least[i] / Floor);
        }

        return joined;
    }

    /// <summary>The share of the other items with a lower score, of those with the same the half.</summary>
    private static float[] Places(float[] scores)
    {
        var order = ScoreOrder.Descending(scores);
        var places = new float[scores.Length];
        for (var from = 0; from < order.Length; )
        {
            var to = from + 1;
            while (to < order.Length && scores[order[to]] == scores[order[from]])
            {
                to++;
            }

            var place = scores.Length == 1 ? 1 : (scores.Length - to + ((to - from - 1) / 2f)) / (scores.Length - 1);
            for (; from < to; from++)
            {
                places[order[from]] = place;
            }
        }

        return places;
    }
}
