namespace InteRec.Serving.Backups;

/// <summary>Where things lie within a backup.</summary>
internal static class BackupPaths
{
    public const string Manifest = "backup.json";

    public const string Database = "interec.db";

    /// <summary>Shows with which dataset the answers were made; a restore compares it with the one in use.</summary>
    public const string Dataset = "dataset.json";

    public const string Rankers = "rankers";

    /// <summary>True for a path that a backup may hold: none that leads out of the folder it is restored into.</summary>
    public static bool IsValid(string path) =>
        path is Database or Dataset || (path.Split('/') is [Rankers, .. { Length: 1 or 2 } rest] && rest.All(IsName));

    private static bool IsName(string name) =>
        name.Length is > 0 and <= 200 && name[0] != '.' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
