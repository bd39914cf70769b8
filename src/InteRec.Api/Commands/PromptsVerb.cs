using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using InteRec.Conversations;
using InteRec.Evaluation.Suites;
using InteRec.Planning;
using InteRec.Planning.Llm;
using InteRec.Planning.Llm.Learning;
using InteRec.Serving;
using Microsoft.Extensions.Options;

namespace InteRec.Api.Commands;

/// <summary><c>prompts</c>: lets the configured language model write demonstrations and tips for its own prompts.</summary>
internal static class PromptsVerb
{
    public static void AddTo(RootCommand root) =>
        root.Subcommands.Add(new Command("prompts", "Let the language model write demonstrations and tips for its own prompts.") { Demonstrations(), Tips() });

    private static Command Demonstrations()
    {
        var count = new Option<int>("--count") { Description = "How many to try; fewer are kept.", DefaultValueFactory = _ => 20 };
        var file = Out("A file of JSON lines to which those that are kept are appended, in the form of prompts/demonstrations.*.jsonl.");
        var command = new Command("demonstrations", "Write requests with their plans; keep what validates, is new, and gives items.") { count, file };
        command.Run(async (parsed, output, cancellationToken) =>
        {
            await using var host = await HostAsync(parsed, output, cancellationToken);
            var (kept, tried) = (0, 0);
            await foreach (var written in host.Get<DemonstrationWriter>().WriteAsync(host.Get<ServingSlot>().Current, parsed.GetValue(count), cancellationToken))
            {
                tried++;
                if (written.Demonstration is { } demonstration)
                {
                    kept++;
                    await File.AppendAllTextAsync(parsed.GetValue(file)!, JsonSerializer.Serialize(new { demonstration.Request, Plan = JsonNode.Parse(demonstration.Answer) }, PlanJson.Options) + "\n", cancellationToken);
                }
                else if (!output.IsJson)
                {
                    Output.Line($"left out: {written.Problem}");
                }
            }

            output.Result(new { tried, kept }, r => Output.Line($"{r.kept} of {r.tried} are kept in {parsed.GetValue(file)}."));
            return 0;
        });
        return command;
    }

    private static Command Tips()
    {
        var suite = new Argument<string>("suite") { Description = "Scripted conversations, as for eval suite: the turns that fail are learned from." };
        var file = Out("The file to write. As prompts/tips.md it becomes part of the rules.");
        var command = new Command("tips", "Learn tips for planning from the turns of a suite that fail.") { suite, file };
        command.Run(async (parsed, output, cancellationToken) =>
        {
            var conversations = await SuiteFile.ReadAsync(parsed.GetValue(suite)!, cancellationToken);
            await using var host = await HostAsync(parsed, output, cancellationToken);
            var failed = await PlayAsync(host, conversations, cancellationToken);
            var tips = await host.Get<TipWriter>().WriteAsync(failed, host.Get<ServingSlot>().Current.Catalog, cancellationToken);
            if (tips.Count > 0)
            {
                await File.WriteAllTextAsync(parsed.GetValue(file)!, TipWriter.File(tips, failed.Count), cancellationToken);
            }

            output.Result(new { failed = failed.Count, tips }, r => Output.Line($"{r.tips.Count} tips from {r.failed} failed turns{(r.tips.Count > 0 ? $" are in {parsed.GetValue(file)}" : string.Empty)}."));
            return 0;
        });
        return command;
    }

    private static async Task<List<FailedTurn>> PlayAsync(CommandHost host, IReadOnlyList<SuiteConversation> suite, CancellationToken cancellationToken)
    {
        var service = host.Get<ConversationService>();
        var replies = new List<(string Message, ChatReply Reply)>();
        var report = await SuitePlayer.PlayAsync(
            suite,
            host.Get<ServingSlot>().Current.Catalog,
            async (request, stop) =>
            {
                var reply = await service.TakeTurnAsync(request, new Caller(request.UserId, null), stop);
                replies.Add((request.Message, reply));
                return reply;
            },
            cancellationToken);
        return [.. report.Failures
            .Select(f => (Failure: f, Found: replies.FirstOrDefault(r => r.Message == f.Say && r.Reply.Turn == f.Turn)))
            .Where(f => f.Found.Reply is not null)
            .Select(f => new FailedTurn(f.Failure.Say, f.Found.Reply.Plan, f.Failure.Problems))];
    }

    private static async Task<CommandHost> HostAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        var host = await CommandHost.ReadyAsync(CommandSettings.Settings(parsed), output, cancellationToken);
        return host.Get<IOptions<LlmOptions>>().Value.IsConfigured
            ? host
            : throw new CommandException($"no language model is configured: {LlmOptions.SectionName}:Endpoint and {LlmOptions.SectionName}:Model name it", CommandException.BadArguments);
    }

    private static Option<string> Out(string description) => new("--out") { Description = description, Required = true };
}
