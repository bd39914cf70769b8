using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using InteRec.Catalog;
using InteRec.Ranking;
using InteRec.Settings;
using InteRec.Storage;
using Microsoft.Extensions.Options;

namespace InteRec.Serving.Backups;

/// <summary>
/// Writes everything that is needed to give the same answers again into one zip file, while a service goes on: the database as it is at one
/// moment, the current ranker and those before it, and the dataset's <c>dataset.json</c>. What is rebuilt by itself (search indexes) and
/// what an operator keeps elsewhere (settings with their keys, embeddings) is not in it.
/// </summary>
internal sealed class BackupWriter(
    Database database,
    RankerStore rankers,
    DatasetSchema schema,
    IOptions<InteRecOptions> options,
    TimeProvider time
)
{
    /// <summary>Writes the backup; a file that is there is replaced by the whole one, or stays as it was.</summary>
    /// <exception cref="BackupException">There is nothing to back up, or the file cannot be written.</exception>
    /// <exception cref="StorageException">The database cannot be read, or is being restored.</exception>
    public BackupManifest Write(string file, CancellationToken cancellationToken)
    {
        if (!File.Exists(database.FilePath))
        {
            throw new BackupException($"there is nothing to back up: no {database.FilePath}");
        }

        BackupManifest? manifest = null;
        try
        {
            using var use = DataFolderUse.Share(options.Value.DataFolder);
            UnfinishedFile.Write(file, path => manifest = Write(path, file, cancellationToken));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"{file} cannot be written: {e.Message}", e);
        }

        return manifest!;
    }

    private BackupManifest Write(string path, string file, CancellationToken cancellationToken)
    {
        using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite);
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        var manifest = Fill(archive, file, cancellationToken);
        BackupSeal.Write(archive, manifest);
        archive.Dispose();
        stream.Flush(flushToDisk: true);
        return manifest;
    }

    private BackupManifest Fill(ZipArchive archive, string beside, CancellationToken cancellationToken)
    {
        var files = new List<RankerFile>();
        var version = 0;
        using var held = rankers.Hold(); // what the database and the folder of the rankers say belongs together
        var now = time.GetUtcNow();
        UnfinishedFile.Scratch(
            beside,
            copy =>
            {
                version = DatabaseCopy.Write(database.FilePath, copy);
                files.Add(Add(archive, BackupPaths.Database, copy));
            }
        );
        foreach (var name in rankers.PromotedFiles())
        {
            cancellationToken.ThrowIfCancellationRequested();
            files.Add(Add(archive, $"{BackupPaths.Rankers}/{name}", rankers.FilePath(name)));
        }

        files.Add(Add(archive, BackupPaths.Dataset, Path.Combine(options.Value.DatasetFolder, BackupPaths.Dataset)));
        return new BackupManifest
        {
            Created = now,
            CodeVersion =
                typeof(BackupWriter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
                ?? "unknown",
            Dataset = schema.Name,
            Schema = version,
            RankerId = rankers.ReadRegistry().Current,
            Files = files,
        };
    }

    private static RankerFile Add(ZipArchive archive, string name, string source)
    {
        using var from = File.OpenRead(source);
        using var into = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
        using var hash = SHA256.Create();
        using var hashed = new CryptoStream(into, hash, CryptoStreamMode.Write, leaveOpen: true);
        from.CopyTo(hashed);
        hashed.FlushFinalBlock();
        return new RankerFile(name, from.Length, Convert.ToHexStringLower(hash.Hash!));
    }
}
