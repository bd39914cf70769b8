using System.CommandLine;
using System.Globalization;
using InteRec.Ranking;
using InteRec.Serving;
using InteRec.Training;
using Spectre.Console;

namespace InteRec.Api.Commands;

/// <summary>
/// <c>train</c>: one training run on the log as it is now. A service on the same data folder takes the new ranker by itself.
/// </summary>
internal static class TrainVerb
{
    public static void AddTo(RootCommand root)
    {
        var tune = new Option<double?>("--tune")
        {
            Description = "First look for better parameters, for so many minutes. What was tried is kept: stopped, it goes on there.",
            HelpName = "MINUTES",
        };
        var seed = new Option<int>("--seed") { Description = "Seed of what tuning tries.", DefaultValueFactory = _ => 1 };
        var warm = new Option<bool?>("--warm-start")
        {
            Description =
                "Begin with the factors in use, for InteRec:Training:WarmEpochs; \"false\": from nothing. Default: the setting "
                + "InteRec:Training:WarmStart.",
        };
        tune.Validators.Add(result =>
        {
            if (
                result.Tokens is [var token]
                && !(double.TryParse(token.Value, CultureInfo.InvariantCulture, out var minutes) && TuningRequest.IsPossible(minutes))
            )
            {
                result.AddError($"--tune {token.Value}: more than 0 and at most {TuningRequest.MostMinutes} minutes are expected");
            }
        });
        var train = new Command("train", "Train on the log as it is now, measure, and promote what is not worse.") { tune, seed, warm };
        train.Run(
            async (parsed, output, cancellationToken) =>
            {
                await using var host = CommandHost.Create(CommandSettings.Settings(parsed));
                var outcome = await output.WithProgressAsync(async progress =>
                {
                    await host.Get<DataSeeder>().ImportBundledAsync(progress: null, cancellationToken);
                    await host.Get<ServingLoader>().RefreshAsync(cancellationToken);
                    var tuning = parsed.GetValue(tune) is { } minutes
                        ? new TuningRequest(TimeSpan.FromMinutes(minutes), parsed.GetValue(seed))
                        : null;
                    return await host.Get<Retraining>()
                        .RunAsync(new TrainingRequest(tuning, parsed.GetValue(warm)), new TrainingRelay(progress), cancellationToken);
                });
                output.Result(outcome.Manifest, Print);
                return 0;
            }
        );
        train.Subcommands.Add(TrainReaderVerb.Create());
        root.Subcommands.Add(train);
    }

    private static void Print(RankerManifest manifest)
    {
        AnsiConsole.MarkupLine($"[bold]{Markup.Escape(manifest.RankerId)}[/] {Markup.Escape(manifest.Verdict)}");
        if (manifest.StartedFrom is { } start)
        {
            Output.Line($"Begun with the factors of {start}.");
        }

        if (manifest.Chosen is { } chosen)
        {
            Output.Line(chosen.ToString());
        }

        foreach (var warning in manifest.Warnings)
        {
            Output.Line(warning);
        }

        Output.Line($"{manifest.Counts.Users:N0} users, {manifest.Counts.Items:N0} items, {manifest.Counts.Likes:N0} likes.");
        if (manifest.Trials.Count > 0)
        {
            Output.Line(
                $"{manifest.Trials.Count:N0} configurations were tried. These parameters are this ranker's; to train with them again, set:"
            );
            foreach (var parameter in TunedParameter.All)
            {
                Output.Line($"  {parameter.Setting}={manifest.Parameters[parameter.Name]}");
            }
        }

        if (manifest.HoldOut is not { } holdOut)
        {
            return;
        }

        var table = new Table { Border = TableBorder.Simple }.AddColumns("ranker", "Recall@20", "Recall@50", "NDCG@100", "HR@10");
        foreach (var (name, figures) in holdOut.Rankers)
        {
            table.AddRow(
                Markup.Escape(name),
                Figure(figures.Recall20),
                Figure(figures.Recall50),
                Figure(figures.Ndcg100),
                Figure(figures.HitRate10)
            );
        }

        AnsiConsole.Write(table);
    }

    private static string Figure(double value) => value.ToString("F4", CultureInfo.InvariantCulture);
}
