using System.Globalization;
using InteRec.Planning.BuiltIn.Reader;
using InteRec.Planning.BuiltIn.Reader.Candidates;
using InteRec.Planning.Labels;
using InteRec.Tests.Support;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning.BuiltIn.Reader.Candidates;

/// <summary>Every reading of a number is a candidate, with its value in the notation of the corpus.</summary>
public sealed class NumberGrammarTests
{
    private static readonly CandidateFinder Finder = CandidateFinder.Of(MovieCatalog.Snapshot, Movies.Serving.Titles);

    [Theory]
    [InlineData("films of the 80s", "80s", "year", "1980..1989")]
    [InlineData("films of the 80s", "the 80s", "year", "1980..1989")]
    [InlineData("films of the 80s", "of the 80s", "year", "1980..1989")]
    [InlineData("early nineties", "early nineties", "year", "1990..1994")]
    [InlineData("second half of the fifties", "second half of the fifties", "year", "1955..1959")]
    [InlineData("nineteen eighty-four", "nineteen eighty-four", "year", "1984..1984")]
    [InlineData("two thousand and five", "two thousand and five", "year", "2005..2005")]
    [InlineData("from 1990 on", "from 1990 on", "year", "1990..")]
    [InlineData("1990 or later", "1990 or later", "year", "1990..")]
    [InlineData("not older than 2010", "not older than 2010", "year", "2010..")]
    [InlineData("any of em b4 1990", "b4 1990", "year", "..1989")]
    [InlineData("before the eighties", "before the eighties", "year", "..1979")]
    [InlineData("nothing after 2000", "nothing after 2000", "year", "..2000")]
    [InlineData("pre-2000 horror", "pre-2000", "year", "..1999")]
    [InlineData("70s or 90s", "70s or 90s", "year", "1970..1979|1990..1999")]
    [InlineData("the 70s and early 80s", "the 70s and early 80s", "year", "1970..1984")]
    [InlineData("1990-95", "1990-95", "year", "1990..1995")]
    [InlineData("'67 to '76", "'67 to '76", "year", "1967..1976")]
    [InlineData("anything but the 70s", "anything but the 70s", "year", "1970..1979")]
    [InlineData("undr 90 minits", "undr 90 minits", "length", "..90")]
    [InlineData("<100 min", "<100 min", "length", "..100")]
    [InlineData("90 minutes", "90 minutes", "length", "..90")]
    [InlineData("more than 150 minutes", "more than 150 minutes", "length", "150..")]
    [InlineData("1h 50 max", "1h 50 max", "length", "..110")]
    [InlineData("2h15", "2h15", "length", "..135")]
    [InlineData("an hour and forty", "an hour and forty", "length", "..100")]
    [InlineData("no more than an hour and a half", "no more than an hour and a half", "length", "..90")]
    [InlineData("between one and two hours", "between one and two hours", "length", "60..120")]
    [InlineData("from 9 to 11", "from 9 to 11", "length", "..120")]
    [InlineData("till 9 and its 7.20 now", "till 9 and its 7.20 now", "length", "..100")]
    [InlineData("at least five oscars", "at least five oscars", "award", "5..")]
    [InlineData("above 7", "above 7", "score", "7..")]
    [InlineData("7+", "7+", "score", "7..")]
    [InlineData("8/10 or better", "8/10 or better", "score", "8..")]
    [InlineData("nothing under 6.5", "nothing under 6.5", "score", "6.5..")]
    [InlineData("at least 20,000 votes", "at least 20,000 votes", "votes", "20000..")]
    [InlineData("under 5k votes", "under 5k votes", "votes", "..5000")]
    [InlineData("top 5", "top 5", "count", "5")]
    [InlineData("half a dozen", "half a dozen", "count", "6")]
    [InlineData("for the four of us", "four of us", "audience", "4 people")]
    [InlineData("3-5 players", "3-5 players", "audience", "3-5 players")]
    [InlineData("the second one", "the second one", "ref", "2")]
    [InlineData("3, 5 and 11", "3, 5 and 11", "audience", "3")]
    [InlineData("a couple of them", "a couple of", "count", "2")]
    [InlineData("my 6 year old", "6 year old", "audience", "6")]
    [InlineData("6 and 9 year olds", "6 and 9 year olds", "audience", "6")]
    [InlineData("under $20", "under $20", "price", "..20")]
    [InlineData("$20-30", "$20-30", "price", "20..30")]
    [InlineData("under a tenner", "under a tenner", "price", "..10")]
    [InlineData("at most 250 pages", "at most 250 pages", "length", "..250")]
    [InlineData("not too long", "not too long", "length", "short")]
    [InlineData("a bit newer", "a bit newer", "year", "more")]
    [InlineData("old ones", "old", "year", "old")]
    public void A_number_is_read(string message, string words, string slot, string value) =>
        Values(message, words, InteRec.Planning.Labels.Slots.Of(slot)!.Value).ShouldContain(value);

