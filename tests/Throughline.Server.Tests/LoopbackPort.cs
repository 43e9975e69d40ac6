using System.Net;
using System.Net.Sockets;

namespace Throughline.Server.Tests;

/// <summary>Ports of the loopback for who must know his address before he listens there, and listens there again.
/// </summary>
/// <remarks>None is of those that the system gives out by itself (from 32768 on Linux, from 49152 elsewhere): such a
/// one could go to any connection between being chosen and being listened at.</remarks>
internal static class LoopbackPort
{
    private const int First = 20_000;
    private const int Count = 12_000;

    private static int _next = Random.Shared.Next(Count);

    /// <summary>A port that is free, and that this process was not given before.</summary>
    public static int Take()
    {
        while (true)
        {
            var port = First + Interlocked.Increment(ref _next) % Count;
            try
            {
                using var probe = new TcpListener(IPAddress.Loopback, port);
                probe.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody listens there: the next.
            }
        }
    }
}
