namespace InteRec.Evaluation.Readings;

/// <summary>Decisions of about the same confidence.</summary>
/// <param name="From">The least confidence of the bin.</param>
/// <param name="Count">How many decisions.</param>
/// <param name="Confidence">Their mean confidence.</param>
/// <param name="Right">The share of them that is right.</param>
internal sealed record ReliabilityBin(double From, int Count, double Confidence, double Right);

/// <summary>
/// Whether confidence means what it says: of the decisions made with confidence 0.8, four of five should be right.
/// </summary>
/// <param name="Error">
/// Expected calibration error: the mean distance of confidence and share of right ones over the bins, weighted by their counts
/// (Guo et al. 2017, On Calibration of Modern Neural Networks, equation 3).
/// </param>
/// <param name="Bins">The bins that are not empty, from the lowest.</param>
internal sealed record Calibration(double Error, IReadOnlyList<ReliabilityBin> Bins)
{
    private const int BinCount = 10;

    /// <summary>Sorts decisions into ten bins of equal width.</summary>
    public static Calibration Of(IReadOnlyCollection<(float Confidence, bool IsRight)> decisions)
    {
        var bins = decisions
            .GroupBy(d => Math.Clamp((int)(d.Confidence * BinCount), 0, BinCount - 1))
            .OrderBy(g => g.Key)
            .Select(g => new ReliabilityBin(
                (double)g.Key / BinCount,
                g.Count(),
                g.Average(d => (double)d.Confidence),
                g.Average(d => d.IsRight ? 1.0 : 0.0)
            ))
            .ToList();
        return new Calibration(bins.Sum(b => b.Count * Math.Abs(b.Confidence - b.Right)) / Math.Max(1, decisions.Count), bins);
    }
}
