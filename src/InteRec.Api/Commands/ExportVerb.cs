using System.CommandLine;
using InteRec.Interactions;

namespace InteRec.Api.Commands;

/// <summary><c>export interactions</c>: the log as CSV; imported again it gives the same log.</summary>
internal static class ExportVerb
{
    public static void AddTo(RootCommand root)
    {
        var file = new Option<string?>("--out", "-o") { Description = "The file to write. Default: standard output." };
        var interactions = new Command("interactions", "Write the interaction log as CSV.") { file };
        interactions.Run(
            async (parsed, output, cancellationToken) =>
            {
                await using var host = CommandHost.Create(CommandSettings.Settings(parsed));
                var log = host.Get<InteractionLog>();
                if (parsed.GetValue(file) is not { } path)
                {
                    await using var standard = Console.OpenStandardOutput();
                    await log.ExportAsync(standard, cancellationToken);
                    return 0;
                }

                var rows = await WriteAsync(log, path, cancellationToken);
                output.Result(new Exported(path, rows), e => Output.Line(FormattableString.Invariant($"{e.File}: {e.Rows:N0} rows.")));
                return 0;
            }
        );
        root.Subcommands.Add(new Command("export", "Write out what is stored.") { interactions });
    }

    /// <summary>Writes beside the file and renames: stopped half way, the file is as it was.</summary>
    private static async Task<long> WriteAsync(InteractionLog log, string path, CancellationToken cancellationToken)
    {
        var partial = path + ".partial";
        try
        {
            long rows;
            await using (var stream = File.Create(partial))
            {
                rows = await log.ExportAsync(stream, cancellationToken);
            }

            File.Move(partial, path, overwrite: true);
            return rows;
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private sealed record Exported(string File, long Rows);
}
