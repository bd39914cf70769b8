using InteRec.Ranking;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Ranking;

public class ScaleTests
{
    [Fact]
    public void Standardised_scores_have_mean_0_and_deviation_1_and_equal_ones_are_0()
    {
        float[] scores = [1, 2, 3, 6];
        var scale = Standardization.Of(scores);
        var standard = Array.ConvertAll(scores, scale.Apply);

        standard.Average().ShouldBe(0f, 1e-5f);
        standard.Average(s => s * s).ShouldBe(1f, 1e-5f);
        Standardization.Of([7, 7, 7]).Apply(7).ShouldBe(0f);
        (Standardization.Of([]).Apply(3), scale.Apply(float.NaN), scale.Apply(float.PositiveInfinity)).ShouldBe((3f, 0f, 0f));
    }

    [Theory]
    [InlineData(1, 1, 1, RankerLink.Personal)]
    [InlineData(0, 1, 1, RankerLink.Content)]
    [InlineData(1, 2, 2, RankerLink.Content)]
    [InlineData(2, 1, 3, RankerLink.Popularity)]
    [InlineData(0, 0, 0, RankerLink.Popularity)]
    public void The_link_of_an_answer_is_that_of_most_items_and_of_as_many_the_stronger(
        int personal,
        int content,
        int popularity,
        RankerLink link
    ) => RankAnswer.Of("blend", personal, content, popularity).Link.ShouldBe(link);

    // Spark counts the liked items, iALS adds up their weights; a disliked one counts as often as its weight says.
    [Theory]
    [InlineData(true, 2.5)]
    [InlineData(false, 4.25)]
    public void Regularisation_grows_with_the_history_as_the_rule_says(bool countItems, double expected)
    {
        var rule = new FoldInRule(Lambda: 1, CountOffset: 0, Exponent: 1, DislikeWeight: 0.5f, CountItems: countItems);

        rule.Regularization([new(0, 3), new(1, 0.75f), new(2, -1), new(3, 0)]).ShouldBe(expected, 1e-6);
        rule.Terms(-1).ShouldBe((0.5f, -0.25f));
    }

    [Fact]
    public void A_score_taken_apart_has_the_largest_share_first_and_none_that_is_nothing()
    {
        var attribution = ScoreAttribution.Of("ease", RankerLink.Personal, 2, [new(5, 1), new(6, 1), new(7, -1)], [0.5f, 0, 1.25f]);

        attribution.Shares.ShouldBe([new ItemShare(7, 1.25f), new ItemShare(5, 0.5f)]);
        attribution.Rest.ShouldBe(0.25f);
    }
}
