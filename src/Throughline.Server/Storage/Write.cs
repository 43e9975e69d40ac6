using System.Buffers.Binary;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;

namespace Throughline.Server;

/// <summary>The transaction that is being written: SQL on its connection, bodies, numbers and entries of the
/// journal.</summary>
public sealed class Write
{
    private long _seq;
    private byte[] _hash;

    internal Write(DbConnection connection, DateTimeOffset now, long seq, byte[] hash)
    {
        Connection = connection;
        Now = now;
        _seq = seq;
        _hash = hash;
    }

    /// <summary>The connection, inside the transaction.</summary>
    internal DbConnection Connection { get; }

    /// <summary>The time of what is written.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>Number and hash of the last entry of the journal.</summary>
    internal (long Seq, byte[] Hash) Head
    {
        get => (_seq, _hash);
        set => (_seq, _hash) = value;
    }

    internal Task<int> ExecuteAsync(string sql, params object?[] values) =>
        Connection.ExecuteAsync(sql, CancellationToken.None, values);

    internal Task<List<T>> ListAsync<T>(string sql, Func<DbDataReader, T> read, params object?[] values) =>
        Connection.ListAsync(sql, read, CancellationToken.None, values);

    internal Task<T?> FindAsync<T>(string sql, params object?[] values) =>
        Connection.FindAsync<T>(sql, CancellationToken.None, values);

    /// <summary>Keeps a body under its digest, once.</summary>
    public async Task<byte[]> KeepAsync(byte[] body)
    {
        var digest = SHA256.HashData(body);
        await ExecuteAsync("insert into content (digest, body) values (@1, @2) on conflict do nothing", digest, body);
        return digest;
    }

    /// <summary>Takes numbers of a row of numbers that begins with 1 and has no gap but those of nodes that
    /// stopped.</summary>
    /// <param name="name">Name of the row.</param>
    /// <param name="count">How many.</param>
    /// <returns>The first of them.</returns>
    public async Task<long> TakeNumbersAsync(string name, int count = 1) => await FindAsync<long>(
        "insert into counter (name, value) values (@1, @2) "
        + "on conflict (name) do update set value = counter.value + excluded.value returning value",
        name, (long)count) - count + 1;

    /// <summary>Appends an entry to the journal.</summary>
    /// <param name="kind">What it is about, for example <c>decision</c>.</param>
    /// <param name="subject">What it concerns, for example <c>AM/17</c>; no personal data.</param>
    /// <param name="payload">Its body, which stands outside the chain. A nonce in it keeps its digest from being
    /// guessed.</param>
    /// <returns>Number of the entry.</returns>
    public async Task<long> AppendAsync(string kind, string subject, byte[] payload)
    {
        var digest = await KeepAsync(payload);
        _seq++;
        var at = Sql.ToNumber(Now);
        _hash = Link(_hash, _seq, at, kind, subject, digest);
        await ExecuteAsync(
            "insert into journal (seq, at, kind, subject, payload, hash) values (@1, @2, @3, @4, @5, @6)", _seq, at,
            kind, subject, digest, _hash);
        return _seq;
    }

    /// <summary>The hash of an entry: SHA-256 of the hash before it, the numbers as eight bytes each, the texts with
    /// their lengths, and the digest of the body.</summary>
    internal static byte[] Link(byte[] before, long seq, long at, string kind, string subject, byte[] payload)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> number = stackalloc byte[8];
        hash.AppendData(before);
        Append(seq, number);
        Append(at, number);
        foreach (var text in (string[])[kind, subject])
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            Append(bytes.Length, number);
            hash.AppendData(bytes);
        }

        hash.AppendData(payload);
        return hash.GetHashAndReset();

        void Append(long value, Span<byte> buffer)
        {
            BinaryPrimitives.WriteInt64BigEndian(buffer, value);
            hash.AppendData(buffer);
        }
    }
}
