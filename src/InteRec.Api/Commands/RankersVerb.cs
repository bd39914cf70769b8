using System.CommandLine;
using System.Globalization;
using InteRec.Api.Contracts;
using InteRec.Ranking;
using InteRec.Serving;
using InteRec.Settings;
using InteRec.Storage;
using InteRec.Tools;
using Microsoft.Extensions.Options;
using Spectre.Console;

namespace InteRec.Api.Commands;

/// <summary><c>rankers list|promote|rollback|import</c>. A service on the same data folder follows within seconds.</summary>
internal static class RankersVerb
{
    public static void AddTo(RootCommand root)
    {
        var rankerId = new Argument<string>("ranker-id") { Description = "The ranker." };
        var list = new Command("list", "List the trained rankers.");
        var promote = new Command("promote", "Let a ranker answer from now on.") { rankerId };
        var rollback = new Command("rollback", "Go back to the ranker that answered before.");
        list.Run(
            (parsed, output, _) =>
                Do(
                    parsed,
                    host =>
                    {
                        var store = host.Get<RankerStore>();
                        output.Result(RankersAnswer.Of(store, answering: null), Print);
                        return Task.CompletedTask;
                    }
                )
        );
        promote.Run(
            (parsed, output, stop) =>
                Do(parsed, async host => Changed(output, await host.Get<RankerPromotion>().PromoteAsync(parsed.GetValue(rankerId)!, stop)))
        );
        rollback.Run(
            (parsed, output, stop) => Do(parsed, async host => Changed(output, await host.Get<RankerPromotion>().RollBackAsync(stop)))
        );
        root.Subcommands.Add(new Command("rankers", "The trained rankers.") { list, promote, rollback, Import() });
    }

    private static Command Import()
    {
        var folder = new Argument<string>("folder")
        {
            Description = "A folder of factors: manifest.json and gzipped CSV (src/spark/README.md describes it).",
        };
        var import = new Command(
            "import",
            "Take over item factors that were trained elsewhere, as Spark does. They answer once they are promoted."
        )
        {
            folder,
        };
        import.Run(
            async (parsed, output, cancellationToken) =>
            {
                await using var host = CommandHost.Create(CommandSettings.Settings(parsed));
                var outcome = await output.WithProgressAsync(async progress =>
                {
                    progress.Report(new StartUpProgress("Loading the catalogue"));
                    await host.Get<DataSeeder>().ImportBundledAsync(progress: null, cancellationToken);
                    await host.Get<ServingLoader>().RefreshAsync(cancellationToken);
                    progress.Report(new StartUpProgress("Importing factors"));
                    var store = host.Get<RankerStore>();
                    var popularity =
                        store.RegistryOrEmpty().Current is { } current && store.Problem(current, digests: true) is null
                            ? store.Load(current)
                            : null;
                    return await new FactorImport(store, host.Get<TimeProvider>()).ImportAsync(
                        parsed.GetValue(folder)!,
                        host.Get<ServingSlot>().Current.Catalog.ItemIds,
                        popularity,
                        cancellationToken
                    );
                });
                output.Result(
                    outcome,
                    o =>
                        Output.Line(
                            $"{o.Manifest.RankerId}: {o.Items:N0} items taken over, {o.LeftOut:N0} that the catalogue does not have left "
                                + $"out. {o.Manifest.Verdict}"
                        )
                );
                return 0;
            }
        );
        return import;
    }

    private static async Task<int> Do(ParseResult parsed, Func<CommandHost, Task> action)
    {
        await using var host = CommandHost.Create(CommandSettings.Settings(parsed));
        using var use = DataFolderUse.Share(host.Get<IOptions<InteRecOptions>>().Value.DataFolder);
        await action(host);
        return 0;
    }

    private static void Changed(Output output, RankerRegistry registry) =>
        output.Result(new RankerChanged(registry.Current, registry.Before), r => Output.Line($"{r.Current} answers now."));

    private static void Print(RankersAnswer answer)
    {
        foreach (var broken in answer.Broken)
        {
            Output.Line($"{broken.RankerId ?? "What is promoted"} cannot be used: {broken.Reason}.");
        }

        if (answer.Rankers.Count == 0)
        {
            Output.Line("No ranker was trained yet.");
            return;
        }

        var table = new Table { Border = TableBorder.Simple }.AddColumns("", "ranker", "trained", "users", "items", "likes", "NDCG@100");
        foreach (var manifest in answer.Rankers)
        {
            var ndcg = manifest.HoldOut?.Rankers.GetValueOrDefault(manifest.Kind)?.Ndcg100;
            table.AddRow(
                manifest.RankerId == answer.Current ? "*" : "",
                Markup.Escape(manifest.RankerId),
                manifest.Created.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
                Count(manifest.Counts.Users),
                Count(manifest.Counts.Items),
                Count(manifest.Counts.Likes),
                ndcg?.ToString("F4", CultureInfo.InvariantCulture) ?? ""
            );
        }

        AnsiConsole.Write(table);
    }

    private static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
