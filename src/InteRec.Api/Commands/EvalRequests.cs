using System.CommandLine;
using InteRec.Evaluation.Requests;
using InteRec.Planning.BuiltIn;
using InteRec.Planning.BuiltIn.Reader.Candidates;
using InteRec.Planning.BuiltIn.Reader.Turns;
using InteRec.Settings;
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
            Description = $"What the slots are called. Default: {SlotTable.FileName} of the dataset.",
        };
        var command = new Command("requests", "Score what is understood of labelled requests, slot by slot.") { file, slots };
        var result = new EvalOutput();
        var reader = new ReaderOption();
        reader.AddTo(command);
        result.AddTo(command);
        command.Run(
            async (parsed, output, cancellationToken) =>
            {
                var path = parsed.GetValue(file)!;
                var requests = await LabelledRequest.ReadAsync(path, cancellationToken);
                var read = reader.Load(parsed);
                await using var host = CommandHost.Create(CommandSettings.Settings(parsed));
                var table = SlotTable.Load(
                    parsed.GetValue(slots) ?? Path.Combine(host.Get<IOptions<InteRecOptions>>().Value.DatasetFolder, SlotTable.FileName)
                );
                var serving = await host.CatalogAsync(cancellationToken);
                var finder = CandidateFinder.Of(serving.Catalog, serving.Titles);
                var whole = new PartReader(read, Lexicon.Of(serving.Catalog));
                var tagger = new RequestTagger(whole, text => finder.Find(text, bot: null, request: []), table);
                var report = RequestEvaluation.Run(path, requests, tagger, table, cancellationToken);
                await result.GiveAsync(parsed, report, r => RequestReportTable.Render(r, Console.Out), cancellationToken);
                return 0;
            }
        );
        return command;
    }
}
