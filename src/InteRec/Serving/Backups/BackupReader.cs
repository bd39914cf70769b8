using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using InteRec.Ranking;

namespace InteRec.Serving.Backups;

/// <summary>A backup that was opened: its manifest, and its files, each held against the manifest as it is read.</summary>
internal sealed class BackupReader : IDisposable
{
    private const int BufferBytes = 1 << 16;
    private readonly ZipArchive _archive;

    private BackupReader(ZipArchive archive, BackupManifest manifest) => (_archive, Manifest) = (archive, manifest);

    public BackupManifest Manifest { get; }

    /// <summary>Opens a backup and checks every byte of it.</summary>
    /// <exception cref="BackupException">It is not whole, not as it was written, or of a newer format.</exception>
    public static BackupReader Open(string file, CancellationToken cancellationToken)
    {
        ZipArchive? archive = null;
        try
        {
            archive = ZipFile.OpenRead(file);
            var reader = new BackupReader(archive, BackupSeal.Read(archive));
            reader.Check(cancellationToken);
            return reader;
        }
        catch (Exception e)
        {
            archive?.Dispose();
            throw e switch
            {
                FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException => new BackupException(e.Message, e),
                InvalidDataException or IOException or BackupException => new BackupException(
                    $"{file} is not a whole backup: {e.Message}",
                    e
                ),
                _ => e,
            };
        }
    }

    /// <summary>Writes a file of the backup.</summary>
    /// <exception cref="BackupException">It is not as it was written.</exception>
    public void Extract(RankerFile file, string target, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        using var stream = new FileStream(target, FileMode.CreateNew, FileAccess.Write);
        Copy(file, stream, cancellationToken);
        stream.Flush(flushToDisk: true);
    }

    public void Dispose() => _archive.Dispose();

    private void Check(CancellationToken cancellationToken)
    {
        var names = _archive.Entries.Select(e => e.FullName).Order(StringComparer.Ordinal).ToList();
        var told = Manifest.Files.Select(f => f.Name).Append(BackupPaths.Manifest).Order(StringComparer.Ordinal).ToList();
        if (!names.SequenceEqual(told, StringComparer.Ordinal) || names.Distinct(StringComparer.OrdinalIgnoreCase).Count() < names.Count)
        {
            throw new BackupException("it does not hold the files that its manifest names");
        }

        if (Manifest.Files.FirstOrDefault(f => !BackupPaths.IsValid(f.Name)) is { } odd)
        {
            throw new BackupException($"a backup holds no \"{odd.Name}\"");
        }

        foreach (var file in Manifest.Files)
        {
            Copy(file, Stream.Null, cancellationToken);
        }
    }

    /// <summary>Reads no further than the length that the manifest names, whatever the archive unpacks to.</summary>
    private void Copy(RankerFile file, Stream target, CancellationToken cancellationToken)
    {
        using var source = _archive.GetEntry(file.Name)!.Open();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            long bytes = 0;
            for (int read; bytes <= file.Bytes && (read = source.Read(buffer)) > 0; bytes += read)
            {
                cancellationToken.ThrowIfCancellationRequested();
                hash.AppendData(buffer, 0, read);
                target.Write(buffer, 0, read);
            }

            if (bytes != file.Bytes || Convert.ToHexStringLower(hash.GetHashAndReset()) != file.Sha256)
            {
                throw new BackupException($"{file.Name} in it is not as it was written");
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
