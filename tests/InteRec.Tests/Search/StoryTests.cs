using System.Text.Json;
using InteRec.Catalog;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Search;

/// <summary>
/// Sixty films told as people half remember them, nearly all without a word of the title, and thirty in a few words; both written before
/// any result was looked at. Those at even places chose the weights of the search, the others were held back.
/// </summary>
public sealed class StoryTests(HybridSearchTests.Films films) : IClassFixture<HybridSearchTests.Films>
{
    private const int First = 5;

    [Theory]
    [InlineData("stories.jsonl", 57)]
    [InlineData("stories_short.jsonl", 26)]
    public void A_story_half_remembered_finds_its_film_among_the_first_five(string file, int enough)
    {
        var missed = Stories(file).Where(story => !Found(story, within: null)).Select(story => story.Title).ToList();

        (Stories(file).Count - missed.Count).ShouldBeGreaterThanOrEqualTo(enough, string.Join(", ", missed));
    }

    [Theory]
    [InlineData("stories.jsonl", 57)]
    [InlineData("stories_short.jsonl", 26)]
    public void A_story_is_found_as_well_where_only_described_films_stand(string file, int enough) =>
        Stories(file).Count(story => Found(story, films.Catalog.Column("plot")!.Known)).ShouldBeGreaterThanOrEqualTo(enough);

    private bool Found(Story story, Bitmap? within)
    {
        var item = films.Catalog.IndexOf(story.ItemId);
        films.Catalog.Title(item).ShouldBe(story.Title);
        return films.Search.Search(story.Text, within, First).Any(hit => hit.Item == item);
    }

    private static List<Story> Stories(string file) =>
        [
            .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", file))
                .Select(line => JsonSerializer.Deserialize<Story>(line, JsonSerializerOptions.Web)!),
        ];

    private sealed record Story(string ItemId, string Title, string Text);
}
