using InteRec.Conversations;
using InteRec.Planning.BuiltIn.Reader;
using InteRec.Planning.BuiltIn.Reader.Turns;
using InteRec.Tools;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning.BuiltIn.Reader.Domains;

/// <summary>What was read rightly becomes conditions on the attribute that is meant.</summary>
public sealed class AttributeConditionTests : IDisposable
{
    private static readonly Lazy<ServingState> Serving = new(() =>
        Talk.Serve(Shelf.Games, Directory.CreateTempSubdirectory("interec-shelf-").FullName)
    );

    private readonly LabelledReader _reader = new();
    private readonly Talk _talk;

    public AttributeConditionTests() => _talk = new Talk(Serving.Value, new BuiltInPlanner(new Lazy<IMessageReader>(_reader)));

    public void Dispose() => _talk.Dispose();

    [Theory]
    [InlineData("games of 900 g or less", "900 g/topic/want", "Moss Hunters", "Owl Parade")]
    [InlineData("games of 900 g or less", "900 g/price/..900", "Moss Hunters", "Owl Parade")]
    [InlineData("games under an hour", "under an hour/length/..60", "Stone Ferry", "Moss Hunters", "Owl Parade")]
    [InlineData("rules of at least 20 pages", "at least 20 pages/length/20..", "River Guild", "Iron Delta")]
    [InlineData("for 6 players", "6 players/audience/6 players", "Moss Hunters", "Owl Parade")]
    [InlineData("for 1 or 2 players", "1 or 2 players/audience/1 players", "River Guild")]
    [InlineData("for my 8 year old", "8 year old/audience/8", "Moss Hunters", "Owl Parade")]
    [InlineData("released since March 2015", "since March 2015/year/20150301..", "Moss Hunters", "Owl Parade")]
    [InlineData("from 2015 on", "from 2015 on/year/2015..", "Moss Hunters", "Owl Parade", "Iron Delta")]
    [InlineData("unscented dice games", "unscented/topic/want,dice/kind/want", "Owl Parade")]
    [InlineData("dice games but not scented", "dice/kind/want,scented/topic/not", "Owl Parade")]
    [InlineData("gluten-free bidding games", "gluten-free/topic/want,bidding/kind/want", "Stone Ferry")]
    [InlineData("worker placement", "worker/kind/want", "River Guild")]
    public async Task A_wish_becomes_a_condition(string message, string marks, params string[] titles) =>
        Titles(await SayAsync(message, "recommend", marks.Split(','))).ShouldBe(titles, ignoreOrder: true);

    [Fact]
    public async Task Two_numbers_of_one_slot_are_two_conditions()
    {
        var reply = await SayAsync(
            "at least an hour and under 30 pages",
            "recommend",
            "at least an hour/length/60..",
            "under 30 pages/length/..30"
        );

        Titles(reply).ShouldBe(["Stone Ferry", "River Guild"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_least_and_a_most_are_both_meant()
    {
        var reply = await SayAsync(
            "at least 45 minutes but not more than 60",
            "recommend",
            "at least 45 minutes/length/45..",
            "not more than 60/length/..60"
        );

        Titles(reply).ShouldBe(["Stone Ferry", "Moss Hunters"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_unit_that_nothing_is_measured_in_is_told()
    {
        var reply = await SayAsync("dice games with under 5 seasons", "recommend", "dice/kind/want", "under 5 seasons/length/..5");

        reply.Understood.Conditions.Conditions.Keys.ShouldBe(["mechanics"]);
        reply.Notices.ShouldContain(n => n.Code == NoticeCodes.UnknownValue);
    }

    [Theory]
    [InlineData("is Moss Hunters scented?", "scented/topic/ask", "Yes. Moss Hunters (2019): scented.")]
    [InlineData("is Owl Parade scented?", "scented/ask/topic", "No. Owl Parade (2021): not scented.")]
    [InlineData("what is the min age of Iron Delta?", "min age/ask/length", "Iron Delta (2015): min age 14.")]
    public async Task A_fact_is_that_of_the_attribute_named(string message, string mark, string text)
    {
        var title =
            text.Contains("Moss") ? "Moss Hunters"
            : text.Contains("Owl") ? "Owl Parade"
            : "Iron Delta";
        string[] marks =
            message.IndexOf(title, StringComparison.Ordinal) < message.IndexOf(mark.Split('/')[0], StringComparison.Ordinal)
                ? [$"{title}/item/ask", mark]
                : [mark, $"{title}/item/ask"];

        (await SayAsync(message, "lookup", marks)).Text.ShouldBe(text);
    }

    private Task<ChatReply> SayAsync(string message, string acts, params string[] marks) =>
        _talk.SayAsync(_reader.Says(message, acts, false, marks));

    private IEnumerable<string> Titles(ChatReply reply) => _talk.Items(reply).Select(_talk.Catalog.Title);
}
