using System.Text.Json;
using InteRec.Planning;
using InteRec.Planning.Agent.Model;
using InteRec.Tests.Tools;
using InteRec.Tools;
using Microsoft.Extensions.AI;

namespace InteRec.Tests.Planning.Agent.Dialogues;

/// <summary>What a model calls, written as <c>rank {"by": "year"}</c>, and what it was told.</summary>
internal static class StepCalls
{
    /// <summary>An answer that calls tools.</summary>
    public static ChatResponse Answer(params string[] calls) => ScriptedChatClient.Calling([.. calls.Select(Call)]);

    /// <summary>What the calls before that request were answered with.</summary>
    public static List<string> Told(ScriptedChatClient chat, int call) =>
        [.. chat.Calls[call][^1].Contents.OfType<FunctionResultContent>().Select(r => r.Result!.ToString()!)];

    /// <summary>The tools of the plan's steps.</summary>
    public static IEnumerable<string> ToolsOf(PlanningResult result) => result.Plan.Lists.SelectMany(l => l.Steps).Select(s => s.ToolName);

    /// <summary>The items of the small catalogue that have a kind.</summary>
    public static int[] ItemsOf(string kind)
    {
        var column = SmallCatalog.Snapshot.Categories("kinds")!;
        return column.ItemsWith(column.ValueId(kind)).ToArray();
    }

    /// <summary>A conversation in which that list was asked for and so many of its items were shown.</summary>
    public static ConversationState Before(PlanList list, int shown)
    {
        var plan = new Plan { Lists = [list] };
        var run = LlmTurns.Runner.Run(
            LlmTurns.Runner.Prepare(plan, LlmTurns.Input("x").Serving),
            LlmTurns.Input("x").Serving,
            InteRec.Profiles.Profile.Empty,
            [],
            default
        );
        var items = run.Lists[0].Items.Items.ToArray().Take(shown).Select(SmallCatalog.Snapshot.ItemId).ToList();
        return ConversationState.Empty with
        {
            Turn = 1,
            Requests = [new OpenRequest { Where = list.Where() }],
            Shown = items,
            LastItems = items,
            Exchanges =
            [
                new Exchange
                {
                    Message = "red things",
                    Plan = plan,
                    Lists = [items],
                },
            ],
        };
    }

    /// <summary>Steps mode.</summary>
    public static LlmOptions Steps { get; } = new() { Mode = LlmMode.Steps };

    /// <summary>A list of the red items.</summary>
    public static PlanList RedOnes { get; } = new() { Steps = [new FilterStep { Where = LlmTurns.Any("kinds", "Red") }, new RankStep()] };

    /// <summary>Plans a message in steps mode.</summary>
    public static async Task<PlanningResult> PlanAsync(
        ScriptedChatClient chat,
        string message,
        ConversationState? state = null,
        LlmOptions? options = null
    ) =>
        await LlmTurns
            .Planner(chat, LlmTurns.Reading(LlmTurns.Any("kinds", "Red")), options ?? Steps)
            .PlanAsync(LlmTurns.Input(message, state), default);

    private static FunctionCallContent Call(string call, int place)
    {
        var end = call.IndexOf(' ', StringComparison.Ordinal);
        return new FunctionCallContent($"call_{place}", call[..end], JsonSerializer.Deserialize<Dictionary<string, object?>>(call[end..]));
    }
}
