using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace InteRec.Tests.Support;

/// <summary>Keeps what is logged, each event as one text with its exception.</summary>
public sealed class KeptLog : ILoggerProvider
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _events = [];

    public IReadOnlyList<string> At(LogLevel least) => [.. _events.Where(e => e.Level >= least).Select(e => e.Text)];

    public ILogger CreateLogger(string categoryName) => new Logger(_events);

    public void Dispose() { }

    private sealed class Logger(ConcurrentQueue<(LogLevel, string)> events) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => events.Enqueue((logLevel, $"{formatter(state, exception)} {exception}"));
    }
}
