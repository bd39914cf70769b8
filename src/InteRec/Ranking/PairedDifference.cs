namespace InteRec.Ranking;

/// <summary>The mean difference of a metric between two rankers over the same users.</summary>
/// <param name="Mean">The mean difference.</param>
/// <param name="StandardError">Its standard error; beyond two of them it is no chance.</param>
/// <param name="Users">Users that both were measured on.</param>
public sealed record PairedDifference(double Mean, double StandardError, int Users)
{
    // Of a standard normal deviate, 95 % lie within so many.
    private const double Deviates95 = 1.96;

    /// <summary>Half the width of the 95 % interval.</summary>
    internal double HalfWidth => Deviates95 * StandardError;

    /// <summary>The difference; null below two users, whose spread nobody knows.</summary>
    /// <param name="ours">The metric of each user.</param>
    /// <param name="theirs">The same of the ranker compared with, in the same order of users.</param>
    internal static PairedDifference? Of(IReadOnlyList<double> ours, IReadOnlyList<double> theirs)
    {
        var differences = ours.Zip(theirs, (a, b) => a - b).ToArray();
        if (differences.Length < 2)
        {
            return null;
        }

        var mean = differences.Average();
        var variance = differences.Sum(d => (d - mean) * (d - mean)) / (differences.Length - 1);
        return new PairedDifference(mean, Math.Sqrt(variance / differences.Length), differences.Length);
    }
}
