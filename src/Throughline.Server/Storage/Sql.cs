using System.Data.Common;

namespace Throughline.Server;

/// <summary>Runs SQL. Parameters are named @1, @2 … in the order in which they are given, in both
/// databases.</summary>
internal static class Sql
{
    private static readonly string[] Names =
    [
        .. Enumerable.Range(1, 32).Select(i => "@" + i.ToString(System.Globalization.CultureInfo.InvariantCulture)),
    ];

    /// <summary>Runs statements and gives the number of rows that they changed.</summary>
    public static async Task<int> ExecuteAsync(
        this DbConnection connection, string sql, CancellationToken cancellation, params object?[] values)
    {
        await using var command = Make(connection, sql, values);
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The rows of a query.</summary>
    public static async Task<List<T>> ListAsync<T>(this DbConnection connection, string sql, Func<DbDataReader, T> read,
        CancellationToken cancellation, params object?[] values)
    {
        await using var command = Make(connection, sql, values);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation))
            rows.Add(read(reader));
        return rows;
    }

    /// <summary>The first value of the first row, or the default of the type when there is no row or the value is
    /// null.</summary>
    public static async Task<T?> FindAsync<T>(
        this DbConnection connection, string sql, CancellationToken cancellation, params object?[] values)
    {
        await using var command = Make(connection, sql, values);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) && !await reader.IsDBNullAsync(0, cancellation)
            ? reader.GetFieldValue<T>(0)
            : default;
    }

    /// <summary>A text of a row, or null.</summary>
    public static string? FindText(this DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);

    /// <summary>A number of a row, or null.</summary>
    public static long? FindNumber(this DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetInt64(column);

    /// <summary>Bytes of a row.</summary>
    public static byte[] GetBytes(this DbDataReader row, int column) => row.GetFieldValue<byte[]>(column);

    /// <summary>A time of a row.</summary>
    public static DateTimeOffset GetTime(this DbDataReader row, int column) => ToTime(row.GetInt64(column));

    /// <summary>A time of a row, or null.</summary>
    public static DateTimeOffset? FindTime(this DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetTime(column);

    /// <summary>A time as the database holds it: whole microseconds since 1970.</summary>
    public static long ToNumber(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / 10;

    /// <summary>The time of a number.</summary>
    public static DateTimeOffset ToTime(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * 10);

    /// <summary>Name of the parameter at a place, from 0 on.</summary>
    public static string NameOf(int index) => index < Names.Length
        ? Names[index]
        : "@" + (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A value as the databases take it. A null has no type, so that it fits every column.</summary>
    public static object ToValue(object? value) => value switch
    {
        DateTimeOffset time => ToNumber(time),
        null => DBNull.Value,
        _ => value,
    };

    private static DbCommand Make(DbConnection connection, string sql, object?[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = NameOf(i);
            parameter.Value = ToValue(values[i]);
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
