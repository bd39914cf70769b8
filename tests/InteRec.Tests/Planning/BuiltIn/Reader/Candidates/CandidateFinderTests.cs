using InteRec.Planning.BuiltIn.Reader;
using InteRec.Planning.BuiltIn.Reader.Candidates;
using InteRec.Planning.Labels;
using InteRec.Tests.Support;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning.BuiltIn.Reader.Candidates;

/// <summary>What the words of a message may mean to the bundled films.</summary>
public sealed class CandidateFinderTests
{
    private static readonly CandidateFinder Finder = CandidateFinder.Of(MovieCatalog.Snapshot, Movies.Serving.Titles);

    [Theory]
    [InlineData("a funny western please", "western", "kind")]
    [InlineData("a funny western please", "funny", "mood")]
    [InlineData("something with heists", "heists", "topic")]
    [InlineData("films from france", "france", "country")]
    [InlineData("something like The Big Lebowski", "The Big Lebowski", "item")]
    [InlineData("something like big lebowski", "big lebowski", "item")]
    [InlineData("more with jeff bridges", "jeff bridges", "person")]
    [InlineData("anything by Kubrick", "Kubrick", "person")]
    [InlineData("pacino n deniro together", "deniro", "person")]
    [InlineData("the latest from the coen brothers", "coen brothers", "person")]
    [InlineData("is Mr Kubrick in it", "Mr Kubrick", "person")]
    [InlineData("all the harry potter ones", "harry potter", "series")]
    [InlineData("seen xmen, and Schindler's List", "Schindler's List", "item")]
    [InlineData("who directed that", "directed", "ask")]
    public void A_name_value_or_phrase_is_found_in_any_writing(string message, string words, string slot) =>
        Found(message, words, slot).ShouldNotBeEmpty();

    [Theory]
    [InlineData("a comdy please", "comdy", "kind", "comedy")]
    [InlineData("thriler", "thriler", "kind", "thriller")]
    [InlineData("with leonardo dicapro", "leonardo dicapro", "person", "leonardo dicaprio")]
    [InlineData("like forest gump", "forest gump", "item", "forrest gump")]
    [InlineData("something japaneese", "japaneese", "language", "japanese")]
    [InlineData("sikological thriller", "sikological thriller", "kind", "psychological thriller")]
    public void A_misspelling_is_read_as_what_it_may_have_been(string message, string words, string slot, string readAs)
    {
        var found = Found(message, words, slot);
        found.ShouldContain(c => c.ReadAs == readAs && c.Origins.HasFlag(Origins.Misspelt) && c.Weight < 1);
    }

    [Theory]
    [InlineData("you should recommend one to me, no?")]
    [InlineData("hello, how are you")]
    [InlineData("that is so good")]
    public void Small_talk_names_nobody_and_nothing(string message) =>
        Finder.Find(message, InPlay.Nothing).ShouldNotContain(c => c.Slot == Slot.Item || c.Slot.IsPerson() || c.Slot == Slot.Series);

    [Fact]
    public void An_ordinary_word_is_a_title_where_something_speaks_for_it()
    {
        Found("i want it", "it", "item").ShouldBeEmpty();
        Found("have you seen It? the clown one", "It", "item").ShouldNotBeEmpty();
        Found("\"up\" was nice", "up", "item").ShouldNotBeEmpty();
    }

    [Fact]
    public void Parts_of_names_in_play_are_found_and_their_leads()
    {
        var budapest = MovieCatalog.Find("The Grand Budapest Hotel", 2014);
        var play = new InPlay([budapest], ["Tilda Swinton"]);
        var found = Finder.Find("is the budapest one long, and is ralph in it or tilda", play);
        found.ShouldContain(c =>
            c.Slot == Slot.Item && c.Origins.HasFlag(Origins.InPlay) && c.Items.Contains(budapest) && c.Length == "budapest".Length
        );
        found.Count(c => c.Slot == Slot.Person && c.Origins.HasFlag(Origins.InPlay)).ShouldBeGreaterThanOrEqualTo(2);
        Finder.Find("is ralph in it", InPlay.Nothing).ShouldNotContain(c => c.Origins.HasFlag(Origins.InPlay));
    }

    [Fact]
    public void What_the_bot_showed_and_what_is_open_are_in_play()
    {
        Wish[] request = [new([new Condition(Slot.Director, Sign.Wanted, "Sofia Coppola")])];
        var found = Finder.Find("not marie, but more sofia", new BotTurn(["Marie Antoinette"], null, null), request);
        found.ShouldContain(c => c.Slot == Slot.Item && c.Origins.HasFlag(Origins.InPlay));
        found.ShouldContain(c => c.Slot == Slot.Person && c.Origins.HasFlag(Origins.InPlay) && c.Entry!.Person!.Name == "Sofia Coppola");
    }

    [Fact]
    public void Spans_lie_on_words_and_come_in_order()
    {
        var hostile = new HostileText(seed: 5, ["comdy", "nolan", "90s", "heat", "two", "hours"]);
        for (var i = 0; i < 60; i++)
        {
            var message = hostile.Next();
            var words = MessageWords.Split(message);
            var (starts, ends) = (words.Select(w => w.Start).ToHashSet(), words.Select(w => w.End).ToHashSet());
            var found = Finder.Find(message, InPlay.Nothing);
            found.ShouldAllBe(c => starts.Contains(c.Start) && ends.Contains(c.End) && c.Length > 0 && c.Weight > 0 && c.Weight <= 1);
            found.Select(c => c.Start).ShouldBe(found.Select(c => c.Start).Order());
        }
    }

    [Fact]
    public void A_message_without_words_has_no_candidates()
    {
        Finder.Find("", InPlay.Nothing).ShouldBeEmpty();
        Finder.Find(" ?! ", InPlay.Nothing).ShouldBeEmpty();
    }

    private static IReadOnlyList<Candidate> Found(string message, string words, string slot) =>
        [.. Finder.Find(message, InPlay.Nothing).Where(c => message.Substring(c.Start, c.Length) == words && c.Slot == Slots.Of(slot))];
}
