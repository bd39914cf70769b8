using InteRec.Conversations;
using InteRec.Planning;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning.BuiltIn.Reader.Domains;

/// <summary>Ten requests about cosmetics, by a declaration alone: flags, a sun protection factor, millilitres, a date.</summary>
public sealed class CosmeticRequestTests
{
    [Fact]
    public async Task With_a_flag_then_up_to_a_price_then_without_another_flag()
    {
        var (talk, first) = await AskAsync("I need a cruelty-free moisturiser for dry skin");
        using var _ = talk;
        ShouldFit(talk.Items(first));
        var second = talk.Items(await talk.SayAsync("under 25 dollars please"));
        ShouldFit(second);
        second.ShouldAllBe(i => talk.Catalog.Numbers("price")![i] <= 25);
        var third = talk.Items(await talk.SayAsync("and it mustn't be scented"));
        ShouldFit(third);
        third.ShouldAllBe(i => talk.Catalog.Numbers("price")![i] <= 25 && talk.Values(i, "scented").Contains("false"));

        void ShouldFit(IReadOnlyList<int> items)
        {
            items.ShouldNotBeEmpty();
            items.ShouldAllBe(i =>
                talk.Values(i, "type").Contains("Moisturiser")
                && talk.Values(i, "skin_types").Contains("dry")
                && talk.Values(i, "cruelty_free").Contains("true")
            );
        }
    }

    [Fact]
    public async Task A_number_by_its_name()
    {
        var (talk, reply) = await AskAsync("sunscreen, SPF 50 or higher");
        using var _ = talk;

        talk.Items(reply).Count.ShouldBe(5);
        talk.Items(reply).ShouldAllBe(i => talk.Values(i, "type").Contains("Sunscreen") && talk.Catalog.Numbers("spf")![i] >= 50);
    }

    [Fact]
    public async Task A_flag_a_kind_and_a_brand()
    {
        var (talk, reply) = await AskAsync("any vegan lipsticks from Lumelle?");
        using var _ = talk;

        talk.Items(reply).Count.ShouldBe(3);
        talk.Items(reply)
            .ShouldAllBe(i =>
                talk.Values(i, "type").Contains("Lipstick")
                && talk.Values(i, "brand").Contains("Lumelle")
                && talk.Values(i, "vegan").Contains("true")
            );
    }

    [Fact]
    public async Task Whether_it_has_a_flag()
    {
        var (talk, reply) = await AskAsync("is the Velvet Dew Cleanser vegan?");
        using var _ = talk;

        reply.Understood.Intent.ShouldBe(Intent.Lookup);
        reply.Text.ShouldBe("Yes. Velvet Dew Cleanser: vegan.");
    }

    [Fact]
    public async Task For_a_skin_type_and_a_concern()
    {
        var (talk, reply) = await AskAsync("serums for oily skin that help with acne");
        using var _ = talk;

        talk.Items(reply).Count.ShouldBeGreaterThan(2);
        talk.Items(reply)
            .ShouldAllBe(i =>
                talk.Values(i, "type").Contains("Serum")
                && talk.Values(i, "skin_types").Contains("oily")
                && talk.Values(i, "concerns").Contains("acne")
            );
    }

    [Fact]
    public async Task Similar_to_one()
    {
        var (talk, reply) = await AskAsync("do you have anything similar to Rosehip Night Balm");
        using var _ = talk;

        reply.Understood.Intent.ShouldBe(Intent.Similar);
        talk.Items(reply).Count.ShouldBe(5);
        talk.Items(reply).Select(talk.Catalog.Title).ShouldNotContain("Rosehip Night Balm");
    }

    [Fact]
    public async Task From_a_country_and_after_a_year()
    {
        var (talk, reply) = await AskAsync("Korean masks that were launched after 2020");
        using var _ = talk;

        talk.Items(reply).ShouldNotBeEmpty();
        talk.Items(reply)
            .ShouldAllBe(i =>
                talk.Values(i, "type").Contains("Mask")
                && talk.Values(i, "made_in").Contains("South Korea")
                && talk.Catalog.Numbers("launched")![i] > 20210000
            );
    }

    [Fact]
    public async Task At_least_so_many_millilitres()
    {
        var (talk, reply) = await AskAsync("a body lotion of 400 ml or more");
        using var _ = talk;

        talk.Items(reply).Count.ShouldBeGreaterThan(2);
        talk.Items(reply).ShouldAllBe(i => talk.Values(i, "type").Contains("Body lotion") && talk.Catalog.Numbers("size_ml")![i] >= 400);
    }

    private static Task<(Talk Talk, ChatReply Reply)> AskAsync(string message) => DomainTalk.AskAsync("cosmetics", message);
}
