using InteRec.Ranking;
using InteRec.Tests.Training;
using InteRec.Training;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Ranking;

public class BoundRankerTests
{
    private static readonly InteractionMatrix Data = TrainingData.TwoTastes();

    // The catalogue has the items in another order, and some that training never saw: two with content, one without.
    private static readonly string[] Catalog = ["new-without", "b-new", .. Data.ItemIds.Reverse(), "a-new"];
    private static readonly BoundRanker WithContent = Bind(withContent: true);
    private static readonly BoundRanker WithoutContent = Bind(withContent: false);
    private static readonly int[] Everything = [.. Enumerable.Range(0, Catalog.Length)];

    [Theory]
    [InlineData(null, "blend")]
    [InlineData("ials", "ials")]
    [InlineData("ease", "ease")]
    [InlineData("knn", "knn")]
    [InlineData("content", "content")]
    [InlineData("popularity", "popularity")]
    [InlineData("no such ranker", "blend")]
    public void The_answer_names_the_ranker(string? asked, string expected) =>
        WithContent.Score(asked, [Liked("a0")], Everything, new float[Catalog.Length]).Ranker.ShouldBe(expected);

    [Fact]
    public void The_cosine_to_a_history_is_greatest_for_what_it_is_of_and_lies_within_one()
    {
        var item = Array.IndexOf(Catalog, "a0");
        var cosines = new float[Catalog.Length];

        WithContent.Cosines([new SignedItem(item, 1)], Everything, cosines);

        cosines[item].ShouldBe(1, 1e-5f);
        cosines.ShouldAllBe(c => c >= -1.00001f && c <= 1.00001f);
        cosines[Array.IndexOf(Catalog, "a1")].ShouldBeGreaterThan(cosines[Array.IndexOf(Catalog, "b1")]);
        cosines[Array.IndexOf(Catalog, "new-without")].ShouldBe(0);
    }

    [Fact]
    public void Another_blend_of_the_same_rankers_answers_by_its_weights()
    {
        SignedItem[] history = [Liked("a0"), Liked("a1")];
        float[] own = new float[Catalog.Length],
            ease = new float[Catalog.Length],
            blended = new float[Catalog.Length],
            none = new float[Catalog.Length];
        WithContent.Score(null, history, Everything, own);
        WithContent.Score("ease", history, Everything, ease);

        WithContent
            .WithBlend(new Dictionary<string, double>(StringComparer.Ordinal) { ["ease"] = 1 })
            .Score(null, history, Everything, blended)
            .Ranker.ShouldBe("blend");
        WithContent
            .WithBlend(new Dictionary<string, double>(StringComparer.Ordinal) { ["no such ranker"] = 1 })
            .Score(null, history, Everything, none);

        blended.ShouldBe(ease, 1e-4);
        none.ShouldBe(own);
        own.ShouldNotBe(ease);
    }

    [Fact]
    public void Items_outside_the_training_are_scored_by_content_and_counted()
    {
        var scores = new float[Catalog.Length];
        var answer = WithContent.Score(null, [Liked("a0"), Liked("a1")], Everything, scores);

        answer.Link.ShouldBe(RankerLink.Personal);
        (answer.PersonalItems, answer.ContentItems, answer.PopularityItems).ShouldBe((13, 2, 1));
        scores[Index("a-new")].ShouldBeGreaterThan(scores[Index("b-new")]);
        scores.ShouldAllBe(s => float.IsFinite(s));
    }

    [Fact]
    public void A_history_of_new_items_is_answered_by_their_content()
    {
        var scores = new float[Catalog.Length];
        var answer = WithContent.Score(null, [Liked("a-new")], Everything, scores);

        answer.Link.ShouldBe(RankerLink.Content);
        scores[Index("a1")].ShouldBeGreaterThan(scores[Index("b1")]);
    }

    [Fact]
    public void Without_history_or_content_popularity_answers()
    {
        WithContent.Score(null, [], Everything, new float[Catalog.Length]).Link.ShouldBe(RankerLink.Popularity);
        WithContent.Score(null, [Liked("new-without")], Everything, new float[Catalog.Length]).Link.ShouldBe(RankerLink.Popularity);
        WithoutContent.Score(null, [Liked("a-new")], Everything, new float[Catalog.Length]).Link.ShouldBe(RankerLink.Popularity);
    }

