using System.CommandLine;
using System.Globalization;
using InteRec.Api.Startup;
using InteRec.Catalog;
using InteRec.Import;
using InteRec.Interactions;
using InteRec.Planning.BuiltIn.Reader.Candidates;
using InteRec.Serving;

namespace InteRec.Api.Commands;

/// <summary><c>import items|interactions FILE</c>: all of a file or nothing of it, unless bad rows may be skipped.</summary>
internal static class ImportVerb
{
    private const int ErrorsShown = 20;

    public static void AddTo(RootCommand root)
    {
        var import = new Command("import", "Import a file: CSV, or JSON lines (.jsonl, .ndjson, .json); .gz too.");
        import.Subcommands.Add(
            Of(
                "items",
                "Import items: new ones are added, known ones replaced.",
                async (host, path, settings, progress, stop) =>
                    await WithSilentAsync(host, await host.Get<ItemImport>().ImportFileAsync(path, settings, progress, stop), stop)
            )
        );
        import.Subcommands.Add(
            Of(
                "interactions",
                "Append interactions to the log; rows that are there already change nothing.",
                (host, path, settings, progress, stop) => host.Get<InteractionImport>().ImportFileAsync(path, settings, progress, stop)
            )
        );
        root.Subcommands.Add(import);
    }

    /// <summary>A report of items with what of them nobody can ask for in words.</summary>
    public static async Task<ImportReport> WithSilentAsync(CommandHost host, ImportReport report, CancellationToken cancellationToken)
    {
        if (!report.Applied)
        {
            return report;
        }

        var (items, _) = await host.Get<ItemStore>().LoadAsync(cancellationToken);
        var silent = SilentAttributes.Sentence(CatalogSnapshot.Build(host.Get<DatasetSchema>(), items, host.Get<TimeProvider>()));
        return silent is null ? report : report with { Notices = [.. report.Notices, silent] };
    }

    private static Command Of(
        string what,
        string description,
        Func<CommandHost, string, ImportSettings, IProgress<ImportProgress>, CancellationToken, Task<ImportReport>> run
    )
    {
        var file = new Argument<string>("file") { Description = "The file." };
        var skip = new Option<bool>("--skip-bad-rows") { Description = "Leave bad rows out instead of refusing the file." };
        var command = new Command(what, description) { file, skip };
        command.Run(
            async (parsed, output, cancellationToken) =>
            {
                await using var host = CommandHost.Create(CommandSettings.Settings(parsed));
                var settings = new ImportSettings { SkipBadRows = parsed.GetValue(skip) };
                var report = await output.WithProgressAsync(progress =>
                    run(host, parsed.GetValue(file)!, settings, new Relay(progress, what), cancellationToken)
                );
                output.Result(report, Print);
                return report.Applied ? 0 : CommandException.Failed;
            }
        );
        return command;
    }

    private static void Print(ImportReport report)
    {
        foreach (var error in report.Errors.Take(ErrorsShown))
        {
            Console.Error.WriteLine(VisibleText.OfLine(error.ToString()));
        }

        if (report.Bad > ErrorsShown)
        {
            Console.Error.WriteLine(FormattableString.Invariant($"... and {report.Bad - ErrorsShown:N0} more"));
        }

        foreach (var notice in report.Notices)
        {
            Output.Line(notice);
        }

        Output.Line(
            report.Applied
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"{report.File}: {report.Rows:N0} rows, {report.Inserted:N0} new, {report.Updated:N0} changed, "
                        + $"{report.Unchanged:N0} unchanged, {report.Bad:N0} skipped."
                )
                : FormattableString.Invariant($"{report.File}: {report.Bad:N0} of {report.Rows:N0} rows are bad; nothing was imported.")
        );
    }

    private sealed class Relay(IProgress<StartUpProgress> progress, string what) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) =>
            progress.Report(
                new StartUpProgress(
                    $"Importing {what}",
                    value.TotalBytes is > 0 and var total ? (double?)value.Bytes / total : null,
                    FormattableString.Invariant($"{value.Rows:N0} rows")
                )
            );
    }
}
