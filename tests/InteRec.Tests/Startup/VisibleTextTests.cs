using InteRec.Api.Commands;
using InteRec.Api.Startup;
using InteRec.Tests.Support;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Spectre.Console;
using Xunit;

namespace InteRec.Tests.Startup;

public sealed class VisibleTextTests
{
    private const string Hostile = "Heat\u001b[2J\u0007\u009b\u202eREDRO\u2028\r\n12:00:00 all is well";

    [Fact]
    public void Nothing_that_moves_a_cursor_or_ends_a_line_is_left_in_a_line() =>
        VisibleText.OfLine(Hostile).ShouldBe("Heat\\u001b[2J\\u0007\\u009b\\u202eREDRO  12:00:00 all is well");

    [Fact]
    public void Plain_text_stays_as_it_is()
    {
        const string Text = "Amélie 日本 👩‍👧\n\tand so on";
        VisibleText.Of(Text).ShouldBeSameAs(Text);
    }

    [Fact]
    public void What_was_sent_cannot_look_like_an_event_of_the_log()
    {
        using var writer = new StringWriter();
        var entry = new LogEntry<string>(
            LogLevel.Error,
            "InteRec.Category",
            default,
            Hostile,
            new InvalidOperationException(Hostile),
            (state, _) => state
        );
        new PlainConsoleFormatter(new ManualTime()).Write(entry, null, writer);

        var lines = writer.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        lines[0].ShouldContain("error: Category: Heat\\u001b[2J");
        lines.Skip(1).ShouldAllBe(line => line.StartsWith("    ", StringComparison.Ordinal));
        writer.ToString().Where(c => char.IsControl(c) && c is not ('\r' or '\n')).ShouldBeEmpty();
    }

    [Fact]
    public void What_a_command_draws_moves_no_cursor()
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.No,
                ColorSystem = ColorSystemSupport.NoColors,
                Out = new AnsiConsoleOutput(writer),
            }
        );
        console.Pipeline.Attach(new VisibleTextHook());
        console.MarkupLine(Markup.Escape("Heat\u001b[2J"));
        console.Write(new Table().AddColumn("title").AddRow("Heat\u0007"));

        writer.ToString().ShouldContain("Heat\\u001b[2J");
        writer.ToString().ShouldContain("Heat\\u0007");
    }
}
