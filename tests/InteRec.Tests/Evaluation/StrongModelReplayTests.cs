using System.Diagnostics;
using System.Text.Json;
using InteRec.Evaluation.Suites;
using InteRec.Planning.Agent.Model;
using InteRec.Planning.Agent.Prompts;
using InteRec.Tests.Planning.Agent;
using InteRec.Tests.Planning.BuiltIn;
using Microsoft.Extensions.AI;
using Microsoft.ML.Tokenizers;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace InteRec.Tests.Evaluation;

/// <summary>
/// The scripted conversations with a strong model as the planner. What it answered once is kept by conversation and message, not by prompt,
/// so that everything behind the model is played again with every change.
/// </summary>
public sealed class StrongModelReplayTests(ITestOutputHelper output)
{
    private static readonly string Data = Path.Combine(AppContext.BaseDirectory, "Data");
    private static readonly TiktokenTokenizer Tokens = TiktokenTokenizer.CreateForEncoding("o200k_base");

    [Fact]
    public async Task A_model_that_plans_well_passes_the_suite_for_few_calls_and_tokens()
    {
        var suite = await SuiteFile.ReadAsync(Path.Combine(Data, "suites", "conversations_dev.jsonl"), default);
        var replay = new Replay(Path.Combine(Data, "replay", "strong-model.jsonl"));
        var options = new LlmOptions();
        using var talk = new Talk(
            Movies.Serving,
            LlmTurns.Planner(
                replay,
                ShippedReader.Planner,
                options,
                demonstrations: Demonstrations.Load(Path.Combine(AppContext.BaseDirectory, "prompts"), "movies")
            )
        );

        await PlayAsync(suite, talk, replay);
        replay.Clear(); // The first time compiles what it runs; the second is measured.
        var reports = await PlayAsync(suite, talk, replay);

        var (turns, passed) = (reports.Sum(r => r.Turns), reports.Sum(r => r.Passed));
        foreach (var failure in reports.SelectMany(r => r.Failures))
        {
            output.WriteLine($"{failure.Id} {failure.Turn} \"{failure.Say}\": {string.Join("; ", failure.Problems)}");
        }

        var tokens = replay.Requests.Average(r => Tokens.CountTokens(r.Prompt) + Tokens.CountTokens(r.Schema));
        output.WriteLine(
            FormattableString.Invariant(
                $"{passed} of {turns} turns; {replay.Calls / (double)turns:0.000} calls a turn; {tokens:0} tokens a plan call; {replay.SharedWithTheOneBefore:P1} as the request before; {replay.Milliseconds(0.5):0.0} ms a turn, p95 {replay.Milliseconds(0.95):0.0}"
            )
        );
        (passed / (double)turns).ShouldBeGreaterThanOrEqualTo(0.97);
        (replay.Calls / (double)turns).ShouldBeLessThanOrEqualTo(1.15);
        replay.SharedWithTheOneBefore.ShouldBeGreaterThanOrEqualTo(0.8);
        tokens.ShouldBeLessThanOrEqualTo(2_400);
    }

    private static async Task<List<SuiteReport>> PlayAsync(IReadOnlyList<SuiteConversation> suite, Talk talk, Replay replay)
    {
        var reports = new List<SuiteReport>();
        foreach (var conversation in suite)
        {
            replay.Begin(conversation.Id);
            reports.Add(
                await SuitePlayer.PlayAsync(
                    [conversation],
                    talk.Catalog,
                    (request, token) => replay.NextTurn(() => talk.TakeAsync(request, token)),
                    default
                )
            );
        }

        return reports;
    }

    /// <summary>
    /// Answers what the model answered in this turn of this conversation, the first, then what it made of the look at its result.
    /// </summary>
    private sealed class Replay(string file) : IChatClient
    {
        private readonly Dictionary<(string, int), string[]> _answers = File.ReadLines(file)
            .Select(line => JsonSerializer.Deserialize<Turn>(line, JsonSerializerOptions.Web)!)
            .ToDictionary(t => (t.Conversation, t.Number), t => t.Answers.Select(a => a.GetRawText()).ToArray());

        private (string Conversation, int Turn, int Call) _at;
        private string? _before;
        private readonly List<double> _shares = [];
        private readonly List<double> _times = [];

        public int Calls { get; private set; }

        /// <summary>The first request of each turn.</summary>
        public List<(string Prompt, string Schema)> Requests { get; } = [];

        public double SharedWithTheOneBefore => _shares.Average();

        public void Clear()
        {
            Calls = 0;
            Requests.Clear();
            _shares.Clear();
            _times.Clear();
        }

        public void Begin(string conversation) => (_at, _before) = ((conversation, 0, 0), null);

        public async Task<T> NextTurn<T>(Func<Task<T>> turn)
        {
            _at = (_at.Conversation, _at.Turn + 1, 0);
            var begin = Stopwatch.GetTimestamp();
            var reply = await turn();
            _times.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
            return reply;
        }

        /// <summary>How long that share of the turns took at most; the model answers at once.</summary>
        public double Milliseconds(double share) => _times.Order().ElementAt((int)(share * (_times.Count - 1)));

        public Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages,
            ChatOptions? options = null,
            CancellationToken cancellationToken = default
        )
        {
            Calls++;
            var answers = _answers[(_at.Conversation, _at.Turn)];
            if (_at.Call == 0)
            {
                Note(
                    string.Concat(messages.Select(m => $"{m.Role}\n{m.Text}\n")),
                    ((ChatResponseFormatJson)options!.ResponseFormat!).Schema!.Value.GetRawText()
                );
            }

            var answer = answers[Math.Min(_at.Call, answers.Length - 1)];
            _at = (_at.Conversation, _at.Turn, _at.Call + 1);
            return Task.FromResult(ScriptedChatClient.Says(answer));
        }

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages,
            ChatOptions? options = null,
            CancellationToken cancellationToken = default
        ) => throw new NotSupportedException("plans are not streamed");

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose() { }

        private void Note(string prompt, string schema)
        {
            Requests.Add((prompt, schema));
            if (_before is not null)
            {
                _shares.Add(prompt.AsSpan().CommonPrefixLength(_before) / (double)prompt.Length);
            }

            _before = prompt;
        }

        private sealed record Turn(
            string Conversation,
            [property: System.Text.Json.Serialization.JsonPropertyName("turn")] int Number,
            IReadOnlyList<JsonElement> Answers
        );
    }
}