    [Theory]
    [InlineData("from the eighties", "1980..1989")]
    [InlineData("in the nineties", "1990..1999")]
    [InlineData("from the eighties on", "1980..")]
    public void A_decade_with_its_preposition_is_likeliest_what_people_mean(string words, string value) =>
        Finder
            .Find(words, null, [])
            .Where(c => c.Slot == Slot.Year && c.Start == 0 && c.Length == words.Length)
            .MaxBy(c => c.Weight)!
            .Value.ShouldBe(value);

    [Theory]
    [InlineData("the best of 1994 on this site", false)]
    [InlineData("the best of 1994 on", true)]
    [InlineData("the best from 1994 on please", true)]
    public void On_is_a_bound_at_the_end_or_after_from(string message, bool isBound) =>
        Finder.Find(message, null, []).Any(c => c.Slot == Slot.Year && c.Value == "1994..").ShouldBe(isBound);

    [Fact]
    public void A_bare_number_may_be_anything_of_its_size()
    {
        Slots("give me 7", "7").ShouldBe([Slot.Count, Slot.Audience, Slot.Ref, Slot.Length, Slot.Score, Slot.Price], ignoreOrder: true);
        Slots("give me 1984", "1984").ShouldContain(Slot.Year);
        Slots("give me 1984", "1984").ShouldContain(Slot.Item);
    }

    [Fact]
    public void What_the_clock_and_the_post_say_is_noise()
    {
        foreach (
            var (message, words) in new[]
            {
                ("my train is at 19:40", "19:40"),
                ("on the 3rd of May", "3rd of May"),
                ("in room 12", "room 12"),
            }
        )
        {
            Finder
                .Find(message, InPlay.Nothing)
                .ShouldContain(c => c.Origins.HasFlag(Origins.Noise) && message.Substring(c.Start, c.Length) == words);
        }
    }

    [Fact]
    public void A_range_of_years_reads_back_in_every_form()
    {
        var random = new Random(7);
        for (var i = 0; i < 300; i++)
        {
            var from = random.Next(1920, 2010);
            var to = from + random.Next(1, 15);
            var form = Pick(
                random,
                "{0}-{1}",
                "{0} to {1}",
                "from {0} to {1}",
                "between {0} and {1}",
                "{0} through {1}",
                "{0}..{1}",
                "{0} – {1}",
                "{0} until {1}"
            );
            Reads(form, Slot.Year, $"{from}..{to}", from, to);
            Reads(
                Pick(random, "since {0}", "from {0} on", "{0} or newer", "not before {0}", "{0} and later"),
                Slot.Year,
                $"{from}..",
                from
            );
            Reads(Pick(random, "before {0}", "older than {0}", "pre-{0}", "prior to {0}"), Slot.Year, $"..{from - 1}", from);
            Reads(Pick(random, "after {0}", "newer than {0}", "post-{0}"), Slot.Year, $"{from + 1}..", from);
            Reads(
                Pick(random, "until {0}", "{0} or older", "not after {0}", "no later than {0}", "nothing newer than {0}"),
                Slot.Year,
                $"..{from}",
                from
            );
            var decade = random.Next(192, 200) * 10;
            var said = Pick(random, $"{decade}s", $"the {decade % 100}s", $"{decade}'s", $"'{decade % 100}s");
            if (decade != 1920)
            {
                Reads(said, Slot.Year, $"{decade}..{decade + 9}");
            }
        }
    }

