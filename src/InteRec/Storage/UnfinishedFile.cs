using System.Diagnostics;
using System.Globalization;

namespace InteRec.Storage;

/// <summary>
/// Files that appear whole or not at all: written under another name that tells the process, then moved into place. What a process that died
/// left under such a name goes with the next write into the folder.
/// </summary>
internal static class UnfinishedFile
{
    private const string Suffix = ".tmp";

    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="write">Writes the whole file under the path that it is given.</param>
    public static void Write(string path, Action<string> write)
    {
        RemoveOfTheDead(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var unfinished = string.Create(CultureInfo.InvariantCulture, $"{path}.{Guid.NewGuid():N}.{Environment.ProcessId}{Suffix}");
        try
        {
            write(unfinished);
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private static void RemoveOfTheDead(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*" + Suffix))
        {
            var process = Path.GetExtension(file[..^Suffix.Length]).TrimStart('.');
            if (int.TryParse(process, CultureInfo.InvariantCulture, out var id) && !IsRunning(id))
            {
                File.Delete(file);
            }
        }
    }

    private static bool IsRunning(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
