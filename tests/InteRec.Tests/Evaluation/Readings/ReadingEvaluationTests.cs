using InteRec.Evaluation;
using InteRec.Evaluation.Readings;
using InteRec.Planning.BuiltIn.Reader;
using InteRec.Planning.BuiltIn.Reader.Candidates;
using InteRec.Planning.BuiltIn.Reader.Corpus;
using InteRec.Planning.Labels;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Evaluation.Readings;

public sealed class ReadingEvaluationTests
{
    private static readonly IReadOnlyList<Wish> Red = [new([new(Slot.Kind, Sign.Wanted, "red")])];
    private static readonly IReadOnlyList<Wish> RedAndOld =
    [
        new([new(Slot.Kind, Sign.Wanted, "red"), new(Slot.Year, Sign.Plain, "..1960")]),
    ];

    /// <summary>Two messages of an author, about red things and then about older ones, and a question by another.</summary>
    private static readonly ReadingConversation[] Conversations =
    [
        Conversation(
            "a",
            "pots",
            ("red not sad", [Act.Recommend], [M(0, 3, Slot.Kind), M(8, 3, Slot.Mood, Stance.Not)], [], Red),
            ("before 1960", [Act.Refine], [M(0, 11, Slot.Year, value: "..1960")], Red, RedAndOld)
        ),
        Conversation(
            "b",
            "hats",
            ("who is bo", [Act.Lookup], [M(0, 3, Slot.Ask, Stance.Ask, "person"), M(7, 2, Slot.Artist, Stance.Ask)], [], [])
        ),
    ];

    [Fact]
    public void A_reader_that_says_the_labels_scores_one_everywhere()
    {
        var report = Report(turn => turn.Gold);

        var all = report.All;
        F1Score[] scores = [all.Acts, .. all.Marks, all.Words, all.Numbers, .. report.Acts.Select(a => a.Score), .. report.Stances];
        scores.ShouldAllBe(s => s.F1 == 1);
        Share[] shares = [all.Kind, all.MainAct, all.Stances, all.Roles, all.Values, all.Candidates, all.Kept, all.Request, all.OwnRequest];
        shares.ShouldAllBe(s => s.Value == 1);
        report.Confusions.ShouldBeEmpty();
        report.ActConfidence.Error.ShouldBe(0, 1e-9);
    }

    [Fact]
    public void A_reader_that_says_nothing_is_right_about_what_is_not_labelled()
    {
        var report = Report(turn => Labels([Act.Recommend], [], turn.Gold.Kept.Select(_ => true)));

        report.All.MainAct.ShouldBe(new Share(1, 3));
        report.All.Kind.ShouldBe(new Share(2, 3));
        report.All.Acts.ShouldBe(new F1Score("acts", 1, 3, 3));
        report.All.Marks.ShouldBe([new("closed", 0, 0, 3), new("open", 0, 0, 1), new("other", 0, 0, 1), new("marks", 0, 0, 5)]);
        report.All.Stances.ShouldBe(new Share(0, 0));
        report.All.Candidates.ShouldBe(new Share(3, 6), "each message has a candidate that is labelled and one that is not");
        report.All.MarkedCandidates.ShouldBe(new Share(0, 3));
        report.All.Kept.ShouldBe(new Share(1, 1));
        report.All.Request.ShouldBe(new Share(1, 3), "the question changes nothing");
        report.Authors.Select(a => (a.Name, a.Figures.Messages, a.Figures.Kind.Value)).ShouldBe([("a", 2, 1), ("b", 1, 0)]);
        report.Confusions.ShouldContain(c => c.Of == "act" && c.Labelled == "lookup" && c.Read == "recommend" && c.Count == 1);
        report.Confusions.Where(c => c.Of == "mark").ShouldAllBe(c => c.Read == null);
    }

