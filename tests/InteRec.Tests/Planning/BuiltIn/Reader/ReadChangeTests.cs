using InteRec.Catalog;
using InteRec.Tools;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning.BuiltIn.Reader;

/// <summary>What becomes of messages that take back, except or change something, read rightly word for word.</summary>
public sealed class ReadChangeTests : LabelledTalk
{
    [Theory]
    [InlineData("a thriller, sorry, a musical", "thriller", "musical", "Musical")]
    [InlineData("a western no wait a war film", "western", "war", "War")]
    [InlineData("horror... i mean comedy", "horror", "comedy", "Comedy")]
    public async Task Who_corrects_themselves_never_meant_the_first(string message, string first, string second, string kind)
    {
        var reply = await SayAsync(message, "recommend", false, $"{first}/kind/want", $"{second}/kind/want");

        Talk.Items(reply).Count.ShouldBe(5);
        reply.Understood.Conditions["genres"]!.All.ShouldBe([kind]);
        reply.Understood.Conditions["genres"]!.None.ShouldBeNull();
    }

    [Fact]
    public async Task No_right_before_a_word_corrects_nothing() =>
        (await SayAsync("comedy no horror", "recommend", false, "comedy/kind/want", "horror/kind/not")).Understood.Conditions[
            "genres"
        ]!.All.ShouldBe(["Comedy"]);

    [Fact]
    public async Task From_one_to_another_gives_the_first_up()
    {
        await SayAsync("swedish films since 2000", "recommend", false, "swedish/language/want", "since 2000/year/2000..");

        var reply = await SayAsync("switch from swedish to danish", "refine", true, "swedish/language/want", "danish/language/want");

        Talk.Items(reply).Count.ShouldBe(5);
        reply.Understood.Conditions["languages"]!.Any.ShouldBe(["Danish"]);
        reply.Understood.Conditions["year"]!.From.ShouldBe(2000);
    }

    [Theory]
    [InlineData("park chan-wook, apart from oldboy")]
    [InlineData("anything by park chan-wook except the oldboy")]
    [InlineData("besides oldboy, something by park chan-wook")]
    public async Task An_exception_is_not_wanted_whatever_else_was_read(string message)
    {
        string[] marks = ["park chan-wook/person:director/want", "oldboy/item/want"];
        var reply = await SayAsync(
            message,
            "recommend",
            false,
            message.StartsWith("besides", StringComparison.Ordinal) ? [marks[1], marks[0]] : marks
        );

        Talk.Items(reply).ShouldNotBeEmpty();
        Talk.Items(reply).ShouldAllBe(i => Talk.Values(i, "directors").Contains("Park Chan-wook") && Talk.Catalog.Title(i) != "Oldboy");
    }

    [Fact]
    public async Task What_is_joined_to_an_exception_is_one_too()
    {
        var reply = await SayAsync(
            "park chan-wook except oldboy and stoker",
            "recommend",
            false,
            "park chan-wook/person:director/want",
            "oldboy/item/want",
            "stoker/item/want"
        );

        Talk.Items(reply).Select(Talk.Catalog.Title).ShouldNotContain(t => t == "Oldboy" || t == "Stoker");
        Talk.Items(reply).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("directed by woody allen that he does not act in")]
    [InlineData("woody allen directed but he doesn't act in them")]
    [InlineData("films that woody allen hasn't acted in, just directed")]
    public async Task A_part_that_somebody_does_not_have_is_excluded(string message)
    {
        var items = Talk.Items(await SayAsync(message, "recommend", false, "woody allen/person:director/want"));

        items.Count.ShouldBe(5);
        items.ShouldAllBe(i => Talk.Values(i, "directors").Contains("Woody Allen") && !Talk.Values(i, "cast").Contains("Woody Allen"));
    }

    [Fact]
    public async Task Who_is_said_last_has_not_the_part_that_is_denied()
    {
        var items = Talk.Items(
            await SayAsync(
                "john wayne westerns that john ford had no hand in directing",
                "recommend",
                false,
                "john wayne/person:actor/want",
                "westerns/kind/want",
                "john ford/person:director/want"
            )
        );

        items.Count.ShouldBe(5);
        items.ShouldAllBe(i => Talk.Values(i, "cast").Contains("John Wayne") && !Talk.Values(i, "directors").Contains("John Ford"));
    }

