using System.Security.Cryptography;
using System.Text.Json;

namespace InteRec.Ranking;

/// <summary>Files of artefacts: written whole or not at all, by one process at a time.</summary>
internal static class RankerFiles
{
    private const string LockFile = "writing.lock";
    private const int LockAttempts = 1_500;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private static readonly TimeSpan LockWait = TimeSpan.FromMilliseconds(20);

    /// <summary>Lets nobody else write until it is disposed; the system lets go of it when a process dies.</summary>
    /// <exception cref="IOException">Another writes for longer than half a minute.</exception>
    public static FileStream Lock(string folder)
    {
        Directory.CreateDirectory(folder);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(Path.Combine(folder, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (attempt < LockAttempts)
            {
                Thread.Sleep(LockWait);
            }
        }
    }

    /// <summary>Writes the arrays of a ranker, to the disk.</summary>
    /// <returns>The file with its length and digest.</returns>
    public static RankerFile WriteData(string directory, string name, TrainedRanker ranker)
    {
        using var stream = new FileStream(Path.Combine(directory, name), FileMode.Create, FileAccess.ReadWrite);
        RankerSerializer.ToArchive(ranker).Write(stream);
        stream.Flush(flushToDisk: true);
        stream.Position = 0;
        return new RankerFile(name, stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
    }

    /// <summary>Reads a value.</summary>
    /// <exception cref="JsonException">It is none, or null.</exception>
    public static T Read<T>(string path)
    {
        using var stream = File.OpenRead(path);
        return JsonSerializer.Deserialize<T>(stream, Json) ?? throw new JsonException("null");
    }

    /// <summary>Writes a value, to the disk, and puts the file in place whole.</summary>
    public static void WriteJson<T>(string path, T value)
    {
        var temporary = path + ".tmp";
        using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write))
        {
            JsonSerializer.Serialize(stream, value, Json);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }
}
