using System.CommandLine;
using System.Globalization;
using InteRec.Import;
using InteRec.Ranking;
using InteRec.Serving;
using InteRec.Training;
using Spectre.Console;

namespace InteRec.Api.Commands;

/// <summary><c>train</c>: one training run on the log as it is now. A service on the same data folder takes the new ranker by itself.</summary>
internal static class TrainVerb
{
    public static void AddTo(RootCommand root)
    {
        var train = new Command("train", "Train on the log as it is now, measure, and promote what is not worse.");
        train.Run(async (parsed, output, cancellationToken) =>
        {
            await using var host = CommandHost.Create(CommandSettings.Settings(parsed));
            var outcome = await output.WithProgressAsync(async progress =>
            {
                await host.Get<DataSeeder>().ImportBundledAsync(progress: null, cancellationToken);
                await host.Get<ServingLoader>().RefreshAsync(cancellationToken);
                return await host.Get<RankerTraining>().RunAsync(new TrainingRelay(progress), cancellationToken);
            });
            output.Result(outcome.Manifest, Print);
            return 0;
        });
        root.Subcommands.Add(train);
    }

    private static void Print(RankerManifest manifest)
    {
        AnsiConsole.MarkupLine($"[bold]{Markup.Escape(manifest.RankerId)}[/] {Markup.Escape(manifest.Verdict)}");
        Output.Line($"{manifest.Counts.Users:N0} users, {manifest.Counts.Items:N0} items, {manifest.Counts.Likes:N0} likes.");
        if (manifest.HoldOut is not { } holdOut)
        {
            return;
        }

        var table = new Table { Border = TableBorder.Simple }.AddColumns("ranker", "Recall@20", "Recall@50", "NDCG@100", "HR@10");
        foreach (var (name, figures) in holdOut.Rankers)
        {
            table.AddRow(Markup.Escape(name), Figure(figures.Recall20), Figure(figures.Recall50), Figure(figures.Ndcg100), Figure(figures.HitRate10));
        }

        AnsiConsole.Write(table);
    }

    private static string Figure(double value) => value.ToString("F4", CultureInfo.InvariantCulture);
}
