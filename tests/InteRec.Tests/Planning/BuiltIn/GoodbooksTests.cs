using InteRec.Planning;
using InteRec.Tests.Support;
using Shouldly;

namespace InteRec.Tests.Planning.BuiltIn;

/// <summary>A second domain without code: books are asked for, looked up and talked about in their own words.</summary>
public sealed class GoodbooksTests
{
    private const string Books = Goodbooks.Folder + "/books.csv.gz";

    [SharedDataFact(Books)]
    public async Task Novels_of_an_author_from_after_a_year()
    {
        using var talk = new Talk(await Goodbooks.ServingAsync());

        var items = talk.Items(await talk.SayAsync("novels by Ian McEwan from after 2000"));

        items.Count.ShouldBe(5);
        items.ShouldAllBe(i => talk.Values(i, "authors").Contains("Ian McEwan") && talk.Catalog.Year(i) > 2000);
    }

    [SharedDataFact(Books)]
    public async Task A_fact_and_then_more_of_the_same_author()
    {
        using var talk = new Talk(await Goodbooks.ServingAsync());

        (await talk.SayAsync("who wrote Dune?")).Text.ShouldContain("Frank Herbert");
        var items = talk.Items(await talk.SayAsync("what else has he written?"));

        items.ShouldNotBeEmpty();
        items.ShouldAllBe(i => talk.Values(i, "authors").Contains("Frank Herbert"));
    }

    [SharedDataFact(Books)]
    public async Task Small_talk_is_about_books()
    {
        using var talk = new Talk(await Goodbooks.ServingAsync());

        (await talk.SayAsync("hello")).Text.ShouldContain("books");
        (await talk.SayAsync("what can you do?")).Text.ShouldContain("author");
        (await talk.SayAsync("thanks, I'll read that")).Text.ShouldContain("book");
        (await talk.SayAsync("what should I read?")).FollowUp!.Question.ShouldContain("book");
    }

    [SharedDataFact(Books)]
    public async Task What_was_read_is_not_recommended()
    {
        using var talk = new Talk(await Goodbooks.ServingAsync());

        (await talk.SayAsync("I've read Dune")).Understood.Intent.ShouldBe(Intent.Remember);

        talk.Items(await talk.SayAsync("the best science fiction from the sixties")).Select(talk.Catalog.Title).ShouldNotContain("Dune");
    }

    [SharedDataFact(Books)]
    public async Task Kinds_are_excluded_in_the_words_of_the_dataset()
    {
        using var talk = new Talk(await Goodbooks.ServingAsync());

        var items = talk.Items(await talk.SayAsync("scary books, no vampires"));

        items.ShouldNotBeEmpty();
        items.ShouldAllBe(i => talk.Values(i, "genres").Contains("horror") && !talk.Values(i, "topics").Contains("vampires"));
        talk.Items(await talk.SayAsync("not by Stephen King")).ShouldAllBe(i => !talk.Values(i, "authors").Contains("Stephen King"));
    }

    [SharedDataFact(Books)]
    public async Task A_reply_about_books_has_no_word_of_films()
    {
        using var talk = new Talk(await Goodbooks.ServingAsync());

        foreach (
            var message in new[]
            {
                "hi",
                "help",
                "anything good",
                "horror",
                "more",
                "I've read those",
                "who wrote Emma?",
                "books by Zorblax Quux",
                "the longest book",
                "bye",
            }
        )
        {
            var reply = await talk.SayAsync(message);
            var said = $"{reply.Text} {reply.FollowUp?.Question} {string.Join(' ', reply.Notices.Select(n => n.Text))}";
            said.ShouldNotContain("film", Case.Insensitive);
            said.ShouldNotContain("movie", Case.Insensitive);
            said.ShouldNotContain("watch", Case.Insensitive);
        }
    }
}
