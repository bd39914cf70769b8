using InteRec.Conversations;
using InteRec.Planning;
using InteRec.Tests.Support;
using Shouldly;

namespace InteRec.Tests.Planning.BuiltIn.Reader.Domains;

/// <summary>Ten requests about books, by a declaration alone.</summary>
public sealed class BookRequestTests
{
    private const string Books = Goodbooks.Folder + "/books.csv.gz";

    [SharedDataFact(Books)]
    public async Task Scary_for_teenagers_then_without_vampires_then_more()
    {
        var (talk, first) = await AskAsync("got any scary books for teenagers?");
        using var _ = talk;
        ShouldFit(first, []);
        var second = await talk.SayAsync("no vampires please");
        second.Understood.Intent.ShouldBe(Intent.Refine);
        ShouldFit(second, ["vampires"]);
        var shown = talk.Items(second);
        var third = await talk.SayAsync("show me some more");
        third.Understood.Intent.ShouldBe(Intent.More);
        ShouldFit(third, ["vampires"]);
        talk.Items(third).Intersect(shown).ShouldBeEmpty();

        void ShouldFit(ChatReply reply, string[] without)
        {
            talk.Items(reply).Count.ShouldBe(5);
            talk.Items(reply)
                .ShouldAllBe(i =>
                    talk.Values(i, "genres").Contains("horror")
                    && talk.Values(i, "audience").Contains("young-adult")
                    && !talk.Values(i, "topics").Intersect(without).Any()
                );
        }
    }

    [SharedDataFact(Books)]
    public async Task A_form_a_genre_and_a_decade()
    {
        var (talk, reply) = await AskAsync("I'm after a stand-alone mystery from the nineties");
        using var _ = talk;

        talk.Items(reply).ShouldNotBeEmpty();
        talk.Items(reply)
            .ShouldAllBe(i =>
                talk.Values(i, "form").Contains("stand-alone")
                && talk.Values(i, "genres").Contains("mystery")
                && talk.Catalog.Year(i) / 10 == 199
            );
    }

    [SharedDataFact(Books)]
    public async Task Who_wrote_it()
    {
        var (talk, reply) = await AskAsync("who's the author of The Shadow of the Wind?");
        using var _ = talk;

        reply.Understood.Intent.ShouldBe(Intent.Lookup);
        reply.Text.ShouldContain("Zafón");
    }

    [SharedDataFact(Books)]
    public async Task Like_what_was_loved()
    {
        var (talk, reply) = await AskAsync("I loved The Night Circus, what else would I enjoy?");
        using var _ = talk;

        reply.Understood.Intent.ShouldBe(Intent.Similar);
        talk.Items(reply).Count.ShouldBe(5);
        talk.Items(reply).Select(talk.Catalog.Title).ShouldNotContain("The Night Circus");
    }

    [SharedDataFact(Books)]
    public async Task By_an_author_and_above_a_rating()
    {
        var (talk, reply) = await AskAsync("Terry Pratchett novels rated above 4.2");
        using var _ = talk;

        talk.Items(reply).Count.ShouldBe(5);
        talk.Items(reply)
            .ShouldAllBe(i => talk.Values(i, "authors").Contains("Terry Pratchett") && talk.Catalog.Numbers("average_rating")![i] >= 4.2);
    }

    [SharedDataFact(Books)]
    public async Task A_genre_and_a_topic_then_only_newer_ones()
    {
        var (talk, first) = await AskAsync("historical fiction about war");
        using var _ = talk;
        talk.Items(first)
            .ShouldAllBe(i => talk.Values(i, "genres").Contains("historical-fiction") && talk.Values(i, "topics").Contains("war"));

        var second = talk.Items(await talk.SayAsync("only ones that came out after 2005"));

        second.Count.ShouldBe(5);
        second.ShouldAllBe(i => talk.Values(i, "genres").Contains("historical-fiction") && talk.Catalog.Year(i) > 2005);
    }

    [SharedDataFact(Books)]
    public async Task In_a_language()
    {
        var (talk, reply) = await AskAsync("have you got anything in Spanish");
        using var _ = talk;

        talk.Items(reply).Count.ShouldBe(5);
        talk.Items(reply).ShouldAllBe(i => talk.Values(i, "languages").Contains("Spanish"));
    }

    private static async Task<(Talk Talk, ChatReply Reply)> AskAsync(string message) =>
        await DomainTalk.AskAsync(await Goodbooks.ServingAsync(), message);
}