    [Fact]
    public void A_range_of_lengths_reads_back_in_every_form()
    {
        var random = new Random(11);
        for (var i = 0; i < 300; i++)
        {
            var minutes = random.Next(20, 240);
            var more = minutes + random.Next(5, 90);
            var time = Said(random, minutes);
            Reads(
                Pick(
                    random,
                    "under {0}",
                    "at most {0}",
                    "{0} tops",
                    "max {0}",
                    "no longer than {0}",
                    "not over {0}",
                    "{0} or less",
                    "less than {0}"
                ),
                Slot.Length,
                $"..{minutes}",
                time
            );
            Reads(
                Pick(random, "over {0}", "at least {0}", "{0} or more", "longer than {0}", "no less than {0}", "{0} minimum"),
                Slot.Length,
                $"{minutes}..",
                time
            );
            Reads(
                Pick(random, "{0} to {1} minutes", "{0}-{1} min", "between {0} and {1} minutes"),
                Slot.Length,
                $"{minutes}..{more}",
                minutes,
                more
            );
        }
    }

    [Fact]
    public void An_amount_in_words_is_the_amount_in_digits()
    {
        var random = new Random(13);
        for (var i = 0; i < 300; i++)
        {
            var number = random.Next(1, 1000);
            Reads("under {0} pages", Slot.Length, $"..{number}", InWords(number));
            Reads("under {0} pages", Slot.Length, $"..{number}", number);
        }
    }

    private static string Said(Random random, int minutes)
    {
        var (hours, rest) = (minutes / 60, minutes % 60);
        string[] forms =
            hours == 0 ? [$"{minutes} minutes", $"{minutes}min", $"{InWords(minutes)} minutes"]
            : rest == 0 ? [$"{hours} hours", $"{hours}h", $"{minutes} mins"]
            :
            [
                $"{hours}h{rest:00}",
                $"{hours}h {rest}",
                $"{hours} hours and {rest} minutes",
                $"{hours}h{rest:00}m",
                $"{minutes} minutes",
                $"{hours} hr {rest}",
            ];
        return Pick(random, forms);
    }

    private static string InWords(int number)
    {
        string[] small =
        [
            "",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ];
        string[] tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
        return number switch
        {
            < 20 => small[number],
            < 100 => number % 10 == 0 ? tens[number / 10] : $"{tens[number / 10]}-{small[number % 10]}",
            _ => number % 100 == 0 ? $"{small[number / 100]} hundred" : $"{small[number / 100]} hundred and {InWords(number % 100)}",
        };
    }

    private static void Reads(string form, Slot slot, string value, params object[] parts)
    {
        var said = string.Format(CultureInfo.InvariantCulture, form, parts);
        Values($"please {said}, thanks", said, slot).ShouldContain(value, said);
    }

    private static string Pick(Random random, params string[] forms) => forms[random.Next(forms.Length)];

    private static IEnumerable<string?> Values(string message, string words, Slot slot) =>
        Finder
            .Find(message, InPlay.Nothing)
            .Where(c => c.Slot == slot && message.Substring(c.Start, c.Length) == words)
            .Select(c => c.Value);

    private static IEnumerable<Slot> Slots(string message, string words) =>
        Finder.Find(message, InPlay.Nothing).Where(c => message.Substring(c.Start, c.Length) == words).Select(c => c.Slot).Distinct();
}
