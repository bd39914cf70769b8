using System.CommandLine;
using InteRec.Evaluation;
using InteRec.Import;
using InteRec.Serving;
using InteRec.Training;
using Microsoft.Extensions.Options;

namespace InteRec.Api.Commands;

/// <summary><c>eval ranking</c>: trains and measures rankers on a log, without touching what is stored.</summary>
internal static class EvalRanking
{
    private const string Content = "content";

    public static Command Create()
    {
        var defaults = new RankingEvaluationOptions { Log = "" };
        var log = new Option<string>("--log") { Description = "The log: CSV with columns for user, item and, if there are any, rating and timestamp; also .gz.", Required = true, HelpName = "FILE" };
        var positive = new Option<double>("--positive") { Description = "A row is a like at this rating or above.", DefaultValueFactory = _ => defaults.Positive, HelpName = "RATING" };
        var negative = new Option<double>("--negative") { Description = "A row is a dislike at this rating or below.", DefaultValueFactory = _ => defaults.Negative, HelpName = "RATING" };
        var protocol = new Option<string>("--protocol") { Description = "strong: users that training never saw. last: the last item of every user.", DefaultValueFactory = _ => "strong" };
        protocol.AcceptOnlyFromAmong("strong", "last");
        var pooled = new Option<bool>("--pooled") { Description = "Strong only: every bucket is the test bucket in turn, for logs in which one bucket is few users." };
        var rankers = new Option<string>("--rankers") { Description = $"Rankers, with commas between: {string.Join(", ", RankingEvaluationCommand.KnownRankers)}.", DefaultValueFactory = _ => string.Join(',', defaults.Rankers), HelpName = "a,b" };
        var catalog = new Option<bool>("--catalog") { Description = "Give ease the facts of the stored catalogue, of whose items the log must speak." };
        var userColumn = Column("--user-column", "user");
        var itemColumn = Column("--item-column", "item");
        var ratingColumn = Column("--rating-column", "rating");
        var timestampColumn = Column("--timestamp-column", "timestamp");
        var command = new Command("ranking", "Train rankers on a part of a log and measure them on the rest.") { log, positive, negative, protocol, pooled, rankers, catalog, userColumn, itemColumn, ratingColumn, timestampColumn };
        var result = new EvalOutput();
        result.AddTo(command);
        command.Run(async (parsed, output, cancellationToken) =>
        {
            await using var host = CommandHost.Create(CommandSettings.Settings(parsed));
            var options = new RankingEvaluationOptions
            {
                Log = parsed.GetValue(log)!,
                Positive = parsed.GetValue(positive),
                Negative = parsed.GetValue(negative),
                Protocol = parsed.GetValue(protocol) == "last" ? RankingProtocol.Last : RankingProtocol.Strong,
                Pooled = parsed.GetValue(pooled),
                Rankers = parsed.GetValue(rankers)!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
                UserColumn = parsed.GetValue(userColumn),
                ItemColumn = parsed.GetValue(itemColumn),
                RatingColumn = parsed.GetValue(ratingColumn),
                TimestampColumn = parsed.GetValue(timestampColumn),
                Training = host.Get<IOptions<TrainingOptions>>().Value,
            };
            var figures = await output.WithProgressAsync(async progress => await RankingEvaluationCommand.RunAsync(
                parsed.GetValue(catalog) || options.Rankers.Contains(Content, StringComparer.Ordinal) ? await WithCatalogAsync(host, options, parsed.GetValue(catalog), cancellationToken) : options,
                new PhaseRelay(progress),
                cancellationToken));
            await result.GiveAsync(parsed, figures, f => RankingEvaluationCommand.Render(f, Console.Out), cancellationToken);
            return 0;
        });
        return command;
    }

    private static Option<string?> Column(string name, string what) => new(name) { Description = $"Name of the {what} column, where it is none of the usual ones.", HelpName = "NAME" };

    /// <summary>Content vectors and facts are those of the stored catalogue, which must therefore be the one that the log speaks of.</summary>
    private static async Task<RankingEvaluationOptions> WithCatalogAsync(CommandHost host, RankingEvaluationOptions options, bool facts, CancellationToken cancellationToken)
    {
        await host.Get<DataSeeder>().ImportBundledAsync(progress: null, cancellationToken);
        await host.Get<ServingLoader>().RefreshAsync(cancellationToken);
        var state = host.Get<ServingSlot>().Current;
        return options with { ContentItemIds = state.Catalog.ItemIds, Content = state.Content, Facts = facts ? ItemFacts.Of(state.Catalog) : null };
    }

    private sealed class PhaseRelay(IProgress<StartUpProgress> progress) : IProgress<string>
    {
        public void Report(string value) => progress.Report(new StartUpProgress(value));
    }
}
