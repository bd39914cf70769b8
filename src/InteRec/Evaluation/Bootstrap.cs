namespace InteRec.Evaluation;

/// <summary>95 % intervals of a mean by resampling the users with replacement (percentile bootstrap), seeded.</summary>
internal static class Bootstrap
{
    public static MetricInterval Mean(double[] values, int draws)
    {
        var mean = values.Length == 0 ? 0 : values.Average();
        if (values.Length < 2 || draws < 2)
        {
            return new MetricInterval(mean, mean, mean);
        }

        var random = new Random(1);
        var means = new double[draws];
        for (var draw = 0; draw < draws; draw++)
        {
            double sum = 0;
            for (var k = 0; k < values.Length; k++)
            {
                sum += values[random.Next(values.Length)];
            }

            means[draw] = sum / values.Length;
        }

        Array.Sort(means);
        return new MetricInterval(mean, means[(int)(0.025 * (draws - 1))], means[(int)Math.Ceiling(0.975 * (draws - 1))]);
    }
}
