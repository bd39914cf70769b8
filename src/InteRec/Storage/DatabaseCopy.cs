using Microsoft.Data.Sqlite;

namespace InteRec.Storage;

/// <summary>
/// The database as it is at one moment, in a file of its own, while others read and write it. The schema stays what it is, so that a new
/// program can copy what an old one still serves.
/// </summary>
internal static class DatabaseCopy
{
    /// <summary>Writes the copy. It is one file without a log beside it, and holds no bytes of what was deleted.</summary>
    /// <returns>The schema version of the database; 0 where it is empty.</returns>
    /// <exception cref="StorageException">The database is damaged, or cannot be read; or the copy cannot be written.</exception>
    public static int Write(string database, string copy)
    {
        try
        {
            using var target = Open(copy, SqliteOpenMode.ReadWriteCreate);
            using (var source = Open(database, SqliteOpenMode.ReadWrite))
            {
                source.BackupDatabase(target);
            }

            Scalar(target, "PRAGMA journal_mode = DELETE");
            // Only a copy that is whole counts, so nothing has to be taken back after a crash
            Scalar(target, "PRAGMA journal_mode = MEMORY");
            if (Scalar(target, "PRAGMA quick_check(1)") is var found and not "ok")
            {
                throw new StorageException($"{database} is damaged: {found}");
            }

            Scalar(target, "VACUUM");
            return Convert.ToInt32(
                Scalar(target, "SELECT MAX(version) FROM schema_versions"),
                System.Globalization.CultureInfo.InvariantCulture
            );
        }
        catch (SqliteException e)
        {
            throw new StorageException($"{database} cannot be copied: {e.Message}", e);
        }
    }

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = file,
                Mode = mode,
                Pooling = false,
            }.ToString()
        );
        connection.Open();
        return connection;
    }

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() is { } value and not DBNull ? value : 0;
    }
}
