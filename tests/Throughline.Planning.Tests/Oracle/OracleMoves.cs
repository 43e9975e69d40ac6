using Throughline.Corridor;

namespace Throughline.Planning.Tests.Oracle;

/// <summary>Section 3 of the page: every move that a unit can make.</summary>
internal sealed class OracleMoves(CorridorSnapshot snapshot, PlanRequest request, OracleRules rules)
{
    private readonly OracleNetwork _network = new(snapshot);
    private readonly OracleCosts _costs = new(snapshot, request.Cargo);
    private readonly LoadUnit _unit = snapshot.Corridor.LoadUnits.Single(u => u.Id == request.Cargo.Unit);
    private readonly OracleDriver _driver = new(
        snapshot.Corridor.DriverRules.Single(r => r.Id == (request.TwoDrivers ? "two_drivers" : "one_driver")));

    private IReadOnlyList<TransportMode> Modes => [.. _unit.Modes.Where(rules.MayUse)];

    /// <summary>All standings in which the unit may begin.</summary>
    public IEnumerable<Walker> Start(string place, int seconds)
    {
        if (!rules.MayTouch(place))
            yield break;
        foreach (var stand in _network.StandsAt(place, Modes, _unit.Modes))
        {
            var row = _network.Row(place, Standing.Origin, stand.On);
            if (row is not null && !rules.MayUse(row))
                continue;
            var (end, items) = Process(row, place, seconds, TripItem.Start);
            var cost = _costs.Start(OracleNetwork.ModeOf(stand.On), place) + (row is null ? 0 : _costs.Transfer(row));
            yield return new Walker(
                place, stand, Driver.Fresh, rules.TouchedBy(place), new Criteria(end, cost, 0, 0), items, null);
        }
    }

    /// <summary>The way ends here: the goods become available.</summary>
    public Walker? End(Walker at)
    {
        var row = _network.Row(at.Place, at.Stand.On, Standing.Destination);
        if (row is not null && !rules.MayUse(row))
            return null;
        var (end, items) = Process(row, at.Place, at.Sums.Arrival, TripItem.End);
        var sums = at.Sums with { Arrival = end, Cost = at.Sums.Cost + (row is null ? 0 : _costs.Transfer(row)) };
        return at with { Sums = sums, Last = items, Before = at };
    }

    /// <summary>All moves from here.</summary>
    public IEnumerable<Walker> From(Walker at) => at.Stand.Phase switch
    {
        Phase.Running => Runs(at).Concat(Transfers(at)),
        Phase.Landed => Transfers(at),
        _ => Rides(at),
    };

    private IEnumerable<Walker> Runs(Walker at)
    {
        foreach (var link in _network.LinksFrom(at.Place, at.Stand.On)
            .Where(l => l.SpeedKmh is not null && rules.MayUse(l)))
        {
            var far = link.From == at.Place ? link.To : link.From;
            var ways = _network.CrossingOf(link) is { } crossing
                ? Pass(at, crossing, far)
                : [new Passage(at.Driver, 0, 0, [])];
            foreach (var way in ways)
            {
                foreach (var drive in Drive(at.Stand.On, way.Driver, RunSeconds(link)))
                {
                    var sums = new Criteria(
                        at.Sums.Arrival + way.Seconds + drive.Seconds, at.Sums.Cost + _costs.Link(link) + way.Cost,
                        at.Sums.Grams + _costs.Grams(link), at.Sums.Handlings);
                    var items = way.Items.Concat(drive.Pieces.Select(
                        p => p.IsPause ? TripItem.Rest(p.Seconds) : TripItem.Run(link.Mode, at.Place, far, p.Seconds)));
                    yield return new Walker(
                        far, _network.StandAfterRun(at.Stand, far), drive.After,
                        at.Touched | rules.TouchedBy(far) | rules.TouchedBy(link.Mode), sums, [.. items], at);
                }
            }
        }
    }

    // length / speed in whole seconds, half up
    private static int RunSeconds(Link link) =>
        decimal.ToInt32(decimal.Floor(link.LengthMetres * 3.6m / (decimal)link.SpeedKmh!.Value + 0.5m));

    private IEnumerable<Drive> Drive(Standing on, Driver driver, int seconds) => on == Standing.Road
        ? _driver.Drives(driver, seconds)
        : [new Drive(Driver.Fresh, seconds, [(false, seconds)])];

