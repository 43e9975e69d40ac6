using System.Data.Common;
using System.IO.Compression;
using System.Text.Json;

namespace Throughline.Server;

/// <summary>Copies of everything in a database, in a form that either database takes: a ZIP with one file a table, a
/// row a line.</summary>
public static class Backup
{
    private const string FormEntry = "throughline-backup.json";

    /// <summary>All tables but the list of migrations, parents first.</summary>
    internal static IReadOnlyList<string> Tables { get; } =
    [
        "chain", "content", "journal", "counter", "receipt", "movement", "movement_key", "timer", "outbox", "guarantee",
        "reservation", "posting", "organisation", "account", "access_secret", "access_session", "access_key",
        "login_attempt", "neighbour", "paper_number", "notice", "webhook", "delivery", "delivery_attempt",
        "front_mandate", "front_paper", "front_tariff", "front_assessment", "front_receipt",
        "front_posting", "front_closing", "four_eyes_rule", "proposal",
        "access_passkey", "access_challenge", "economic_operator", "authorisation", "registry_in_force",
        "risk_rules", "risk_secret", "risk_assessment", "risk_hit", "risk_control", "passage",
        "screening_list", "screening_state", "screening_hit", "exclave_transit", "exclave_balance",
        "training", "training_fault",
    ];

    /// <summary>Writes everything as it stood at one moment, while others go on writing.</summary>
    /// <returns>Number of rows.</returns>
    public static async Task<long> WriteAsync(
        Database database, Stream target, CancellationToken cancellation = default)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        await using var look = await Look.BeginAsync(connection, cancellation);
        var rows = 0L;
        await using var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);
        await using (var form = await zip.CreateEntry(FormEntry).OpenAsync(cancellation))
        {
            await JsonSerializer.SerializeAsync(
                form, new Dictionary<string, int> { ["migration"] = Migrations.All[^1].Number },
                cancellationToken: cancellation);
        }

        foreach (var table in Tables)
        {
            await using var entry = await zip.CreateEntry(table, CompressionLevel.Fastest).OpenAsync(cancellation);
            rows += await WriteAsync(connection, table, entry, cancellation);
        }

        return rows;
    }

    /// <summary>Fills an empty database from a copy.</summary>
    /// <returns>Number of rows.</returns>
    /// <exception cref="DatabaseException">The database is not empty, or the copy is none or of another
    /// version.</exception>
    public static async Task<long> RestoreAsync(
        Database database, Stream source, CancellationToken cancellation = default)
    {
        try
        {
            await using var zip = new ZipArchive(source, ZipArchiveMode.Read, leaveOpen: true);
            await CheckFormAsync(zip, cancellation);
            await using var connection = await database.ConnectAsync(cancellation);
            await using var transaction = await database.BeginAsync(connection, cancellation);
            if (await connection.FindAsync<long>("select seq from chain where id = 1", cancellation) > 0
                || await connection.FindAsync<long>("select count(*) from counter", cancellation) > 0)
                throw new DatabaseException(Texts.Server.Get("backup.not-empty", database.Place));
            await connection.ExecuteAsync("delete from chain", cancellation);
            var rows = 0L;
            foreach (var table in Tables)
            {
                if (zip.GetEntry(table) is not { } entry)
                    throw new DatabaseException(Texts.Server.Get("backup.broken", table));
                using var lines = new StreamReader(await entry.OpenAsync(cancellation));
                rows += await RestoreAsync(connection, table, lines, cancellation);
            }

            await transaction.CommitAsync(cancellation);
            return rows;
        }
        catch (Exception e) when (e is InvalidDataException or JsonException or FormatException or DbException)
        {
            throw new DatabaseException(Texts.Server.Get("backup.unreadable", e.Message), e);
        }
    }

    private static async Task CheckFormAsync(ZipArchive zip, CancellationToken cancellation)
    {
        if (zip.GetEntry(FormEntry) is not { } entry)
            throw new DatabaseException(Texts.Server.Get("backup.none"));
        await using var stream = await entry.OpenAsync(cancellation);
        var form = await JsonSerializer.DeserializeAsync<Dictionary<string, int>>(
            stream, cancellationToken: cancellation);
        if (form?.GetValueOrDefault("migration") != Migrations.All[^1].Number)
        {
            throw new DatabaseException(Texts.Server.Get(
                "backup.version", form?.GetValueOrDefault("migration") ?? 0, Migrations.All[^1].Number));
        }
    }

    private static async Task<long> WriteAsync(
        DbConnection connection, string table, Stream target, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "select * from " + table;
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await using var buffer = new BufferedStream(target, 1 << 16);
        var rows = 0L;
        while (await reader.ReadAsync(cancellation))
        {
            await using (var json = new Utf8JsonWriter(buffer))
            {
                json.WriteStartObject();
                for (var i = 0; i < reader.FieldCount; i++)
                {
                    json.WritePropertyName(reader.GetName(i));
                    WriteValue(json, reader.GetValue(i));
                }

                json.WriteEndObject();
            }

            buffer.WriteByte((byte)'\n');
            rows++;
        }

        return rows;
    }

    /// <summary>Bytes are told from texts by standing in a list.</summary>
    private static void WriteValue(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case DBNull:
                json.WriteNullValue();
                break;
            case byte[] bytes:
                json.WriteStartArray();
                json.WriteBase64StringValue(bytes);
                json.WriteEndArray();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            default:
                json.WriteNumberValue(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture));
                break;
        }
    }

    private static async Task<long> RestoreAsync(
        DbConnection connection, string table, StreamReader lines, CancellationToken cancellation)
    {
        var rows = 0L;
        while (await lines.ReadLineAsync(cancellation) is { } line)
        {
            using var row = JsonDocument.Parse(line);
            var names = new List<string>();
            var values = new List<object?>();
            foreach (var column in row.RootElement.EnumerateObject())
            {
                // The copy is a file like any other: a name that is no name of a column never becomes SQL.
                if (!column.Name.All(c => char.IsAsciiLetterLower(c) || c == '_'))
                    throw new DatabaseException(Texts.Server.Get("backup.broken", table));
                names.Add(column.Name);
                values.Add(ReadValue(column.Value));
            }

            var marks = string.Join(
                ", ", Enumerable.Range(1, names.Count).Select(i => FormattableString.Invariant($"@{i}")));
            await connection.ExecuteAsync(
                $"insert into {table} ({string.Join(", ", names)}) values ({marks})", cancellation, [.. values]);
            rows++;
        }

        return rows;
    }

    private static object? ReadValue(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Array => value[0].GetBytesFromBase64(),
        JsonValueKind.String => value.GetString(),
        _ => value.GetInt64(),
    };
}

/// <summary>A look at a database as it stands at one moment, whatever is written meanwhile.</summary>
internal static class Look
{
    /// <summary>Begins one; it ends with the transaction.</summary>
    public static async Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellation) =>
        connection is Microsoft.Data.Sqlite.SqliteConnection sqlite
            ? sqlite.BeginTransaction(deferred: true)
            : await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellation);
}
