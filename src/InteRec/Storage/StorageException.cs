namespace InteRec.Storage;

/// <summary>The database cannot be used: not a database, newer than this program, or its folder cannot be written. The message is for the operator.</summary>
public sealed class StorageException(string message, Exception? inner = null) : Exception(message, inner);
