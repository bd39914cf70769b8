using System.CommandLine;
using InteRec.Evaluation;
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
        var given = new Options();
        var command = new Command("ranking", "Train rankers on a part of a log and measure them on the rest.");
        var result = new EvalOutput();
        given.AddTo(command);
        result.AddTo(command);
        command.Run(
            async (parsed, output, cancellationToken) =>
            {
                await using var host = CommandHost.Create(CommandSettings.Settings(parsed));
                var options = given.Of(parsed) with { Training = host.Get<IOptions<TrainingOptions>>().Value };
                var facts = parsed.GetValue(given.Catalog);
                var figures = await output.WithProgressAsync(async progress =>
                    await RankingEvaluationCommand.RunAsync(
                        facts || options.Rankers.Contains(Content, StringComparer.Ordinal)
                            ? await WithCatalogAsync(host, options, facts, cancellationToken)
                            : options,
                        new PhaseRelay(progress),
                        cancellationToken
                    )
                );
                await result.GiveAsync(parsed, figures, f => RankingEvaluationCommand.Render(f, Console.Out), cancellationToken);
                return 0;
            }
        );
        return command;
    }

    /// <summary>
    /// Content vectors and facts are those of the stored catalogue, which must therefore be the one that the log speaks of.
    /// </summary>
    private static async Task<RankingEvaluationOptions> WithCatalogAsync(
        CommandHost host,
        RankingEvaluationOptions options,
        bool facts,
        CancellationToken cancellationToken
    )
    {
        var state = await host.CatalogAsync(cancellationToken);
        return options with
        {
            ContentItemIds = state.Catalog.ItemIds,
            Content = state.Content,
            Facts = facts ? ItemFacts.Of(state.Catalog) : null,
        };
    }

    /// <summary>What the command is told: the log and its columns, what a like is, and which rankers are measured how.</summary>
    private sealed class Options
    {
        private static readonly RankingEvaluationOptions Defaults = new() { Log = "" };
        private readonly Option<string> _log = new("--log")
        {
            Description = "The log: CSV with columns for user, item and, if there are any, rating and timestamp; also .gz.",
            Required = true,
            HelpName = "FILE",
        };
        private readonly Option<double> _positive = Rating("--positive", "A row is a like at this rating or above.", Defaults.Positive);
        private readonly Option<double> _negative = Rating("--negative", "A row is a dislike at this rating or below.", Defaults.Negative);
        private readonly Option<string> _protocol = new Option<string>("--protocol")
        {
            Description = "strong: users that training never saw. last: the last item of every user.",
            DefaultValueFactory = _ => "strong",
        }.AcceptOnlyFromAmong("strong", "last");
        private readonly Option<bool> _pooled = new("--pooled")
        {
            Description = "Strong only: every bucket is the test bucket in turn, for logs in which one bucket is few users.",
        };
        private readonly Option<bool> _repeat = new("--repeat")
        {
            Description = "Strong only: the last fifth of a user's items by time are the targets, what the user took up before among them.",
        };
        private readonly Option<string> _rankers = new("--rankers")
        {
            Description = $"Rankers, with commas between: {string.Join(", ", RankingEvaluationCommand.KnownRankers)}.",
            DefaultValueFactory = _ => string.Join(',', Defaults.Rankers),
            HelpName = "a,b",
        };
        private readonly Option<string?> _user = Column("--user-column", "user");
        private readonly Option<string?> _item = Column("--item-column", "item");
        private readonly Option<string?> _rating = Column("--rating-column", "rating");
        private readonly Option<string?> _timestamp = Column("--timestamp-column", "timestamp");

        public Option<bool> Catalog { get; } =
            new("--catalog") { Description = "Give ease the facts of the stored catalogue, of whose items the log must speak." };

        public void AddTo(Command command)
        {
            Option[] all = [_log, _positive, _negative, _protocol, _pooled, _repeat, _rankers, Catalog, _user, _item, _rating, _timestamp];
            foreach (var option in all)
            {
                command.Options.Add(option);
            }
        }

        public RankingEvaluationOptions Of(ParseResult parsed) =>
            new()
            {
                Log = parsed.GetValue(_log)!,
                Positive = parsed.GetValue(_positive),
                Negative = parsed.GetValue(_negative),
                Protocol = parsed.GetValue(_protocol) == "last" ? RankingProtocol.Last : RankingProtocol.Strong,
                Pooled = parsed.GetValue(_pooled),
                Repeat = parsed.GetValue(_repeat),
                Rankers = parsed.GetValue(_rankers)!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
                UserColumn = parsed.GetValue(_user),
                ItemColumn = parsed.GetValue(_item),
                RatingColumn = parsed.GetValue(_rating),
                TimestampColumn = parsed.GetValue(_timestamp),
            };

        private static Option<double> Rating(string name, string description, double value) =>
            new(name)
            {
                Description = description,
                DefaultValueFactory = _ => value,
                HelpName = "RATING",
            };

        private static Option<string?> Column(string name, string what) =>
            new(name) { Description = $"Name of the {what} column, where it is none of the usual ones.", HelpName = "NAME" };
    }

    private sealed class PhaseRelay(IProgress<StartUpProgress> progress) : IProgress<string>
    {
        public void Report(string value) => progress.Report(new StartUpProgress(value));
    }
}
