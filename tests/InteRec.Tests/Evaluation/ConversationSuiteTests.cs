using InteRec.Evaluation.Suites;
using InteRec.Tests.Planning.BuiltIn;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Evaluation;

/// <summary>Scripted conversations with the built-in planner over the bundled films, without a trained ranker.</summary>
public sealed class ConversationSuiteTests
{
    [Fact]
    public async Task Every_conversation_that_once_went_wrong_goes_well()
    {
        var report = await PlayAsync(Path.Combine(AppContext.BaseDirectory, "Data", "conversations.jsonl"));
        report.Failures.Select(f => $"{f.Id} {f.Turn} \"{f.Say}\": {string.Join("; ", f.Problems)}").ShouldBeEmpty();
    }

    [Fact]
    public async Task Most_turns_of_the_scripted_conversations_pass()
    {
        var report = await PlayAsync(Path.Combine(AppContext.BaseDirectory, "Data", "suites", "conversations_dev.jsonl"));
        ((double)report.Passed / report.Turns).ShouldBeGreaterThan(0.95);
    }

    private static async Task<SuiteReport> PlayAsync(string file)
    {
        using var talk = new Talk(Movies.Serving);
        return await SuitePlayer.PlayAsync(await SuiteFile.ReadAsync(file, default), talk.Catalog, talk.TakeAsync, default);
    }
}
