using InteRec.Storage;

namespace InteRec.Conversations.Experiments;

/// <summary>
/// What came of the recommendations of one day under one variant. Each counts once, however many of its items were meant.
/// </summary>
/// <param name="Day">The day (UTC).</param>
/// <param name="Variant">The variant; null without an experiment.</param>
/// <param name="Recommendations">Lists that were given.</param>
/// <param name="Shown">Of these, told to have been shown.</param>
/// <param name="Clicked">Of these, with an item that was clicked, or is known already.</param>
/// <param name="Accepted">With an item that was accepted or liked.</param>
/// <param name="Rejected">With an item that was rejected or disliked.</param>
public sealed record OnlineDay(DateOnly Day, string? Variant, long Recommendations, long Shown, long Clicked, long Accepted, long Rejected);

/// <summary>How a variant does beside the control.</summary>
/// <param name="Variant">The variant.</param>
/// <param name="Recommendations">Lists that were given.</param>
/// <param name="Accepted">Of these, with an item that was accepted.</param>
/// <param name="Rate">Accepted / recommendations, with its 95 % interval (Wilson).</param>
/// <param name="Difference">Rate minus that of the control, with its 95 % interval; null for the control.</param>
/// <param name="PValue">
/// Always valid: one may look as often as one likes and stop when it is below 0.05. Null for the control. See <see cref="ProportionTest"/>.
/// </param>
public sealed record VariantComparison(
    string Variant,
    long Recommendations,
    long Accepted,
    RateInterval Rate,
    RateInterval? Difference,
    double? PValue
);

/// <summary>A figure with its 95 % interval.</summary>
/// <param name="Value">The figure.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public sealed record RateInterval(double Value, double Low, double High);

/// <summary>What came of the recommendations.</summary>
/// <param name="Days">By day and variant, latest day first.</param>
/// <param name="Variants">The variants compared over all these days; empty without an experiment.</param>
public sealed record OnlineReport(IReadOnlyList<OnlineDay> Days, IReadOnlyList<VariantComparison> Variants);

/// <summary>Reads what came of the recommendations from their records and the feedback.</summary>
internal sealed class OnlineMetrics(Database database, TimeProvider time)
{
    private const long MillisecondsPerDay = 86_400_000;

    private const string Sql = """
        SELECT   recommendations.at / 86400000 AS Day, recommendations.variant AS Variant, count(*) AS Recommendations,
                 coalesce(sum(said.shown), 0) AS Shown, coalesce(sum(said.clicked), 0) AS Clicked,
                 coalesce(sum(said.accepted), 0) AS Accepted, coalesce(sum(said.rejected), 0) AS Rejected
        FROM     recommendations
        LEFT JOIN (SELECT   recommendation_id,
                            max(CASE WHEN kind = 'shown' THEN 1 ELSE 0 END) AS shown,
                            max(CASE WHEN kind IN ('clicked', 'seen') THEN 1 ELSE 0 END) AS clicked,
                            max(CASE WHEN kind IN ('accepted', 'liked') THEN 1 ELSE 0 END) AS accepted,
                            max(CASE WHEN kind IN ('rejected', 'disliked') THEN 1 ELSE 0 END) AS rejected
                   FROM     feedback
                   GROUP BY recommendation_id) AS said ON said.recommendation_id = recommendations.recommendation_id
        WHERE    recommendations.at >= @since
        GROUP BY recommendations.at / 86400000, recommendations.variant
        ORDER BY 1 DESC, 2
        """;

    /// <param name="days">Today and so many days before, less one.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<OnlineReport> ReadAsync(int days, CancellationToken cancellationToken)
    {
        var since = ((time.GetUtcNow().ToStored() / MillisecondsPerDay) - days + 1) * MillisecondsPerDay;
        var rows = await database.ReadAsync(session => session.QueryAsync<Row>(Sql, new { since }), cancellationToken);
        OnlineDay[] found = [.. rows.Select(r => r.ToDay())];
        return new OnlineReport(found, Compare(found));
    }

    private static VariantComparison[] Compare(OnlineDay[] days)
    {
        var totals = days.Where(d => d.Variant is not null)
            .GroupBy(
                d => d.Variant!,
                (variant, own) =>
                    (
                        Variant: variant,
                        Counts: own.Aggregate(
                            (Given: 0L, Accepted: 0L),
                            (sum, d) => (sum.Given + d.Recommendations, sum.Accepted + d.Accepted)
                        )
                    )
            )
            .OrderBy(t => t.Variant != ExperimentOptions.Control)
            .ThenBy(t => t.Variant, StringComparer.Ordinal)
            .ToList();
        var control = totals.FirstOrDefault(t => t.Variant == ExperimentOptions.Control).Counts;
        return
        [
            .. totals.Select(t => new VariantComparison(
                t.Variant,
                t.Counts.Given,
                t.Counts.Accepted,
                ProportionTest.Rate(t.Counts.Accepted, t.Counts.Given),
                t.Variant == ExperimentOptions.Control || control.Given == 0 ? null : ProportionTest.Difference(t.Counts, control),
                t.Variant == ExperimentOptions.Control || control.Given == 0 ? null : ProportionTest.PValue(t.Counts, control)
            )),
        ];
    }

    private sealed record Row(long Day, string? Variant, long Recommendations, long Shown, long Clicked, long Accepted, long Rejected)
    {
        public OnlineDay ToDay() =>
            new(
                DateOnly.FromDateTime(Times.FromStored(Day * MillisecondsPerDay).UtcDateTime),
                Variant,
                Recommendations,
                Shown,
                Clicked,
                Accepted,
                Rejected
            );
    }
}
