using InteRec.Interactions;
using InteRec.Ranking;
using InteRec.Tests.Tools;
using InteRec.Training;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Training;

public class ItemFactsTests
{
    [Fact]
    public void The_facts_of_a_catalogue_are_the_values_that_items_share()
    {
        var rows = ItemFacts.Of(SmallCatalog.Snapshot).Over(["i05", "i02", "i01", "i03", "unknown"]);

        // Red is of i01, i02, i05 (and a hidden thing), Round of i02, i05; Bo Jones of i02, i03, i05. Only one of these things is Green.
        var facts = Enumerable.Range(0, rows.RowCount).Select(r => string.Join(' ', rows.Columns(r).ToArray())).ToList();
        facts.ShouldContain("0 1 2");
        facts.ShouldContain("0 1");
        facts.ShouldContain("0 1 3");
        rows.AllValues.ToArray().ShouldAllBe(v => v == 1);
    }

    [Fact]
    public void An_item_that_nobody_else_likes_is_recommended_for_what_it_shares()
    {
        var log = TrainingData.TwoTastes();
        var alone = TrainingData.Build(Lines(log).Append(new("hermit", "rare", 1)));
        int Place(string id) => alone.ItemIds.ToList().IndexOf(id);
        var known = alone.With(
            new ItemFacts(
                alone.ItemIds,
                [
                    [Place("a0"), Place("a1"), Place("rare")],
                ]
            )
        );
        var options = new EaseOptions { Regularization = 5, FactWeight = 2 };

        Score(EaseTrainer.Train(alone, options).Ranker).ShouldBe(0, 1e-6);
        Score(EaseTrainer.Train(known, options).Ranker).ShouldBeGreaterThan(0.01f);

        float Score(ItemItemRanker ranker)
        {
            var scores = new float[ranker.ItemCount];
            ranker.Score([new SignedItem(Place("a0"), 1)], scores);
            return scores[Place("rare")];
        }
    }

    [Fact]
    public void What_is_taken_up_without_being_liked_ties_items_together()
    {
        // Nobody likes x and y both, but many who like one took up the other.
        var log = TrainingData.Build(
            Enumerable
                .Range(0, 20)
                .SelectMany(user =>
                    new TrainingInteraction[]
                    {
                        new($"u{user:D2}", user % 2 == 0 ? "x" : "y", 1),
                        new($"u{user:D2}", user % 2 == 0 ? "y" : "x", 0),
                        new($"u{user:D2}", $"other{user % 4}", 1),
                    }
                )
        );
        int x = log.ItemIds.ToList().IndexOf("x"),
            y = log.ItemIds.ToList().IndexOf("y");

        Score(0).ShouldBeLessThanOrEqualTo(0);
        Score(0.7).ShouldBeGreaterThan(0.1f);

        float Score(double neutral)
        {
            var scores = new float[log.ItemCount];
            EaseTrainer
                .Train(log, new EaseOptions { Regularization = 2, NeutralWeight = neutral })
                .Ranker.Score([new SignedItem(x, 1)], scores);
            return scores[y];
        }
    }

    private static IEnumerable<TrainingInteraction> Lines(InteractionMatrix log)
    {
        for (var user = 0; user < log.UserCount; user++)
        {
            foreach (var item in log.Likes.Columns(user).ToArray())
            {
                yield return new(log.UserIds[user], log.ItemIds[item], 1);
            }
        }
    }
}
