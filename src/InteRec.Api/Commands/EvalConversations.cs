using System.CommandLine;
using InteRec.Evaluation.Conversations;
using InteRec.Planning;
using InteRec.Serving;
using InteRec.Tools;

namespace InteRec.Api.Commands;

/// <summary><c>eval conversations</c>: whether lists find what people recommended to each other.</summary>
internal static class EvalConversations
{
    public static Command Create()
    {
        var file = new Option<string>("--file")
        {
            Description =
                "The conversations: JSON lines, {\"turns\": [{\"who\": \"seeker\" or \"recommender\", \"items\": [names]}], \"items\": "
                + "{any key: {\"title\": name, \"itemId\": id, \"liked\": 0 or 1}}}.",
            Required = true,
            HelpName = "FILE",
        };
        var table = new Option<string>("--table")
        {
            Description = "What the table of the items is called; without it in a conversation, names are ids or titles.",
            DefaultValueFactory = _ => "items",
            HelpName = "NAME",
        };
        var command = new Command("conversations", "Measure whether lists find what people recommended to each other next.")
        {
            file,
            table,
        };
        var result = new EvalOutput();
        result.AddTo(command);
        command.Run(
            async (parsed, output, cancellationToken) =>
            {
                var path = parsed.GetValue(file)!;
                var conversations = await RecordedConversation.ReadAsync(path, parsed.GetValue(table)!, cancellationToken);
                await using var host = await CommandHost.ReadyAsync(CommandSettings.Settings(parsed), output, cancellationToken);
                var evaluation = new ConversationEvaluation(host.Get<PlanRunner>(), host.Get<ServingSlot>().Current);
                var report = await output.WithProgressAsync(progress =>
                    Task.Run(() => evaluation.Run(path, conversations, new Relay(progress), cancellationToken), cancellationToken)
                );
                await result.GiveAsync(parsed, report, r => ConversationReport.Render(r, Console.Out), cancellationToken);
                return 0;
            }
        );
        return command;
    }

    private sealed class Relay(IProgress<StartUpProgress> progress) : IProgress<double>
    {
        public void Report(double value) => progress.Report(new StartUpProgress("Measuring", value));
    }
}
