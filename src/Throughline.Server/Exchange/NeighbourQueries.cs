using System.Data.Common;

namespace Throughline.Server;

/// <summary>Neighbours and what waits for them.</summary>
/// <param name="Hosted">Countries whose administrations run here.</param>
/// <param name="CertificateEnds">When the own certificate runs out; null without neighbours.</param>
/// <param name="Neighbours">The neighbours, in the order of the configuration.</param>
/// <param name="Unreachable">Countries that messages wait for and that nobody configured.</param>
public sealed record NeighbourList(IReadOnlyList<string> Hosted, DateTimeOffset? CertificateEnds,
    IReadOnlyList<NeighbourView> Neighbours, IReadOnlyList<UnreachableView> Unreachable);

/// <summary>A neighbour as it stands.</summary>
/// <param name="Name">What it is called here.</param>
/// <param name="Countries">Countries that it speaks for.</param>
/// <param name="Status">up, down, or untried.</param>
/// <param name="DownSince">Since when it cannot be reached.</param>
/// <param name="Fault">What the last try ended in.</param>
/// <param name="NextAt">When it is tried again.</param>
/// <param name="Waiting">Messages that wait for it.</param>
/// <param name="WaitingSince">When the first of them was written.</param>
/// <param name="Refused">Those of them that it refused.</param>
/// <param name="RefusedBecause">Why it refused the first of these.</param>
/// <param name="DeliveredAt">When it last took a message.</param>
/// <param name="HeardAt">When it last sent one.</param>
/// <param name="CertificateEnds">When the last of its certificates here runs out.</param>
public sealed record NeighbourView(string Name, IReadOnlyList<string> Countries, string Status,
    DateTimeOffset? DownSince, string? Fault, DateTimeOffset? NextAt, long Waiting, DateTimeOffset? WaitingSince,
    long Refused, string? RefusedBecause, DateTimeOffset? DeliveredAt, DateTimeOffset? HeardAt,
    DateTimeOffset CertificateEnds);

/// <summary>A country without a neighbour.</summary>
/// <param name="Country">The country.</param>
/// <param name="Waiting">Messages that wait for it.</param>
/// <param name="WaitingSince">When the first of them was written.</param>
public sealed record UnreachableView(string Country, long Waiting, DateTimeOffset? WaitingSince);

/// <summary>How it stands with neighbours.</summary>
internal sealed class NeighbourQueries(Database database, TransitSettings transit, NeighbourSettings? settings = null)
{
    /// <summary>All neighbours with their queues.</summary>
    public async Task<NeighbourList> ListAsync(CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        var queues = await connection.ListAsync("select o.recipient, count(*), min(o.sent_at), count(o.fault) "
            + "from outbox o where o.delivered_at is null and o.recipient_kind = 'Administration' "
            + "group by o.recipient order by o.recipient", r => new Queue(
                r.GetString(0)[^2..], r.GetInt64(1), r.GetTime(2), r.GetInt64(3)), cancellation);
        var neighbours = new List<NeighbourView>();
        foreach (var neighbour in settings?.Neighbours ?? [])
        {
            var own = queues.Where(q => neighbour.Countries.Contains(q.Country)).ToList();
            neighbours.Add(await ViewAsync(connection, neighbour, own, cancellation));
        }

        return new NeighbourList([.. transit.Countries.Order(StringComparer.Ordinal)],
            settings is null ? null : End(settings.Certificate), neighbours,
            [.. queues.Where(q => !transit.Countries.Contains(q.Country)
                && !neighbours.Exists(n => n.Countries.Contains(q.Country)))
                .Select(q => new UnreachableView(q.Country, q.Waiting, q.Since))]);
    }

    private static async Task<NeighbourView> ViewAsync(
        DbConnection connection, Neighbour neighbour, List<Queue> queues, CancellationToken cancellation)
    {
        var row = await NeighbourRow.FindAsync(connection, neighbour.Name, cancellation);
        var refused = queues.Sum(q => q.Refused);
        string? because = null;
        foreach (var queue in queues.Where(q => q.Refused > 0).Take(1))
        {
            because = await connection.FindAsync<string>("select fault from outbox where delivered_at is null and "
                + "recipient = @1 and fault is not null order by id limit 1", cancellation, "NTA." + queue.Country);
        }

        return new NeighbourView(neighbour.Name, [.. neighbour.Countries.Order(StringComparer.Ordinal)],
            row.DownSince is not null ? "down" : row.DeliveredAt is null ? "untried" : "up", row.DownSince, row.Fault,
            row.DownSince is null ? null : row.NextAt, queues.Sum(q => q.Waiting),
            queues.Count == 0 ? null : queues.Min(q => q.Since), refused, because, row.DeliveredAt, row.HeardAt,
            neighbour.Certificates.Max(End));
    }

    private static DateTimeOffset End(System.Security.Cryptography.X509Certificates.X509Certificate2 certificate) =>
        new(certificate.NotAfter.ToUniversalTime());

    private sealed record Queue(string Country, long Waiting, DateTimeOffset Since, long Refused);
}
