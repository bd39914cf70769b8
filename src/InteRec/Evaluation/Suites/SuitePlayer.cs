using System.Diagnostics;
using InteRec.Catalog;
using InteRec.Conversations;

namespace InteRec.Evaluation.Suites;

/// <summary>A turn that did not meet its expectation.</summary>
internal sealed record SuiteFailure(string Id, int Turn, string Say, IReadOnlyList<string> Problems);

/// <summary>Turns passed of turns played, for one tag.</summary>
internal sealed record SuiteTag(string Tag, int Passed, int Turns);

/// <summary>How long turns took, in milliseconds of whole turns in process.</summary>
/// <param name="MedianMs">Median of the turns.</param>
/// <param name="P99Ms">99th percentile.</param>
internal sealed record SuiteTimes(double MedianMs, double P99Ms);

/// <summary>A turn that took long.</summary>
internal sealed record SlowTurn(string Id, int Turn, string Say, double Ms);

/// <summary>What playing a suite gave. Milliseconds are of whole turns in process.</summary>
internal sealed record SuiteReport
{
    /// <summary>Turns played.</summary>
    public int Turns { get; init; }

    /// <summary>Turns that met all expectations.</summary>
    public int Passed { get; init; }

    /// <summary>Conversations played.</summary>
    public int Conversations { get; init; }

    /// <summary>Conversations of which every turn passed.</summary>
    public int Whole { get; init; }

    /// <summary>By tag, in alphabetical order.</summary>
    public IReadOnlyList<SuiteTag> Tags { get; init; } = [];

    /// <summary>What failed.</summary>
    public IReadOnlyList<SuiteFailure> Failures { get; init; } = [];

    /// <summary>Median time of a turn.</summary>
    public double MedianMs { get; init; }

    /// <summary>99th percentile of the time of a turn.</summary>
    public double P99Ms { get; init; }

    /// <summary>The turns that took longest, the longest first.</summary>
    public IReadOnlyList<SlowTurn> Slowest { get; init; } = [];

    /// <summary>The times of the passes before this one, where the suite was played several times.</summary>
    public IReadOnlyList<SuiteTimes> Before { get; init; } = [];

    /// <summary>Mean bytes allocated in a turn.</summary>
    public long BytesPerTurn { get; init; }
}

/// <summary>Plays scripted conversations through the service and checks every reply.</summary>
internal static class SuitePlayer
{
    private const int Slow = 5;

    /// <summary>Plays the conversations one after the other.</summary>
    /// <param name="suite">The conversations.</param>
    /// <param name="catalog">The catalogue that replies are held against.</param>
    /// <param name="chat">Takes a turn.</param>
    /// <param name="cancellationToken">Stops the play.</param>
    public static async Task<SuiteReport> PlayAsync(
        IReadOnlyList<SuiteConversation> suite,
        CatalogSnapshot catalog,
        Func<ChatRequest, CancellationToken, Task<ChatReply>> chat,
        CancellationToken cancellationToken
    )
    {
        var checker = new SuiteChecker(catalog);
        var failures = new List<SuiteFailure>();
        var tags = new SortedDictionary<string, (int Passed, int Turns)>(StringComparer.Ordinal);
        var times = new List<SlowTurn>();
        var (turns, passed, whole) = (0, 0, 0);
        var allocated = GC.GetTotalAllocatedBytes();
        foreach (var conversation in suite)
        {
            string? id = null;
            var shown = new HashSet<string>(StringComparer.Ordinal);
            var before = failures.Count;
            foreach (var (turn, index) in conversation.Turns.Select((t, i) => (t, i)))
            {
                var start = Stopwatch.GetTimestamp();
                var reply = await chat(new ChatRequest(turn.Say, id), cancellationToken);
                times.Add(new SlowTurn(conversation.Id, index + 1, turn.Say, Stopwatch.GetElapsedTime(start).TotalMilliseconds));
                id = reply.ConversationId;
                var problems = checker.Check(turn.Expect ?? new SuiteExpectation(), reply, shown);
                shown.UnionWith(reply.Lists.SelectMany(l => l.Items).Select(i => i.ItemId));
                turns++;
                passed += problems.Count == 0 ? 1 : 0;
                foreach (var tag in conversation.Tags)
                {
                    var (p, n) = tags.GetValueOrDefault(tag);
                    tags[tag] = (p + (problems.Count == 0 ? 1 : 0), n + 1);
                }

                if (problems.Count > 0)
                {
                    failures.Add(new SuiteFailure(conversation.Id, index + 1, turn.Say, problems));
                }
            }

            whole += failures.Count == before ? 1 : 0;
        }

        times.Sort((a, b) => a.Ms.CompareTo(b.Ms));
        return new SuiteReport
        {
            Turns = turns,
            Passed = passed,
            Conversations = suite.Count,
            Whole = whole,
            Tags = [.. tags.Select(t => new SuiteTag(t.Key, t.Value.Passed, t.Value.Turns))],
            Failures = failures,
            MedianMs = times.Count > 0 ? times[times.Count / 2].Ms : 0,
            P99Ms = times.Count > 0 ? times[(int)(times.Count * 0.99)].Ms : 0,
            Slowest = [.. times.AsEnumerable().Reverse().Take(Slow)],
            BytesPerTurn = turns > 0 ? (GC.GetTotalAllocatedBytes() - allocated) / turns : 0,
        };
    }
}
