using InteRec.Catalog;
using InteRec.Ranking;
using InteRec.Tests.Support;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Ranking;

public sealed class CentralityTests
{
    private enum Order
    {
        MainFirst,
        Alphabet,
        Random,
    }

    [Theory]
    [InlineData(nameof(Order.MainFirst), true)]
    [InlineData(nameof(Order.Alphabet), false)]
    [InlineData(nameof(Order.Random), false)]
    public void Order_counts_where_the_other_values_agree_with_it(string order, bool counts)
    {
        var catalog = Things(Enum.Parse<Order>(order));
        var centrality = new Centrality(catalog);

        centrality.HasOrder(catalog.Categories("kinds")!).ShouldBe(counts);
    }

    [Fact]
    public void Shares_of_an_item_sum_to_1_and_the_one_that_its_topics_speak_for_is_the_greatest()
    {
        var catalog = Things(Order.Alphabet);
        var centrality = new Centrality(catalog);
        var kinds = catalog.Categories("kinds")!;
        var item = catalog.IndexOf("calm-0");
        var shares = new Dictionary<string, float>(StringComparer.Ordinal);
        foreach (var value in kinds.ValueIds(item))
        {
            shares[kinds.Values[value]] = centrality.SharesOf(kinds, value)[kinds.ItemsWith(value).IndexOf(item)];
        }

        shares.Values.Sum().ShouldBe(1, 1e-5);
        shares["Calm"].ShouldBeGreaterThan(shares["Brisk"]);
    }

    [Fact]
    public void A_thing_of_very_many_values_is_a_little_of_each()
    {
        string[] many = [.. Enumerable.Range(0, 2_000).Select(v => $"v{v}")];
        var items = Enumerable
            .Range(0, 40)
            .Select(i => new Item(
                $"i{i}",
                new Dictionary<string, IReadOnlyList<string>>
                {
                    ["title"] = [$"{i}"],
                    ["kinds"] = many,
                    ["topics"] = many,
                }
            ));
        var catalog = CatalogSnapshot.Build(Things(Order.Alphabet).Schema, items);
        var kinds = catalog.Categories("kinds")!;
        var centrality = new Centrality(catalog);

        Enumerable.Range(0, 2_000).Sum(v => (double)centrality.SharesOf(kinds, v)[0]).ShouldBe(1, 1e-3);
        centrality.HasOrder(kinds).ShouldBeFalse();
    }

    [Fact]
    public void Of_the_films_genres_moods_and_casts_begin_with_what_counts_and_languages_do_not()
    {
        var catalog = MovieCatalog.Snapshot;
        var centrality = new Centrality(catalog);

        catalog
            .Columns.OfType<CategoryColumn>()
            .Where(centrality.HasOrder)
            .Select(c => c.Definition.Name)
            .Order(StringComparer.Ordinal)
            .ShouldBe(["cast", "genres", "keywords", "moods"]);
    }

    /// <summary>Things that are mostly brisk or mostly calm and a little of the other, which their topics tell.</summary>
    private static CatalogSnapshot Things(Order order)
    {
        var random = new Random(7);
        var schema = new DatasetSchema
        {
            Name = "things",
            Attributes =
            [
                new AttributeDefinition
                {
                    Name = "title",
                    Type = AttributeType.Text,
                    Role = AttributeRole.Title,
                },
                new AttributeDefinition
                {
                    Name = "kinds",
                    Type = AttributeType.Categories,
                    Role = AttributeRole.Kind,
                },
                new AttributeDefinition
                {
                    Name = "topics",
                    Type = AttributeType.Categories,
                    Role = AttributeRole.Topic,
                },
            ],
        };
        return CatalogSnapshot.Build(
            schema,
            new[] { "Brisk", "Calm" }.SelectMany(main => Enumerable.Range(0, 60).Select(n => Thing(main, n)))
        );

        Item Thing(string main, int number)
        {
            var other = main == "Brisk" ? "Calm" : "Brisk";
            string[] kinds = [main, other];
            kinds = order switch
            {
                Order.Alphabet => [.. kinds.Order(StringComparer.Ordinal)],
                Order.Random when random.Next(2) == 0 => [other, main],
                _ => kinds,
            };
            var own = main == "Brisk" ? "race" : "pond";
            var topics = new[] { own, random.Next(4) == 0 ? "race" : "pond" }.Distinct();

            // What is brisk alone or calm alone teaches what races and ponds are.
            return new Item(
                $"{main.ToLowerInvariant()}-{number}",
                new Dictionary<string, IReadOnlyList<string>>
                {
                    ["title"] = [$"{main} {number}"],
                    ["kinds"] = number % 3 == 1 ? [main] : kinds,
                    ["topics"] = [.. topics],
                }
            );
        }
    }
}
