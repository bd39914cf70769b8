using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using InteRec.Tests.Support;

namespace InteRec.Tests.Web;

/// <summary>
/// A headless Chromium with one page, driven over its debugging protocol: no package and no driver is needed for it. What a page logs as an
/// error, scripts that throw and what the content security policy blocks are collected.
/// </summary>
internal sealed partial class Browser : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly TemporaryFolder _profile;
    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode>> _waiting = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private Task _reading = Task.CompletedTask,
        _draining = Task.CompletedTask;
    private string? _session;
    private int _calls;

    private Browser(Process process, TemporaryFolder profile) => (_process, _profile) = (process, profile);

    /// <summary>What went wrong on the page so far.</summary>
    public IReadOnlyCollection<string> Errors => _errors;

    /// <summary>The browser's program, or null.</summary>
    public static string? Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .SelectMany(folder =>
                new[] { Path.Combine(folder, "chromium"), Path.Combine(folder, "chromium-browser"), Path.Combine(folder, "google-chrome") }
            )
            .FirstOrDefault(File.Exists);

    public static async Task<Browser> StartAsync(int width, int height)
    {
        var profile = new TemporaryFolder();
        var start = new ProcessStartInfo(Find()!)
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            ArgumentList =
            {
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--remote-debugging-port=0",
                $"--user-data-dir={profile.Path}",
                "about:blank",
            },
        };
        var browser = new Browser(Process.Start(start)!, profile);
        try
        {
            await browser.ConnectAsync(width, height).WaitAsync(Patience);
            return browser;
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens an address and waits until it is loaded.</summary>
    public async Task OpenAsync(Uri address)
    {
        await CallAsync("Page.navigate", new JsonObject { ["url"] = address.ToString() });
        await RunAsync(
            "await new Promise(done => document.readyState === 'complete' ? done() : addEventListener('load', done)); return null;"
        );
    }

    /// <summary>Runs the body of an asynchronous function in the page; the result is what it returns.</summary>
    public async Task<JsonElement> RunAsync(string body)
    {
        var answer = await CallAsync(
            "Runtime.evaluate",
            new JsonObject
            {
                ["expression"] = $"(async () => {{ {body} }})()",
                ["awaitPromise"] = true,
                ["returnByValue"] = true,
            }
        );
        return answer["exceptionDetails"] is { } details
            ? throw new InvalidOperationException($"the page threw: {details.ToJsonString()}")
            : JsonSerializer.Deserialize<JsonElement>(answer["result"]!["value"]?.ToJsonString() ?? "null");
    }

    /// <summary>Waits until something is on the page; it looks whenever the page changes.</summary>
    public Task WaitForAsync(string selector) =>
        RunAsync(
            $$"""
            const there = () => document.querySelector({{JsonSerializer.Serialize(selector)}});
            if (there()) return null;
            await new Promise(done => new MutationObserver((_, watch) => { if (there()) { watch.disconnect(); done(); } }).observe(document, { subtree: true, childList: true, attributes: true }));
            return null;
            """
        );

    /// <summary>Types into what has the focus, as a person does.</summary>
    public Task TypeAsync(string text) => CallAsync("Input.insertText", new JsonObject { ["text"] = text });

    public async Task PressAsync(string key, int code)
    {
        foreach (var type in new[] { "keyDown", "keyUp" })
        {
            await CallAsync(
                "Input.dispatchKeyEvent",
                new JsonObject
                {
                    ["type"] = type,
                    ["key"] = key,
                    ["code"] = key,
                    ["windowsVirtualKeyCode"] = code,
                    ["text"] = type == "keyDown" && key == "Enter" ? "\r" : "",
                }
            );
        }
    }

    public Task ResizeAsync(int width, int height) =>
        CallAsync(
            "Emulation.setDeviceMetricsOverride",
            new JsonObject
            {
                ["width"] = width,
                ["height"] = height,
                ["deviceScaleFactor"] = 1,
                ["mobile"] = false,
            }
        );

    /// <summary>Cuts the page off from every address, or lets it through again.</summary>
    public Task CutOffAsync(bool offline) =>
        CallAsync(
            "Network.emulateNetworkConditions",
            new JsonObject
            {
                ["offline"] = offline,
                ["latency"] = 0,
                ["downloadThroughput"] = -1,
                ["uploadThroughput"] = -1,
            }
        );

    /// <summary>Loads the page at its address once more.</summary>
    public async Task ReloadAsync()
    {
        var address = (await RunAsync("return location.href;")).GetString()!;
        await OpenAsync(new Uri("about:blank"));
        await OpenAsync(new Uri(address));
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        await Task.WhenAll(_reading, _draining);
        _socket.Dispose();
        _process.Dispose();
        _sending.Dispose();
        _profile.Dispose();
    }

    private async Task ConnectAsync(int width, int height)
    {
        Uri? address = null;
        while (address is null && await _process.StandardError.ReadLineAsync() is { } line)
        {
            address = DevTools().Match(line) is { Success: true } match ? new Uri(match.Groups["address"].Value) : null;
        }

        _draining = _process.StandardError.ReadToEndAsync();
        await _socket.ConnectAsync(address ?? throw new InvalidOperationException("Chromium did not start."), CancellationToken.None);
        _reading = Task.Run(ReadAsync);
        var target = await CallAsync("Target.createTarget", new JsonObject { ["url"] = "about:blank" });
        var attached = await CallAsync(
            "Target.attachToTarget",
            new JsonObject { ["targetId"] = target["targetId"]!.GetValue<string>(), ["flatten"] = true }
        );
        _session = attached["sessionId"]!.GetValue<string>();
        foreach (var domain in new[] { "Page.enable", "Runtime.enable", "Log.enable", "Network.enable" })
        {
            await CallAsync(domain, []);
        }

        await ResizeAsync(width, height);
    }

    private async Task<JsonNode> CallAsync(string method, JsonObject parameters)
    {
        var id = Interlocked.Increment(ref _calls);
        var answer = new TaskCompletionSource<JsonNode>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[id] = answer;
        var call = new JsonObject
        {
            ["id"] = id,
            ["method"] = method,
            ["params"] = parameters,
        };
        if (_session is not null)
        {
            call["sessionId"] = _session;
        }

        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(
                JsonSerializer.SerializeToUtf8Bytes(call),
                WebSocketMessageType.Text,
                endOfMessage: true,
                CancellationToken.None
            );
        }
        finally
        {
            _sending.Release();
        }

        return await answer.Task.WaitAsync(Patience);
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[1 << 16];
        try
        {
            while (true)
            {
                using var message = new MemoryStream();
                WebSocketReceiveResult part;
                do
                {
                    part = await _socket.ReceiveAsync(buffer, CancellationToken.None);
                    message.Write(buffer, 0, part.Count);
                } while (!part.EndOfMessage);

                if (part.MessageType == WebSocketMessageType.Close)
                {
                    return;
                }

                Take(JsonNode.Parse(message.ToArray())!);
            }
        }
        catch (WebSocketException)
        {
            // The browser has ended.
        }
    }

    private void Take(JsonNode message)
    {
        if (message["id"] is { } id && _waiting.TryRemove(id.GetValue<int>(), out var waiting))
        {
            if (message["error"] is { } error)
            {
                waiting.SetException(new InvalidOperationException(error.ToJsonString()));
            }
            else
            {
                waiting.SetResult(message["result"]!);
            }
        }
        else if (
            message["method"]?.GetValue<string>() is "Runtime.exceptionThrown"
            || (
                message["method"]?.GetValue<string>() is "Log.entryAdded"
                && message["params"]!["entry"]!["level"]!.GetValue<string>() == "error"
            )
            || (
                message["method"]?.GetValue<string>() is "Runtime.consoleAPICalled"
                && message["params"]!["type"]!.GetValue<string>() == "error"
            )
        )
        {
            _errors.Enqueue(message["params"]!.ToJsonString());
        }
    }

    [GeneratedRegex("DevTools listening on (?<address>ws://\\S+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex DevTools();
}
