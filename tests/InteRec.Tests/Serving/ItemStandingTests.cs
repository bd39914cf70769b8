using System.Text.Json;
using InteRec.Catalog;
using InteRec.Tests.Planning.BuiltIn;
using InteRec.Tests.Tools;
using InteRec.Tools;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Serving;

public sealed class ItemStandingTests
{
    [Fact]
    public async Task A_quality_that_no_item_has_is_none_and_the_answer_can_be_written()
    {
        using var talk = new Talk(new ServingState(Catalog(i => SmallCatalog.Item($"i{i}", $"Soap {i}", kinds: "Red"))));

        var reply = await talk.SayAsync("the best red things");

        talk.Items(reply).Count.ShouldBe(5);
        JsonSerializer.Serialize(reply.Lists).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Nobody_is_one_of_the_best_where_all_are_alike()
    {
        using var talk = new Talk(
            new ServingState(Catalog(i => SmallCatalog.Item($"i{i}", $"Soap {i}", kinds: "Red", known: 7, stars: 4)))
        );

        var reply = await talk.SayAsync("red things");

        reply
            .Lists.SelectMany(l => l.Items)
            .SelectMany(i => i.Reasons)
            .ShouldAllBe(reason => !reason.Contains("best known") && !reason.Contains("stars"));
    }

    [Fact]
    public void A_constant_or_missing_column_tells_no_item_apart()
    {
        foreach (var stars in new int?[] { null, 0, 70 })
        {
            var standing = ItemStanding.Of(Catalog(i => SmallCatalog.Item($"i{i}", $"Soap {i}", known: i, stars: stars)), []);

            standing.HasQuality.ShouldBe(stars is not null);
            standing.Quality.Distinct().Count().ShouldBe(stars is null ? 10 : 1);
            standing.Overall.ShouldBe(standing.Overall.Order());
        }
    }

    [Fact]
    public void Equally_known_items_are_no_better_known_than_each_other()
    {
        var standing = ItemStanding.Of(Catalog(i => SmallCatalog.Item($"i{i}", $"Soap {i}", known: i < 5 ? 1 : 100 * i)), []);

        // Half of the items are no better known than the least; 0.88 is where novelty 1 turns.
        Enumerable.Range(0, 5).ShouldAllBe(i => Math.Abs(standing.Known(i, 1) - (0.5f / 0.88f)) < 1e-5f);
        standing.Known(7, 1).ShouldBe(0.8f / 0.88f, 1e-5f);
        standing.Known(9, 1).ShouldBe(0, 1e-5f);
    }

    [Fact]
    public void Numbers_that_no_scale_holds_still_give_an_order()
    {
        string[] stars = ["-1.7976931348623157E+308", "0", "1.7976931348623157E+308"];
        var items = stars.Select(
            (text, i) =>
                new Item(
                    $"i{i}",
                    new Dictionary<string, IReadOnlyList<string>>
                    {
                        ["title"] = [$"{i}"],
                        ["stars"] = [text],
                        ["known"] = [text],
                    }
                )
        );

        var standing = ItemStanding.Of(CatalogSnapshot.Build(SmallCatalog.Schema, items), [float.NaN, float.NegativeInfinity, 1]);

        standing.Overall.ShouldAllBe(part => part >= 0 && part <= 1);
        standing.Quality[2].ShouldBeGreaterThan(standing.Quality[0]);
    }

    private static CatalogSnapshot Catalog(Func<int, Item> item) =>
        CatalogSnapshot.Build(SmallCatalog.Schema, [.. Enumerable.Range(0, 10).Select(item)]);
}
