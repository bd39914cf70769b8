namespace InteRec.Settings;

/// <summary>
/// Files that come with the product: beside our own program, or in a folder of their own beside a program that has the product from a
/// package.
/// </summary>
internal static class ProductFiles
{
    private const string PackageFolder = "interec.content";

    /// <summary>The absolute path of a file or folder; it may turn out not to exist.</summary>
    /// <param name="path">Its path within the product, or an absolute one.</param>
    public static string PathOf(string path) =>
        Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, PackageFolder, path)) is var packaged && Path.Exists(packaged)
            ? packaged
            : Path.GetFullPath(path, AppContext.BaseDirectory);
}
