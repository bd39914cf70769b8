using InteRec.Evaluation;
using InteRec.Evaluation.Requests;
using InteRec.Import;
using InteRec.Planning.BuiltIn.Reader;
using InteRec.Planning.Labels;
using InteRec.Tests.Support;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Evaluation.Requests;

public sealed class RequestEvaluationTests : IDisposable
{
    private static readonly SlotTable Table = new()
    {
        Slots = ["COLOUR", "WHO", "WHEN", "COST"],
        Known = ["COLOUR", "WHO"],
        Names = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["kind"] = "COLOUR",
            ["person:director"] = "WHO",
            ["ask:price"] = "COST",
        },
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Marks_become_slots_under_the_names_of_the_table_in_the_order_of_the_text()
    {
        var read = Marks(
            M(7, 2, Slot.Director),
            M(0, 3, Slot.Kind),
            M(10, 4, Slot.Mood),
            M(15, 5, Slot.Ask, "price"),
            M(21, 4, Slot.Ask, "year")
        );

        new RequestTagger(read, _ => [], Table)
            .Tag("red by bo sad? price year")
            .Select(s => $"{s.Type} {s.Value}")
            .ShouldBe(["COLOUR red", "WHO bo", "COST price"]);
    }

    [Fact]
    public void Scores_and_confusions_are_those_counted_by_hand()
    {
        var marks = new Dictionary<string, Mark[]>(StringComparer.Ordinal)
        {
            ["red by bo jones"] = [M(0, 3, Slot.Kind), M(7, 2, Slot.Director)],
            ["blue"] = [M(0, 4, Slot.Kind)],
            ["green"] = [M(0, 5, Slot.Kind)],
            ["round"] = [M(0, 5, Slot.Kind)],
        };
        LabelledRequest[] requests =
        [
            new("red by bo jones", [new("COLOUR", "red"), new("WHO", "bo jones")]),
            new("blue", [new("COLOUR", "blue")]),
            new("green", [new("WHEN", "green")]),
            new("nothing at all", [new("WHEN", "all")]),
            new("round", []),
        ];

        var report = RequestEvaluation.Run(
            "file",
            requests,
            new RequestTagger(new Reader(text => marks.GetValueOrDefault(text, [])), _ => [], Table),
            Table,
            default
        );

        report.Requests.ShouldBe(5);
        report.Whole.ShouldBe(1);
        report.Slots.ShouldBe([
            new F1Score("COLOUR", 2, 4, 2),
            new F1Score("WHO", 0, 1, 1),
            new F1Score("WHEN", 0, 0, 2),
            new F1Score("COST", 0, 0, 0),
        ]);
        report.All.ShouldBe(new F1Score("all", 2, 5, 5));
        report.Known.F1.ShouldBe(2.0 * 2 / (5 + 3), 1e-9);
        report.Confusions.ShouldBe(
            [new(null, "COLOUR", 1), new("WHEN", null, 1), new("WHEN", "COLOUR", 1), new("WHO", "WHO", 1)],
            ignoreOrder: true
        );
        report.Misread.Select(m => m.Text).ShouldBe(["red by bo jones", "green", "nothing at all", "round"]);
    }

    [Theory]
    [InlineData("{\"text\": \"a\"}", "requests.jsonl:2")]
    [InlineData("nonsense", "requests.jsonl:2")]
    [InlineData("null", "requests.jsonl:2")]
    public async Task A_line_that_is_no_request_is_named(string line, string where)
    {
        var path = Path.Combine(_folder, "requests.jsonl");
        await File.WriteAllTextAsync(path, $"{{\"text\": \"a\", \"slots\": []}}\n{line}\n");

        (await Should.ThrowAsync<DatasetException>(() => LabelledRequest.ReadAsync(path, default))).Message.ShouldContain(where);
    }

    [Fact]
    public void A_slot_that_the_table_does_not_have_is_named() =>
        Should
            .Throw<DatasetException>(() =>
                RequestEvaluation.Run("file", [new("x", [new("SMELL", "x")])], new RequestTagger(Marks(), _ => [], Table), Table, default)
            )
            .Message.ShouldContain("SMELL");

    [Theory]
    [InlineData("{\"slots\": [\"A\"], \"known\": [\"B\"], \"names\": {}}", "B is none of the slots")]
    [InlineData("{\"slots\": [\"A\"], \"known\": [], \"names\": {\"kind\": \"C\"}}", "C is none of the slots")]
    [InlineData("{\"slots\": [\"A\"], \"known\": [], \"names\": {\"colour\": \"A\"}}", "colour is no slot of the reader")]
    [InlineData("{\"slots\": [\"A\"],\n \"steps\": []}", ":2: $.steps")]
    [InlineData("null", "an object is needed")]
    public async Task A_table_that_cannot_be_used_is_told(string json, string reason)
    {
        var path = Path.Combine(_folder, SlotTable.FileName);
        await File.WriteAllTextAsync(path, json);

        var error = Should.Throw<DatasetException>(() => SlotTable.Load(path));
        error.Message.ShouldStartWith(path);
        error.Message.ShouldContain(reason);
    }

    [Fact]
    public void The_table_of_the_bundled_films_has_the_seven_slots_that_a_catalogue_knows()
    {
        var table = SlotTable.Load(RepositoryFiles.PathOf($"datasets/movies/{SlotTable.FileName}"));

        table.Slots.Count.ShouldBe(12);
        table.Known.Count.ShouldBe(7);
        table.Known.ShouldBeSubsetOf(table.Names.Values);
    }

    private static Reader Marks(params Mark[] marks) => new(_ => marks);

    private static Mark M(int start, int length, Slot slot, string? value = null) =>
        new(start, length, slot, Stance.Want) { Value = value };

    private sealed class Reader(Func<string, Mark[]> marks) : IMessageReader
    {
        public MessageLabels Read(ReaderInput input) =>
            new()
            {
                Acts = [Act.Recommend],
                Marks = marks(input.Message),
                Kept = [],
            };
    }
}