    private sealed record Passage(Driver Driver, int Seconds, long Cost, IReadOnlyList<TripItem> Items);

    // Wait until both posts are open, dwell; a driver may stay longer to rest.
    private IEnumerable<Passage> Pass(Walker at, Crossing crossing, string far)
    {
        if (!rules.MayUse(crossing))
            yield break;
        var isAToB = crossing.PlaceA == at.Place;
        var a = (crossing.HoursA, _network.ZoneOf(crossing.PlaceA));
        var b = (crossing.HoursB, _network.ZoneOf(crossing.PlaceB));
        if (OracleClock.NextOpenOfBoth(at.Sums.Arrival, isAToB ? a : b, isAToB ? b : a) is not { } open)
            yield break;
        var wait = open - at.Sums.Arrival;
        var stop = wait + (isAToB ? crossing.DwellAToB : crossing.DwellBToA).MedianSeconds;
        var cost = _costs.Crossing(crossing);
        foreach (var seconds in at.Stand.On == Standing.Road ? _driver.Extensions(stop) : [stop])
        {
            var driver = at.Stand.On == Standing.Road ? _driver.AfterStop(at.Driver, seconds) : at.Driver;
            yield return new Passage(driver, seconds, cost, [TripItem.Border(at.Place, far, seconds, wait)]);
        }
    }

    private IEnumerable<Walker> Transfers(Walker at)
    {
        foreach (var to in _network.StandsAt(at.Place, Modes, _unit.Modes).Where(to => MayChange(at.Stand, to)))
        {
            var row = _network.Row(at.Place, at.Stand.On, to.On);
            if (row is null || !rules.MayUse(row))
                continue;
            var (end, items) = Process(row, at.Place, at.Sums.Arrival, TripItem.Transfer);
            var cost = _costs.Transfer(row)
                + (row.Handlings > 0 ? _costs.Start(OracleNetwork.ModeOf(to.On), at.Place) : 0);
            foreach (var (driver, seconds) in Stop(at, to, row, end - at.Sums.Arrival))
            {
                var sums = new Criteria(
                    at.Sums.Arrival + seconds, at.Sums.Cost + cost, at.Sums.Grams, at.Sums.Handlings + row.Handlings);
                var last = items.Select(i => i with { Seconds = seconds }).ToList();
                yield return new Walker(at.Place, to, driver, at.Touched, sums, last, at);
            }
        }
    }

    // Roll on as what it stands on, off as what it rolled on; on one mode only to or from a service.
    private static bool MayChange(Stand from, Stand to)
    {
        if (from.On == to.On)
            return from.Vehicle == to.Vehicle && !(from.Phase == Phase.Running && to.Phase == Phase.Running);
        if (from.On == Standing.Ferry)
            return to.On == from.Vehicle;
        return to.On != Standing.Ferry || to.Vehicle == from.On;
    }

    // The driver goes along on to a ferry and off it when the unit is accompanied; else a road vehicle has a fresh
    // driver.
    private IEnumerable<(Driver Driver, int Seconds)> Stop(Walker at, Stand to, Transfer row, int seconds)
    {
        var isSameDriver = row.Handlings == 0 && (at.Stand.On, to.On) switch
        {
            (Standing.Road, Standing.Road) => at.Stand.Phase == Phase.Running,
            (Standing.Road or Standing.Ferry, Standing.Road or Standing.Ferry) => HasDriver(at.Stand) && HasDriver(to),
            _ => false,
        };
        if (!isSameDriver)
            return [(Driver.Fresh, seconds)];
        return _driver.Extensions(seconds).Select(length => (_driver.AfterStop(at.Driver, length), length));
    }

    private bool HasDriver(Stand stand) => _unit.NeedsDriver && (stand.Vehicle ?? stand.On) == Standing.Road;

    private IEnumerable<Walker> Rides(Walker at)
    {
        foreach (var service in _network.ServicesAt(at.Place, at.Stand.On))
        {
            if (!service.Units.Contains(_unit.Id) || !rules.MayUse(service) || !Takes(service, at.Stand))
                continue;
            for (var i = 0; i < service.Stops.Count; i++)
            {
                for (var j = i + 1; j < service.Stops.Count && service.Stops[i] == at.Place; j++)
                {
                    foreach (var ride in Ride(at, service, i, j))
                        yield return ride;
                }
            }
        }
    }

    private static bool Takes(Service service, Stand stand) =>
        stand.Vehicle is not { } vehicle || service.Carries.Contains(OracleNetwork.ModeOf(vehicle));

