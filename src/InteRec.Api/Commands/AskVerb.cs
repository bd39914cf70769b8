using System.CommandLine;
using InteRec.Api.Startup;
using InteRec.Conversations;
using InteRec.Profiles;
using InteRec.Tools;
using Microsoft.Extensions.Options;

namespace InteRec.Api.Commands;

/// <summary><c>ask</c>: one message, one answer.</summary>
internal static class AskVerb
{
    public static void AddTo(RootCommand root)
    {
        var message = new Argument<string>("message") { Description = "What you want, in your own words." };
        var user = new Option<string?>("--user") { Description = "The user whose taste counts, and learns." };
        var count = new Option<int?>("--count") { Description = "How many items a list should have." };
        var ask = new Command("ask", "Ask one thing and print the answer.") { message, user, count };
        ask.Run(
            async (parsed, output, cancellationToken) =>
            {
                var text = parsed.GetValue(message);
                if (string.IsNullOrWhiteSpace(text))
                {
                    throw new CommandException("the message is empty", CommandException.BadArguments);
                }

                await using var host = await CommandHost.ReadyAsync(CommandSettings.Settings(parsed), output, cancellationToken);
                var most = host.Get<IOptions<PlanLimits>>().Value.Count;
                if (parsed.GetValue(count) is { } asked && (asked < 1 || asked > most))
                {
                    throw new CommandException($"--count {asked}: 1 to {most} is expected", CommandException.BadArguments);
                }

                var request = new ChatRequest(text, UserId: parsed.GetValue(user), Count: parsed.GetValue(count), Brief: !output.IsJson);
                var reply = await host.Get<ConversationService>()
                    .TakeTurnAsync(request, new Caller(request.UserId, null), cancellationToken);
                output.Result(reply, ReplyPrinter.Print);
                return 0;
            }
        );
        root.Subcommands.Add(ask);
    }
}
