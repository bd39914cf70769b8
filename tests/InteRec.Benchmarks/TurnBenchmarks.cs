using System.Diagnostics;
using System.Globalization;
using InteRec.Api.Commands;
using InteRec.Conversations;
using InteRec.Evaluation.Suites;
using InteRec.Planning.BuiltIn.Reader;
using InteRec.Planning.BuiltIn.Reader.Candidates;
using InteRec.Planning.BuiltIn.Reader.Network;
using InteRec.Profiles;
using InteRec.Settings;
using InteRec.Tools;
using Microsoft.Extensions.Options;

namespace InteRec.Benchmarks;

/// <summary>
/// Whole turns in process, without a model, and what the reader takes of them: the time on the clock, and what the process had of the
/// processor, which says more where the machine does something else too.
/// </summary>
internal static class TurnBenchmarks
{
    private const int Rounds = 7;

    private static readonly string[] Ordinary =
    [
        "a comedy from the nineties",
        "something like Heat, but shorter",
        "who directed it?",
        "not so sad, please",
        "two thrillers and a western",
        "more",
        "films about dreams inside dreams",
        "hello",
    ];

    /// <summary>
    /// Messages of the greatest length: the first turn, the best of some at the beginning of a conversation, the best of some within one,
    /// where all that was said before is looked at too, an ordinary message after that, and what finding candidates and reading take.
    /// </summary>
    /// <param name="data">The data folder; a catalogue is imported and trained where it has none.</param>
    /// <param name="length">Characters a message.</param>
    /// <param name="only">Part of the names of those to be measured; empty: all.</param>
    public static async Task LongAsync(string data, int length = 4_000, string only = "")
    {
        await using var host = await HostAsync(data);
        var conversations = host.Get<ConversationService>();
        var serving = host.Get<ServingSlot>().Current;
        var reader = Reader(host);
        var finder = CandidateFinder.Of(serving.Catalog, serving.Titles);
        foreach (var _ in Enumerable.Range(0, Rounds))
        {
            foreach (var message in Ordinary)
            {
                await conversations.TakeTurnAsync(new ChatRequest(message, null), new Caller(null, null), default);
            }
        }

        Console.WriteLine(
            $"{"clock/processor, ms", -22} {"first", 13} {"best", 13} {"again", 13} {"ordinary", 13} {"find", 13} {"read", 13} {"MB", 6} {"found", 6}"
        );
        foreach (var (name, message) in new LongMessages(serving.Catalog, length).All())
        {
            if (!name.Contains(only, StringComparison.Ordinal))
            {
                continue;
            }

            string? id = null;
            async Task TurnAsync(string text, string? conversation) =>
                id = (
                    await conversations.TakeTurnAsync(new ChatRequest(text, conversation), new Caller(null, null), default)
                ).ConversationId;

            var first = await BestAsync(1, () => TurnAsync(message, null));
            var before = GC.GetTotalAllocatedBytes();
            var best = await BestAsync(Rounds, () => TurnAsync(message, null));
            var allocated = (GC.GetTotalAllocatedBytes() - before) / Rounds;
            var again = await BestAsync(Rounds, () => TurnAsync(message, id));
            var ordinary = await BestAsync(Rounds, () => TurnAsync("not so long, please", id));
            IReadOnlyList<Candidate> candidates = [];
            var find = await BestAsync(Rounds, () => Done(candidates = finder.Find(message, null, [])));
            var read = await BestAsync(Rounds, () => Done(reader.Read(new ReaderInput(message, null, [], candidates))));
            Line($"{name, -22} {first} {best} {again} {ordinary} {find} {read} {allocated / 1e6, 6:F1} {candidates.Count, 6}");
        }
    }

    /// <summary>The reader alone: loading it, what it takes of the memory, and reading the messages of a suite.</summary>
    /// <param name="data">The data folder.</param>
    /// <param name="suite">The suite; each message is read as the first of a conversation.</param>
    public static async Task ReaderAsync(string data, string suite)
    {
        await using var host = await HostAsync(data);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        LearnedReader? reader = null;
        var load = await BestAsync(Rounds, () => Done(reader = Reader(host)));
        Line($"loading {load} ms (clock/processor), {(GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6:F1} MB");
        var serving = host.Get<ServingSlot>().Current;
        var built = await BestAsync(3, () => Done(new CandidateFinder(CandidateLexicon.Build(serving.Catalog.Whole, serving.Titles))));
        before = GC.GetTotalMemory(forceFullCollection: true);
        var finder = new CandidateFinder(CandidateLexicon.Build(serving.Catalog.Whole, serving.Titles));
        Line($"finder {built} ms, {(GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6:F1} MB");
        var messages = (await SuiteFile.ReadAsync(suite, default)).SelectMany(c => c.Turns).Select(t => t.Say).ToList();
        List<Took> finds = [],
            reads = [];
        foreach (var message in messages)
        {
            IReadOnlyList<Candidate> candidates = [];
            finds.Add(await BestAsync(Rounds, () => Done(candidates = finder.Find(message, null, []))));
            reads.Add(await BestAsync(Rounds, () => Done(reader!.Read(new ReaderInput(message, null, [], candidates)))));
        }

        before = GC.GetTotalMemory(forceFullCollection: true);
        Line($"{messages.Count} messages, best of {Rounds} each; median and 99 of 100:");
        Line($"find {Percentile(finds, 0.5)} {Percentile(finds, 0.99)}");
        Line($"read {Percentile(reads, 0.5)} {Percentile(reads, 0.99)}");
        GC.KeepAlive(reader);
    }

    private static Took Percentile(List<Took> times, double share) =>
        new(
            times.Select(t => t.Clock).Order().ElementAt((int)(times.Count * share)),
            times.Select(t => t.Processor).Order().ElementAt((int)(times.Count * share))
        );

    private static LearnedReader Reader(CommandHost host) =>
        LearnedReader.Of(ReaderFile.Load(host.Get<IOptions<InteRecOptions>>().Value.ReaderFile));

    private static async Task<CommandHost> HostAsync(string data) =>
        await CommandHost.ReadyAsync(["--InteRec:DataPath", data], new Output(json: false), CancellationToken.None);

    private static async Task<Took> BestAsync(int rounds, Func<Task> action)
    {
        var (clock, processor) = (double.MaxValue, double.MaxValue);
        for (var i = 0; i < rounds; i++)
        {
            var (begin, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            await action();
            clock = Math.Min(clock, Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
            processor = Math.Min(processor, (Environment.CpuUsage.TotalTime - used).TotalMilliseconds);
        }

        return new Took(clock, processor);
    }

    private static Task Done(object result)
    {
        GC.KeepAlive(result);
        return Task.CompletedTask;
    }

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    /// <summary>Milliseconds.</summary>
    private sealed record Took(double Clock, double Processor)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Clock, 6:F1}/{Processor, 6:F1}");
    }
}
