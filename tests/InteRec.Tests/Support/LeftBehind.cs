using InteRec.Tests.Api;

namespace InteRec.Tests.Support;

/// <summary>
/// A copy of what version 0.1.0 left behind, with SQLite 3.35 and schema 1: a small library with its ranker, and the profile and
/// conversation of one reader. It stays as it is, whatever later versions write.
/// </summary>
internal sealed class LeftBehind : IDisposable
{
    public const string RankerId = "blend-20261127-1";
    public const string UserId = "reader-kept";
    public const string ConversationId = "c_pg2ws7j85s2ypwy5ydvsc3";
    public const int Turns = 14;

    private readonly TemporaryFolder _folder = new();

    public LeftBehind() => Copy(Path.Combine(AppContext.BaseDirectory, "Data", "left-behind", "schema-1"), _folder);

    /// <summary>A folder of this test alone.</summary>
    public string Folder => _folder;

    public string Data => Path.Combine(_folder, "data");

    public string Dataset => Path.Combine(_folder, "dataset");

    public string Database => Path.Combine(Data, "interec.db");

    public string Ranker => Path.Combine(Data, "rankers", RankerId);

    /// <summary>The options of a command that works on it.</summary>
    public string[] Options(string? data = null) => ["--data", data ?? Data, "--dataset", Dataset];

    /// <summary>A ready service on it.</summary>
    public async Task<ApiHost> ServeAsync(string? data = null) =>
        await (await ApiHost.StartAsync("--InteRec:DataPath", data ?? Data, "--InteRec:Dataset", Dataset)).WhenReadyAsync();

    public void Dispose() => _folder.Dispose();

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
