namespace InteRec.Conversations.Experiments;

/// <summary>
/// Compares two proportions, of any size, at any time. The test is the mixture sequential probability ratio test (Johari, Koomen, Pekelis
/// and Walsh 2017, "Peeking at A/B Tests"): with the difference d, its variance V under equal rates and a normal mixture of variance t^2
/// over the differences looked for,
/// <c>Lambda = sqrt(V / (V + t^2)) exp(t^2 d^2 / (2 V (V + t^2)))</c>, and 1 / Lambda is below 0.05 at any time with probability at most
/// 0.05 where there is no difference. It counts lists as independent: users with very many lists make it too sure.
/// </summary>
internal static class ProportionTest
{
    private const double Z95 = 1.959963985;

    // Differences of a few points are what is looked for; the test is valid for any value and quickest for these.
    private const double Mixture = 0.03 * 0.03;

    /// <summary>A share with Wilson's interval, which stays within 0 and 1.</summary>
    public static RateInterval Rate(long accepted, long given)
    {
        if (given == 0)
        {
            return new RateInterval(0, 0, 1);
        }

        double n = given,
            p = accepted / n,
            z2 = Z95 * Z95;
        var centre = (p + (z2 / (2 * n))) / (1 + (z2 / n));
        var half = Z95 / (1 + (z2 / n)) * Math.Sqrt((p * (1 - p) / n) + (z2 / (4 * n * n)));
        return new RateInterval(p, Math.Max(0, centre - half), Math.Min(1, centre + half));
    }

    /// <summary>The difference of two shares with Newcombe's interval, made of Wilson's.</summary>
    public static RateInterval Difference((long Given, long Accepted) a, (long Given, long Accepted) b)
    {
        var (x, y) = (Rate(a.Accepted, a.Given), Rate(b.Accepted, b.Given));
        var d = x.Value - y.Value;
        return new RateInterval(d, d - Root(x.Value - x.Low, y.High - y.Value), d + Root(x.High - x.Value, y.Value - y.Low));

        static double Root(double p, double q) => Math.Sqrt((p * p) + (q * q));
    }

    /// <summary>The always-valid p-value of "there is no difference", 1 where nothing can be said yet.</summary>
    public static double PValue((long Given, long Accepted) a, (long Given, long Accepted) b)
    {
        if (a.Given == 0 || b.Given == 0)
        {
            return 1;
        }

        var pooled = (double)(a.Accepted + b.Accepted) / (a.Given + b.Given);
        var variance = pooled * (1 - pooled) * ((1.0 / a.Given) + (1.0 / b.Given));
        if (variance == 0)
        {
            return 1;
        }

        var d = ((double)a.Accepted / a.Given) - ((double)b.Accepted / b.Given);
        var log = (0.5 * Math.Log(variance / (variance + Mixture))) + (Mixture * d * d / (2 * variance * (variance + Mixture)));
        return Math.Min(1, Math.Exp(-log));
    }
}