    [Theory]
    [InlineData(null, "a0")]
    [InlineData("ials", "a0")]
    [InlineData("ease", "a0")]
    [InlineData("content", "a0")]
    [InlineData(null, "a-new")]
    [InlineData("popularity", "a0")]
    public void An_attribution_sums_to_the_score(string? ranker, string liked)
    {
        SignedItem[] history = [Liked(liked), Liked("both"), new(Index("b2"), -1)];
        foreach (var item in Everything)
        {
            float[] score = [0];
            WithContent.Score(ranker, history, [item], score);
            var attribution = WithContent.Attribute(ranker, history, item);

            attribution.Score.ShouldBe(score[0]);
            (attribution.Rest + attribution.Shares.Sum(s => s.Share)).ShouldBe(score[0], 1e-3 * Math.Max(1, Math.Abs(score[0])));
        }
    }

    [Theory]
    [InlineData(null, "a0")]
    [InlineData("ials", "a0")]
    [InlineData("ease", "a0")]
    [InlineData("content", "a0")]
    [InlineData(null, "a-new")]
    [InlineData("popularity", "a0")]
    public void Items_taken_apart_together_are_taken_apart_as_alone(string? ranker, string liked)
    {
        SignedItem[] history = [Liked(liked), Liked("both"), new(Index("b2"), -1)];
        var items = Everything.ToArray();

        var together = WithContent.Attribute(ranker, history, items);

        for (var i = 0; i < items.Length; i++)
        {
            var alone = WithContent.Attribute(ranker, history, items[i]);
            together[i].Link.ShouldBe(alone.Link);
            together[i].Ranker.ShouldBe(alone.Ranker);
            together[i].Score.ShouldBe(alone.Score, 1e-4);
            together[i].Rest.ShouldBe(alone.Rest, 1e-3);
            together[i].Shares.Select(s => s.Item).Order().ShouldBe(alone.Shares.Select(s => s.Item).Order());
        }
    }

    [Fact]
    public void The_item_of_the_same_taste_gets_its_score_from_the_liked_one()
    {
        var attribution = WithContent.Attribute("ials", [Liked("a0"), Liked("b0")], Index("a3"));

        attribution.Shares[0].Item.ShouldBe(Index("a0"));
        attribution.Shares[0].Share.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_score_does_not_depend_on_what_else_is_scored()
    {
        float[] all = new float[Catalog.Length],
            one = [0];
        WithContent.Score(null, [Liked("a0")], Everything, all);
        foreach (var item in Everything)
        {
            WithContent.Score(null, [Liked("a0")], [item], one);
            one[0].ShouldBe(all[item]);
        }
    }

    [Fact]
    public void Similar_items_are_of_the_same_group_and_unlike_the_disliked()
    {
        var scores = new float[Catalog.Length];
        WithContent.Similar([Index("a0")], [Index("b0")], Everything, scores);

        foreach (var own in new[] { "a1", "a2", "a3", "a-new" })
        {
            scores[Index(own)].ShouldBeGreaterThan(scores[Index("b3")]);
        }
    }

    [Fact]
    public void Unit_scores_keep_the_order_and_stay_within_0_and_1()
    {
        float[] scores = [-50, -2, 0, 0.1f, 3, 80];
        var unit = scores.Select(BoundRanker.ToUnit).ToArray();

        unit.ShouldBe(unit.Order());
        unit.ShouldAllBe(u => u > 0 && u < 1);
        BoundRanker.ToUnit(0).ShouldBe(0.5f);
    }

    [Fact]
    public void Diversity_0_changes_nothing_and_1_takes_the_other_group_second()
    {
        ScoredItem[] ranked = [new(Index("a0"), 3), new(Index("a1"), 2.9f), new(Index("a2"), 2.8f), new(Index("b0"), 1)];

        ListShaping.Diversify(WithContent, ranked, 4, 0).ShouldBe([0, 1, 2, 3]);
        ListShaping.Diversify(WithContent, ranked, 2, 0.9f).ShouldBe([0, 3]);
        ListShaping.Diversify(WithContent, ranked, 9, 0.5f).Order().ShouldBe([0, 1, 2, 3]);
    }

    [Fact]
    public void Novelty_0_changes_nothing_and_1_lowers_the_popular()
    {
        int[] items = [Index("both"), Index("a0")];
        float[] scores = [1, 1];
        ListShaping.Apply(WithContent, items, scores, 0, 0);
        scores.ShouldBe([1, 1]);

        ListShaping.Apply(WithContent, items, scores, 1, 0);
        scores[0].ShouldBeLessThan(scores[1]);
    }

    [Fact]
    public void Content_of_another_catalogue_is_refused() =>
        Should.Throw<ArgumentException>(() => WithContent.Ranker.Bind(Catalog, new GroupContent(["a"])));

    private static BoundRanker Bind(bool withContent)
    {
        var content = new GroupContent(Catalog);
        return Artefacts.Train(Data, content: content, catalogIds: Catalog).Bind(Catalog, withContent ? content : null);
    }

    private static int Index(string id) => Array.IndexOf(Catalog, id);

    private static SignedItem Liked(string id) => new(Index(id), 1);
}
