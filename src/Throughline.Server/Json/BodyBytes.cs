using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Throughline.Server;

/// <summary>Receives the body of a request up to a size, without a thread that waits for a slow client.</summary>
internal static class BodyBytes
{
    /// <summary>Receives a body as one piece.</summary>
    /// <exception cref="ProblemException">It is too large: 413.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, int maxBytes)
    {
        var bytes = (await HoldAsync(request, maxBytes)).ToArray();
        Release(request);
        return bytes;
    }

    /// <summary>Receives a body and leaves it in the buffers in which it came, until it is released.</summary>
    /// <exception cref="ProblemException">It is too large: 413.</exception>
    public static async Task<ReadOnlySequence<byte>> HoldAsync(HttpRequest request, int maxBytes)
    {
        if (request.ContentLength > MostRead(maxBytes))
            throw ProblemException.Of(413, "too-large");
        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(request.HttpContext.RequestAborted);
            if (read.Buffer.Length > maxBytes)
            {
                reader.AdvanceTo(read.Buffer.End);
                await DrainAsync(request, MostRead(maxBytes) - read.Buffer.Length);
                throw ProblemException.Of(413, "too-large");
            }

            if (read.IsCompleted)
            {
                // Read, but not yet given back: the buffers stay while somebody looks at them.
                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                return read.Buffer;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>Most bytes that are taken off the line of a body that is too large, so that a client that is still
    /// sending hears the answer instead of a broken line.</summary>
    public static long MostRead(int maxBytes) => 2L * maxBytes;

    private static async Task DrainAsync(HttpRequest request, long bytes)
    {
        while (bytes > 0)
        {
            var read = await request.BodyReader.ReadAsync(request.HttpContext.RequestAborted);
            bytes -= read.Buffer.Length;
            request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return;
        }
    }

    /// <summary>Gives the buffers of a body that was held back.</summary>
    public static void Release(HttpRequest request)
    {
        if (request.BodyReader.TryRead(out var read))
            request.BodyReader.AdvanceTo(read.Buffer.End);
    }
}
