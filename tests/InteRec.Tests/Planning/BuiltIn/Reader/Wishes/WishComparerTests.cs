using InteRec.Planning.BuiltIn;
using InteRec.Planning.BuiltIn.Reader;
using InteRec.Planning.BuiltIn.Reader.Wishes;
using InteRec.Planning.Labels;
using InteRec.Search;
using InteRec.Tests.Support;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning.BuiltIn.Reader.Wishes;

public sealed class WishComparerTests
{
    private static readonly Lazy<WishComparer> Films = new(() =>
        new WishComparer(new CatalogueGrounding(Lexicon.Of(MovieCatalog.Snapshot), new TitleResolver(MovieCatalog.Snapshot)).Of)
    );

    [Theory]
    [InlineData("kind", "animated films", "Animation")]
    [InlineData("kind", "thrillers", "Thriller")]
    [InlineData("country", "french", "France")]
    [InlineData("item", "the terminator", "The Terminator")]
    [InlineData("person", "Hitchcock", "Alfred Hitchcock")]
    [InlineData("topic", "the house on a hill", "a hill on the house")]
    [InlineData("topic", "submarnes", "submarines")]
    [InlineData("audience", "6", "6 year old")]
    public void AreSame_OfTwoWaysToSayIt_IsTrue(string slot, string one, string other) =>
        Films.Value.AreSame(Request(slot, one), Request(slot, other)).ShouldBeTrue();

    [Theory]
    [InlineData("kind", "comedy", "Thriller")]
    [InlineData("item", "The Terminator", "Terminator 2: Judgment Day")]
    [InlineData("person", "Tony Scott", "Ridley Scott")]
    [InlineData("topic", "boats", "submarines")]
    public void AreSame_OfOtherThings_IsFalse(string slot, string one, string other) =>
        Films.Value.AreSame(Request(slot, one), Request(slot, other)).ShouldBeFalse();

    [Fact]
    public void AreSame_ListsInAnotherOrder_AreTheSame()
    {
        var comedy = Request("kind", "comedy")[0];
        var thriller = Request("kind", "thriller")[0];

        Films.Value.AreSame([comedy, thriller], [thriller, comedy]).ShouldBeTrue();
        Films.Value.AreSame([comedy, thriller], [comedy]).ShouldBeFalse();
    }

    [Fact]
    public void Differences_TellWhatOnlyOneHas()
    {
        var (first, second) = Films.Value.Differences(Request("kind", "comedy"), Request("kind", "thriller"));

        first.ShouldHaveSingleItem().Value.ShouldBe("comedy");
        second.ShouldHaveSingleItem().Value.ShouldBe("thriller");
    }

    private static IReadOnlyList<Wish> Request(string slot, string value) =>
        [new Wish([new Condition(Slots.Of(slot)!.Value, Sign.Wanted, value)])];
}
