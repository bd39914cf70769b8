using InteRec.Ranking;

namespace InteRec.Training;

/// <summary>Counts likes, each with its weight, newer ones more where a half-life is set.</summary>
internal static class PopularityTrainer
{
    private const double SecondsPerDay = 86400;

    /// <param name="data">The training matrix.</param>
    /// <param name="halfLifeDays">Days after which a like counts half; 0: age does not matter. Needs timestamps in seconds.</param>
    public static PopularityRanker Train(InteractionMatrix data, double halfLifeDays = 0)
    {
        var times = data.Timestamps.Span;
        var newest = long.MinValue;
        foreach (var time in times)
        {
            newest = Math.Max(newest, time);
        }

        var counts = new double[data.ItemCount];
        for (var k = 0; k < data.Likes.Count; k++)
        {
            var decay = halfLifeDays > 0 ? Math.Pow(0.5, (newest - times[k]) / (halfLifeDays * SecondsPerDay)) : 1;
            counts[data.Likes.AllColumns[k]] += data.Likes.AllValues[k] * decay;
        }

        return new PopularityRanker(Array.ConvertAll(counts, c => (float)Math.Log(1 + c)));
    }
}
