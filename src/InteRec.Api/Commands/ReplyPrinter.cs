using System.Globalization;
using InteRec.Api.Startup;
using InteRec.Conversations;
using InteRec.Tools;
using Spectre.Console;

namespace InteRec.Api.Commands;

/// <summary>A reply for a terminal. Everything that comes from the catalogue or a person is escaped: it is text, not markup.</summary>
internal static class ReplyPrinter
{
    private const int FactsShown = 4;

    public static void Print(ChatReply reply)
    {
        AnsiConsole.WriteLine();
        AnsiConsole.WriteLine(reply.Text);
        foreach (var list in reply.Lists)
        {
            Print(list);
        }

        foreach (var notice in reply.Notices.Where(n => !reply.Text.Contains(n.Text, StringComparison.Ordinal)))
        {
            AnsiConsole.MarkupLine($"[yellow]{Line(notice.Text)}[/]");
        }

        if (reply.FollowUp is { } ask)
        {
            AnsiConsole.WriteLine();
            var question = reply.Text.Contains(ask.Question, StringComparison.Ordinal) ? "" : ask.Question + " ";
            var options = ask.Options.Select((o, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1} {o.Label}"));
            AnsiConsole.MarkupLine($"{Markup.Escape(question)}[grey]{Line(string.Join(" · ", options))}[/]");
        }

        AnsiConsole.WriteLine();
    }

    private static void Print(ItemList list)
    {
        if (list.Items.Count == 0)
        {
            return;
        }

        AnsiConsole.WriteLine();
        if (list.Label is not null)
        {
            AnsiConsole.MarkupLine($"[bold]{Line(list.Label)}[/]");
        }

        for (var i = 0; i < list.Items.Count; i++)
        {
            var item = list.Items[i];
            var year = item.Year is { } y ? string.Create(CultureInfo.InvariantCulture, $" [grey]({y})[/]") : "";
            AnsiConsole.MarkupLine($"{(i + 1).ToString(CultureInfo.InvariantCulture), 2}. [bold]{Line(item.Title)}[/]{year}");
            if (item.Reasons.Count > 0)
            {
                AnsiConsole.MarkupLine($"    [green]{Line(string.Join("; ", item.Reasons))}[/]");
            }

            if (Facts(item) is { Length: > 0 } facts)
            {
                AnsiConsole.MarkupLine($"    [grey]{Line(facts)}[/]");
            }
        }
    }

    private static string Line(string text) => Markup.Escape(VisibleText.OfLine(text));

    private static string Facts(ListedItem item) =>
        string.Join(
            " · ",
            item.Facts.Take(FactsShown)
                .Select(f =>
                    f.Value switch
                    {
                        IEnumerable<string> texts => string.Join(", ", texts.Take(3)),
                        var value => Convert.ToString(value, CultureInfo.InvariantCulture),
                    }
                )
        );
}
