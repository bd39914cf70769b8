using System.Text.Json;
using System.Text.Json.Nodes;
using InteRec.Evaluation.Suites;
using InteRec.Planning.Agent.Model;
using InteRec.Tests.Planning.Agent;
using InteRec.Tests.Planning.BuiltIn;
using Microsoft.Extensions.AI;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace InteRec.Tests.Evaluation;

/// <summary>
/// The scripted conversations in steps mode, by what the strong model planned once, written as calls. It says nothing of how well a model
/// calls; it says that calls make the plans that were meant, in one answer where nothing is off.
/// </summary>
public sealed class StepReplayTests(ITestOutputHelper output)
{
    private static readonly string Data = Path.Combine(AppContext.BaseDirectory, "Data");

    [Fact]
    public async Task Plans_written_as_calls_pass_the_suite_in_about_one_answer_a_turn()
    {
        var suite = await SuiteFile.ReadAsync(Path.Combine(Data, "suites", "conversations_dev.jsonl"), default);
        using var replay = new CallReplay(Path.Combine(Data, "replay", "strong-model.jsonl"));
        using var talk = new Talk(Movies.Serving, LlmTurns.Planner(replay, ShippedReader.Planner, new LlmOptions { Mode = LlmMode.Steps }));

        var (turns, passed) = (0, 0);
        foreach (var conversation in suite)
        {
            replay.Begin(conversation.Id);
            var report = await SuitePlayer.PlayAsync(
                [conversation],
                talk.Catalog,
                (request, token) =>
                {
                    replay.NextTurn();
                    return talk.TakeAsync(request, token);
                },
                default
            );
            (turns, passed) = (turns + report.Turns, passed + report.Passed);
            foreach (var failure in report.Failures)
            {
                output.WriteLine($"{failure.Id} {failure.Turn} \"{failure.Say}\": {string.Join("; ", failure.Problems)}");
            }
        }

        output.WriteLine(
            FormattableString.Invariant($"{passed} of {turns} turns; {replay.Calls / (double)turns:0.000} calls of the model a turn")
        );
        (passed / (double)turns).ShouldBeGreaterThanOrEqualTo(0.97);
        (replay.Calls / (double)turns).ShouldBeLessThanOrEqualTo(1.15);
    }

    /// <summary>Calls what the model planned in this turn of this conversation; shown the result, what it made of that.</summary>
    private sealed class CallReplay(string file) : IChatClient
    {
        private readonly Dictionary<(string, int), JsonObject[]> _plans = File.ReadLines(file)
            .Select(line => JsonNode.Parse(line)!)
            .ToDictionary(
                t => (t["conversation"]!.GetValue<string>(), t["turn"]!.GetValue<int>()),
                t => t["answers"]!.AsArray().Select(a => a!.AsObject()).ToArray()
            );

        private (string Conversation, int Turn, int Call) _at;
        private JsonArray? _lastLists;

        public int Calls { get; private set; }

        public void Begin(string conversation) => (_at, _lastLists) = ((conversation, 0, 0), null);

        public void NextTurn() => _at = (_at.Conversation, _at.Turn + 1, 0);

        public Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages,
            ChatOptions? options = null,
            CancellationToken cancellationToken = default
        )
        {
            Calls++;
            var plans = _plans[(_at.Conversation, _at.Turn)];
            var plan = plans[Math.Min(_at.Call, plans.Length - 1)];
            var isKept = _at.Call > 0 && JsonNode.DeepEquals(plan, plans[Math.Min(_at.Call, plans.Length) - 1]);
            _at.Call++;
            List<(string Name, JsonObject Arguments)> calls = isKept ? [] : [.. CallsOf(plan, isMended: _at.Call > 1)];
            calls.Add(("done", Done(plan)));
            return Task.FromResult(ScriptedChatClient.Calling([.. calls.Select((c, i) => Call(c.Name, c.Arguments, i))]));
        }

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages,
            ChatOptions? options = null,
            CancellationToken cancellationToken = default
        ) => throw new NotSupportedException("calls are not streamed");

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose() { }

        private IEnumerable<(string, JsonObject)> CallsOf(JsonObject plan, bool isMended)
        {
            foreach (var name in (string[])["remember", "forget"])
            {
                if (plan[name] is JsonObject change && !isMended)
                {
                    yield return (name, change);
                }
            }

            if (plan["intent"]?.GetValue<string>() == "recall")
            {
                yield return ("recall", []);
            }

            var lists = plan["lists"]?.AsArray() ?? [];
            var isMore = plan["intent"]?.GetValue<string>() == "more" && lists.Count == 1;
            foreach (var list in lists.Select(l => l!.AsObject()))
            {
                if (isMore || isMended || list["label"] is not null || list["count"] is not null)
                {
                    yield return ("list", Without(list, "steps", isMore));
                }

                foreach (var step in (isMore ? Changed(list) : list["steps"]!.AsArray()).Select(s => s!.AsObject()))
                {
                    yield return (step["tool"]!.GetValue<string>(), Without(step, "tool", isMore: false));
                }
            }

            _lastLists = lists.Count > 0 ? lists : _lastLists;
            if (plan["ask"] is { } ask)
            {
                yield return ("ask", new JsonObject { ["attribute"] = ask.DeepClone() });
            }
        }

        /// <summary>What a list for more asks for beyond the last one.</summary>
        private IEnumerable<JsonNode?> Changed(JsonObject list)
        {
            var before = (_lastLists ?? []).SelectMany(l => l!["steps"]!.AsArray()).ToList();
            return list["steps"]!.AsArray().Where(s => !before.Exists(b => JsonNode.DeepEquals(b, s)));
        }

        /// <summary>A list for more is one of the last ones, by its label, or all of them.</summary>
        private JsonObject Without(JsonObject from, string name, bool isMore)
        {
            var isNew = isMore && !(_lastLists ?? []).Any(l => JsonNode.DeepEquals(l!["label"], from["label"]));
            var kept = from.Where(p => p.Key != name && !(isNew && p.Key == "label"));
            var rest = new JsonObject(kept.Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone())));
            if (isMore)
            {
                rest["from"] = "more";
            }

            return rest;
        }

        private static JsonObject Done(JsonObject plan)
        {
            var isSaid =
                plan["intent"]?.GetValue<string>() is "chitchat" or "help" or "out_of_scope"
                && plan["lists"] is not JsonArray { Count: > 0 };
            return isSaid ? new JsonObject { ["intent"] = plan["intent"]!.DeepClone() } : [];
        }

        private static FunctionCallContent Call(string name, JsonObject arguments, int place) =>
            new($"call_{place}", name, arguments.Deserialize<Dictionary<string, object?>>());
    }
}
