using InteRec.Planning;
using InteRec.Planning.Agent.Model;
using InteRec.Tests.Support;
using InteRec.Tools;
using Microsoft.Extensions.AI;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning.Agent.Recording;

public sealed class RecordingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Recorded => Path.Combine(_folder, "chat.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_recorded_turn_gives_the_same_plan_again_without_the_model()
    {
        var wrong = LlmTurns.Json(
            new Plan { Lists = [new PlanList { Steps = [new FilterStep { Where = LlmTurns.Any("colours", "Red") }] }] }
        );
        var right = LlmTurns.Json(
            new Plan
            {
                Lists =
                [
                    new PlanList { Steps = [new FilterStep { Where = LlmTurns.Any("kinds", "Red") }, new RankStep { Novelty = 0.4 }] },
                ],
            }
        );
        var first = await PlanAsync(new RecordingChatClient(new ScriptedChatClient(wrong, right), Recorded), LlmMode.Plan);
        var replay = ReplayChatClient.Of(Recorded);

        var again = await PlanAsync(replay, LlmMode.Plan);

        first.Planner.ShouldBe("llm");
        LlmTurns.Json(again.Plan).ShouldBe(LlmTurns.Json(first.Plan));
        again.Usage!.InputTokens.ShouldBe(first.Usage!.InputTokens);
        replay.Left.ShouldBe(0);
    }

    [Fact]
    public async Task Tool_calls_are_recorded_and_called_again()
    {
        var call = new FunctionCallContent("call_1", "rank", new Dictionary<string, object?>(StringComparer.Ordinal) { ["by"] = "year" });
        var model = new ScriptedChatClient((_, _) => ScriptedChatClient.Calling(call), (_, _) => ScriptedChatClient.Says("done"));
        var first = await PlanAsync(new RecordingChatClient(model, Recorded), LlmMode.Steps);

        var again = await PlanAsync(ReplayChatClient.Of(Recorded), LlmMode.Steps);

        again.Plan.Lists.Single().Steps.OfType<RankStep>().Single().By.ShouldBe("year");
        LlmTurns.Json(again.Plan).ShouldBe(LlmTurns.Json(first.Plan));
    }

    [Fact]
    public async Task A_failure_is_recorded_and_fails_again()
    {
        var model = new ScriptedChatClient((_, _) => throw new ModelException(ModelFailure.Busy, "busy"));
        await PlanAsync(new RecordingChatClient(model, Recorded), LlmMode.Plan);

        (await PlanAsync(ReplayChatClient.Of(Recorded), LlmMode.Plan)).Notices.Single().Code.ShouldBe(NoticeCodes.PlannerFallback);
    }

    [Fact]
    public async Task A_call_that_was_cancelled_is_not_recorded_as_whole()
    {
        using var recorder = new RecordingChatClient(new ScriptedChatClient((_, _) => throw new OperationCanceledException()), Recorded);

        await Should.ThrowAsync<OperationCanceledException>(() => recorder.GetResponseAsync([new ChatMessage(ChatRole.User, "red")]));

        await Should.ThrowAsync<ModelException>(() =>
            ReplayChatClient.Of(Recorded).GetResponseAsync([new ChatMessage(ChatRole.User, "red")])
        );
    }

    [Fact]
    public async Task A_stream_is_recorded_whole_and_comes_again_in_pieces()
    {
        using (var recorder = new RecordingChatClient(new ScriptedChatClient("Red it is, and round."), Recorded))
        {
            await ReadAsync(recorder);
        }

        (await ReadAsync(ReplayChatClient.Of(Recorded))).ShouldBe(["Red i", "t is,", " and ", "round", "."]);
        File.ReadAllText(Recorded).ShouldContain("\"streamed\":true");
    }

    [Fact]
    public async Task A_stream_that_nobody_read_to_its_end_is_recorded_as_cut()
    {
        using var recorder = new RecordingChatClient(new ScriptedChatClient("Red it is, and round."), Recorded);
        await foreach (var _ in recorder.GetStreamingResponseAsync([new ChatMessage(ChatRole.User, "red")]))
        {
            break;
        }

        await Should.ThrowAsync<ModelException>(() => ReadAsync(ReplayChatClient.Of(Recorded)));
    }

    [Fact]
    public async Task What_a_real_small_model_said_once_is_played_through_the_planner()
    {
        var replay = ReplayChatClient.Of(Path.Combine(AppContext.BaseDirectory, "Data", "recordings", "small-model.jsonl"));
        var serving = await BundledFilms.ServingAsync();
        var turns = 0;
        while (replay.Left > 0)
        {
            var input = new PlanningInput(
                "a comedy from the 80s",
                null,
                InteRec.Planning.ConversationState.Empty,
                InteRec.Profiles.Profile.Empty,
                serving
            );
            var result = await LlmTurns.Planner(replay, LlmTurns.Reading(LlmTurns.Any("genres", "Comedy"))).PlanAsync(input, default);

            new PlanValidator(serving.Catalog.Schema, new PlanLimits()).Validate(result.Plan).ShouldBeEmpty();
            LlmTurns.Json(result.Plan).ShouldContain("Comedy");
            turns++;
        }

        turns.ShouldBeGreaterThan(3);
    }

    private static Task<PlanningResult> PlanAsync(IChatClient chat, LlmMode mode) =>
        LlmTurns.Planner(chat, LlmTurns.Reading(), new LlmOptions { Mode = mode }).PlanAsync(LlmTurns.Input("something red"), default);

    private static async Task<List<string>> ReadAsync(IChatClient chat)
    {
        var pieces = new List<string>();
        await foreach (var piece in chat.GetStreamingResponseAsync([new ChatMessage(ChatRole.User, "red")]))
        {
            if (piece.Text.Length > 0)
            {
                pieces.Add(piece.Text);
            }
        }

        return pieces;
    }
}
