using System.Globalization;
using InteRec.Ranking;

namespace InteRec.Evaluation;

/// <summary>The work behind <c>interec eval ranking</c>.</summary>
internal static class RankingEvaluationCommand
{
    /// <summary>Names of the rankers that can be measured.</summary>
    public static IReadOnlyList<string> KnownRankers { get; } = [.. RankerNames.Parts, RankerNames.Blend];

    /// <summary>Reads the log, trains and measures.</summary>
    /// <param name="options">What to measure.</param>
    /// <param name="progress">Told what is being done, in sentences.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The result.</returns>
    /// <exception cref="RankingLogException">The log cannot be evaluated, or a ranker is unknown.</exception>
    public static async Task<RankingEvaluationResult> RunAsync(
        RankingEvaluationOptions options,
        IProgress<string>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        if (options.Rankers.FirstOrDefault(r => !KnownRankers.Contains(r, StringComparer.Ordinal)) is { } unknown)
        {
            throw new RankingLogException($"There is no ranker {unknown}; known are {string.Join(", ", KnownRankers)}.");
        }

        if (options.Repeat && options.Protocol == RankingProtocol.Last)
        {
            throw new RankingLogException("Repeats are measured by the protocol strong alone.");
        }

        progress?.Report($"Reading {options.Log}");
        var log = (await RankingLogReader.ReadAsync(options, cancellationToken)).With(options.Facts);
        if (options.Facts is not null && log.Facts.Count == 0)
        {
            throw new RankingLogException(
                $"The catalogue says nothing of the items of {options.Log}: it is another one than the log speaks of."
            );
        }

        return await Task.Run(() => new RankingEvaluation(options).Run(log, progress, cancellationToken), cancellationToken);
    }

    /// <summary>Writes a result as a Markdown table.</summary>
    public static void Render(RankingEvaluationResult result, TextWriter output)
    {
        void Line(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
        Line($"{result.Log}, {result.Protocol}: {result.Users} test users");
        foreach (var split in result.Splits)
        {
            var name = split.TestBucket < 0 ? "last" : split.TestBucket.ToString(CultureInfo.InvariantCulture);
            var training = $"{split.TrainingUsers} x {split.TrainingItems}, {split.TrainingLikes} likes ({split.TrainingSha256[..16]})";
            output.WriteLine($"  split {name}: {training}; {split.TestTargets} targets ({split.TargetsSha256[..16]})");
        }

        output.WriteLine();
        output.WriteLine(
            "| ranker | Recall@20 | Recall@50 | NDCG@100 | vs first (SE) | HR@10 | NDCG@10 "
                + "| coverage | novelty | diversity | popularity | train s | ms/user |"
        );
        output.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var r in result.Rankers)
        {
            var difference = r.Difference is { } d ? FormattableString.Invariant($"{d.Mean:+0.0000;-0.0000} ({d.StandardError:F4})") : "";
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {r.Ranker} | {r.Recall20.Mean:F4} | {r.Recall50.Mean:F4} "
                        + $"| {r.Ndcg100.Mean:F4} [{r.Ndcg100.Low:F4}, {r.Ndcg100.High:F4}] | {difference} "
                        + $"| {r.HitRate10.Mean:F4} | {r.Ndcg10.Mean:F4} | {r.Coverage:F3} | {r.Novelty:F2} | {r.Diversity:F3} "
                        + $"| {r.Popularity:F1} | {r.TrainingSeconds:F2} | {r.MillisecondsPerUser:F3} |"
                )
            );
        }

        output.WriteLine();
        foreach (var r in result.Rankers.Where(r => r.Weights.Count > 0))
        {
            var weights = r.Weights.Select(w => FormattableString.Invariant($"{w.Value:F3} {w.Key}"));
            Line($"{r.Ranker} = {string.Join(" + ", weights)} (first split)");
        }

        foreach (var notice in result.Notices)
        {
            output.WriteLine(notice);
        }

        Line($"Peak memory {result.PeakMemoryMiB:F0} MiB.");
    }
}
