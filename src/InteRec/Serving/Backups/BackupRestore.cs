using System.Security.Cryptography;
using InteRec.Catalog;
using InteRec.Settings;
using InteRec.Storage;
using Microsoft.Extensions.Options;

namespace InteRec.Serving.Backups;

/// <summary>What was restored.</summary>
/// <param name="Manifest">What the backup holds.</param>
/// <param name="Folder">The data folder.</param>
/// <param name="Warnings">What the operator should know, in sentences.</param>
internal sealed record Restored(BackupManifest Manifest, string Folder, IReadOnlyList<string> Warnings);

/// <summary>Puts a backup into the data folder: all of it or nothing, and nothing before every byte of it was checked.</summary>
internal sealed class BackupRestore(Database database, DatasetSchema schema, IOptions<InteRecOptions> options)
{
    /// <summary>Restores a backup.</summary>
    /// <param name="file">The backup.</param>
    /// <param name="force">Whether it takes the place of what is in the data folder.</param>
    /// <param name="cancellationToken">Until the last moment nothing has changed.</param>
    /// <exception cref="BackupException">The backup is damaged, newer, or of another dataset; or the folder is not empty.</exception>
    /// <exception cref="StorageException">Somebody uses the folder.</exception>
    public Restored Restore(string file, bool force, CancellationToken cancellationToken)
    {
        var folder = options.Value.DataFolder;
        using var backup = BackupReader.Open(file, cancellationToken);
        CheckFit(backup.Manifest);
        try
        {
            using var alone = DataFolderUse.Alone(folder);
            if (!force && Directory.EnumerateFileSystemEntries(folder).Any(path => !StagedFolder.IsOwn(Path.GetFileName(path))))
            {
                throw new BackupException($"{folder} is not empty: --force replaces the database and the rankers in it");
            }

            StagedFolder.Replace(folder, staged => Lay(backup, staged, cancellationToken));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"{folder} cannot be written: {e.Message}", e);
        }

        return new Restored(backup.Manifest, folder, [.. Warnings(backup.Manifest)]);
    }

    private void CheckFit(BackupManifest manifest)
    {
        if (manifest.Schema > SchemaVersions.Latest)
        {
            throw new BackupException(
                $"the backup is of a newer version (schema {manifest.Schema}; this program knows up to {SchemaVersions.Latest}): update "
                    + "the program"
            );
        }

        if (manifest.Dataset != schema.Name)
        {
            throw new BackupException(
                $"the backup is of the dataset {manifest.Dataset}, not of {schema.Name}: name its dataset with --dataset"
            );
        }
    }

    private void Lay(BackupReader backup, string staged, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.Combine(staged, BackupPaths.Rankers)); // without a ranker in the backup there is none afterwards
        foreach (var file in backup.Manifest.Files.Where(f => f.Name != BackupPaths.Dataset))
        {
            var name = file.Name == BackupPaths.Database ? Path.GetFileName(database.FilePath) : file.Name;
            backup.Extract(file, Path.Combine(staged, name), cancellationToken);
        }
    }

    private IEnumerable<string> Warnings(BackupManifest manifest)
    {
        var inUse = Path.Combine(options.Value.DatasetFolder, BackupPaths.Dataset);
        if (
            manifest.Files.FirstOrDefault(f => f.Name == BackupPaths.Dataset) is { } then
            && then.Sha256 != Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(inUse)))
        )
        {
            yield return $"{inUse} is not the one that the backup was made with, so answers may differ; that one is in the backup as "
                + $"{BackupPaths.Dataset}.";
        }
    }
}
