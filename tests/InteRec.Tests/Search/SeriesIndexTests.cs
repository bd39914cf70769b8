using InteRec.Catalog;
using InteRec.Search;
using InteRec.Tests.Planning.Agent;
using InteRec.Tests.Tools;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Search;

public sealed class SeriesIndexTests
{
    [Theory]
    [InlineData("Alien", "Aliens", null)]
    [InlineData("Alien (1979)", "Aliens", null)]
    [InlineData("Aliens", "Alien", null)]
    [InlineData("First Blood", "Rambo III", null)]
    [InlineData("Rambo", "First Blood", null)]
    [InlineData("Toy Story 3", "Toy Story", null)]
    [InlineData("The Bourne Identity", "The Bourne Ultimatum", null)]
    [InlineData("Before Sunrise", "Before Sunset", "Before I Go to Sleep")]
    [InlineData("Analyze This", "Analyze That", null)]
    [InlineData("Ocean's Eleven", "Ocean's Twelve", null)]
    [InlineData("Big Fish", "Big Fish", "Big Eyes")]
    [InlineData("The Godfather", "The Godfather Part II", "Scarface")]
    [InlineData("Alien", "Alien 3", "Scooby-Doo on Zombie Island")]
    [InlineData("Warrior", "Warrior", "Mad Max")]
    [InlineData("Adaptation", "Adaptation", "Raiders of the Lost Ark")]
    [InlineData("Mission: Impossible", "Mission: Impossible III", "Mission to Mars")]
    [InlineData("Finding Nemo", "Finding Dory", null)]
    public async Task A_series_has_the_sequels_under_other_titles_and_nothing_else(string name, string other, string? stranger)
    {
        var serving = await BundledFilms.ServingAsync();

        var titles = serving.Series.Match(name).Items.ToArray().Select(serving.Catalog.Title).ToList();

        titles.ShouldContain(other);
        if (stranger is not null)
        {
            titles.ShouldNotContain(stranger);
        }
    }

    [Fact]
    public async Task Kin_of_any_well_known_film_are_few()
    {
        var serving = await BundledFilms.ServingAsync();
        var known = Enumerable.Range(0, serving.Catalog.Count).OrderByDescending(serving.Catalog.Known).Take(500).ToList();

        var kin = known.Select(item => serving.Series.Match(serving.Catalog.Title(item)).ByKin.Count).ToList();

        kin.Average().ShouldBeLessThan(2);
        kin.Max().ShouldBeLessThan(30);
    }

    [Fact]
    public void A_name_in_a_title_is_told_from_kin()
    {
        var catalog = CatalogSnapshot.Build(
            SmallCatalog.Schema,
            [
                SmallCatalog.Item("a", "Red Moon", 1980, makers: "Ann Smith"),
                SmallCatalog.Item("b", "Comet: Red Moon Part II", 1984, makers: "Ann Smith"),
                SmallCatalog.Item("c", "Comet III", 1988, makers: "Ann Smith"),
                SmallCatalog.Item("d", "Comet", 1990, makers: "Bo Jones"),
            ]
        );

        var match = new TitleResolver(catalog).SeriesIndex.Match("red moon");

        match.ByName.Select(catalog.ItemId).ShouldBe(["a", "b"]);
        match.ByKin.Select(catalog.ItemId).ShouldBe(["c"]);
    }
}
