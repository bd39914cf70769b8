using System.Diagnostics;
using System.Text.Json;
using InteRec.Catalog;
using InteRec.Planning;
using InteRec.Planning.BuiltIn.Reader.Corpus;
using InteRec.Profiles;
using InteRec.Tests.Support;
using InteRec.Tools;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace InteRec.Tests.Planning.BuiltIn;

/// <summary>Whatever is typed gets an answer.</summary>
public sealed class BuiltInPlannerProperties(ITestOutputHelper output)
{
    private const int Seeds = 40;

    /// <summary>Bytes that a character of a message may cost: a step bound that does not depend on the machine.</summary>
    private const int BytesPerCharacter = 8_000;

    [Fact]
    public async Task Any_text_gets_a_plan_that_can_run()
    {
        var validator = new PlanValidator(Movies.Serving.Catalog.Schema, new PlanLimits());
        var times = new List<double>();
        await PlanAsync("what is read only once is read now");
        foreach (var (seed, text) in Texts())
        {
            var start = Stopwatch.GetTimestamp();
            var before = GC.GetAllocatedBytesForCurrentThread();
            var result = await PlanAsync(text);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(
                1_000_000 + (BytesPerCharacter * text.Length),
                $"seed {seed}"
            );
            validator.Validate(result.Plan).ShouldBeEmpty($"seed {seed}");
        }

        times.Sort();
        output.WriteLine(
            $"{times.Count} texts: median {times[times.Count / 2]:F1} ms, 99 of 100 {times[(int)(times.Count * 0.99)]:F1} ms, longest "
                + $"{times[^1]:F1} ms"
        );
    }

    [Fact]
    public async Task Any_conversation_of_any_texts_is_answered()
    {
        foreach (var texts in Texts().Chunk(4).Take(12))
        {
            using var talk = new Talk(Movies.Serving);
            foreach (var (seed, text) in texts)
            {
                var reply = await talk.SayAsync(text);
                reply.Text.ShouldNotBeNullOrWhiteSpace($"seed {seed}");
                talk.Items(reply).ShouldBeUnique();
                talk.Items(reply).ShouldAllBe(i => i >= 0);
            }
        }
    }

    /// <summary>Small words in an order that nobody thought of, cut off anywhere: "2 to", "the third? is".</summary>
    [Fact]
    public async Task Any_words_of_a_request_in_any_order_are_answered()
    {
        const int Conversations = 200;
        const int Turns = 5;
        string[] words =
        [
            .. LabelledPhrases(),
            "2",
            "two",
            "90s",
            "1994",
            "90 minutes",
            "or",
            "to",
            "is",
            "film",
            "films",
            "comedy",
            "space",
            "tom hanks",
            "spielberg",
            "Heat",
            "alien",
            "year",
            "director",
            "longer",
            "oldest",
            "?",
            ".",
            ",",
        ];
        var random = new Random(11);
        for (var c = 0; c < Conversations; c++)
        {
            using var talk = new Talk(Movies.Serving, new ValidatedPlanner());
            for (var t = 0; t < Turns; t++)
            {
                var text = string.Join(' ', Enumerable.Range(0, random.Next(1, 7)).Select(_ => words[random.Next(words.Length)]));
                (await talk.SayAsync(text)).Text.ShouldNotBeNullOrWhiteSpace(text);
            }
        }
    }

    [Theory]
    [InlineData("2 to")]
    [InlineData("two or")]
    [InlineData("between 2 and")]
    [InlineData("90 minutes or")]
    [InlineData("the second one. a comedy. is")]
    [InlineData("santa the third? do")]
    [InlineData("why the ninth?")]
    public async Task A_message_that_is_cut_off_is_answered(string text)
    {
        using var talk = new Talk(Movies.Serving);
        await talk.SayAsync("comedies from the 80s");
        (await talk.SayAsync(text)).Text.ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public async Task The_same_text_is_read_the_same()
    {
        foreach (var (_, text) in Texts().Take(20))
        {
            var (first, second) = (await PlanAsync(text), await PlanAsync(text));

            Json(second).ShouldBe(Json(first));
        }
    }

    /// <summary>Twice the text may cost a little more than twice, not four times.</summary>
    [Theory]
    [InlineData("horror, ")]
    [InlineData("not ")]
    [InlineData("\"")]
    [InlineData("<a>")]
    [InlineData("The Matrix ")]
    [InlineData("I loved The Matrix. ")]
    [InlineData("( ")]
    [InlineData("who directed zzyzx? ")]
    [InlineData("7 ")]
    [InlineData("e\u0301 ")]
    public async Task The_cost_grows_with_the_text_and_not_with_its_square(string piece)
    {
        await CostAsync(piece, 500);

        var (half, whole) = (await CostAsync(piece, 2_000), await CostAsync(piece, 4_000));

        whole.ShouldBeLessThan(500_000 + (3 * half));
    }

    /// <summary>The built-in planner, whose plans must be such as the service accepts.</summary>
    private sealed class ValidatedPlanner : IPlanner
    {
        private readonly PlanValidator _validator = new(Movies.Serving.Catalog.Schema, new PlanLimits());

        public string Name => "built-in";

        public async Task<PlanningResult> PlanAsync(PlanningInput input, CancellationToken cancellationToken)
        {
            var result = await ShippedReader.Planner.PlanAsync(input, cancellationToken);
            _validator.Validate(result.Plan).ShouldBeEmpty(input.Message);
            return result;
        }
    }

    /// <summary>What annotated messages about films have marks on, and what stands between marks, where it is short.</summary>
    private static IEnumerable<string> LabelledPhrases()
    {
        const int MostWords = 5;
        return ReadingCorpus
            .Load(RepositoryFiles.PathOf("datasets/reading"))
            .Where(c => c.Domain == "films")
            .SelectMany(c => c.Turns)
            .SelectMany(Pieces)
            .Select(p => p.Trim().ToLowerInvariant())
            .Where(p => p.Length > 0 && p.Split(' ').Length <= MostWords)
            .Distinct(StringComparer.Ordinal);

        static IEnumerable<string> Pieces(ReadingTurn turn)
        {
            var at = 0;
            foreach (var mark in turn.Gold.Marks.Where(m => m.Start >= at).OrderBy(m => m.Start))
            {
                yield return turn.Say[at..mark.Start];
                yield return turn.Say[mark.Start..mark.End];
                at = mark.End;
            }

            yield return turn.Say[at..];
        }
    }

    private static async Task<long> CostAsync(string piece, int length)
    {
        var text = string.Concat(Enumerable.Repeat(piece, (length / piece.Length) + 1))[..length];
        var before = GC.GetAllocatedBytesForCurrentThread();
        await PlanAsync(text);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static Task<PlanningResult> PlanAsync(string text) =>
        ShippedReader.Planner.PlanAsync(new PlanningInput(text, null, ConversationState.Empty, Profile.Empty, Movies.Serving), default);

    private static string Json(PlanningResult result) => JsonSerializer.Serialize(result.Plan, PlanJson.Options);

    private static IEnumerable<(int Seed, string Text)> Texts()
    {
        var catalog = MovieCatalog.Snapshot;
        string[] words =
        [
            .. Enumerable.Range(0, 400).Select(i => catalog.Title(i * 17 % catalog.Count)),
            .. catalog.Columns.OfType<CategoryColumn>().SelectMany(c => c.Values.Take(40)),
        ];
        return Enumerable.Range(1, Seeds).SelectMany(seed => Two(seed, new HostileText(seed, words)));

        static IEnumerable<(int, string)> Two(int seed, HostileText texts) => [(seed, texts.Next()), (seed, texts.Next())];
    }
}
