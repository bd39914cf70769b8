using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace InteRec.Serving.Backups;

/// <summary>
/// The manifest in the archive, and its own SHA-256 as the archive's comment: the manifest vouches for every file, the comment for the
/// manifest.
/// Damage is found that way; who forges a backup can write both.
/// </summary>
internal static class BackupSeal
{
    private const int LargestManifest = 1_000_000;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static void Write(ZipArchive archive, BackupManifest manifest)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(manifest, Json);
        using (var stream = archive.CreateEntry(BackupPaths.Manifest).Open())
        {
            stream.Write(bytes);
        }

        archive.Comment = Digest(bytes);
    }

    /// <exception cref="BackupException">The manifest is not there, not as it was written, or of a newer format.</exception>
    public static BackupManifest Read(ZipArchive archive)
    {
        var bytes = ReadBytes(archive.GetEntry(BackupPaths.Manifest) ?? throw new BackupException($"it has no {BackupPaths.Manifest}"));
        if (Digest(bytes) != archive.Comment)
        {
            throw new BackupException($"its {BackupPaths.Manifest} is not as it was written");
        }

        try
        {
            var manifest = JsonSerializer.Deserialize<BackupManifest>(bytes, Json) ?? throw new JsonException("null");
            return manifest.FormatVersion <= BackupManifest.CurrentFormatVersion
                ? manifest
                : throw new BackupException(
                    $"its format {manifest.FormatVersion} is newer than this program's {BackupManifest.CurrentFormatVersion}: update the "
                        + "program"
                );
        }
        catch (JsonException e)
        {
            throw new BackupException($"its {BackupPaths.Manifest} cannot be read: {e.Message}", e);
        }
    }

    private static byte[] ReadBytes(ZipArchiveEntry entry)
    {
        if (entry.Length > LargestManifest)
        {
            throw new BackupException($"its {BackupPaths.Manifest} has {entry.Length} bytes");
        }

        using var stream = entry.Open();
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    private static string Digest(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
