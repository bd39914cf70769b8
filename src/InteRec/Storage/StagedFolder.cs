namespace InteRec.Storage;

/// <summary>
/// What is to take the place of files and folders of a data folder, all of it or nothing: it is laid down beside them whole, then one
/// rename says that it counts, then each moves to its place. A process that dies before the rename has changed nothing; what one that dies
/// after it left undone, the next that opens the folder does.
/// </summary>
internal static class StagedFolder
{
    private const string Staged = "restore";
    private const string Partial = "restore.partial";

    /// <summary>Names in a data folder that are not data.</summary>
    public static bool IsOwn(string name) => name is Partial or DataFolderUse.LockFile;

    /// <summary>True where something counts already but is not all in its place.</summary>
    public static bool IsPending(string folder) => Directory.Exists(Path.Combine(folder, Staged));

    /// <summary>Replaces what <paramref name="lay"/> puts into the folder that it is given. The caller has the data folder alone.</summary>
    public static void Replace(string folder, Action<string> lay)
    {
        var partial = Path.Combine(folder, Partial);
        Remove(partial);
        Directory.CreateDirectory(partial);
        try
        {
            lay(partial);
            Directory.Move(partial, Path.Combine(folder, Staged));
        }
        catch
        {
            Remove(partial);
            throw;
        }

        Finish(folder);
    }

    /// <summary>Moves what counts to its place. The caller has the data folder alone.</summary>
    public static void Finish(string folder)
    {
        var staged = Path.Combine(folder, Staged);
        if (!Directory.Exists(staged))
        {
            return;
        }

        foreach (var entry in Directory.EnumerateFileSystemEntries(staged).ToList())
        {
            var target = Path.Combine(folder, Path.GetFileName(entry));
            Remove(target);
            Directory.Move(entry, target);
        }

        Directory.Delete(staged);
    }

    /// <summary>A file goes with the logs that SQLite keeps beside it, which would be read into the one that takes its place.</summary>
    private static void Remove(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
            return;
        }

        foreach (var file in (string[])[path + "-wal", path + "-shm", path + "-journal", path])
        {
            File.Delete(file);
        }
    }
}
