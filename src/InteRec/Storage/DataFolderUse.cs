namespace InteRec.Storage;

/// <summary>
/// Who uses a data folder holds a lock file in it, which the system lets go of when a process dies: any number share the folder, and a
/// restore has it alone.
/// </summary>
internal static class DataFolderUse
{
    /// <summary>Name of the lock file.</summary>
    public const string LockFile = "in-use.lock";

    /// <summary>
    /// Uses the folder together with others, until the result is disposed. A restore that was broken off is finished first.
    /// </summary>
    /// <exception cref="StorageException">The folder is being restored.</exception>
    public static IDisposable Share(string folder)
    {
        Directory.CreateDirectory(folder);
        if (StagedFolder.IsPending(folder))
        {
            Alone(folder).Dispose();
        }

        return Open(folder, FileAccess.Read, FileShare.Read, $"{folder} is being restored: wait until that is done");
    }

    /// <summary>Uses the folder alone, until the result is disposed. A restore that was broken off is finished first.</summary>
    /// <exception cref="StorageException">Somebody uses the folder.</exception>
    public static IDisposable Alone(string folder)
    {
        Directory.CreateDirectory(folder);
        var alone = Open(folder, FileAccess.ReadWrite, FileShare.None, $"a service or a command uses {folder}: stop it first");
        StagedFolder.Finish(folder);
        return alone;
    }

    private static FileStream Open(string folder, FileAccess access, FileShare share, string refusal)
    {
        try
        {
            return new FileStream(Path.Combine(folder, LockFile), FileMode.OpenOrCreate, access, share, bufferSize: 1);
        }
        catch (IOException e) when (e.GetType() == typeof(IOException))
        {
            throw new StorageException($"{refusal} ({e.Message})", e);
        }
    }
}
