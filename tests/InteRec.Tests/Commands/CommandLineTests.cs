using System.Text.Json;
using InteRec.Api.Commands;
using InteRec.Tests.Api;
using InteRec.Tests.Support;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Commands;

/// <summary>Verbs run as a person would, with their exit codes; results are read from the files that they write.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(2, "dance")]
    [InlineData(2, "import")]
    [InlineData(2, "ask")]
    [InlineData(2, "ask", "")]
    [InlineData(2, "ask", "a comedy", "--dance")]
    [InlineData(2, "ask", "a comedy", "--count", "many")]
    [InlineData(2, "users", "delete")]
    [InlineData(2, "train", "--tune", "0")]
    [InlineData(2, "train", "--warm-start", "maybe")]
    [InlineData(2, "eval", "ranking")]
    [InlineData(2, "eval", "ranking", "--log", "x.csv", "--protocol", "weak")]
    [InlineData(1, "eval", "ranking", "--log", "no-such-log.csv")]
    [InlineData(1, "eval", "ranking", "--log", "no-such-log.csv", "--rankers", "svd")]
    [InlineData(1, "eval", "suite", "no-such-suite.jsonl")]
    [InlineData(1, "eval", "reading", "--file", "no-such-conversations.jsonl")]
    [InlineData(1, "eval", "requests", "--file", "no-such-requests.jsonl")]
    public async Task Exit_code_tells_bad_arguments_from_failure(int exitCode, params string[] args) =>
        (await RootVerb.RunAsync(args)).ShouldBe(exitCode);

    [Fact]
    public async Task Ranking_is_measured_and_written()
    {
        var result = await EvaluatedAsync(
            0,
            "ranking",
            "--log",
            RepositoryFiles.PathOf("datasets/movies/interactions.csv"),
            "--rankers",
            "popularity",
            "--protocol",
            "last"
        );

        result.GetProperty("users").GetInt32().ShouldBe(663);
        result.GetProperty("rankers")[0].GetProperty("ranker").GetString().ShouldBe("popularity");
    }

    [Fact]
    public async Task Suite_is_played_and_its_failures_are_written()
    {
        SmallDataset.Write(Path.Combine(_folder, "dataset"));
        var suite = Path.Combine(_folder, "suite.jsonl");
        await File.WriteAllLinesAsync(
            suite,
            [
                """{"id":"kept","tags":["genre"],"turns":[{"say":"two comedies","expect":{"items":{"min":2,"max":2,"every":[{"attr":"genres","any":["Comedy"]}]}}},{"say":"more","expect":{"items":{"min":1},"fresh":true}}]}""",
                """{"id":"broken","tags":["genre","year"],"turns":[{"say":"two comedies","expect":{"items":{"every":[{"attr":"year","from":2300}]}}}]}""",
            ]
        );

        var report = await EvaluatedAsync(
            1,
            "suite",
            suite,
            "--dataset",
            Path.Combine(_folder, "dataset"),
            "--data",
            Path.Combine(_folder, "data")
        );

        report.GetProperty("turns").GetInt32().ShouldBe(3);
        report.GetProperty("passed").GetInt32().ShouldBe(2);
        report.GetProperty("whole").GetInt32().ShouldBe(1);
        var failure = report.GetProperty("failures").EnumerateArray().ShouldHaveSingleItem();
        failure.GetProperty("id").GetString().ShouldBe("broken");
        failure.GetProperty("problems")[0].GetString()!.ShouldContain("year");
    }

    private async Task<JsonElement> EvaluatedAsync(int exitCode, params string[] args)
    {
        var file = Path.Combine(_folder, "result.json");
        (await RootVerb.RunAsync(["eval", .. args, "--json", file])).ShouldBe(exitCode);
        return JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(file));
    }
}
