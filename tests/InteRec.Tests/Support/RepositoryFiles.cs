namespace InteRec.Tests.Support;

/// <summary>Files of the repository, found from wherever the tests run.</summary>
internal static class RepositoryFiles
{
    public static string PathOf(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "InteRec.sln")))
            {
                return Path.Combine(folder.FullName, path);
            }
        }

        throw new FileNotFoundException("The tests do not run within the repository.");
    }
}
