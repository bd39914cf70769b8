using System.CommandLine;
using System.Globalization;
using InteRec.Api.Startup;
using InteRec.Conversations;
using InteRec.Planning.Agent.Model;
using InteRec.Profiles;
using InteRec.Tools;
using Microsoft.Extensions.Options;
using Spectre.Console;

namespace InteRec.Api.Commands;

/// <summary><c>chat</c>: a conversation at the terminal.</summary>
internal static class ChatVerb
{
    private const string Help =
        "/new begins a new conversation, /how shows how the last message was understood, /quit ends; the number of an option answers a "
        + "question.";

    public static void AddTo(RootCommand root)
    {
        var user = new Option<string?>("--user") { Description = "The user whose taste counts, and learns." };
        var record = new Option<string?>("--record")
        {
            Description = "Append every call of the language model and its answer to this file, with all that was said.",
        };
        var chat = new Command("chat", "Chat at the terminal.") { user, record };
        chat.Run(
            async (parsed, output, cancellationToken) =>
            {
                var settings = CommandSettings.Settings(parsed);
                var file = parsed.GetValue(record);
                await using var host = await CommandHost.ReadyAsync(
                    file is null ? settings : [.. settings, $"--{LlmOptions.SectionName}:Record={Path.GetFullPath(file)}"],
                    output,
                    cancellationToken
                );
                if (file is not null && !host.Get<IOptions<LlmOptions>>().Value.IsConfigured)
                {
                    throw new CommandException(
                        $"--record {file}: no language model is configured ({LlmOptions.SectionName}:Endpoint and Model), so there is "
                            + "nothing to record",
                        CommandException.BadArguments
                    );
                }

                return await ChatAsync(host, parsed.GetValue(user), output, cancellationToken);
            }
        );
        root.Subcommands.Add(chat);
    }

    private static async Task<int> ChatAsync(CommandHost host, string? userId, Output output, CancellationToken cancellationToken)
    {
        var catalog = host.Get<ServingSlot>().Current.Catalog;
        if (!output.IsJson)
        {
            AnsiConsole.MarkupLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"[bold]InteRec[/] [grey]{catalog.Available.Count():N0} {Markup.Escape(catalog.Schema.Item.Plural)}. "
                        + $"{Markup.Escape(Help)}[/]"
                )
            );
        }

        ChatReply? last = null;
        while (await ReadAsync(output, cancellationToken) is { } line)
        {
            switch (line.Trim())
            {
                case "":
                    continue;
                case "/quit" or "/exit":
                    return 0;
                case "/new":
                    last = null;
                    continue;
                case "/help":
                    AnsiConsole.WriteLine(Help);
                    continue;
                case "/how":
                    AnsiConsole.WriteLine(
                        last is null ? "Nothing was said yet." : System.Text.Json.JsonSerializer.Serialize(last.Plan, Json.ApiJson.Options)
                    );
                    continue;
            }

            var request = new ChatRequest(Chosen(line.Trim(), last), last?.ConversationId, userId, Brief: !output.IsJson);
            last = await host.Get<ConversationService>().TakeTurnAsync(request, new Caller(userId, null), cancellationToken);
            output.Result(last, ReplyPrinter.Print);
        }

        return 0;
    }

    /// <summary>A bare number chooses the option of the last question back.</summary>
    private static string Chosen(string line, ChatReply? last) =>
        int.TryParse(line, CultureInfo.InvariantCulture, out var number)
        && last?.FollowUp is { } ask
        && number >= 1
        && number <= ask.Options.Count
            ? ask.Options[number - 1].Message
            : line;

    private static async Task<string?> ReadAsync(Output output, CancellationToken cancellationToken)
    {
        if (output.IsTerminal && !Console.IsInputRedirected)
        {
            AnsiConsole.Markup("[blue]>[/] ");
        }

        // Reading a line cannot be cancelled; waiting for it can.
        return await Task.Run(Console.In.ReadLine, CancellationToken.None).WaitAsync(cancellationToken);
    }
}
