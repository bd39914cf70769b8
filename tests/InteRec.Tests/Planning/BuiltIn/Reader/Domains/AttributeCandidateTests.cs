using InteRec.Planning.BuiltIn;
using InteRec.Planning.BuiltIn.Reader;
using InteRec.Planning.BuiltIn.Reader.Candidates;
using InteRec.Planning.Labels;
using InteRec.Search;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning.BuiltIn.Reader.Domains;

/// <summary>Attributes that a dataset only names are among the candidates, with what they are measured in.</summary>
public sealed class AttributeCandidateTests
{
    [Theory]
    [InlineData("at least 2 kg", "at least 2 kg", "topic", "2..", "weight")]
    [InlineData("under 900 g", "under 900 g", "topic", "..0.9", "weight")]
    [InlineData("between 500 and 900 grams", "between 500 and 900 grams", "topic", "0.5..0.9", "weight")]
    [InlineData("1 or 2 kg", "1 or 2 kg", "topic", "1..1|2..2", "weight")]
    [InlineData("weight of at most 3", "weight of at most 3", "topic", "..3", "weight")]
    [InlineData("at most weight 3", "at most weight 3", "topic", "..3", "weight")]
    [InlineData("under an hour", "under an hour", "length", "..60", "playing_time")]
    [InlineData("at least two hours", "at least two hours", "length", "120..", "playing_time")]
    [InlineData("no more than 10 pages", "no more than 10 pages", "length", "..10", "rule_pages")]
    [InlineData("in 5 seasons", "5 seasons", "length", "..5", "")]
    [InlineData("under 30 bucks", "under 30 bucks", "price", "..30", "price")]
    [InlineData("€20 or less", "€20 or less", "price", "..20", "price")]
    [InlineData("since March 2015", "since March 2015", "year", "20150301..", null)]
    [InlineData("before 5 June 2019", "before 5 June 2019", "year", "..20190604", null)]
    [InlineData("between March 2010 and June 2015", "between March 2010 and June 2015", "year", "20100301..20150631", null)]
    [InlineData("in november 2010", "november 2010", "year", "20101101..20101131", null)]
    public void A_number_is_of_the_attribute_whose_unit_or_name_is_said(
        string message,
        string words,
        string slot,
        string value,
        string? attribute
    ) => Find(message, words, slot).ShouldContain(c => c.Value == value && c.Attribute == attribute);

    [Theory]
    [InlineData("scented ones", "scented", false)]
    [InlineData("unscented ones", "unscented", true)]
    [InlineData("a non-scented one", "non-scented", true)]
    [InlineData("gluten-free ones", "gluten-free", false)]
    [InlineData("the glutenfree ones", "glutenfree", false)]
    [InlineData("any with gluten", "gluten", true)]
    public void A_flag_and_its_opposite_are_found(string message, string words, bool isUnset) =>
        Find(message, words, "topic").ShouldContain(c => c.Entry!.Kind == EntryKind.Flag && c.Entry.IsUnset == isUnset);

    [Fact]
    public void Months_of_the_clock()
    {
        var now = Shelf.Games.Date;

        Find("in the last six months", "last six months", "year").Select(c => c.Value).ShouldContain($"{now.AddMonths(-6):yyyyMMdd}..");
        Find("this month", "this month", "year").Select(c => c.Value).ShouldContain($"{now:yyyyMM}01..{now:yyyyMM}31");
    }

    [Fact]
    public void Without_a_date_a_month_is_a_word()
    {
        var catalog = Shelf.Of([], ["March"]);

        CandidateFinder
            .Of(catalog, new TitleResolver(catalog))
            .Find("since March 2015", InPlay.Nothing)
            .ShouldNotContain(c => c.Slot == Slot.Year && c.Value!.StartsWith("201503", StringComparison.Ordinal));
    }

    private static IEnumerable<Candidate> Find(string message, string words, string slot) =>
        Shelf.Find(message).Where(c => message.Substring(c.Start, c.Length) == words && c.Slot == Slots.Of(slot));
}
