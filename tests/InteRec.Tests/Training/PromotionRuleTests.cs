using InteRec.Ranking;
using InteRec.Tests.Ranking;
using InteRec.Tests.Support;
using InteRec.Training;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Training;

public sealed class PromotionRuleTests : IDisposable
{
    private static readonly InteractionMatrix Data = TrainingData.TwoTastes();
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(0.02, 0.005, true, "Promoted: better, +4.0 % ± 2.0 % of the NDCG@100")]
    [InlineData(0, 0, true, "Promoted: not worse, 0.0 % ± 0.0 %")]
    [InlineData(-0.005, 0.01, true, "Promoted: not worse, -1.0 % ± 3.9 %")]
    [InlineData(-0.045, 0.01, true, "Promoted: not worse as far as too few users tell, -9.0 % ± 3.9 %")]
    [InlineData(-0.051, 0.01, false, "Not promoted: worse as far as too few users tell, -10.2 % ± 3.9 %")]
    [InlineData(-0.2, 0.01, false, "Not promoted: worse, -40.0 % ± 3.9 %")]
    public void The_paired_difference_decides_and_its_interval_is_told(double mean, double error, bool promoted, string verdict)
    {
        var decision = Rule(promote: true).Decide(Report(mean, error));

        decision.Promote.ShouldBe(promoted);
        decision.Verdict.ShouldStartWith(verdict);
        decision.Verdict.ShouldContain("on 10 held-out users");
    }

    [Fact]
    public void The_standard_error_is_that_of_the_differences_of_the_same_users()
    {
        var difference = PairedDifference.Of([0.5, 0.9, 0.1, 0.3], [0.4, 0.9, 0.2, 0.1])!;

        // Differences 0.1, 0, -0.1, 0.2: mean 0.05, variance 0.05 / 3.
        difference.Mean.ShouldBe(0.05, 1e-12);
        difference.StandardError.ShouldBe(Math.Sqrt(0.05 / 3 / 4), 1e-12);
        difference.Users.ShouldBe(4);
    }

    [Fact]
    public void One_user_has_no_interval() => PairedDifference.Of([0.5], [0.4]).ShouldBeNull();

    [Fact]
    public void One_that_cannot_be_compared_takes_the_place()
    {
        Rule(promote: false).Decide(Report(0, 0)).Verdict.ShouldContain("first ranker");
        Rule(promote: true)
            .Decide(null)
            .ShouldBe(
                Rule(promote: false).Decide(null) with
                {
                    Verdict =
                        "Promoted without comparison: too few held-out users are new to both, or the current ranker has no hold-out twin.",
                }
            );
    }

    public void Dispose() => _folder.Dispose();

    private PromotionRule Rule(bool promote)
    {
        var store = new RankerStore(Path.Combine(_folder.Path, Guid.NewGuid().ToString("N")), TimeProvider.System);
        var manifest = store.Save(Artefacts.Train(Data));
        if (promote)
        {
            store.Promote(manifest.RankerId);
        }

        return new PromotionRule(store, 0.1);
    }

    private static HoldOutReport Report(double difference, double error) =>
        new(
            10,
            new Dictionary<string, RankingFigures>(StringComparer.Ordinal) { ["blend"] = Figures(0.5 + difference) },
            "blend-20261121-1",
            Figures(0.5)
        )
        {
            Difference = new PairedDifference(difference, error, 10),
        };

    private static RankingFigures Figures(double ndcg) => new(0, 0, ndcg, 0);
}
