using System.Collections.Concurrent;
using System.Data.Common;
using System.Security.Cryptography;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>Documents by digest, read once and kept as long as there is room: a movement is decided on many times, its
/// declaration hardly changes.</summary>
internal sealed class Bodies
{
    private const int MostKept = 512;
    private readonly ConcurrentDictionary<string, ReadResult> _read = new(StringComparer.Ordinal);

    /// <summary>The message of a document. Nobody may change it.</summary>
    /// <exception cref="InvalidDataException">The body was erased, or is no message.</exception>
    public async Task<Message> GetAsync(
        DbConnection connection, byte[] digest, CancellationToken cancellation = default)
    {
        var read = await ReadAsync(connection, digest, cancellation);
        return read.Message
            ?? throw new InvalidDataException($"The body {Convert.ToHexStringLower(digest)} is no message.");
    }

    /// <summary>What reading a kept document gives.</summary>
    /// <exception cref="InvalidDataException">The body was erased.</exception>
    public async Task<ReadResult> ReadAsync(
        DbConnection connection, byte[] digest, CancellationToken cancellation = default)
    {
        var key = Convert.ToHexString(digest);
        if (_read.TryGetValue(key, out var known))
            return known;
        var body = await connection.FindAsync<byte[]>(
            "select body from content where digest = @1", cancellation, digest)
            ?? throw new InvalidDataException($"The body {Convert.ToHexStringLower(digest)} is not kept any more.");
        var read = Read(body);
        Keep(key, read);
        return read;
    }

    /// <summary>Reads a document that came in, within the limits.</summary>
    public ReadResult Take(byte[] body)
    {
        var read = Read(body);
        Keep(Convert.ToHexString(SHA256.HashData(body)), read);
        return read;
    }

    /// <summary>A message as it is kept and sent.</summary>
    public static byte[] Write(Message message)
    {
        using var stream = new MemoryStream();
        MessageWriter.Write(message, stream);
        return stream.ToArray();
    }

    private static ReadResult Read(byte[] body)
    {
        using var stream = new MemoryStream(body, writable: false);
        return MessageReader.Read(stream, ReadLimits.Usual with { MostCharacters = body.Length + 1 });
    }

    private void Keep(string key, ReadResult read)
    {
        if (_read.Count >= MostKept)
            _read.Clear();
        _read[key] = read;
    }
}
