using System.Data.Common;
using Npgsql;

namespace Throughline.Server;

/// <summary>Runs SQL on one connection that is kept: every statement is prepared once, and those whose outcome nobody
/// waits for travel together with the next one.</summary>
internal sealed class Statements(DbConnection connection) : IAsyncDisposable
{
    private readonly Dictionary<string, DbCommand> _prepared = new(StringComparer.Ordinal);
    private readonly List<(string Sql, object?[] Values)> _deferred = [];

    /// <summary>The connection.</summary>
    public DbConnection Connection => connection;

    /// <summary>The transaction that statements are part of.</summary>
    public DbTransaction? Transaction { get; set; }

    /// <summary>How often deferred statements were sent off.</summary>
    public int Trips { get; private set; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var command in _prepared.Values)
            await command.DisposeAsync();
        await connection.DisposeAsync();
    }

    /// <summary>Runs a statement before the next one that is waited for.</summary>
    public void Defer(string sql, params object?[] values) => _deferred.Add((sql, values));

    /// <summary>Forgets what was deferred.</summary>
    public void Discard() => _deferred.Clear();

    /// <summary>Runs what was deferred.</summary>
    public async Task FlushAsync()
    {
        if (_deferred.Count == 0)
            return;
        if (connection is NpgsqlConnection postgres)
        {
            await using var batch = MakeBatch(postgres);
            await batch.ExecuteNonQueryAsync();
            return;
        }

        await RunDeferredAsync();
    }

    /// <summary>Runs statements and gives the number of rows that the last changed.</summary>
    public async Task<int> ExecuteAsync(string sql, params object?[] values)
    {
        if (connection is NpgsqlConnection postgres)
        {
            Defer(sql, values);
            await using var batch = MakeBatch(postgres);
            await batch.ExecuteNonQueryAsync();
            return (int)batch.BatchCommands[^1].RecordsAffected;
        }

        await RunDeferredAsync();
        return await Prepare(sql, values).ExecuteNonQueryAsync();
    }

    /// <summary>The rows of a query.</summary>
    public async Task<List<T>> ListAsync<T>(string sql, Func<DbDataReader, T> read, params object?[] values)
    {
        var rows = new List<T>();
        if (connection is NpgsqlConnection postgres)
        {
            Defer(sql, values);
            await using var batch = MakeBatch(postgres);
            await using var reader = await batch.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                rows.Add(read(reader));
            return rows;
        }

        await RunDeferredAsync();
        await using var own = await Prepare(sql, values).ExecuteReaderAsync();
        while (await own.ReadAsync())
            rows.Add(read(own));
        return rows;
    }

    /// <summary>The first value of the first row, or the default of the type when there is no row or the value is
    /// null.</summary>
    public async Task<T?> FindAsync<T>(string sql, params object?[] values) => (await ListAsync(
        sql, r => r.IsDBNull(0) ? default : r.GetFieldValue<T>(0), values)).FirstOrDefault();

    private async Task RunDeferredAsync()
    {
        if (_deferred.Count > 0)
            Trips++;
        foreach (var (sql, values) in _deferred)
            await Prepare(sql, values).ExecuteNonQueryAsync();
        _deferred.Clear();
    }

    // One way to the server and back for all of them. None of the deferred ones gives rows.
    private NpgsqlBatch MakeBatch(NpgsqlConnection postgres)
    {
        Trips++;
        var batch = postgres.CreateBatch();
        foreach (var (sql, values) in _deferred)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++)
                command.Parameters.Add(new NpgsqlParameter(Sql.NameOf(i), Sql.ToValue(values[i])));
            batch.BatchCommands.Add(command);
        }

        _deferred.Clear();
        return batch;
    }

    private DbCommand Prepare(string sql, object?[] values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = Sql.NameOf(i);
                command.Parameters.Add(parameter);
            }

            _prepared.Add(sql, command);
        }

        command.Transaction = Transaction;
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = Sql.ToValue(values[i]);
        return command;
    }
}
