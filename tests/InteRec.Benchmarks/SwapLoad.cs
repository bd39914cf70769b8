using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace InteRec.Benchmarks;

/// <summary>
/// Turns over many connections while rankers are retrained and swapped again and again. Counted are turns that failed, and turns that mixed
/// two rankers: the same message on the same ranker gives the same items, so every turn is held against the others of its message and
/// ranker. Quiet turns are measured before and after, for a machine is rarely as idle at the end as at the beginning. Before each training
/// new interactions come in, so that each ranker differs from the one before.
/// </summary>
internal static class SwapLoad
{
    private const int Connections = 32;
    private const int RowsOfACycle = 2_000;
    private const int QuietTurns = 5_000;

    private static readonly string[] Messages =
    [
        "science fiction from the nineties",
        "a funny film with Tom Hanks",
        "something like Heat but less violent",
        "French dramas under two hours",
        "scary but not gory",
        "best thrillers of the 2000s",
        "a western for the whole family",
        "films about dreams inside dreams",
    ];

    public static async Task RunAsync(Uri address, int turns, int cycles)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Connections + 4 })
        {
            BaseAddress = address,
            Timeout = TimeSpan.FromMinutes(5),
        };
        await TalkAsync(client, QuietTurns, Task.CompletedTask);
        var quiet = await TalkAsync(client, QuietTurns, Task.CompletedTask);
        Line($"quiet before: {quiet.Count} turns, {Times(quiet)}");

        var begin = Stopwatch.GetTimestamp();
        var cycling = new TaskCompletionSource();
        var talking = TalkAsync(client, turns, cycling.Task);
        var rankers = new List<string>();
        for (var cycle = 0; cycle < cycles; cycle++)
        {
            rankers.Add(await CycleAsync(client, cycle));
            Line($"cycle {cycle + 1}: {rankers[^1]} answers after {Stopwatch.GetElapsedTime(begin).TotalSeconds:F0} s");
        }

        var swapped = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        cycling.SetResult();
        var loaded = await talking;
        Line(
            $"{loaded.Count} turns in {Stopwatch.GetElapsedTime(begin).TotalSeconds:F0} s over {Connections} connections, {cycles} trainings and swaps in the first {swapped:F0} s"
        );
        Line($"failed: {loaded.Count(t => t.Status != 200)}");
        var groups = loaded.Where(t => t.Status == 200).GroupBy(t => (t.Message, t.RankerId)).ToList();
        Line(
            $"mixed: {groups.Sum(g => g.Count() - g.GroupBy(t => t.Items).Max(same => same.Count()))}; rankers that answered: {groups.Select(g => g.Key.RankerId).Distinct().Count()}; different lists a message: {groups.GroupBy(g => g.Key.Message).Average(g => g.Select(same => same.First().Items).Distinct().Count()):F1}"
        );
        var during = loaded.Where(t => t.At < swapped).ToList();
        var after = await TalkAsync(client, QuietTurns, Task.CompletedTask);
        Line($"quiet after: {after.Count} turns, {Times(after)}");
        Line(
            $"during the swaps: {during.Count} turns, {Times(during)}; p99 / quiet p99 {Percentile(during, 0.99) / Percentile(quiet, 0.99):F2} (before), {Percentile(during, 0.99) / Percentile(after, 0.99):F2} (after)"
        );
    }

    /// <summary>So many turns, and more until something else is over.</summary>
    private static async Task<List<Turn>> TalkAsync(HttpClient client, int turns, Task other)
    {
        var (done, next, begin) = (new ConcurrentBag<Turn>(), -1, Stopwatch.GetTimestamp());
        await Task.WhenAll(
            Enumerable
                .Range(0, Connections)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        for (
                            var turn = Interlocked.Increment(ref next);
                            turn < turns || !other.IsCompleted;
                            turn = Interlocked.Increment(ref next)
                        )
                        {
                            done.Add(await TurnAsync(client, turn % Messages.Length, begin));
                        }
                    })
                )
        );
        return [.. done];
    }

    private static async Task<Turn> TurnAsync(HttpClient client, int message, long begin)
    {
        var at = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        var started = Stopwatch.GetTimestamp();
        using var response = await client.PostAsJsonAsync(new Uri("/v1/chat", UriKind.Relative), new { message = Messages[message] });
        var body = await response.Content.ReadAsByteArrayAsync();
        var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        if (!response.IsSuccessStatusCode)
        {
            return new Turn(message, (int)response.StatusCode, "", "", at, took);
        }

        using var reply = JsonDocument.Parse(body);
        var items = string.Join(
            ' ',
            reply
                .RootElement.GetProperty("lists")
                .EnumerateArray()
                .SelectMany(l => l.GetProperty("items").EnumerateArray())
                .Select(i => $"{i.GetProperty("itemId")}:{i.GetProperty("score")}")
        );
        return new Turn(
            message,
            200,
            reply.RootElement.GetProperty("rankerId").GetString()!,
            Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(items))),
            at,
            took
        );
    }

    /// <summary>New interactions, a training on them, and its ranker in service.</summary>
    private static async Task<string> CycleAsync(HttpClient client, int cycle)
    {
        using var log = new StringContent(await LogAsync(client, cycle), Encoding.UTF8, "application/x-ndjson");
        await SentAsync(client, HttpMethod.Post, "/v1/interactions", log);
        var run = (await SentAsync(client, HttpMethod.Post, "/v1/training-runs", null)).GetProperty("trainingRunId").GetString();
        JsonElement report = default;
        await foreach (
            var item in System
                .Net.ServerSentEvents.SseParser.Create(
                    await client.GetStreamAsync(new Uri($"/v1/training-runs/{run}/progress", UriKind.Relative))
                )
                .EnumerateAsync()
        )
        {
            report = JsonSerializer.Deserialize<JsonElement>(item.Data);
        }

        var rankerId =
            report.GetProperty("rankerId").GetString()
            ?? throw new InvalidOperationException($"training {run}: {report.GetProperty("message")}");
        await SentAsync(client, HttpMethod.Post, $"/v1/rankers/{rankerId}/promote", null);
        return rankerId;
    }

    /// <summary>Ratings of new users, each of items that somebody else has rated together.</summary>
    private static async Task<string> LogAsync(HttpClient client, int cycle)
    {
        var page = await SentAsync(client, HttpMethod.Get, $"/v1/interactions?userId={15 + cycle}&limit=200", null);
        var items = page.GetProperty("interactions").EnumerateArray().Select(i => i.GetProperty("itemId").GetString()!).Distinct().ToList();
        var (log, random, begun) = (new StringBuilder(), new Random(cycle), DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        for (var row = 0; row < RowsOfACycle; row++)
        {
            log.Append(
                CultureInfo.InvariantCulture,
                $"{{\"userId\":\"swap-{begun}-{row / 20}\",\"itemId\":\"{items[random.Next(items.Count)]}\",\"kind\":\"rating\",\"weight\":{(row % 4 == 0 ? 2 : 5)},\"timestamp\":{1_400_000_000 + row}}}\n"
            );
        }

        return log.ToString();
    }

    private static async Task<JsonElement> SentAsync(HttpClient client, HttpMethod method, string path, HttpContent? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode
            ? JsonSerializer.Deserialize<JsonElement>(text)
            : throw new InvalidOperationException($"{path}: {(int)response.StatusCode} {text}");
    }

    private static string Times(List<Turn> turns) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"p50 {Percentile(turns, 0.5):F1} ms, p95 {Percentile(turns, 0.95):F1} ms, p99 {Percentile(turns, 0.99):F1} ms, longest {turns.Max(t => t.Milliseconds):F0} ms"
        );

    private static double Percentile(List<Turn> turns, double share) =>
        turns.Select(t => t.Milliseconds).Order().ElementAt((int)(share * (turns.Count - 1)));

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private sealed record Turn(int Message, int Status, string RankerId, string Items, double At, double Milliseconds);
}
