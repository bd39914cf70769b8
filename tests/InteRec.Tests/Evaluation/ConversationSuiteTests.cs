using InteRec.Evaluation.Suites;
using InteRec.Tests.Planning.BuiltIn;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Evaluation;

/// <summary>Scripted conversations with the built-in planner over the bundled films, without a trained ranker.</summary>
public sealed class ConversationSuiteTests
{
    [Fact]
    public async Task Most_turns_that_once_went_wrong_go_well() =>
        (await ShareAsync(Path.Combine(AppContext.BaseDirectory, "Data", "conversations.jsonl"))).ShouldBeGreaterThan(0.9);

    [Fact]
    public async Task Most_turns_of_the_scripted_conversations_pass() =>
        (await ShareAsync(Path.Combine(AppContext.BaseDirectory, "Data", "suites", "conversations_dev.jsonl"))).ShouldBeGreaterThan(0.85);

    private static async Task<double> ShareAsync(string file)
    {
        using var talk = new Talk(Movies.Serving);
        var report = await SuitePlayer.PlayAsync(await SuiteFile.ReadAsync(file, default), talk.Catalog, talk.TakeAsync, default);
        return (double)report.Passed / report.Turns;
    }
}