    [Theory]
    [InlineData("with clint eastwood, not made in the 70s")]
    [InlineData("clint eastwood but not a western, directed by anybody")]
    public async Task What_is_not_said_of_somebody_denies_no_part_of_theirs(string message) =>
        (await SayAsync(message, "recommend", false, "clint eastwood/person:actor/want")).Understood.Conditions["directors"].ShouldBeNull();

    [Theory]
    [InlineData("which pair her with judi dench", true)]
    [InlineData("swap her for judi dench", false)]
    public async Task Who_is_named_beside_somebody_pointed_to_joins_them_unless_they_are_swapped(string message, bool both)
    {
        await SayAsync("with maggie smith", "recommend", false, "maggie smith/person:actor/want");

        var items = Talk.Items(await SayAsync(message, "refine", true, "her/ref/person", "judi dench/person:actor/want"));

        items.ShouldAllBe(i => Talk.Values(i, "cast").Contains("Judi Dench"));
        items.All(i => Talk.Values(i, "cast").Contains("Maggie Smith")).ShouldBe(both);
    }

    [Fact]
    public async Task All_of_a_title_said_in_the_plural_are_meant()
    {
        var items = Talk.Items(
            await SayAsync("jackie chan but no rush hours", "recommend", false, "jackie chan/person:actor/want", "rush hours/item/not")
        );

        items.Count.ShouldBe(5);
        items.ShouldAllBe(i => !Talk.Catalog.Title(i).StartsWith("Rush Hour", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_twenties_are_those_of_which_there_are_films()
    {
        var items = Talk.Items(
            await SayAsync("comedies from the twenties", "recommend", false, "comedies/kind/want", "twenties/year/2020..2029")
        );

        items.Count.ShouldBe(5);
        items.ShouldAllBe(i => Talk.Catalog.Year(i) / 10 == 192);
    }

    [Fact]
    public async Task A_new_kind_takes_the_place_of_the_old_where_nothing_has_both()
    {
        await SayAsync("with buster keaton, a comedy", "recommend", false, "buster keaton/person:actor/want", "comedy/kind/want");

        var reply = await SayAsync("what about drama from the 1950s", "refine", true, "drama/kind/want", "1950s/year/1950..1959");
        var items = Talk.Items(reply);

        reply.Text.ShouldContain("\u201ccomedy\u201d");
        items.ShouldNotBeEmpty();
        items.ShouldAllBe(i => Talk.Values(i, "genres").Contains("Drama") && Talk.Values(i, "cast").Contains("Buster Keaton"));
    }

    [Theory]
    [InlineData("the ones with tom hanks")]
    [InlineData("the one hundred best with tom hanks")]
    public async Task The_ones_are_no_one(string message) =>
        Talk.Items(await SayAsync(message, "recommend", false, "tom hanks/person:actor/want")).Count.ShouldBe(5);

    [Fact]
    public async Task A_year_before_a_title_of_another_is_a_year_that_is_wanted() =>
        (
            await SayAsync(
                "comedies from 1995, heat was great",
                "recommend",
                false,
                "comedies/kind/want",
                "1995/year/1995..1995",
                "heat/item/liked"
            )
        )
            .Understood
            .Conditions["year"]!.From.ShouldBe(1995);

    [Fact]
    public async Task The_one_where_are_a_few_that_it_may_be() =>
        Talk.Items(await SayAsync("the one where he dances in the rain", "recommend", false, "dances in the rain/plot/want"))
            .Count.ShouldBe(3);

    [Fact]
    public async Task Lists_that_are_spoken_of_are_made()
    {
        var reply = await SayAsync("a musical and a war film, in two lists", "recommend", false, "musical/kind/want", "war/kind/want");

        reply.Lists.Count.ShouldBe(2);
    }

    [Fact]
    public async Task One_list_is_not_two() =>
        (await SayAsync("one list of musical war films", "recommend", false, "musical/kind/want", "war/kind/want")).Lists.Count.ShouldBe(1);

    [Theory]
    [InlineData("any other ones with him in it", "recommend")]
    [InlineData("these are boring, others", "reject,more")]
    public async Task Others_are_none_that_were_shown(string message, string acts)
    {
        var first = Talk.Items(await SayAsync("with tom hanks", "recommend", false, "tom hanks/person:actor/want"));

        string[] marks = acts == "recommend" ? ["him/ref/person"] : ["these/ref/list"];
        var items = Talk.Items(await SayAsync(message, acts, acts != "recommend", marks));

        items.Count.ShouldBe(5);
        items.ShouldAllBe(i => Talk.Values(i, "cast").Contains("Tom Hanks"));
        items.Intersect(first).ShouldBeEmpty();
    }

    [Fact]
    public async Task Somebody_new_takes_the_place_of_whom_they_never_worked_with()
    {
        await SayAsync("a western with john wayne", "recommend", false, "western/kind/want", "john wayne/person:actor/want");

        var reply = await SayAsync("he'd like clint eastwood too", "refine", true, "clint eastwood/person:actor/want");

        Talk.Items(reply).Count.ShouldBe(5);
        Talk.Items(reply)
            .ShouldAllBe(i => Talk.Values(i, "cast").Contains("Clint Eastwood") && Talk.Values(i, "genres").Contains("Western"));
        reply.Text.ShouldContain("John Wayne", Case.Insensitive);
    }

    [Theory]
    [InlineData("with brad pitt again", true)]
    [InlineData("nothing with brad pitt", false)]
    public async Task Who_is_hardly_refused_is_wanted_behind_with(string message, bool isWanted)
    {
        var reply = await Talk.SayAsync(Reader.Guesses(0.2f, message, "recommend", "brad pitt/person:actor/not"));

        Talk.Items(reply).All(i => Talk.Values(i, "cast").Contains("Brad Pitt")).ShouldBe(isWanted);
    }

    [Fact]
    public async Task Like_that_after_a_list_keeps_the_request()
    {
        var first = Talk.Items(await SayAsync("a western", "recommend", false, "western/kind/want"));

        var items = Talk.Items(await Talk.SayAsync(Reader.SaysRef("anything else like that", "recommend", "that", "item")));

        items.Count.ShouldBe(5);
        items.ShouldAllBe(i => Talk.Values(i, "genres").Contains("Western"));
        items.Intersect(first).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_rejected_with_a_wish_does_not_come_again()
    {
        var first = Talk.Items(await SayAsync("a western", "recommend", false, "western/kind/want"));

        var items = Talk.Items(await SayAsync("no no, with john wayne", "reject,refine", true, "john wayne/person:actor/want"));

        items.ShouldNotBeEmpty();
        items.Intersect(first).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_taken_back_with_a_wish_is_a_change_and_no_step_back()
    {
        await SayAsync("a comedy under 100 minutes", "recommend", false, "comedy/kind/want", "under 100 minutes/length/..100");
        await SayAsync("from the 50s", "refine", true, "50s/year/1950..1959");

        var reply = await SayAsync("take the 50s back, under 90 minutes", "undo", true, "50s/year/drop", "under 90 minutes/length/..90");

        reply.Understood.Conditions["year"].ShouldBeNull();
        reply.Understood.Conditions["runtime_minutes"]!.To.ShouldBe(90);
    }

    [Fact]
    public async Task A_name_that_is_no_series_is_what_items_are_about() =>
        Talk.Items(await SayAsync("bond films", "recommend", false, "bond/series/want"))
            .ShouldAllBe(i => Talk.Values(i, "keywords").Any(k => k.Contains("bond", StringComparison.OrdinalIgnoreCase)));

    [Fact]
    public async Task A_described_one_that_was_not_shown_is_looked_for()
    {
        await SayAsync("written by stephen king", "recommend", false, "stephen king/person:writer/want");

        var reply = await Talk.SayAsync(Reader.Guesses("the submarine one", "refine", "the submarine one/ref/1"));

        reply.Understood.Preferences["keywords"]!.Any!.ShouldContain("submarine");
    }

    [Fact]
    public async Task Facts_and_a_list_that_one_message_asks_for_are_both_given()
    {
        var reply = await SayAsync(
            "how long is interstellar, and what else is mcconaughey in",
            "lookup,recommend",
            false,
            "how long/ask/length",
            "interstellar/item/ask",
            "mcconaughey/person:actor/want"
        );

        reply.Text.ShouldContain("169");
        Talk.Items(reply).ShouldNotBeEmpty();
        reply.Plan.Lists[^1].Steps.Single().ShouldBeOfType<LookupStep>();
        Talk.Items(reply).ShouldAllBe(i => Talk.Values(i, "cast").Contains("Matthew McConaughey"));
    }
}
