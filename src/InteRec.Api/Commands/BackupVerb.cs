using System.CommandLine;
using System.Globalization;
using InteRec.Serving.Backups;

namespace InteRec.Api.Commands;

/// <summary><c>backup</c> and <c>restore</c>: all that answers depend on as one file, taken while a service goes on.</summary>
internal static class BackupVerb
{
    public static void AddTo(RootCommand root)
    {
        root.Subcommands.Add(Backup());
        root.Subcommands.Add(Restore());
    }

    private static Command Backup()
    {
        var file = new Argument<string>("file")
        {
            Description = "The file to write; one that is there is replaced once the new one is whole.",
        };
        var backup = new Command("backup", "Write the database and the rankers in use into one file, while a service goes on.") { file };
        backup.Run(
            async (parsed, output, cancellationToken) =>
            {
                await using var host = CommandHost.Create(CommandSettings.Settings(parsed));
                var path = Path.GetFullPath(parsed.GetValue(file)!);
                var manifest = host.Get<BackupWriter>().Write(path, cancellationToken);
                output.Result(
                    new BackedUp(path, new FileInfo(path).Length, manifest.Created, manifest.Dataset, manifest.Schema, manifest.RankerId),
                    b => Output.Line(FormattableString.Invariant($"{b.File}: {b.Bytes:N0} bytes, {Content(manifest)}."))
                );
                return 0;
            }
        );
        return backup;
    }

    private static Command Restore()
    {
        var file = new Argument<string>("file") { Description = "A file that interec backup wrote." };
        var force = new Option<bool>("--force")
        {
            Description = "Replace the database and the rankers of a data folder that is not empty.",
        };
        var restore = new Command(
            "restore",
            "Put a backup into the data folder, all of it or nothing. No service may use the folder meanwhile."
        )
        {
            file,
            force,
        };
        restore.Run(
            async (parsed, output, cancellationToken) =>
            {
                await using var host = CommandHost.Create(CommandSettings.Settings(parsed));
                var restored = host.Get<BackupRestore>()
                    .Restore(Path.GetFullPath(parsed.GetValue(file)!), parsed.GetValue(force), cancellationToken);
                var manifest = restored.Manifest;
                output.Result(
                    new PutBack(restored.Folder, manifest.Created, manifest.Dataset, manifest.Schema, manifest.RankerId, restored.Warnings),
                    r =>
                    {
                        Output.Line(
                            $"{r.Data} is as it was on {r.Created.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC: "
                                + $"{Content(manifest)}."
                        );
                        foreach (var warning in r.Warnings)
                        {
                            Output.Line(warning);
                        }
                    }
                );
                return 0;
            }
        );
        return restore;
    }

    private static string Content(BackupManifest manifest) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"dataset {manifest.Dataset}, schema {manifest.Schema}, {(manifest.RankerId is { } id ? $"ranker {id}" : "no ranker yet")}"
        );

    private sealed record BackedUp(string File, long Bytes, DateTimeOffset Created, string Dataset, int Schema, string? RankerId);

    private sealed record PutBack(
        string Data,
        DateTimeOffset Created,
        string Dataset,
        int Schema,
        string? RankerId,
        IReadOnlyList<string> Warnings
    );
}
