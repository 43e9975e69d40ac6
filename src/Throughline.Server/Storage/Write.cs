using System.Buffers.Binary;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;

namespace Throughline.Server;

/// <summary>The transaction that is being written: SQL on its connection, bodies, numbers and entries of the
/// journal.</summary>
public sealed class Write
{
    private readonly Statements _statements;
    private readonly Dictionary<string, long> _numbers = new(StringComparer.Ordinal);
    private Dictionary<string, long> _numbersBefore = [];
    private (long Seq, byte[] Hash) _before;
    private long _seq;
    private byte[] _hash;

    internal Write(Statements statements, DateTimeOffset now, long seq, byte[] hash)
    {
        _statements = statements;
        Now = now;
        _seq = seq;
        _hash = hash;
    }

    /// <summary>The time of what is written.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>Runs a change so that it happens as a whole or not at all.</summary>
    internal async Task RunAsync(Func<Write, Task> change)
    {
        _before = (_seq, _hash);
        _numbersBefore = new Dictionary<string, long>(_numbers, StringComparer.Ordinal);
        _statements.Defer("savepoint change");
        var trips = _statements.Trips;
        try
        {
            await change(this);
            _statements.Defer("release savepoint change");
            await _statements.FlushAsync();
        }
        catch (Exception e)
        {
            try
            {
                await UndoAsync(isMarked: _statements.Trips > trips);
            }
            catch (Exception undo) when (undo is DbException or InvalidOperationException)
            {
                // A full disk or a cut line can end the whole transaction: nothing more may be written as if in it.
                throw new TransactionLostException(e);
            }

            throw;
        }
    }

    /// <summary>Writes what all changes together came to: the head of the chain and the numbers taken.</summary>
    internal Task EndAsync()
    {
        _statements.Defer("update chain set seq = @1, hash = @2 where id = 1", _seq, _hash);
        foreach (var (name, value) in _numbers)
        {
            _statements.Defer("insert into counter (name, value) values (@1, @2) "
                + "on conflict (name) do update set value = excluded.value", name, value);
        }

        return _statements.FlushAsync();
    }

    /// <summary>Runs statements and gives the number of rows that the last changed.</summary>
    internal Task<int> ExecuteAsync(string sql, params object?[] values) => _statements.ExecuteAsync(sql, values);

    /// <summary>Runs a statement whose outcome nobody waits for, together with the next one. What it fails with undoes
    /// the change like any other failure.</summary>
    internal void Defer(string sql, params object?[] values) => _statements.Defer(sql, values);

    internal Task<List<T>> ListAsync<T>(string sql, Func<DbDataReader, T> read, params object?[] values) =>
        _statements.ListAsync(sql, read, values);

    internal Task<T?> FindAsync<T>(string sql, params object?[] values) => _statements.FindAsync<T>(sql, values);

    /// <summary>Runs what was deferred and gives the connection, for readers that also run outside of changes: they see
    /// what the change wrote up to here. Ask again after the next statement; write nothing on it.</summary>
    internal async Task<DbConnection> ReadAsync()
    {
        await _statements.FlushAsync();
        return _statements.Connection;
    }

    /// <summary>Keeps a body under its digest, once.</summary>
    public Task<byte[]> KeepAsync(byte[] body)
    {
        var digest = SHA256.HashData(body);
        Keep(digest, body);
        return Task.FromResult(digest);
    }

    /// <summary>Keeps a body whose digest is known, once.</summary>
    internal void Keep(byte[] digest, byte[] body) =>
        Defer("insert into content (digest, body) values (@1, @2) on conflict do nothing", digest, body);

    /// <summary>Takes numbers of a row of numbers that begins with 1 and has no gap but those of nodes that
    /// stopped.</summary>
    /// <param name="name">Name of the row.</param>
    /// <param name="count">How many.</param>
    /// <returns>The first of them.</returns>
    public async Task<long> TakeNumbersAsync(string name, int count = 1)
    {
        // Nobody else takes any until this transaction has ended.
        if (!_numbers.TryGetValue(name, out var value))
            value = await FindAsync<long>("select value from counter where name = @1", name);
        _numbers[name] = value + count;
        return value + 1;
    }

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
        Defer("insert into journal (seq, at, kind, subject, payload, hash) values (@1, @2, @3, @4, @5, @6)",
            _seq, at, kind, subject, digest, _hash);
        return _seq;
    }

    private async Task UndoAsync(bool isMarked)
    {
        _statements.Discard();
        (_seq, _hash) = _before;
        _numbers.Clear();
        foreach (var (name, value) in _numbersBefore)
            _numbers.Add(name, value);
        if (!isMarked)
            return;
        _statements.Defer("rollback to savepoint change");
        _statements.Defer("release savepoint change");
        await _statements.FlushAsync();
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

/// <summary>The transaction has ended before its time: none of its changes is on the disk.</summary>
internal sealed class TransactionLostException(Exception cause) : Exception(cause.Message, cause)
{
    /// <summary>What ended it.</summary>
    public Exception Cause => InnerException!;
}
