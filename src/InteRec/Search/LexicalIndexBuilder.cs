using System.Security.Cryptography;
using InteRec.Catalog;
using InteRec.Storage;
using Microsoft.Data.Sqlite;

namespace InteRec.Search;

/// <summary>Writes the FTS5 file of a catalogue. The row id is the item index.</summary>
internal static class LexicalIndexBuilder
{
    // No content is stored, and the words come in folded as queries do: the tokenizer only splits at spaces and stems.
    private const string Create = """
        PRAGMA journal_mode = OFF;
        PRAGMA synchronous = OFF;
        CREATE VIRTUAL TABLE items USING fts5(
            title, topics, people, prose, facts, content = '', tokenize = 'porter unicode61 remove_diacritics 0');
        """;

    private const string Insert = """
        INSERT INTO items (rowid, title, topics, people, prose, facts)
        VALUES            ($item, $title, $topics, $people, $prose, $facts)
        """;

    private const string DigestSuffix = ".sha256";

    /// <summary>Builds the file; one that is there is replaced. Its digest comes last: a file without one is as good as none.</summary>
    public static void Build(CatalogSnapshot catalog, string path)
    {
        UnfinishedFile.Write(path, unfinished => Fill(catalog, unfinished));
        UnfinishedFile.Write(path + DigestSuffix, unfinished => File.WriteAllText(unfinished, Digest(path)));
    }

    /// <summary>Whether the file is there as it was built.</summary>
    public static bool IsWhole(string path)
    {
        try
        {
            return File.Exists(path) && File.Exists(path + DigestSuffix) && File.ReadAllText(path + DigestSuffix) == Digest(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>
    /// Removes the files of other catalogues. One that another process or an earlier snapshot still reads may stay; the next start removes
    /// it.
    /// </summary>
    public static void RemoveOthers(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        foreach (
            var other in (string[])
                [.. Directory.EnumerateFiles(folder, "lexical-*.db"), .. Directory.EnumerateFiles(folder, "lexical-*.db" + DigestSuffix)]
        )
        {
            if (other == path || other == path + DigestSuffix)
            {
                continue;
            }

            try
            {
                File.Delete(other);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                continue;
            }
        }
    }

    private static string Digest(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private static void Fill(CatalogSnapshot catalog, string path)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        using var create = connection.CreateCommand();
        create.CommandText = Create;
        create.ExecuteNonQuery();
        using var transaction = connection.BeginTransaction();
        using var insert = connection.CreateCommand();
        (insert.CommandText, insert.Transaction) = (Insert, transaction);
        foreach (var name in new[] { "$item", "$title", "$topics", "$people", "$prose", "$facts" })
        {
            insert.Parameters.Add(name, name == "$item" ? SqliteType.Integer : SqliteType.Text);
        }

        insert.Prepare();
        var text = new SearchText(catalog);
        for (var item = 0; item < catalog.Count; item++)
        {
            string[] columns = [text.Names(item), text.Topics(item), text.People(item), text.Prose(item), text.Facts(item)];
            insert.Parameters[0].Value = item;
            for (var column = 0; column < columns.Length; column++)
            {
                insert.Parameters[column + 1].Value = TextFolding.Fold(columns[column]);
            }

            insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }
}