    private IEnumerable<Walker> Ride(Walker at, Service service, int from, int to)
    {
        var touched = OracleNetwork.PlacesOf(service, from, to);
        var sections = Enumerable.Range(from, to - from)
            .SelectMany(i => _network.LinksOf(service, i)).ToList();
        var links = sections.ConvertAll(s => s.Link);
        if (!touched.All(rules.MayTouch) || !links.TrueForAll(rules.MayUse) || !links.TrueForAll(CanPass))
            yield break;
        var stand = at.Stand with { Phase = Phase.Landed };
        var bits = touched.Aggregate(at.Touched | rules.TouchedBy(service.Mode), (all, p) => all | rules.TouchedBy(p));
        foreach (var (trip, wait, ride) in Departures(at, service, from, to))
        {
            var sums = new Criteria(
                at.Sums.Arrival + wait + ride, at.Sums.Cost + _costs.Ride(service, trip, sections),
                at.Sums.Grams + _costs.GramsOfRide(links), at.Sums.Handlings + service.Handlings);
            var driver = HasDriver(at.Stand) ? _driver.AfterStop(at.Driver, wait + ride) : Driver.Fresh;
            var items = new[] { TripItem.Wait(at.Place, wait),
                TripItem.Ride(service.Mode, at.Place, service.Stops[to], ride) };
            yield return new Walker(service.Stops[to], stand, driver, bits, sums, items, at);
        }
    }

    // A driver may stay longer before a ferry, so that wait and ride together are a break or rest.
    private IEnumerable<(Trip? Trip, int Wait, int Ride)> Departures(Walker at, Service service, int from, int to)
    {
        var ready = at.Sums.Arrival;
        if (service.DeparturesPerWeek is { } perWeek)
        {
            var headway = decimal.ToInt32(decimal.Floor(7 * 86_400 / (decimal)perWeek + 0.5m));
            var wait = service.Wait == WaitModel.Random ? headway : (headway + 1) / 2;
            var ride = service.SectionTimes.Skip(from).Take(to - from).Sum(s => s.MedianSeconds);
            return Stays(wait + ride).Select(stay => ((Trip?)null, stay - ride, ride));
        }

        return Stays(0).SelectMany(stay => Trips(service, from, to, ready, ready + stay)).Distinct();

        IEnumerable<int> Stays(int seconds) => HasDriver(at.Stand) ? _driver.Extensions(seconds) : [seconds];
    }

    // Of the departures at or after, the one that is first at the stop, not before an instant; and cheaper ones.
    private static IEnumerable<(Trip? Trip, int Wait, int Ride)> Trips(
        Service service, int from, int to, int ready, int notBefore)
    {
        var runs = new List<(Trip Trip, int Leaves, int Arrives)>();
        foreach (var trip in service.Trips.Where(t => t.Times[from].MayBoard && t.Times[to].MayAlight))
        {
            var ride = trip.Times[to].ArrivalSeconds - trip.Times[from].DepartureSeconds;
            if (OracleClock.FirstRun(trip, from, Math.Max(ready, notBefore - ride)) is { } day)
                runs.Add((trip, day + trip.Times[from].DepartureSeconds, day + trip.Times[to].ArrivalSeconds));
        }

        return runs
            .Where(r => !runs.Exists(o => o.Arrives < r.Arrives && Price(o.Trip) <= Price(r.Trip)))
            .DistinctBy(r => (r.Arrives, Price(r.Trip)))
            .Select(r => ((Trip?)r.Trip, r.Leaves - ready, r.Arrives - r.Leaves));

        long Price(Trip trip) => trip.PriceMinor ?? service.PriceMinor ?? 0;
    }

    // A train runs over a border by the crossing that lies there.
    private bool CanPass(Link link) => _network.CrossingOf(link) is not { } crossing || rules.MayUse(crossing);

    // Wait for the hours of a row, then its median; without a row nothing happens.
    private (int End, IReadOnlyList<TripItem> Items) Process(
        Transfer? row, string place, int seconds, Func<string, int, int, TripItem> item)
    {
        if (row is null)
            return (seconds, []);
        var open = OracleClock.NextOpen(seconds, row.Hours, _network.ZoneOf(place));
        var end = open + row.Time.MedianSeconds;
        return (end, [item(place, end - seconds, open - seconds)]);
    }
}
