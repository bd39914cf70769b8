using InteRec.Conversations;
using InteRec.Planning;
using InteRec.Planning.BuiltIn.Reader;
using InteRec.Planning.BuiltIn.Reader.Turns;
using InteRec.Tools;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning.BuiltIn.Reader;

/// <summary>What becomes of questions that were read rightly: about lists, about what somebody made, about values.</summary>
public sealed class ReadQuestionTests : LabelledTalk
{
    [Theory]
    [InlineData("longest", "runtime_minutes", true)]
    [InlineData("oldest", "year", false)]
    public async Task Which_of_these_is_the_first_in_an_order(string words, string attribute, bool isMost)
    {
        var listed = Talk.Items(await SayAsync("a western", "recommend", false, "western/kind/want"));
        var numbers = Talk.Catalog.Numbers(attribute)!;

        var reply = await SayAsync($"which of these is the {words}", "lookup", true, "these/ref/list", $"{words}/ask/length");

        var asked = reply.Plan.Lists[0].Steps.OfType<LookupStep>().Single();
        asked.Attributes.ShouldBe([attribute]);
        var item = Talk.Catalog.IndexOf(asked.Items!.Single());
        Talk.Items(reply).ShouldBe([item]);
        numbers[item].ShouldBe(isMost ? listed.Max(i => numbers[i]) : listed.Min(i => numbers[i]));
    }

    [Fact]
    public async Task The_shortest_of_what_somebody_made()
    {
        await SayAsync("something by christopher nolan", "recommend", false, "christopher nolan/person/want");

        var reply = await SayAsync("which of his is the shortest", "lookup", true, "his/ref/person", "shortest/order/length-asc");

        reply.Text.ShouldContain("Following");
    }

