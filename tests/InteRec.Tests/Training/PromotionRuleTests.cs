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
    [InlineData(0.5, true)]
    [InlineData(0.45, true)]
    [InlineData(0.449, false)]
    public void One_that_is_worse_beyond_the_tolerance_does_not_take_the_place(double measured, bool promoted)
    {
        var decision = Rule(promote: true).Decide("blend", Report(measured, current: 0.5));

        decision.Promote.ShouldBe(promoted);
        decision.Verdict.ShouldStartWith(promoted ? "Promoted: NDCG@100" : "Not promoted: NDCG@100");
    }

    [Fact]
    public void One_that_cannot_be_compared_takes_the_place()
    {
        Rule(promote: false).Decide("blend", Report(0, current: 0.5)).Verdict.ShouldContain("first ranker");
        Rule(promote: true)
            .Decide("blend", null)
            .ShouldBe(
                Rule(promote: false).Decide("blend", null) with
                {
                    Verdict = "Promoted without comparison: there are too few held-out users, or the current ranker has no hold-out twin.",
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

    private static HoldOutReport Report(double measured, double current) =>
        new(
            10,
            new Dictionary<string, RankingFigures>(StringComparer.Ordinal) { ["blend"] = Figures(measured), ["ease"] = Figures(1) },
            "blend-20261121-1",
            Figures(current)
        );

    private static RankingFigures Figures(double ndcg) => new(0, 0, ndcg, 0);
}
