using Throughline.Corridor;

namespace Throughline.Planning.Tests.Oracle;

/// <summary>How far a unit is in a standing.</summary>
internal enum Phase
{
    /// <summary>In a vehicle that runs over links.</summary>
    Running,
    /// <summary>Processed, waiting for a departure.</summary>
    Ready,
    /// <summary>Just arrived by a service.</summary>
    Landed,
}

/// <summary>Where a unit stands; on a ferry also as what it rolled on.</summary>
internal readonly record struct Stand(Standing On, Phase Phase, Standing? Vehicle = null);

/// <summary>Look-ups in the snapshot, each by going through the whole list.</summary>
internal sealed class OracleNetwork(CorridorSnapshot snapshot)
{
    public static readonly Standing[] Standings =
        [Standing.Road, Standing.Rail1520, Standing.Rail1435, Standing.Sea, Standing.Ferry, Standing.Air];

    private static readonly Standing[] Vehicles = [Standing.Road, Standing.Rail1520, Standing.Rail1435];

    public static TransportMode ModeOf(Standing standing) => standing switch
    {
        Standing.Road => TransportMode.Road,
        Standing.Rail1520 or Standing.Rail1435 => TransportMode.Rail,
        Standing.Sea => TransportMode.Sea,
        Standing.Ferry => TransportMode.Ferry,
        Standing.Air => TransportMode.Air,
        _ => throw new ArgumentOutOfRangeException(nameof(standing)),
    };

    public string ZoneOf(string place) => snapshot.Corridor.GetPlace(place).TimeZone;

    /// <summary>Links that a unit in this standing runs over from a place.</summary>
    public IEnumerable<Link> LinksFrom(string place, Standing standing) =>
        snapshot.Links.Where(l => IsOf(l, standing) && (l.From == place || l.To == place));

    /// <summary>The crossing that belongs to a link: the first row of several; null when it crosses no
    /// border.</summary>
    public Crossing? CrossingOf(Link link) => snapshot.Crossings.FirstOrDefault(c => c.Mode == link.Mode
        && (c.PlaceA == link.From && c.PlaceB == link.To || c.PlaceA == link.To && c.PlaceB == link.From));

    /// <summary>Services of this standing that stop at a place.</summary>
    public IEnumerable<Service> ServicesAt(string place, Standing standing) =>
        snapshot.Services.Where(s => IsOf(s, standing) && s.Stops.Contains(place));

    /// <summary>All stands of a place that goods can enter, as the start or by a transfer: running where a link can be
    /// run over, ready where a service stops.</summary>
    public IEnumerable<Stand> StandsAt(
        string place, IReadOnlyList<TransportMode> modes, IReadOnlyList<TransportMode> vehicleModes)
    {
        foreach (var on in Standings.Where(s => modes.Contains(ModeOf(s))))
        {
            if (on is Standing.Road or Standing.Rail1520 or Standing.Rail1435
                && LinksFrom(place, on).Any(l => l.SpeedKmh is not null))
                yield return new Stand(on, Phase.Running);
            if (!ServicesAt(place, on).Any())
                continue;
            if (on is not Standing.Ferry)
                yield return new Stand(on, Phase.Ready);
            else
            {
                foreach (var vehicle in Vehicles.Where(v => vehicleModes.Contains(ModeOf(v))))
                    yield return new Stand(on, Phase.Ready, vehicle);
            }
        }
    }

    /// <summary>The most specific row from one standing to another at a place: place and exact gauge, place and rail,
    /// default and exact, default.</summary>
    public Transfer? Row(string place, Standing from, Standing to) => snapshot.Transfers
        .Where(t => (t.Place is null || t.Place == place) && Fits(t, from, to))
        .OrderBy(t => t.Place is null)
        .ThenBy(t => (t.FromAnyRail ? 1 : 0) + (t.ToAnyRail ? 1 : 0))
        .FirstOrDefault();

    /// <summary>How a unit stands that has come in over a link: at a yard every train ends, and the unit is
    /// landed.</summary>
    public Stand StandAfterRun(Stand stand, string place) =>
        Row(place, stand.On, stand.On) is { Kind: "yard" } ? stand with { Phase = Phase.Landed } : stand;

    /// <summary>The places a ride passes, both ends included.</summary>
    public static IReadOnlyList<string> PlacesOf(Service service, int from, int to)
    {
        if (service.Via.Count == 0)
            return [.. service.Stops.Skip(from).Take(to - from + 1)];
        if (service.Stops.Count != 2)
            throw new NotSupportedException("The page does not say between which stops a place of via lies.");
        return [service.Stops[0], .. service.Via, service.Stops[1]];
    }

    /// <summary>The links of a section, each with the place where it begins: between two neighbouring places of the way
    /// the shortest.</summary>
    public List<(string From, Link Link)> LinksOf(Service service, int section)
    {
        var places = PlacesOf(service, section, section + 1);
        return [.. places.Zip(places.Skip(1)).Select(p => (p.First, LinkOf(service, p.First, p.Second)))];
    }

    private Link LinkOf(Service service, string from, string to)
    {
        var links = snapshot.Links.Where(l => l.Mode == service.Mode
            && (l.From == from && l.To == to || l.From == to && l.To == from)).ToList();
        return links.Count == 1 ? links[0]
            : throw new NotSupportedException($"{service.Id} has {links.Count} links {from}-{to}.");
    }

    private static bool IsOf(Link link, Standing standing) => link.Mode == ModeOf(standing) && standing switch
    {
        Standing.Rail1520 => link.GaugeMm == 1520,
        Standing.Rail1435 => link.GaugeMm == 1435,
        _ => true,
    };

    private static bool IsOf(Service service, Standing standing) => service.Mode == ModeOf(standing) && standing switch
    {
        Standing.Rail1520 => service.GaugeMm == 1520,
        Standing.Rail1435 => service.GaugeMm == 1435,
        _ => true,
    };

    // A change of gauge joins two gauges; any other row «rail -> rail» stays on one.
    private static bool Fits(Transfer row, Standing from, Standing to)
    {
        if (IsRail(from) && IsRail(to) && from == to && row.Kind == "gauge_change")
            return false;
        if (row.FromAnyRail && row.ToAnyRail && from != to && row.Kind != "gauge_change")
            return false;
        return (row.FromAnyRail ? IsRail(from) : row.From == from) && (row.ToAnyRail ? IsRail(to) : row.To == to);
    }

    private static bool IsRail(Standing standing) => standing is Standing.Rail1520 or Standing.Rail1435;
}