    [Theory]
    [InlineData("what's the one where a little boy is left behind and burglars come to the house", "burglars come to the house")]
    [InlineData("do you know that film about a big ship that hits an iceberg", "big ship that hits an iceberg")]
    public async Task A_story_of_which_nothing_was_marked_is_looked_for(string message, string story)
    {
        var reply = await SayAsync(message, "lookup", false);

        reply.Plan.Lists.Single().Steps.OfType<SearchStep>().Single().Text!.ShouldContain(story);
        Talk.Items(reply).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_question_of_a_few_words_that_nothing_answers_is_not_understood() =>
        (await SayAsync("what is the thing", "lookup", false)).Understood.Intent.ShouldBe(Intent.OutOfScope);

    [Fact]
    public async Task Which_one_has_somebody_is_answered_from_the_list()
    {
        var listed = Talk.Items(await SayAsync("with adam sandler", "recommend", false, "adam sandler/person:actor/want"));

        var items = Talk.Items(
            await SayAsync("which one has kevin james in it", "lookup", true, "kevin james/person:actor/ask", "it/ref/item")
        );

        items.ShouldBe(listed.Where(i => Talk.Values(i, "cast").Contains("Kevin James")));
    }

    [Fact]
    public async Task Which_are_based_on_a_true_story_is_answered_from_the_list()
    {
        await SayAsync("about the second world war", "recommend", false, "second world war/topic/want");

        var reply = await SayAsync("which of them are based on a true story", "lookup", true, "them/ref/list", "true story/ask/source");

        reply.Text.ShouldContain("of them");
    }

    [Fact]
    public async Task What_was_told_is_recalled_also_where_it_sounds_like_a_complaint() =>
        (await SayAsync("what was it i told you i don't like", "complain,recall", true)).Understood.Intent.ShouldBe(Intent.Recall);

    [Fact]
    public async Task Only_the_first_of_the_list_is_that_one()
    {
        var listed = Talk.Items(await SayAsync("a western", "recommend", false, "western/kind/want"));

        var reply = await SayAsync("of these only the longest", "refine", true, "these/ref/list", "longest/order/length-desc");

        var minutes = Talk.Catalog.Numbers("runtime_minutes")!;
        Talk.Items(reply).ShouldBe([listed.MaxBy(i => minutes[i])]);
    }

    [Fact]
    public async Task What_somebody_pointed_to_did_is_a_list()
    {
        await SayAsync("written by charlie kaufman", "recommend", false, "charlie kaufman/person:writer/want");

        var items = Talk.Items(
            await SayAsync("which did he direct himself", "lookup", true, "he/ref/person", "direct/ask/person:director")
        );

        items.ShouldNotBeEmpty();
        items.ShouldAllBe(i => Talk.Values(i, "directors").Contains("Charlie Kaufman"));
    }

    [Fact]
    public async Task Which_one_has_something_is_looked_for()
    {
        await SayAsync("by charlie chaplin", "recommend", false, "charlie chaplin/person:director/want");

        var items = Talk.Items(await SayAsync("which one has the blind flower seller", "lookup", true, "blind flower seller/ask/topic"));

        items.Select(Talk.Catalog.Title).ShouldContain("City Lights");
    }

    [Fact]
    public async Task A_year_before_a_title_tells_which_one()
    {
        var reply = await SayAsync(
            "who directed the 2003 oldboy",
            "lookup",
            false,
            "who directed/ask/person:director",
            "2003/year/2003",
            "oldboy/item/ask"
        );

        reply.Text.ShouldContain("Park Chan-wook");
    }

    [Fact]
    public async Task Which_of_those_that_were_counted_comes_first()
    {
        await SayAsync("how many westerns are there", "count", false, "how many/ask/count", "westerns/kind/ask");

        var items = Talk.Items(await SayAsync("which of them is the newest", "lookup", true, "them/ref/list", "newest/order/year-desc"));

        items.ShouldAllBe(i => Talk.Values(i, "genres").Contains("Western"));
        var years = Talk.Catalog.Numbers("year")!;
        items.Select(i => years[i]).ShouldBeInOrder(SortDirection.Descending);
    }

    [Fact]
    public async Task Those_that_have_a_value_are_listed()
    {
        var listed = Talk.Items(await SayAsync("drama from the 60s", "recommend", false, "drama/kind/want", "60s/year/1960..1969"));
        var french = listed.Where(i => Talk.Values(i, "languages").Contains("French")).ToList();

        var reply = await SayAsync("are any of those in french", "lookup", true, "those/ref/list", "french/ask/language");

        Talk.Items(reply).ShouldBe(french);
        reply.Text.ShouldContain(french.Count == 0 ? "none of them" : "of them");
    }

    [Fact]
    public async Task Those_that_somebody_directed_are_listed()
    {
        await SayAsync("written by charlie kaufman", "recommend", false, "charlie kaufman/person:writer/want");

        var items = Talk.Items(
            await SayAsync("has he directed any of them", "lookup", true, "he/ref/person", "directed/ask/person:director", "them/ref/list")
        );

        items.ShouldNotBeEmpty();
        items.ShouldAllBe(i => Talk.Values(i, "directors").Contains("Charlie Kaufman"));
    }

    [Fact]
    public async Task A_question_about_a_list_leaves_the_request_as_it_is()
    {
        await SayAsync("a western", "recommend", false, "western/kind/want");
        await SayAsync("are any of those in english", "lookup", true, "those/ref/list", "english/ask/language");

        Talk.Items(await SayAsync("more", "more", true)).ShouldAllBe(i => Talk.Values(i, "genres").Contains("Western"));
    }

    [Fact]
    public async Task What_about_somebody_is_a_wish_and_no_question_about_the_first_of_the_list()
    {
        await SayAsync("anime", "recommend", false, "anime/kind/want");

        var items = Talk.Items(await SayAsync("what about satoshi kon", "lookup", true, "satoshi kon/person:director/ask"));

        items.ShouldNotBeEmpty();
        items.ShouldAllBe(i => Talk.Values(i, "directors").Contains("Satoshi Kon"));
    }

    [Fact]
    public async Task Who_only_asks_about_titles_wants_no_list()
    {
        var reply = await SayAsync("titanic or forrest gump", "recommend", false, "titanic/item/ask", "forrest gump/item/ask");

        reply.Understood.Intent.ShouldBe(Intent.Compare);
        Talk.Items(reply).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_film_told_to_be_seen_is_what_isTalked_about()
    {
        await SayAsync("cop films with denzel washington", "recommend", false, "cop/topic/want", "denzel washington/person/want");
        await SayAsync("seen Training Day", "refine", true, "Training Day/item/seen");

        (
            await SayAsync("who directed that one", "lookup", true, "who directed/ask/person:director", "that one/ref/item")
        ).Text.ShouldContain("Fuqua");
    }
}
