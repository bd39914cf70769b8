using InteRec.Conversations;
using InteRec.Planning;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning.BuiltIn.Reader.Domains;

/// <summary>Ten requests about games, by a declaration alone: a date, prices and hours without units of their own, flags.</summary>
public sealed class GameRequestTests
{
    [Fact]
    public async Task Cheap_on_a_platform_then_with_a_flag_then_cheaper()
    {
        var (talk, first) = await AskAsync("puzzle games for the Switch that cost less than 20 dollars");
        using var _ = talk;
        ShouldFit(talk.Items(first), 20);
        var second = talk.Items(await talk.SayAsync("it has to be co-op"));
        ShouldFit(second, 20);
        second.ShouldAllBe(i => talk.Values(i, "co_op").Contains("true"));
        var third = talk.Items(await talk.SayAsync("anything a bit cheaper?"));
        ShouldFit(third, second.Select(i => talk.Catalog.Numbers("price")![i]).Order().ElementAt(second.Count / 2) - 0.01);

        void ShouldFit(IReadOnlyList<int> items, double most)
        {
            items.ShouldNotBeEmpty();
            items.ShouldAllBe(i =>
                talk.Values(i, "genres").Contains("Puzzle")
                && talk.Values(i, "platforms").Contains("Switch")
                && talk.Catalog.Numbers("price")![i] <= most
            );
        }
    }

    [Fact]
    public async Task Who_made_it()
    {
        var (talk, reply) = await AskAsync("who made Hollow Lantern?");
        using var _ = talk;

        reply.Understood.Intent.ShouldBe(Intent.Lookup);
        reply.Text.ShouldContain("Pale Moth Studio");
    }

    [Fact]
    public async Task Similar_to_one()
    {
        var (talk, reply) = await AskAsync("something similar to Hollow Lantern");
        using var _ = talk;

        reply.Understood.Intent.ShouldBe(Intent.Similar);
        talk.Items(reply).Count.ShouldBe(5);
        talk.Items(reply).Select(talk.Catalog.Title).ShouldNotContain("Hollow Lantern");
    }

    [Fact]
    public async Task Since_a_month()
    {
        var (talk, reply) = await AskAsync("role-playing games released since March 2021");
        using var _ = talk;

        talk.Items(reply).Count.ShouldBe(5);
        talk.Items(reply)
            .ShouldAllBe(i => talk.Values(i, "genres").Contains("Role-playing") && talk.Catalog.Numbers("released")![i] >= 20210301);
        reply.Text.ShouldContain("March 2021");
    }

    [Fact]
    public async Task Without_a_flag()
    {
        var (talk, reply) = await AskAsync("shooters that aren't early access");
        using var _ = talk;

        talk.Items(reply).Count.ShouldBe(5);
        talk.Items(reply)
            .ShouldAllBe(i => talk.Values(i, "genres").Contains("Shooter") && talk.Values(i, "early_access").Contains("false"));
    }

    [Fact]
    public async Task In_so_many_hours_then_others()
    {
        var (talk, first) = await AskAsync("strategy games I can finish in less than 15 hours");
        using var _ = talk;
        talk.Items(first).ShouldNotBeEmpty();
        talk.Items(first)
            .ShouldAllBe(i => talk.Values(i, "genres").Contains("Strategy") && talk.Catalog.Numbers("playtime_hours")![i] <= 15);

        var second = await talk.SayAsync("any others?");

        second.Understood.Intent.ShouldBe(Intent.More);
        talk.Items(second).Intersect(talk.Items(first)).ShouldBeEmpty();
        talk.Items(second).ShouldAllBe(i => talk.Catalog.Numbers("playtime_hours")![i] <= 15);
    }

    [Fact]
    public async Task What_it_costs()
    {
        var (talk, reply) = await AskAsync("how much is Ironbound Tactics?");
        using var _ = talk;

        reply.Understood.Intent.ShouldBe(Intent.Lookup);
        reply.Text.ShouldContain("4.99 dollars");
    }

    private static Task<(Talk Talk, ChatReply Reply)> AskAsync(string message) => DomainTalk.AskAsync("games", message);
}
