using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace InteRec.Benchmarks;

/// <summary>
/// How long calls of a running service take over HTTP on loopback, one after another on one connection. The reference, the cheapest call
/// there is, is measured in the same run, in turns with the others, so that what else the machine does falls on all of them.
/// </summary>
internal static class HttpLoad
{
    private const int WarmUp = 300;
    private const int Calls = 2_000;

    private static readonly string[] ScienceFiction = ["Sci-Fi"];

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

    public static async Task RunAsync(Uri address)
    {
        using var client = new HttpClient { BaseAddress = address };
        var candidates = await CandidatesAsync(client);
        (string Name, string Path, Func<int, string?> Body)[] calls =
        [
            ("GET /health/live (reference)", "/health/live", _ => null),
            (
                "POST /v1/tools/filter",
                "/v1/tools/filter",
                i =>
                    JsonSerializer.Serialize(
                        new
                        {
                            step = new { where = new { genres = new { all = ScienceFiction }, year = new { from = 1960 + (i % 40) } } },
                            count = 10,
                        }
                    )
            ),
            (
                "POST /v1/tools/rank, 200 candidates",
                "/v1/tools/rank",
                i => $$"""{"candidates":{{candidates}},"userId":"{{1 + (i % 600)}}","count":20}"""
            ),
            ("POST /v1/chat", "/v1/chat", i => JsonSerializer.Serialize(new { message = Messages[i % Messages.Length] })),
        ];
        var times = calls.Select(_ => new List<double>(Calls)).ToArray();
        for (var i = 0; i < WarmUp + Calls; i++)
        {
            for (var c = 0; c < calls.Length; c++)
            {
                var took = await CallAsync(client, calls[c].Path, calls[c].Body(i));
                if (i >= WarmUp)
                {
                    times[c].Add(took);
                }
            }
        }

        var reference = Percentile(times[0], 0.5);
        Console.WriteLine($"{"call", -40} {"p50 ms", 8} {"p95 ms", 8} {"p99 ms", 8} {"ratio", 7}");
        for (var c = 0; c < calls.Length; c++)
        {
            var p50 = Percentile(times[c], 0.5);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{calls[c].Name, -40} {p50, 8:F3} {Percentile(times[c], 0.95), 8:F3} {Percentile(times[c], 0.99), 8:F3} "
                        + $"{p50 / reference, 7:F1}"
                )
            );
        }
    }

    private static async Task<string> CandidatesAsync(HttpClient client)
    {
        using var content = new StringContent("""{"count":200}""", Encoding.UTF8, "application/json");
        using var response = await client.PostAsync(new Uri("/v1/tools/rank", UriKind.Relative), content);
        response.EnsureSuccessStatusCode();
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return JsonSerializer.Serialize(
            answer.RootElement.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("itemId").GetString())
        );
    }

    private static async Task<double> CallAsync(HttpClient client, string path, string? body)
    {
        var begin = Stopwatch.GetTimestamp();
        using var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        using var response = await client.SendAsync(request);
        response.EnsureSuccessStatusCode();
        await response.Content.ReadAsByteArrayAsync();
        return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
    }

    private static double Percentile(List<double> times, double share)
    {
        var sorted = times.Order().ToList();
        return sorted[(int)(share * (sorted.Count - 1))];
    }
}
