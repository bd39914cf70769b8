namespace InteRec.Api.Mcp;

/// <summary>
/// The log factory of the application, but for the protocol's server: that tells what a caller got wrong as an error, with the caller's
/// words. Those are at the level Trace with us, and what fails on our side the handlers log themselves.
/// </summary>
/// <param name="logs">The application's; it is not ours to dispose of.</param>
internal sealed class McpLogs(ILoggerFactory logs) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName)
    {
        var log = logs.CreateLogger(categoryName);
        return categoryName.StartsWith(nameof(ModelContextProtocol), StringComparison.Ordinal) ? new TraceOnly(log) : log;
    }

    public void AddProvider(ILoggerProvider provider) => logs.AddProvider(provider);

    public void Dispose() { }

    private sealed class TraceOnly(ILogger log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => log.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => log.IsEnabled(LogLevel.Trace);

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => log.Log(LogLevel.Trace, eventId, state, exception, formatter);
    }
}
