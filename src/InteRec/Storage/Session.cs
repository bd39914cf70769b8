using Dapper;
using Microsoft.Data.Sqlite;

namespace InteRec.Storage;

/// <summary>
/// One operation on the database: a connection, its transaction when it writes, and the caller's token, so that no command can be sent
/// without them.
/// </summary>
internal sealed class Session(SqliteConnection connection, SqliteTransaction? transaction, CancellationToken cancellationToken)
{
    public CancellationToken CancellationToken => cancellationToken;

    public Task<int> ExecuteAsync(string sql, object? parameters = null) => connection.ExecuteAsync(Define(sql, parameters));

    public Task<T?> ScalarAsync<T>(string sql, object? parameters = null) => connection.ExecuteScalarAsync<T>(Define(sql, parameters));

    public Task<T?> FirstOrDefaultAsync<T>(string sql, object? parameters = null) =>
        connection.QueryFirstOrDefaultAsync<T>(Define(sql, parameters));

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null) =>
        (await connection.QueryAsync<T>(Define(sql, parameters))).AsList();

    /// <summary>A bare command, for results that are too large or too hot to be mapped. The caller disposes it.</summary>
    public SqliteCommand Command(string sql)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        return command;
    }

    /// <summary>A command that is prepared once and run for every row of a batch.</summary>
    public PreparedCommand Prepare(string sql, params string[] parameters) => new(connection, transaction, sql, parameters);

    private CommandDefinition Define(string sql, object? parameters) =>
        new(sql, parameters, transaction, cancellationToken: cancellationToken);
}

/// <summary>A statement for many rows: parsed once, its parameters set by place.</summary>
internal sealed class PreparedCommand : IDisposable
{
    private readonly SqliteCommand _command;

    public PreparedCommand(SqliteConnection connection, SqliteTransaction? transaction, string sql, string[] parameters)
    {
        _command = connection.CreateCommand();
        _command.Transaction = transaction;
        _command.CommandText = sql;
        foreach (var name in parameters)
        {
            _command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        _command.Prepare();
    }

    /// <summary>Sets the parameter at that place.</summary>
    public PreparedCommand Set<T>(int place, T value)
    {
        _command.Parameters[place].Value = (object?)value ?? DBNull.Value;
        return this;
    }

    /// <summary>Runs the statement and returns the number of rows changed.</summary>
    public int Execute() => _command.ExecuteNonQuery();

    /// <summary>Runs the statement and returns the first value of its first row, or null.</summary>
    public object? Scalar() => _command.ExecuteScalar() is { } value and not DBNull ? value : null;

    public void Dispose() => _command.Dispose();
}