    [Fact]
    public void Each_mistake_counts_where_it_belongs()
    {
        var report = Report(turn =>
            turn.Say switch
            {
                "red not sad" => Labels([Act.Recommend, Act.Greet], [M(0, 3, Slot.Kind, Stance.Not), M(4, 7, Slot.Mood, Stance.Not)], []),
                "before 1960" => Labels([Act.Recommend], [M(0, 11, Slot.Year, value: "..1950")], [false]),
                _ => Labels([Act.Lookup], [M(7, 2, Slot.Director, Stance.Ask)], []),
            }
        );

        report.All.Acts.ShouldBe(new F1Score("acts", 2, 4, 3));
        report.All.Marks[^1].ShouldBe(new F1Score("marks", 2, 4, 5));
        report.All.Words.ShouldBe(new F1Score("words", 3, 4, 5));
        report.All.Stances.ShouldBe(new Share(2, 3));
        report.All.Roles.ShouldBe(new Share(0, 1));
        report.All.Values.ShouldBe(new Share(0, 1));
        report.All.Numbers.ShouldBe(new F1Score("numbers", 0, 1, 1));
        report.All.Kept.ShouldBe(new Share(0, 1));
        report.Slots.Single(s => s.Score.Name == "mood").Score.ShouldBe(new F1Score("mood", 0, 1, 1));
        report.Slots.Single(s => s.Score.Name == "person").Score.F1.ShouldBe(1, "the role is a question of its own");
        report
            .Confusions.Select(c => (c.Of, c.Labelled, c.Read, c.Examples.Single()))
            .ShouldBe(
                [
                    ("act", "refine", "recommend", "before 1960"),
                    ("mark", "kind want", "kind not", "[red] not sad"),
                    ("mark", "mood not", "mood not, other words", "red not [sad]"),
                    ("mark", "ask ask", null, "[who] is bo"),
                    ("condition", "kind wanted holds", "gone", "before 1960"),
                ],
                ignoreOrder: true
            );
    }

    [Fact]
    public void A_mistake_stays_in_the_request_of_a_conversation_read_from_its_beginning()
    {
        var report = Report(turn => turn.Say == "red not sad" ? Labels([Act.Recommend], [], []) : turn.Gold);

        report.All.Request.ShouldBe(new Share(2, 3));
        report.All.OwnRequest.ShouldBe(new Share(1, 3));
        report.All.RequestOfLabels.ShouldBe(new Share(3, 3));
    }

    [Fact]
    public void Without_examples_no_message_is_in_the_report()
    {
        var text = new StringWriter();
        var messages = new ReadingEvaluation(new Scripted(_ => Labels([Act.Bye], [], [])), Rules()).Read(Conversations, null, default);
        var report = ReadingReports.Of("x", messages, withExamples: false);
        ReadingReportTable.Render(report, text);

        report.Confusions.ShouldNotBeEmpty();
        Conversations.SelectMany(c => c.Turns).ShouldAllBe(t => !text.ToString().Contains(t.Say, StringComparison.Ordinal));
        text.ToString().ShouldContain("| kind of turn | 3 | 0 | 0.000 |");
    }

    [Fact]
    public void Each_author_is_read_by_a_reader_that_never_saw_them()
    {
        var trained = new List<string>();
        var leaveOut = new LeaveOut(
            Conversations,
            (rest, _, _) =>
            {
                trained.Add(string.Concat(rest.Select(c => c.Author)));
                return new Scripted(turn => rest.Any(c => c.Turns.Contains(turn)) ? turn.Gold : Labels([Act.Bye], [], []));
            },
            Rules()
        );

        var report = leaveOut.Run(LeftOut.Author, [], [], withExamples: true, progress: null, default);

        trained.ShouldBe(["b", "a"]);
        report.Authors.Select(a => (a.Name, a.Figures.MainAct.Value)).ShouldBe([("a", 0), ("b", 0)]);
        leaveOut
            .Run(LeftOut.Domain, ["hats"], [0.5], withExamples: true, progress: null, default)
            .Curve.Select(c => c.Figures.Messages)
            .ShouldBe([1, 1]);
        report.Curve.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("1970..1979|1950..1959", "1950..1959|1970..1979", true)]
    [InlineData("7..", "7.0..", true)]
    [InlineData("..100", "100..", false)]
    [InlineData("recent", "Recent", true)]
    [InlineData(null, "recent", false)]
    public void Values_are_one_by_their_bounds(string? one, string? other, bool same) => MarkGroups.SameValue(one, other).ShouldBe(same);

