using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;

namespace Throughline.Server;

/// <summary>Another installation, which runs administrations of other countries.</summary>
/// <param name="Name">What it is called here.</param>
/// <param name="Address">Where it listens to neighbours, https.</param>
/// <param name="Countries">Countries whose administrations run there, two letters each. It may speak for no
/// others.</param>
/// <param name="Certificates">Certificates that it may show; an authority's among them admits what it issued to
/// <paramref name="Host"/>.</param>
/// <param name="Host">Name that a certificate of an authority must be issued to; null when there is none.</param>
public sealed record Neighbour(string Name, Uri Address, ImmutableHashSet<string> Countries,
    IReadOnlyList<X509Certificate2> Certificates, string? Host = null);

/// <summary>How an installation talks with others.</summary>
public sealed record NeighbourSettings
{
    /// <summary>Countries whose administrations run here.</summary>
    public required ImmutableHashSet<string> Countries { get; init; }

    /// <summary>Where neighbours are listened to, https; port 0 is any free one.</summary>
    public required Uri Listen { get; init; }

    /// <summary>The own certificate with its key, shown to neighbours whichever side calls.</summary>
    public required X509Certificate2 Certificate { get; init; }

    /// <summary>The neighbours.</summary>
    public required IReadOnlyList<Neighbour> Neighbours { get; init; }

    /// <summary>Longest wait for the receipt of a message.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Wait after the first failure; it doubles with each further one.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Longest wait between two tries.</summary>
    public TimeSpan LastRetry { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long one node sends to a neighbour before another may take its turn.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The wait after a number of failures in a row.</summary>
    internal TimeSpan RetryAfter(int attempts) =>
        attempts > 20 || FirstRetry * Math.Pow(2, attempts - 1) > LastRetry
            ? LastRetry
            : FirstRetry * Math.Pow(2, attempts - 1);
}
