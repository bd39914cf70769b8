using InteRec.Settings;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using SQLitePCL;

namespace InteRec.Storage;

/// <summary>
/// The relational store. One connection an operation (pooled); many readers; one writer at a time within the process, so that a busy
/// database never surfaces as an error, and an immediate transaction against other processes. Cancelling interrupts a running statement.
/// </summary>
internal sealed class Database : IDisposable
{
    private const int PageBytes = 4_096;
    private readonly SemaphoreSlim _writer = new(1, 1);
    private readonly SemaphoreSlim _opening = new(1, 1);
    private readonly StorageOptions _options;
    private readonly TimeProvider _time;
    private readonly string _connectionString;
    private IDisposable? _use;
    private volatile bool _ready;

    static Database() => Batteries_V2.Init();

    public Database(IOptions<InteRecOptions> options, IOptions<StorageOptions> storage, TimeProvider time)
    {
        _options = storage.Value;
        _time = time;
        FilePath = Path.Combine(options.Value.DataFolder, _options.FileName);
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = FilePath,
            ForeignKeys = true,
            DefaultTimeout = _options.BusyTimeoutSeconds,
        }.ToString();
    }

    /// <summary>The database file.</summary>
    public string FilePath { get; }

    /// <summary>True where there is a database already; an empty file is none.</summary>
    public bool Exists => new FileInfo(FilePath) is { Exists: true, Length: > 0 };

    /// <summary>Finds out whether the file, or its folder where there is none yet, can be used. Writes nothing.</summary>
    /// <exception cref="StorageException">It cannot; the message says why.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        if (_ready || StagedFolder.IsPending(Path.GetDirectoryName(FilePath)!))
        {
            return; // opened already, or a restore that was broken off is finished by opening
        }

        await GuardAsync(async () =>
        {
            if (Exists)
            {
                await RunAsync(CheckAsync, cancellationToken);
            }
            else
            {
                CheckFolder(Path.GetDirectoryName(FilePath)!);
            }
        });
    }

    /// <summary>Creates the file and brings its schema up to date. Operations do it by themselves; a host calls it to fail early.</summary>
    /// <exception cref="StorageException">The file cannot be created or is not ours.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (_ready)
        {
            return;
        }

        await _opening.WaitAsync(cancellationToken);
        try
        {
            if (!_ready)
            {
                await CreateAsync(cancellationToken);
                _ready = true;
            }
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <summary>Reads from one consistent state of the database.</summary>
    public async Task<T> ReadAsync<T>(Func<Session, Task<T>> read, CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken);
        return await RunAsync(
            async connection =>
            {
                await using var transaction = connection.BeginTransaction(deferred: true);
                return await read(new Session(connection, transaction, cancellationToken));
            },
            cancellationToken
        );
    }

    /// <summary>Writes in one transaction: all of it, or nothing when <paramref name="write"/> throws or is cancelled.</summary>
    public async Task<T> WriteAsync<T>(Func<Session, Task<T>> write, CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken);
        await _writer.WaitAsync(cancellationToken);
        try
        {
            return await RunAsync(
                async connection =>
                {
                    await using var transaction = connection.BeginTransaction(deferred: false);
                    var result = await write(new Session(connection, transaction, cancellationToken));
                    cancellationToken.ThrowIfCancellationRequested();
                    transaction.Commit();
                    return result;
                },
                cancellationToken
            );
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <summary>Writes in one transaction: all of it, or nothing when <paramref name="write"/> throws or is cancelled.</summary>
    public Task WriteAsync(Func<Session, Task> write, CancellationToken cancellationToken) =>
        WriteAsync(
            async session =>
            {
                await write(session);
                return true;
            },
            cancellationToken
        );

    /// <summary>
    /// Makes what was deleted unreadable: rewrites the file and empties the write-ahead log. Zeroing deleted rows is not enough, for
    /// splitting a page leaves copies of rows in its unused part. Does nothing where <see cref="Counters.Erasure"/> says that nothing
    /// waits, so that many deletions at once share one rewrite. Readers go on; writers wait (about 0.1 s for 20 MB).
    /// </summary>
    public async Task EraseAsync(CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken);
        await _writer.WaitAsync(cancellationToken);
        try
        {
            await RunAsync(connection => EraseAsync(new Session(connection, null, cancellationToken)), cancellationToken);
        }
        finally
        {
            _writer.Release();
        }
    }

    public void Dispose()
    {
        using (var connection = new SqliteConnection(_connectionString))
        {
            SqliteConnection.ClearPool(connection);
        }

        _use?.Dispose();
        _writer.Dispose();
        _opening.Dispose();
    }

    private static async Task<bool> EraseAsync(Session session)
    {
        const string Done = "DELETE FROM counters WHERE name = @name";
        if (await Counters.ReadAsync(session, Counters.Erasure) == 0)
        {
            return false;
        }

        await session.ExecuteAsync("VACUUM");
        if (await session.ScalarAsync<long>("PRAGMA wal_checkpoint(TRUNCATE)") != 0)
        {
            return false; // a reader of another process holds the log for longer than the timeout: the next erasure does it
        }

        await session.ExecuteAsync(Done, new { name = Counters.Erasure });
        return true;
    }

    private Task CreateAsync(CancellationToken cancellationToken) =>
        GuardAsync(async () =>
        {
            _use ??= DataFolderUse.Share(Path.GetDirectoryName(FilePath)!);
            await RunAsync(
                async connection =>
                {
                    await new Session(connection, null, cancellationToken).ExecuteAsync("PRAGMA journal_mode = WAL");
                    await using var transaction = connection.BeginTransaction(deferred: false);
                    await SchemaVersions.ApplyAsync(new Session(connection, transaction, cancellationToken), FilePath, _time);
                    transaction.Commit();
                    return await EraseAsync(new Session(connection, null, cancellationToken)); // what a stopped process left to erase
                },
                cancellationToken
            );
        });

    /// <summary>The lock that a writer takes is refused on what cannot be written; that another process holds it is no fault.</summary>
    private static async Task<bool> CheckAsync(SqliteConnection connection)
    {
        var session = new Session(connection, null, CancellationToken.None);
        await session.ScalarAsync<long>("SELECT count(*) FROM sqlite_master");
        await session.ExecuteAsync("PRAGMA busy_timeout = 0");
        var result = raw.sqlite3_exec(connection.Handle, "BEGIN IMMEDIATE; ROLLBACK");
        return result is raw.SQLITE_OK or raw.SQLITE_BUSY
            ? true
            : throw new SqliteException(raw.sqlite3_errmsg(connection.Handle).utf8_to_string(), result);
    }

    /// <summary>
    /// A file that vanishes as it is closed tells whether others could be made; a folder that is not there yet is made in the first above
    /// that is.
    /// </summary>
    private static void CheckFolder(string folder)
    {
        while (!Directory.Exists(folder) && !File.Exists(folder) && Path.GetDirectoryName(folder) is { Length: > 0 } parent)
        {
            folder = parent;
        }

        using var probe = new FileStream(
            Path.Combine(folder, $".interec-{Guid.NewGuid():N}"),
            FileMode.CreateNew,
            FileAccess.Write,
            FileShare.None,
            1,
            FileOptions.DeleteOnClose
        );
    }

    private async Task GuardAsync(Func<Task> open)
    {
        try
        {
            await open();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"the data folder {Path.GetDirectoryName(FilePath)} cannot be written: {e.Message}", e);
        }
    }

    private string Settings
    {
        get
        {
            var most = _options.MaxMegabytes > 0 ? $" PRAGMA max_page_count = {_options.MaxMegabytes * 1_048_576L / PageBytes};" : "";
            return $"PRAGMA busy_timeout = {_options.BusyTimeoutSeconds * 1000}; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON; "
                + $"PRAGMA cache_size = -16000;{most}";
        }
    }

    private async Task<T> RunAsync<T>(Func<SqliteConnection, Task<T>> operation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            await using var connection = new SqliteConnection(_connectionString);
            connection.Open();
            using (var settings = connection.CreateCommand())
            {
                settings.CommandText = Settings;
                settings.ExecuteNonQuery();
            }

            await using var interrupt = cancellationToken.Register(
                static handle => raw.sqlite3_interrupt((sqlite3)handle!),
                connection.Handle
            );
            return await operation(connection);
        }
        catch (SqliteException e) when (e.SqliteErrorCode == raw.SQLITE_INTERRUPT && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("the operation was cancelled", e, cancellationToken);
        }
        catch (SqliteException e) when (StorageException.FaultOf(e.SqliteErrorCode) is { } fault)
        {
            throw StorageException.Of(FilePath, fault, e);
        }
    }
}