    [Fact]
    public void Words_that_authors_label_differently_are_told()
    {
        Disagreement.Among(Conversations).ShouldBeEmpty();

        var disagreement = Disagreement
            .Among([
                Conversation(
                    "a",
                    "pots",
                    ("Red", [Act.Recommend], [M(0, 3, Slot.Kind)], [], []),
                    ("red", [Act.Refine], [M(0, 3, Slot.Kind)], [], [])
                ),
                Conversation("b", "pots", ("red!", [Act.Recommend], [M(0, 3, Slot.Mood)], [], [])),
                Conversation("b", "hats", ("red?", [Act.Recommend], [M(0, 3, Slot.Topic)], [], [])),
            ])
            .ShouldHaveSingleItem();
        disagreement.Words.ShouldBe("red");
        disagreement.Minority.ShouldBe(1);
        disagreement.Slots.Select(s => (s.Slot, s.Count, s.Authors.Single())).ShouldBe([("kind", 2, "a"), ("mood", 1, "b")]);
    }

    [Fact]
    public void Confidence_is_held_against_the_share_of_right_ones()
    {
        var calibration = Calibration.Of([(0.95f, true), (0.95f, false), (0.25f, false), (1f, true)]);

        calibration.Bins.Select(b => (b.From, b.Count)).ShouldBe([(0.2, 1), (0.9, 3)]);
        calibration.Error.ShouldBe((0.25 + 3 * Math.Abs(2.9 / 3 - 2.0 / 3)) / 4, 1e-6);
    }

    private static ReadingReport Report(Func<ReadingTurn, MessageLabels> read) =>
        ReadingReports.Of("x", new ReadingEvaluation(new Scripted(read), Rules()).Read(Conversations, null, default), withExamples: true);

    /// <summary>Labels lead to the request of their message, everything else leaves it as it was. Candidates: the last mark, "o".</summary>
    private static ReadingRules Rules()
    {
        var turns = Conversations.SelectMany(c => c.Turns).ToDictionary(t => t.Say, StringComparer.Ordinal);
        return new ReadingRules(
            _ => new Source(say => turns[say].Gold.Marks[^1]),
            (_, _, input, labels) =>
                turns[input.Message] is var turn && labels == turn.Gold && (input.Request.Count > 0 || turn.Before.Count == 0)
                    ? turn.After
                    : input.Request,
            (_, one, other) => ReferenceEquals(one, other) || one.Count + other.Count == 0
        );
    }

    private static ReadingConversation Conversation(
        string author,
        string domain,
        params (string Say, Act[] Acts, Mark[] Marks, IReadOnlyList<Wish> Before, IReadOnlyList<Wish> After)[] turns
    ) =>
        new(
            author,
            $"{author}-1",
            domain,
            [
                .. turns.Select(t => new ReadingTurn(
                    t.Say,
                    null,
                    t.Before,
                    Labels(t.Acts, t.Marks, t.Before.SelectMany(w => w.Conditions).Select(_ => true)),
                    t.After
                )),
            ]
        );

    private static MessageLabels Labels(Act[] acts, Mark[] marks, IEnumerable<bool> kept) =>
        new()
        {
            Acts = acts,
            Marks = marks,
            Kept = [.. kept],
        };

    private static Mark M(int start, int length, Slot slot, Stance stance = Stance.Want, string? value = null) =>
        new(start, length, slot, stance) { Value = value };

    private sealed class Source(Func<string, Mark> marked) : ICandidateSource
    {
        public IReadOnlyList<Candidate> Find(string message, BotTurn? bot, IReadOnlyList<Wish> request)
        {
            var mark = marked(message);
            var candidate = new Candidate(mark.Start, mark.Length, mark.Slot, Origins.Known);
            return [candidate, candidate with { Origins = Origins.InPlay }, new Candidate(0, 1, Slot.Topic, Origins.Known)];
        }
    }

    private sealed class Scripted(Func<ReadingTurn, MessageLabels> read) : IMessageReader
    {
        public MessageLabels Read(ReaderInput input) => read(Conversations.SelectMany(c => c.Turns).First(t => t.Say == input.Message));
    }
}
