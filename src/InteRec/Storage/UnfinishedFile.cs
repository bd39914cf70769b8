using System.Globalization;

namespace InteRec.Storage;

/// <summary>
/// Files that appear whole or not at all: written under another name, then moved into place. Whoever writes holds a lock file beside it,
/// which the system lets go of when a process dies: what a dead process left goes with the next write into the folder. A process id would
/// not tell: containers that share the folder have ids of their own, and most often the same one.
/// </summary>
internal static class UnfinishedFile
{
    private const string Suffix = ".tmp";
    private const string LockSuffix = ".lock";

    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="write">Writes the whole file under the path that it is given.</param>
    public static void Write(string path, Action<string> write) =>
        Scratch(
            path,
            unfinished =>
            {
                write(unfinished);
                File.Move(unfinished, path, overwrite: true);
            }
        );

    /// <summary>A file for a while: what is written under the path that <paramref name="use"/> is given is gone after it.</summary>
    /// <param name="path">Beside which it lies, and what its name begins with.</param>
    /// <param name="use">Writes and reads it.</param>
    public static void Scratch(string path, Action<string> use)
    {
        RemoveOfTheDead(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var unfinished = string.Create(CultureInfo.InvariantCulture, $"{path}.{Guid.NewGuid():N}{Suffix}");
        using var held = Lock(unfinished + LockSuffix, FileMode.CreateNew);
        try
        {
            use(unfinished);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private static void RemoveOfTheDead(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*" + Suffix + LockSuffix))
        {
            try
            {
                using var held = Lock(file, FileMode.Open);
                File.Delete(file[..^LockSuffix.Length]);
            }
            catch (IOException)
            {
                // Somebody is writing it, or has just ended.
            }
        }
    }

    private static FileStream Lock(string path, FileMode mode) =>
        new(path, mode, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
}
