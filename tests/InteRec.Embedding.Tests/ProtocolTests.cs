using System.Collections.Concurrent;
using System.ComponentModel;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using InteRec.Planning;
using InteRec.Tools;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace InteRec.Embedding.Tests;

/// <summary>
/// The Model Context Protocol over tools of the application: what happens when they fail, and when nobody waits for them.
/// </summary>
public sealed class ProtocolTests : IAsyncLifetime
{
    private const string Words = "what a person wrote";
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _log = [];
    private readonly Door _door = new();
    private Shop _shop = null!;

    public async Task InitializeAsync()
    {
        _shop = await Shop.OpenAsync(
            app => app.MapInteRec("/recs"),
            recommender => recommender.AddTool<DoorTool>(),
            host =>
            {
                host.Services.AddSingleton(_door);
                host.Logging.AddProvider(new Kept(_log));
            },
            "/recs"
        );
        _log.Clear();
    }

    public async Task DisposeAsync() => await _shop.DisposeAsync();

    [Fact]
    public async Task A_dropped_request_stops_the_tool()
    {
        using var drop = new CancellationTokenSource();
        var call = CallAsync("door", new { text = "wait" }, drop.Token);
        await _door.Entered.Task.WaitAsync(TimeSpan.FromMinutes(1));

        await drop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(call);
        await _door.Stopped.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_tool_that_breaks_is_logged_once_without_words_and_told_in_general()
    {
        var (status, text) = await CallAsync("door", new { text = Words });

        status.ShouldBe(HttpStatusCode.OK);
        text.ShouldContain("\"isError\":true");
        text.ShouldContain("Something went wrong on our side.");
        text.ShouldNotContain("is shut");
        var told = _log.Where(e => e.Level >= LogLevel.Warning).ShouldHaveSingleItem();
        told.Level.ShouldBe(LogLevel.Error);
        told.Text.ShouldContain("POST /recs/mcp failed with 500");
        told.Text.ShouldNotContain(Words);
    }

    [Fact]
    public async Task What_a_caller_got_wrong_is_no_error_of_ours()
    {
        (await CallAsync(Words, new { })).Text.ShouldContain(Words);

        _log.ShouldAllBe(e => e.Level == LogLevel.Trace || !e.Text.Contains(Words, StringComparison.Ordinal));
        _log.ShouldAllBe(e => e.Level < LogLevel.Warning);
    }

    private async Task<(HttpStatusCode Status, string Text)> CallAsync(
        string tool,
        object arguments,
        CancellationToken cancellationToken = default
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/recs/mcp")
        {
            Content = JsonContent.Create(
                new
                {
                    jsonrpc = "2.0",
                    id = 1,
                    method = "tools/call",
                    @params = new { name = tool, arguments },
                }
            ),
        };
        request.Headers.Accept.ParseAdd("application/json, text/event-stream");
        using var answer = await _shop.Client.SendAsync(request, cancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellationToken));
    }

    /// <summary>Arguments of <see cref="DoorTool"/>.</summary>
    [Description("Waits at a door.")]
    public sealed record DoorStep : PlanStep
    {
        /// <inheritdoc />
        [JsonIgnore]
        public override string ToolName => "door";

        /// <summary>What is called.</summary>
        public string Text { get; init; } = "";
    }

    private sealed class Door
    {
        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Stopped { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class DoorTool(Door door) : ITool
    {
        public string Name => "door";

        public string Description => "Waits at a door.";

        public Type StepType => typeof(DoorStep);

        public ToolResult Run(PlanStep step, CandidateSet candidates, ToolContext context, CancellationToken cancellationToken)
        {
            if (((DoorStep)step).Text != "wait")
            {
                throw new InvalidOperationException($"the door is shut for \"{((DoorStep)step).Text}\"");
            }

            door.Entered.TrySetResult();
            cancellationToken.WaitHandle.WaitOne(TimeSpan.FromMinutes(1));
            if (cancellationToken.IsCancellationRequested)
            {
                door.Stopped.TrySetResult();
            }

            cancellationToken.ThrowIfCancellationRequested();
            return new ToolResult(candidates);
        }
    }

    private sealed class Kept(ConcurrentQueue<(LogLevel, string)> log) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose() { }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => log.Enqueue((logLevel, $"{formatter(state, exception)} {exception}"));
    }
}
