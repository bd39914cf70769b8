using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning.BuiltIn.Reader;

/// <summary>Small turns of a request show in its list: less known, newer, lighter, a surprise.</summary>
public sealed class ReadKnobTests : LabelledTalk
{
    [Theory]
    [InlineData("surprise me", "refine")]
    [InlineData("something less known", "refine", "less known/popularity/want")]
    [InlineData("hidden gems please", "refine", "hidden gems/popularity/want")]
    public async Task What_is_less_known_comes_where_it_is_asked_for(string message, string acts, params string[] marks)
    {
        var usual = Talk.Items(await SayAsync("a comedy", "recommend", false, "comedy/kind/want"));

        var items = Talk.Items(await SayAsync(message, acts, true, marks));

        items.ShouldAllBe(i => Talk.Values(i, "genres").Contains("Comedy"));
        Rank(items).ShouldBeGreaterThan(3 * Rank(usual));
    }

    [Theory]
    [InlineData("mainstream/popularity/want")]
    [InlineData("mainstream/popularity/more")]
    public async Task More_mainstream_is_not_less_known(string mark)
    {
        var unknown = Talk.Items(await SayAsync("an obscure comedy", "recommend", false, "obscure/popularity/want", "comedy/kind/want"));

        var items = Talk.Items(await SayAsync("more mainstream please", "refine", true, mark));

        (3 * Rank(items)).ShouldBeLessThan(Rank(unknown));
    }

    [Fact]
    public async Task A_surprise_is_nothing_that_was_just_shown()
    {
        var shown = Talk.Items(await SayAsync("a comedy", "recommend", false, "comedy/kind/want"));

        Talk.Items(await SayAsync("surprise me", "refine", true)).Intersect(shown).ShouldBeEmpty();
    }

    [Fact]
    public async Task Newer_is_newer_than_what_was_shown()
    {
        var shown = Talk.Items(await SayAsync("a western", "recommend", false, "western/kind/want"));

        var items = Talk.Items(await SayAsync("newer ones", "refine", true, "newer/year/more"));

        items.Average(i => Talk.Catalog.Year(i)!.Value).ShouldBeGreaterThan(shown.Average(i => Talk.Catalog.Year(i)!.Value));
        items.ShouldAllBe(i => Talk.Catalog.Year(i) > shown.Min(s => Talk.Catalog.Year(s)));
    }

    [Fact]
    public async Task Lighter_is_more_cheerful()
    {
        var shown = Talk.Items(await SayAsync("a crime film", "recommend", false, "crime/kind/want"));

        var items = Talk.Items(await SayAsync("something lighter", "refine", true, "lighter/mood/want"));

        items.Count(IsCheerful).ShouldBeGreaterThan(shown.Count(IsCheerful));
    }

    private bool IsCheerful(int item) => Talk.Values(item, "moods").Any(m => m is "feel-good" or "funny" or "heartwarming" or "uplifting");

    /// <summary>The median place by popularity, the best known film first.</summary>
    private static double Rank(IReadOnlyList<int> items)
    {
        var popularity = Movies.Serving.Standing.Popularity;
        return items.Select(i => 1 + popularity.Count(p => p > popularity[i])).Order().ElementAt(items.Count / 2);
    }
}
