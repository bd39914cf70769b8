using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace InteRec.Tests.Planning.Agent.Model;

/// <summary>
/// An endpoint on loopback that answers each request as the next line of its script says, down to single bytes: what a web server
/// class would mend, such as a cut body, has to go out broken here. After the script its last line repeats.
/// </summary>
internal sealed class FakeEndpoint : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<Func<Stream, CancellationToken, Task>> _script;
    private readonly SemaphoreSlim _received = new(0);
    private readonly Task _accepting;

    public FakeEndpoint(params IEnumerable<Func<Stream, CancellationToken, Task>> script)
    {
        _script = new ConcurrentQueue<Func<Stream, CancellationToken, Task>>(script);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>An endpoint that answers every request in the same way.</summary>
    public static FakeEndpoint Of(Func<Stream, CancellationToken, Task> answer) => new([answer]);

    /// <summary>An endpoint that answers by what it is asked.</summary>
    public static FakeEndpoint Asked(Func<JsonObject, Func<Stream, CancellationToken, Task>> answer)
    {
        FakeEndpoint endpoint = null!;
        endpoint = new FakeEndpoint([(stream, token) => answer(endpoint.Sent())(stream, token)]);
        return endpoint;
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1");

    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>The body of the last request.</summary>
    public JsonObject Sent()
    {
        var request = Requests.Last();
        return JsonNode.Parse(request[(request.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..])!.AsObject();
    }

    public static Func<Stream, CancellationToken, Task> Answer(string content, string finish = "stop") => Json(Completion(content, finish));

    public static Func<Stream, CancellationToken, Task> Json(string body, int status = 200, string headers = "") =>
        Raw(
            $"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: "
                + $"close\r\n{headers}\r\n{body}"
        );

    public static Func<Stream, CancellationToken, Task> Raw(string text) => Raw(Encoding.UTF8.GetBytes(text));

    public static Func<Stream, CancellationToken, Task> Raw(byte[] bytes) => async (stream, token) => await stream.WriteAsync(bytes, token);

    /// <summary>Server-sent events; <c>[DONE]</c> has to be one of them where it should come.</summary>
    public static Func<Stream, CancellationToken, Task> Events(params string[] events) =>
        Raw(
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
                + string.Concat(events.Select(e => $"data: {e}\n\n"))
        );

    public static string Piece(string? content, string? finish = null) =>
        JsonSerializer.Serialize(
            new
            {
                id = "c1",
                @object = "chat.completion.chunk",
                created = 1,
                model = "m",
                choices = new[]
                {
                    new
                    {
                        index = 0,
                        delta = new { content },
                        finish_reason = finish,
                    },
                },
            }
        );

    /// <summary>Sends the beginning and then nothing until the client goes.</summary>
    public static Func<Stream, CancellationToken, Task> Hang(string beginning = "") =>
        async (stream, token) =>
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(beginning), token);
            var rest = new byte[1];
            while (await stream.ReadAsync(rest, token) > 0) { }
        };

    public static string Completion(string content, string finish = "stop") =>
        JsonSerializer.Serialize(
            new
            {
                id = "c1",
                @object = "chat.completion",
                created = 1,
                model = "m",
                choices = new[]
                {
                    new
                    {
                        index = 0,
                        finish_reason = finish,
                        message = new { role = "assistant", content },
                    },
                },
                usage = new
                {
                    prompt_tokens = 11,
                    completion_tokens = 7,
                    total_tokens = 18,
                },
            }
        );

    /// <summary>Completes when the next request has been read.</summary>
    public async Task ReceivedAsync()
    {
        if (!await _received.WaitAsync(TimeSpan.FromSeconds(30)))
        {
            throw new TimeoutException("no request came");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
        _received.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                serving.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        try
        {
            var stream = client.GetStream();
            var request = await ReadAsync(stream);
            if (!IsWhole(request))
            {
                return; // A connection that was opened and not used, or given up.
            }

            Requests.Enqueue(request);
            _received.Release();
            var answer =
                _script.Count > 1 && _script.TryDequeue(out var next) ? next
                : _script.TryPeek(out var last) ? last
                : Hang();
            await answer(stream, _stop.Token);
            client.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            // The client went away or the test is over: both are what a script may want.
        }
    }

    private async Task<string> ReadAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[8192];
        while (!IsWhole(text.ToString()) && await stream.ReadAsync(buffer, _stop.Token) is > 0 and var read)
        {
            text.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }

        return text.ToString();
    }

    private static bool IsWhole(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
        {
            return false;
        }

        var length = text[..end].Split("\r\n").FirstOrDefault(h => h.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        return length is null
            || text.Length - end - 4 >= int.Parse(length["Content-Length:".Length..], System.Globalization.CultureInfo.InvariantCulture);
    }
}
