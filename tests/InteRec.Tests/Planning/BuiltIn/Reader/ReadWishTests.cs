using InteRec.Conversations;
using InteRec.Planning.BuiltIn.Reader;
using InteRec.Planning.BuiltIn.Reader.Turns;
using InteRec.Tools;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning.BuiltIn.Reader;

/// <summary>What becomes of wishes that were read rightly: conditions of the bundled films.</summary>
public sealed class ReadWishTests : LabelledTalk
{
    [Fact]
    public async Task Two_topics_are_both_met()
    {
        var items = Talk.Items(await SayAsync("a heist in las vegas", "recommend", false, "heist/topic/want", "las vegas/topic/want"));

        items.Count.ShouldBeGreaterThanOrEqualTo(3);
        items.ShouldAllBe(i => Has(i, "heist", "robbery") && Has(i, "las vegas"));
    }

    [Fact]
    public async Task A_topic_that_hardly_anything_has_together_with_another_orders_and_does_not_cut()
    {
        var items = Talk.Items(await SayAsync("a heist with sharks", "recommend", false, "heist/topic/want", "sharks/topic/want"));

        items.Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_certificate_outdoes_an_age() =>
        Talk.Items(await SayAsync("rated G for my 10 year old", "recommend", false, "G/certificate/want", "10 year old/audience/10"))
            .ShouldAllBe(i => Talk.Values(i, "certificate").Single() == "G");

    [Fact]
    public async Task An_occasion_that_the_dataset_does_not_know_is_no_topic()
    {
        var items = Talk.Items(await SayAsync("a comedy for a birthday", "recommend", false, "comedy/kind/want", "birthday/occasion/want"));

        items.ShouldContain(i => !Has(i, "birthday"));
    }

    [Fact]
    public async Task An_occasion_right_before_the_word_for_an_item_is_what_it_is_about() =>
        Talk.Items(await SayAsync("a halloween film", "recommend", false, "halloween/occasion/want"))
            .Count(i => Has(i, "halloween"))
            .ShouldBeGreaterThanOrEqualTo(3);

    [Fact]
    public async Task An_age_right_before_whose_it_is_counts()
    {
        var items = Talk.Items(
            await SayAsync("for my seven-year-old daughter", "recommend", false, "seven-year-old/audience/7", "daughter/audience/want")
        );

        items.ShouldNotBeEmpty();
        items.ShouldAllBe(i => Talk.Values(i, "certificate").Single() == "G" || Talk.Values(i, "certificate").Single() == "PG");
    }

    [Fact]
    public async Task An_occasion_that_names_an_audience_is_one()
    {
        var items = Talk.Items(
            await SayAsync("christmas films for the family", "recommend", false, "christmas/topic/want", "family/occasion/want")
        );

        items.Count.ShouldBe(5);
        items.ShouldAllBe(i => !Talk.Values(i, "certificate").Contains("R"));
    }

    [Fact]
    public async Task The_same_director_is_that_of_the_title_in_the_message()
    {
        var message = Reader.Says(
            "she adores my neighbor totoro, what else is by the same director",
            "recommend",
            false,
            "my neighbor totoro/item/liked",
            "the same director/ref/person"
        );
        var items = Talk.Items(await Talk.SayAsync(message));

        items.Count.ShouldBe(5);
        items.ShouldAllBe(i => Talk.Values(i, "directors").Contains("Hayao Miyazaki"));
    }

    [Fact]
    public async Task A_series_that_is_refused_takes_nothing_else_with_it()
    {
        var reply = await SayAsync("boxing but not rocky", "recommend", false, "boxing/topic/want", "rocky/series/not");

        Talk.Items(reply).ShouldAllBe(i => !Talk.Catalog.Title(i).StartsWith("Rocky", StringComparison.Ordinal));
        reply.Understood.Conditions["keywords"]?.None.ShouldNotBe(["rocky mountains"]);
    }

    [Fact]
    public async Task The_same_for_another_kind_puts_it_in_the_place_of_the_first()
    {
        await SayAsync("westerns from the 60s", "recommend", false, "westerns/kind/want", "60s/year/1960..1969");

        var items = Talk.Items(await SayAsync("same for musicals", "refine", true, "same/ref/request", "musicals/kind/want"));

        items.Count.ShouldBe(5);
        items.ShouldAllBe(i => Talk.Values(i, "genres").Contains("Musical") && Talk.Catalog.Year(i) / 10 == 196);
        items.ShouldContain(i => !Talk.Values(i, "genres").Contains("Western"));
    }

    [Theory]
    [InlineData("one by hitchcock and one by kubrick")]
    [InlineData("a double bill: one hitchcock, one of kubrick")]
    public async Task One_and_one_are_two_lists_of_one(string message)
    {
        var reply = await SayAsync(message, "recommend", false, "hitchcock/person/want", "kubrick/person/want");

        reply.Lists.Select(l => l.Items.Count).ShouldBe([1, 1]);
        Talk.Items(reply).SelectMany(i => Talk.Values(i, "directors")).ShouldBe(["Alfred Hitchcock", "Stanley Kubrick"]);
    }

    [Fact]
    public async Task The_one_is_not_counted() =>
        (
            await SayAsync("the one comedy or that one western", "recommend", false, "comedy/kind/want", "western/kind/want")
        ).Lists.Count.ShouldBe(1);

    [Theory]
    [InlineData("the ones he directed", "directors")]
    [InlineData("more that he acted in", "cast")]
    [InlineData("films with him", "cast")]
    public async Task What_somebody_did_is_a_matter_of_their_part(string message, string part)
    {
        await SayAsync("clint eastwood", "recommend", false, "clint eastwood/person/want");
        var him = message.Contains("him", StringComparison.Ordinal) ? "him" : "he";

        var items = Talk.Items(await SayAsync(message, "refine", false, $"{him}/ref/person"));

        items.Count.ShouldBe(5);
        items.ShouldAllBe(i => Talk.Values(i, part).Contains("Clint Eastwood"));
    }

    [Theory]
    [InlineData("werner herzog", "werner herzog/person:actor/want", "directors", "Werner Herzog")]
    [InlineData("werner herzog acting", "werner herzog/person:actor/want", "cast", "Werner Herzog")]
    public async Task A_part_that_no_word_tells_is_the_main_one(string message, string mark, string part, string name) =>
        Talk.Items(await SayAsync(message, "recommend", false, mark)).ShouldAllBe(i => Talk.Values(i, part).Contains(name));

    [Fact]
    public async Task What_is_liked_in_a_request_is_to_be_like()
    {
        await SayAsync("something sad", "recommend", false, "sad/mood/want");

        var reply = await SayAsync("I really liked The Notebook", "refine,remember", true, "The Notebook/item/liked");

        reply.Plan.Lists.Single().Steps.OfType<SimilarStep>().Single().To.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_worst_come_first_where_they_are_asked_for()
    {
        var items = Talk.Items(await SayAsync("the worst of 1994", "recommend", false, "worst/order/quality", "1994/year/1994..1994"));

        items.Count.ShouldBe(5);
        items.ShouldAllBe(i => Talk.Catalog.Numbers("tomatometer")![i] < 40);
    }

    [Fact]
    public async Task A_kind_or_a_topic_is_met_by_either()
    {
        var items = Talk.Items(
            await SayAsync("from russia or the soviet union", "recommend", false, "russia/country/want", "soviet union/topic/want")
        );

        items.Count.ShouldBe(5);
        items.ShouldAllBe(i => Talk.Values(i, "countries").Contains("Russia") || Has(i, "soviet union"));
    }

    [Fact]
    public async Task A_mood_right_before_a_kind_is_a_kind_where_it_may_be_one() =>
        Talk.Items(await SayAsync("romantic dramas", "recommend", false, "romantic/mood/want", "dramas/kind/want"))
            .ShouldAllBe(i => Talk.Values(i, "genres").Contains("Romance") && Talk.Values(i, "genres").Contains("Drama"));

    [Theory]
    [InlineData("superheroes", "superhero")]
    [InlineData("zombies", "zombie")]
    public async Task What_is_refused_is_refused_in_all_its_forms(string words, string form)
    {
        var items = Talk.Items(await SayAsync($"action without {words}", "recommend", false, "action/kind/want", $"{words}/topic/not"));

        items.Count.ShouldBe(5);
        items.ShouldAllBe(i => !Has(i, form));
    }

    [Theory]
    [InlineData("nothing before 1960", "before 1960/year/..1959", "year", 1960, 3000)]
    [InlineData("nothing from before 1960", "before 1960/year/..1959", "year", 1960, 3000)]
    [InlineData("nothing over 90 minutes", "over 90 minutes/length/91..", "runtime_minutes", 0, 90)]
    public async Task Nothing_denies_the_bound_behind_it(string words, string mark, string attribute, int from, int to)
    {
        var items = Talk.Items(await SayAsync($"westerns, {words}", "recommend", false, "westerns/kind/want", mark));

        items.Count.ShouldBe(5);
        items.ShouldAllBe(i => Talk.Catalog.Numbers(attribute)![i] >= from && Talk.Catalog.Numbers(attribute)![i] <= to);
    }

    [Fact]
    public async Task A_couple_of_what_is_wanted_are_two() =>
        Talk.Items(await SayAsync("a couple of musicals", "recommend", false, "musicals/kind/want")).Count.ShouldBe(2);

    [Fact]
    public async Task What_somebody_did_tells_their_part_also_behind_the_name() =>
        Talk.Items(await SayAsync("films sofia coppola directed", "recommend", false, "sofia coppola/person:actor/want"))
            .ShouldAllBe(i => Talk.Values(i, "directors").Contains("Sofia Coppola"));

    [Theory]
    [InlineData("a musical for my mother and a western for dad")]
    [InlineData("one wants a musical for tonight, i want a western for tomorrow")]
    public async Task What_is_wanted_each_for_somebody_is_a_list_each(string message)
    {
        var reply = await SayAsync(message, "recommend", false, "musical/kind/want", "western/kind/want");

        reply.Lists.Count.ShouldBe(2);
        reply.Lists[0].Items.ShouldAllBe(i => Talk.Values(Talk.Catalog.IndexOf(i.ItemId), "genres").Contains("Musical"));
        reply.Lists[1].Items.ShouldAllBe(i => Talk.Values(Talk.Catalog.IndexOf(i.ItemId), "genres").Contains("Western"));
    }

    [Fact]
    public async Task Two_kinds_for_one_evening_are_one_list() =>
        (
            await SayAsync("a musical western for tonight", "recommend", false, "musical/kind/want", "western/kind/want")
        ).Lists.Count.ShouldBe(1);

    [Fact]
    public async Task A_title_taken_without_being_sure_is_told()
    {
        var reply = await Talk.SayAsync(Reader.Guesses("something like seven", "recommend", "seven/item/like"));

        reply.Plan.Lists.Single().Steps.OfType<SimilarStep>().Single().To.Count.ShouldBe(1);
        reply.Text.ShouldContain("seven", Case.Insensitive);
        reply.Notices.ShouldContain(n => n.Code == NoticeCodes.Corrected);
    }

    [Fact]
    public async Task A_title_that_is_none_and_was_no_more_than_a_guess_is_looked_for()
    {
        var reply = await Talk.SayAsync(Reader.Guesses("a brave lighthouse keeper", "recommend", "brave lighthouse keeper/item/like"));

        reply.Plan.Lists.Single().Steps.OfType<SearchStep>().Single().Text.ShouldBe("brave lighthouse keeper");
        reply.Notices.ShouldContain(n => n.Code == NoticeCodes.UnknownValue);
        Talk.Items(reply).Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_word_that_nobody_knows_is_a_name_and_not_looked_for()
    {
        var reply = await Talk.SayAsync(
            Reader.Guesses("like Inception and Blorptown", "recommend", "Inception/item/like", "Blorptown/item/like")
        );

        reply.Understood.Unknown.ShouldBe(["Blorptown"]);
        reply.Plan.Lists.Single().Steps.OfType<SearchStep>().ShouldBeEmpty();
    }

    private bool Has(int item, params string[] words) =>
        words.Any(word => Talk.Values(item, "keywords").Any(k => k.Contains(word, StringComparison.OrdinalIgnoreCase)));
}
