using SQLitePCL;

namespace InteRec.Storage;

/// <summary>What is wrong with the store.</summary>
public enum StorageFault
{
    /// <summary>It is not a database of this program, or cannot be opened or read.</summary>
    Unusable,

    /// <summary>There is no room for what is to be written.</summary>
    Full,

    /// <summary>It may only be read.</summary>
    ReadOnly,

    /// <summary>Another process has held it for longer than the time to wait.</summary>
    Busy,
}

/// <summary>
/// The database cannot be used: not a database, newer than this program, full, or its folder cannot be written. The message is for the
/// operator.
/// </summary>
public sealed class StorageException(string message, Exception? inner = null, StorageFault fault = StorageFault.Unusable)
    : Exception(message, inner)
{
    /// <summary>What is wrong.</summary>
    public StorageFault Fault { get; } = fault;

    /// <summary>In words for whoever uses the service.</summary>
    public string Told =>
        Fault switch
        {
            StorageFault.Full => "the disk of the service is full",
            StorageFault.ReadOnly => "the store of the service may only be read",
            StorageFault.Busy => "the store of the service is busy",
            _ => "the store of the service cannot be used",
        };

    /// <summary>What an error code of SQLite says of the database as a whole; null where it is about one statement.</summary>
    internal static StorageFault? FaultOf(int code) =>
        (code & 0xff) switch
        {
            raw.SQLITE_FULL => StorageFault.Full,
            raw.SQLITE_READONLY or raw.SQLITE_PERM => StorageFault.ReadOnly,
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => StorageFault.Busy,
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB or raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN => StorageFault.Unusable,
            _ => null,
        };

    /// <summary>The failure of a database file.</summary>
    internal static StorageException Of(string file, StorageFault fault, Exception inner) =>
        new(
            fault switch
            {
                StorageFault.Full => $"{file} cannot be written: the disk is full, or the file as large as it may be",
                StorageFault.ReadOnly => $"{file} cannot be written: it may only be read",
                StorageFault.Busy => $"{file} cannot be written: another process holds it",
                _ => $"{file} cannot be used as a database: {inner.Message}",
            },
            inner,
            fault
        );
}
