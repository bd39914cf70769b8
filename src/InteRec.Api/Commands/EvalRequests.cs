using System.CommandLine;
using InteRec.Evaluation.Requests;
using InteRec.Settings;
using InteRec.Tools;
using Microsoft.Extensions.Options;

namespace InteRec.Api.Commands;

/// <summary><c>eval requests</c>: what is understood of labelled requests, without a language model.</summary>
internal static class EvalRequests
{
    public static Command Create()
    {
        var file = new Option<string>("--file")
        {
            Description = "The requests: JSON lines, {\"text\": ..., \"slots\": [{\"type\": ..., \"value\": ...}]}.",
            Required = true,
        };
        var slots = new Option<string?>("--slots")
        {
            Description = $"What the slots are called and where they end. Default: {SlotRules.FileName} of the dataset.",
        };
        var command = new Command("requests", "Score what is understood of labelled requests, slot by slot.") { file, slots };
        var result = new EvalOutput();
        result.AddTo(command);
        command.Run(
            async (parsed, output, cancellationToken) =>
            {
                var path = parsed.GetValue(file)!;
                var requests = await LabelledRequest.ReadAsync(path, cancellationToken);
                await using var host = await CommandHost.ReadyAsync(CommandSettings.Settings(parsed), output, cancellationToken);
                var rules = SlotRules.Load(
                    parsed.GetValue(slots) ?? Path.Combine(host.Get<IOptions<InteRecOptions>>().Value.DatasetFolder, SlotRules.FileName)
                );
                var report = RequestEvaluation.Run(
                    path,
                    requests,
                    new RequestTagger(host.Get<ServingSlot>().Current, rules),
                    rules,
                    cancellationToken
                );
                await result.GiveAsync(parsed, report, r => RequestReportTable.Render(r, Console.Out), cancellationToken);
                return 0;
            }
        );
        return command;
    }
}
