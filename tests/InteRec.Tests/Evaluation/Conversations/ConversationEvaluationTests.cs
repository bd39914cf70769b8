using InteRec.Evaluation.Conversations;
using InteRec.Import;
using InteRec.Planning;
using InteRec.Tests.Support;
using InteRec.Tests.Tools;
using InteRec.Tools;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Evaluation.Conversations;

public sealed class ConversationEvaluationTests : IDisposable
{
    private static readonly string Line = """
        {"id": "c1", "turns": [
          {"who": "seeker", "text": "I like the apple one, not the pear", "items": ["the apple one", "the pear"]},
          {"who": "recommender", "items": ["the cherry", "the apple one"]},
          {"who": "recommender", "items": ["the cherry", "a stranger"]}],
         "films": {"1": {"title": "the apple one", "itemId": "i02", "liked": 1}, "2": {"title": "the pear", "itemId": "i03", "liked": 0},
                   "3": {"title": "the cherry", "itemId": "i05"}, "4": {"title": "a stranger", "itemId": null, "liked": 1}}}
        """.ReplaceLineEndings("");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_named_for_the_first_time_is_to_be_found_from_what_was_named_before()
    {
        var report = await Measure(Line, "films");

        // The cherry once; the stranger, whom the catalogue does not have, is missed by every list.
        (report.Conversations, report.Targets, report.Missing).ShouldBe((1, 2, 1));
        var similar = report.Ways.Single(w => w.Name == "similar");
        (similar.All.Recall1, similar.All.Recall50).ShouldBe((0.5, 0.5));
        (similar.Odd.Targets, similar.Even.Targets).ShouldBe((2, 0));
        similar.ByNamed.Select(n => n.Targets).ShouldBe([0, 1, 1, 0, 0]);
        similar.ByNamed[1].Recall1.ShouldBe(1);
    }

    [Fact]
    public async Task Without_a_table_names_are_ids_or_titles()
    {
        var report = await Measure(
            """{"turns": [{"who": "seeker", "items": ["Apple Returns"]}, {"who": "recommender", "items": ["i05", "nobody"]}]}"""
        );

        (report.Targets, report.Missing).ShouldBe((2, 1));
        report.Ways.Single(w => w.Name == "similar").All.Recall1.ShouldBe(0.5);
    }

    [Theory]
    [InlineData("""{"turns": null}""")]
    [InlineData("""{"turns": [{"who": "seeker"}]}""")]
    [InlineData("""{"turns": [null]}""")]
    [InlineData("""{"turns": [{"who": "seeker", "items": [null]}]}""")]
    [InlineData("""{"turns": [], "films": {"1": null}}""")]
    [InlineData("no json")]
    public async Task A_bad_line_is_told_with_file_and_line(string line) =>
        (await Should.ThrowAsync<DatasetException>(() => Measure(Line + "\n" + line, "films"))).Message.ShouldContain("talks.jsonl:2: ");

    private async Task<ConversationReport> Measure(string lines, string table = "items")
    {
        var path = Path.Combine(_folder, "talks.jsonl");
        await File.WriteAllTextAsync(path, lines);
        var runner = new PlanRunner(new ToolBox(), Options.Create(new PlanLimits()), TimeProvider.System);
        return new ConversationEvaluation(runner, new ServingState(SmallCatalog.Snapshot)).Run(
            path,
            await RecordedConversation.ReadAsync(path, table, default),
            progress: null,
            default
        );
    }
}
