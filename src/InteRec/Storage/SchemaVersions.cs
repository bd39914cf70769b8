using System.Globalization;
using System.Reflection;

namespace InteRec.Storage;

/// <summary>
/// The numbered scripts of <c>Storage/Schema</c>. Each is applied once, in order, within the transaction that notes it; a script that was
/// released is never changed.
/// </summary>
internal static class SchemaVersions
{
    private const string Prefix = "InteRec.Storage.Schema.";

    /// <summary>The version that this program writes.</summary>
    public static int Latest => Scripts()[^1].Version;

    /// <summary>Applies what the database does not have yet.</summary>
    /// <exception cref="StorageException">The database is newer than this program.</exception>
    public static async Task ApplyAsync(Session session, string file, TimeProvider time)
    {
        await session.ExecuteAsync(
            "CREATE TABLE IF NOT EXISTS schema_versions (version INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT "
                + "NULL)"
        );
        var current = await session.ScalarAsync<int?>("SELECT MAX(version) FROM schema_versions") ?? 0;
        var scripts = Scripts();
        if (current > scripts[^1].Version)
        {
            throw new StorageException(
                $"{file} was written by a newer version (schema {current}; this program knows up to {scripts[^1].Version}): update the "
                    + "program or use another data folder"
            );
        }

        foreach (var script in scripts.Where(s => s.Version > current))
        {
            await session.ExecuteAsync(script.Sql);
            await session.ExecuteAsync(
                "INSERT INTO schema_versions (version, name, applied_at) VALUES (@Version, @Name, @At)",
                new
                {
                    script.Version,
                    script.Name,
                    At = time.GetUtcNow().ToUnixTimeMilliseconds(),
                }
            );
        }
    }

    private static List<(int Version, string Name, string Sql)> Scripts()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly
            .GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name =>
            {
                using var text = new StreamReader(assembly.GetManifestResourceStream(name)!);
                var file = name[Prefix.Length..];
                return (int.Parse(file.AsSpan(0, 3), CultureInfo.InvariantCulture), file, text.ReadToEnd());
            })
            .ToList();
    }
}
