using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Throughline.Server;

/// <summary>The database that holds everything that must last: a file of SQLite, or PostgreSQL.</summary>
public sealed class Database : IAsyncDisposable
{
    private readonly NpgsqlDataSource? _postgres;
    private readonly string _file;

    private Database(NpgsqlDataSource? postgres, string file)
    {
        _postgres = postgres;
        _file = file;
    }

    /// <summary>Whether it is PostgreSQL.</summary>
    public bool IsPostgres => _postgres is not null;

    /// <summary>Most pages of a file: what needs more is refused as on a full disk. Tests fill it so.</summary>
    internal long MostPages { get; set; } = 4_294_967_294;

    /// <summary>Where it is, without a password.</summary>
    public string Place => _postgres is null ? _file : "PostgreSQL " + WithoutPassword(_postgres.ConnectionString);

    /// <summary>Opens a database, makes it where there is none, and brings it to the form of this version.</summary>
    /// <param name="address">Path of a file, or <c>postgres://user:password@host:port/name</c>.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="DatabaseException">It cannot be reached, is none, or is of a newer version; says what to
    /// do.</exception>
    public static async Task<Database> OpenAsync(string address, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(address);
        var database = IsAddress(address)
            ? new Database(NpgsqlDataSource.Create(ToConnectionString(address)), "")
            : new Database(null, Path.GetFullPath(address));
        try
        {
            if (!database.IsPostgres)
                Directory.CreateDirectory(Path.GetDirectoryName(database._file)!);
            await Migrations.RunAsync(database, cancellation);
            return database;
        }
        catch (Exception e) when (e is DbException or IOException or UnauthorizedAccessException or TimeoutException)
        {
            await database.DisposeAsync();
            throw new DatabaseException(
                Texts.Server.Get("database.cannot-open", database.Place, e.Message), e);
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>A connection of its own, open.</summary>
    public async Task<DbConnection> ConnectAsync(CancellationToken cancellation = default)
    {
        if (_postgres is not null)
            return await _postgres.OpenConnectionAsync(cancellation);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = _file,
            ForeignKeys = true,
            DefaultTimeout = 30,
        }.ToString());
        try
        {
            await connection.OpenAsync(cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Begins to write. In a file only one can at a time, and waits for its turn here.</summary>
    public async Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellation = default)
    {
        if (connection is not SqliteConnection sqlite)
            return await connection.BeginTransactionAsync(cancellation);
        // FULL: what was committed is on the disk before anybody hears of it. The mode stays with the file.
        await connection.ExecuteAsync("pragma journal_mode = wal; pragma synchronous = full; "
            + FormattableString.Invariant($"pragma max_page_count = {MostPages}"), cancellation);
        return sqlite.BeginTransaction(deferred: false);
    }

    /// <summary>SQL with the words that differ between the databases filled in.</summary>
    public string Fill(string sql) => sql.Replace("{blob}", IsPostgres ? "bytea" : "blob", StringComparison.Ordinal)
        .Replace("{zero}", IsPostgres ? "decode(repeat('00', 32), 'hex')" : "zeroblob(32)", StringComparison.Ordinal)
        .Replace("{for update}", IsPostgres ? "for update" : "", StringComparison.Ordinal);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_postgres is not null)
            await _postgres.DisposeAsync();
        else
            SqliteConnection.ClearPool(new SqliteConnection("Data Source=" + _file));
    }

    private static bool IsAddress(string text) => text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);

    private static string ToConnectionString(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.AbsolutePath.Trim('/').Length == 0)
            throw new DatabaseException(Texts.Server.Get("database.bad-address"));
        var user = uri.UserInfo.Split(':', 2);
        return new NpgsqlConnectionStringBuilder
        {
            // A host that begins with a slash, escaped, is the folder of a socket.
            Host = Uri.UnescapeDataString(uri.Host),
            Port = uri.Port > 0 ? uri.Port : 5432,
            Database = Uri.UnescapeDataString(uri.AbsolutePath.Trim('/')),
            Username = user[0].Length > 0 ? Uri.UnescapeDataString(user[0]) : null,
            Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
            ApplicationName = "throughline",
            MaxAutoPrepare = 64,
            Timeout = 10,
            CommandTimeout = 30,
        }.ToString();
    }

    private static string WithoutPassword(string connection)
    {
        var parts = new NpgsqlConnectionStringBuilder(connection);
        return $"{parts.Host}:{parts.Port}/{parts.Database}";
    }
}

/// <summary>The database cannot be used; the message says why and what to do.</summary>
public sealed class DatabaseException : Exception
{
    /// <summary>With a sentence.</summary>
    public DatabaseException(string message)
        : base(message)
    {
    }

    /// <summary>With a sentence and what led to it.</summary>
    public DatabaseException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
