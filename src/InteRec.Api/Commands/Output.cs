using System.Globalization;
using System.Text.Json;
using InteRec.Api.Json;
using InteRec.Api.Startup;
using InteRec.Serving;
using Spectre.Console;

namespace InteRec.Api.Commands;

/// <summary>
/// Where a command writes: its result to standard output, everything about how it is getting on to standard error, so that a program can
/// read the one without the other.
/// </summary>
internal sealed class Output(bool json)
{
    private const int WidthOfFiles = 4_000;
    private static readonly JsonSerializerOptions Indented = new(ApiJson.Options) { WriteIndented = true };
    private readonly IAnsiConsole _errors = Hooked(
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) })
    );

    /// <summary>Into a file or a pipe goes text alone: no colours, and no lines broken at a width that nobody sees.</summary>
    public static void PrepareStandardOutput()
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Console = AnsiConsole.Create(
                new AnsiConsoleSettings
                {
                    Ansi = AnsiSupport.No,
                    ColorSystem = ColorSystemSupport.NoColors,
                    Out = new AnsiConsoleOutput(Console.Out),
                }
            );
            AnsiConsole.Console.Profile.Width = WidthOfFiles;
        }

        Hooked(AnsiConsole.Console);
    }

    private static IAnsiConsole Hooked(IAnsiConsole console)
    {
        console.Pipeline.Attach(new VisibleTextHook());
        return console;
    }

    /// <summary>True where a program reads the result.</summary>
    public bool IsJson => json;

    /// <summary>True where a person looks at a terminal.</summary>
    public bool IsTerminal => !json && !Console.IsErrorRedirected && _errors.Profile.Capabilities.Interactive;

    /// <summary>Writes the result: as JSON, or as <paramref name="text"/> puts it into words.</summary>
    public void Result<T>(T value, Action<T> text)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(value, Indented));
        }
        else
        {
            text(value);
        }
    }

    public static void Line(string text) => Console.WriteLine(VisibleText.Of(text));

    public static void Line(FormattableString text) => Line(text.ToString(CultureInfo.InvariantCulture));

    /// <summary>Runs something long with a bar on a terminal, and with a plain line now and then elsewhere.</summary>
    public async Task<T> WithProgressAsync<T>(Func<IProgress<StartUpProgress>, Task<T>> work)
    {
        if (!IsTerminal)
        {
            return await work(new PlainProgress(json ? TextWriter.Null : Console.Error));
        }

        return await _errors
            .Progress()
            .AutoClear(true)
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new PercentageColumn(),
                new ElapsedTimeColumn()
            )
            .StartAsync(context => work(new BarProgress(context)));
    }
}

/// <summary>One line when a phase begins, and one for each further tenth of it.</summary>
internal sealed class PlainProgress(TextWriter writer) : IProgress<StartUpProgress>
{
    private readonly Lock _lock = new();
    private (string Phase, int Tenth) _told;

    public void Report(StartUpProgress value)
    {
        lock (_lock)
        {
            var step = (value.Phase, Tenth: (int)(10 * (value.Fraction ?? 0)));
            if (step.Phase == _told.Phase && step.Tenth <= _told.Tenth)
            {
                return;
            }

            _told = step;
            writer.WriteLine(value);
        }
    }
}

/// <summary>One bar a phase.</summary>
internal sealed class BarProgress(ProgressContext context) : IProgress<StartUpProgress>
{
    private readonly Lock _lock = new();
    private ProgressTask? _task;
    private string _phase = "";

    public void Report(StartUpProgress value)
    {
        lock (_lock)
        {
            if (_task is null || value.Phase != _phase)
            {
                _task?.StopTask();
                (_phase, _task) = (value.Phase, context.AddTask(Markup.Escape(value.Phase), maxValue: 1));
            }

            _task.IsIndeterminate = value.Fraction is null;
            _task.Value = value.Fraction ?? 0;
            _task.Description = Markup.Escape(value.Detail is null ? value.Phase : $"{value.Phase}: {value.Detail}");
        }
    }
}
