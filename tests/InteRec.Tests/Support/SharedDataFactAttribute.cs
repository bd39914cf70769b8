using Xunit;

namespace InteRec.Tests.Support;

/// <summary>
/// A test that needs a file of the folder <c>shared</c>, which lies beside the repository on some machines and is no part of it. Without
/// the file the test is skipped, and says so.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedDataFactAttribute : FactAttribute
{
    /// <param name="path">Path within the folder; the test reads it through <see cref="SharedData.PathOf"/>.</param>
    public SharedDataFactAttribute(string path)
    {
        if (SharedData.Find(path) is null)
        {
            Skip = $"shared/{path} is not on this machine (INTEREC_SHARED names the folder).";
        }
    }
}

internal static class SharedData
{
    /// <summary>The full path of a file or folder within <c>shared</c>, or null.</summary>
    public static string? Find(string path)
    {
        foreach (var root in Roots())
        {
            var candidate = Path.Combine(root, path);
            if (Path.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }

    public static string PathOf(string path) => Find(path) ?? throw new FileNotFoundException($"shared/{path} is not on this machine.");

    private static IEnumerable<string> Roots()
    {
        if (Environment.GetEnvironmentVariable("INTEREC_SHARED") is { Length: > 0 } named)
        {
            yield return named;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            yield return Path.Combine(folder.FullName, "shared");
        }
    }
}
