using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace InteRec.Api.Startup;

/// <summary>
/// One line an event: time, level where it is more than information, message. An exception follows on indented lines, which no event has.
/// </summary>
internal sealed class PlainConsoleFormatter(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "plain";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        textWriter.Write(time.GetLocalNow().ToString("HH:mm:ss ", CultureInfo.InvariantCulture));
        if (logEntry.LogLevel != LogLevel.Information)
        {
            textWriter.Write($"{logEntry.LogLevel.ToString().ToLowerInvariant()}: {ShortCategory(logEntry.Category)}: ");
        }

        // A line end in what a caller sent must not look like another event.
        textWriter.WriteLine(VisibleText.OfLine(message));
        if (logEntry.Exception is { } exception)
        {
            textWriter.WriteLine(
                "    "
                    + VisibleText
                        .Of(exception.ToString().ReplaceLineEndings("\n"))
                        .Replace("\n", Environment.NewLine + "    ", StringComparison.Ordinal)
            );
        }
    }

    private static string ShortCategory(string category) => category[(category.LastIndexOf('.') + 1)..];
}
