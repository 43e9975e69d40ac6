using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Npgsql;
using NpgsqlTypes;
using Throughline.Server;

namespace Throughline.Bench;

/// <summary>Lays entries into a journal directly, as years of work would leave them: chained, with bodies of the usual
/// size, a thousand in each transaction.</summary>
internal static class JournalFill
{
    private const int Together = 50_000;
    private const int BodyBytes = 200;

    /// <summary>Appends entries.</summary>
    public static async Task RunAsync(Database database, int rows)
    {
        var watch = Stopwatch.StartNew();
        await using var connection = await database.ConnectAsync();
        var random = new Random(1);
        for (var done = 0; done < rows; done += Together)
        {
            await using var transaction = await database.BeginAsync(connection);
            var (seq, hash) = (await connection.ListAsync("select seq, hash from chain where id = 1",
                r => (r.GetInt64(0), r.GetBytes(1)), CancellationToken.None))[0];
            var entries = new List<Entry>(Together);
            for (var i = 0; i < Math.Min(Together, rows - done); i++)
            {
                var entry = Make(random, ++seq, hash);
                hash = entry.Hash;
                entries.Add(entry);
            }

            if (connection is NpgsqlConnection postgres)
                await CopyAsync(postgres, entries);
            else
                await InsertAsync(connection, entries);
            await connection.ExecuteAsync(
                "update chain set seq = @1, hash = @2 where id = 1", CancellationToken.None, seq, hash);
            await transaction.CommitAsync();
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{rows:#,0} entries laid into the journal in {watch.Elapsed.TotalSeconds:0} s"));
    }

    private sealed record Entry(long Seq, long At, string Subject, byte[] Digest, byte[] Body, byte[] Hash);

    private static Entry Make(Random random, long seq, byte[] before)
    {
        var body = Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"{{\"nonce\":\"{seq:x32}\",\"filled\":true}}").PadRight(BodyBytes));
        var digest = System.Security.Cryptography.SHA256.HashData(body);
        // Movements of countries that are not hosted, so that nothing else in the database misses them.
        var subject = string.Create(CultureInfo.InvariantCulture, $"XX/{random.Next(1, 5_000_000)}");
        var at = Sql.ToNumber(DateTimeOffset.UnixEpoch.AddDays(20_000).AddSeconds(seq));
        return new Entry(seq, at, subject, digest, body, Write.Link(before, seq, at, "fill", subject, digest));
    }

    private static async Task InsertAsync(DbConnection connection, List<Entry> entries)
    {
        await using var content = connection.CreateCommand();
        await using var journal = connection.CreateCommand();
        content.CommandText = "insert into content (digest, body) values (@1, @2)";
        journal.CommandText = "insert into journal (seq, at, kind, subject, payload, hash) "
            + "values (@1, @2, 'fill', @3, @4, @5)";
        foreach (var entry in entries)
        {
            await RunAsync(content, entry.Digest, entry.Body);
            await RunAsync(journal, entry.Seq, entry.At, entry.Subject, entry.Digest, entry.Hash);
        }
    }

    private static Task RunAsync(DbCommand command, params object[] values)
    {
        for (var i = command.Parameters.Count; i < values.Length; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@" + (i + 1).ToString(CultureInfo.InvariantCulture);
            command.Parameters.Add(parameter);
        }

        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i];
        return command.ExecuteNonQueryAsync();
    }

    private static async Task CopyAsync(NpgsqlConnection connection, List<Entry> entries)
    {
        await using (var content = await connection.BeginBinaryImportAsync(
            "copy content (digest, body) from stdin (format binary)"))
        {
            foreach (var entry in entries)
            {
                await content.StartRowAsync();
                await content.WriteAsync(entry.Digest, NpgsqlDbType.Bytea);
                await content.WriteAsync(entry.Body, NpgsqlDbType.Bytea);
            }

            await content.CompleteAsync();
        }

        await using var journal = await connection.BeginBinaryImportAsync(
            "copy journal (seq, at, kind, subject, payload, hash) from stdin (format binary)");
        foreach (var entry in entries)
        {
            await journal.StartRowAsync();
            await journal.WriteAsync(entry.Seq, NpgsqlDbType.Bigint);
            await journal.WriteAsync(entry.At, NpgsqlDbType.Bigint);
            await journal.WriteAsync("fill", NpgsqlDbType.Text);
            await journal.WriteAsync(entry.Subject, NpgsqlDbType.Text);
            await journal.WriteAsync(entry.Digest, NpgsqlDbType.Bytea);
            await journal.WriteAsync(entry.Hash, NpgsqlDbType.Bytea);
        }

        await journal.CompleteAsync();
    }
}
