using Throughline.Corridor.Imports;
using Throughline.Corridor.Loading;

namespace Throughline.Corridor.Gtfs;

/// <content>Services out of lines of trips, frequencies written out, transfers.</content>
internal sealed partial class GtfsBuilder
{
    private int _frequencyTrips;

    private List<Service> MakeServices(List<TripLine> lines)
    {
        var frequencies = _feed.Frequencies.ToLookup(f => f.Trip);
        var calendars = MakeCalendars();
        var services = new List<Service>(lines.Count);
        var noUnits = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var units = _base.LoadUnits.Where(u => u.Modes.Contains(line.Mode)).Select(u => u.Id).ToList();
            if (units.Count == 0)
            {
                noUnits.Add(CorridorWords.Of(line.Mode));
                continue;
            }

            var trips = new List<Trip>(line.Trips.Count);
            foreach (var (trip, times) in line.Trips)
                AddTrips(trips, trip, times, calendars, frequencies[trip]);
            services.Add(MakeService(line, units, trips));
        }

        foreach (var mode in noUnits)
            _issues.Warn("routes.txt", 0, "route_type",
                $"no load unit of the base travels by {mode}; its trips are left out");
        if (services.Any(s => s.Mode == TransportMode.Rail))
            _issues.Warn("routes.txt", 0, "route_type", FormattableString.Invariant(
                $"GTFS does not say the gauge; rail is taken as {_options.RailGaugeMm} mm, give another one if that ")
                + "is wrong");
        var inexact = _feed.Frequencies.Count(f => !f.Exact);
        if (inexact > 0)
            _issues.Warn("frequencies.txt", 0, "exact_times", FormattableString.Invariant(
                $"{inexact} frequencies are not exact; their departures are written out as if they were"));
        return services;
    }

    private Service MakeService(TripLine line, List<string> units, List<Trip> trips)
    {
        var route = _feed.Routes[line.Route];
        var from = _places[line.Places[0]];
        var to = _places[line.Places[^1]];
        return new Service
        {
            Id = _serviceIds.Make(route.Id),
            Name = $"{route.Name}: {from.Name} – {to.Name}",
            Mode = line.Mode,
            Stops = [.. line.Places.Select(p => _places[p].Id)],
            Operator = line.Operators.Count == 0 ? null : string.Join(", ", line.Operators),
            Status = OperatingStatus.Open,
            Trips = trips,
            Units = units,
            Carries = line.Mode == TransportMode.Ferry ? [TransportMode.Road] : [],
            GaugeMm = line.Mode == TransportMode.Rail ? _options.RailGaugeMm : null,
            Tag = _options.Tag,
            TimeBasis = "published",
            FrequencyBasis = "published",
            Basis = CorridorLoader.JoinBasis("published", "published", null),
            Source = _source,
        };
    }

    private Dictionary<string, ServiceCalendar> MakeCalendars()
    {
        var ids = new IdMaker();
        if (_options.BesideBase)
        {
            foreach (var trip in _base.Services.SelectMany(s => s.Trips))
                ids.Reserve(trip.Calendar.Id);
        }

        var calendars = new Dictionary<string, ServiceCalendar>(StringComparer.Ordinal);
        foreach (var (id, c) in _feed.Calendars)
        {
            calendars[id] = new ServiceCalendar(ids.Make(id), c.Weekdays, c.FirstDay, c.LastDay, c.Added, c.Removed)
            {
                Source = _source,
            };
        }

        return calendars;
    }

    private void AddTrips(
        List<Trip> trips, int index, StopTime[] times, Dictionary<string, ServiceCalendar> calendars,
        IEnumerable<GtfsFrequency> frequencies)
    {
        var trip = _feed.Trips[index];
        var calendar = calendars[trip.Calendar];
        var zone = _feed.Routes[trip.Route].Agency?.Zone ?? "Etc/UTC";
        var isTemplate = false;
        foreach (var frequency in frequencies)
        {
            isTemplate = true;
            for (var start = frequency.Start; start < frequency.End; start += frequency.Headway)
            {
                if (++_frequencyTrips > _options.MaxFrequencyTrips)
                {
                    _issues.Error("frequencies.txt", frequency.Row, "headway_secs", FormattableString.Invariant(
                        $"the frequencies make more than {_options.MaxFrequencyTrips:N0} trips; raise the headway or ")
                            + "the limit");
                    return;
                }

                trips.Add(new Trip(_tripIds.Make(trip.Id), calendar, zone, Shift(times, start)) { Source = _source });
            }
        }

        // The times of a trip with frequencies are a pattern only, it does not run by itself.
        if (!isTemplate)
            trips.Add(new Trip(_tripIds.Make(trip.Id), calendar, zone, times) { Source = _source });
    }

    private static StopTime[] Shift(StopTime[] times, int start)
    {
        var by = start - times[0].DepartureSeconds;
        var shifted = new StopTime[times.Length];
        for (var i = 0; i < times.Length; i++)
        {
            shifted[i] = times[i] with
            {
                ArrivalSeconds = times[i].ArrivalSeconds + by,
                DepartureSeconds = times[i].DepartureSeconds + by,
            };
        }

        // Nobody arrives at the first stop; its arrival could lie before the day.
        shifted[0] = shifted[0] with { ArrivalSeconds = start };
        return shifted;
    }

    /// <summary>Transfers inside a place become rows for it; those between places become ways by road that take the
    /// stated time, since goods that change terminals go by road.</summary>
    private void MakeTransfers(ImportedNetwork network, List<Service> services)
    {
        var inside = new SortedDictionary<int, int>();
        var between = new SortedDictionary<(int, int), int>();
        var left = 0;
        foreach (var transfer in _feed.Transfers)
        {
            var from = _placeOfStop[transfer.From];
            var to = _placeOfStop[transfer.To];
            if (from < 0 || to < 0 || transfer.Seconds is not { } seconds)
                left += from == to && from >= 0 ? 0 : 1;
            else if (from == to)
                inside[from] = Math.Max(inside.GetValueOrDefault(from), seconds);
            else if (_places[from].Country != _places[to].Country)
                left++;
            else
                between[Ordered(from, to)] = Math.Max(between.GetValueOrDefault(Ordered(from, to)), seconds);
        }

        if (left > 0)
            _issues.Warn("transfers.txt", 0, null, FormattableString.Invariant(
                $"{left} transfers between places have no min_transfer_time, lead over a border or to stops without ")
                    + "trips; left out");
        var modes = services.SelectMany(s => s.Stops.Select(p => (Place: p, s.Mode))).ToHashSet();
        foreach (var (place, seconds) in inside)
            AddTransfers(network, _places[place].Id, seconds, modes);
        foreach (var ((from, to), seconds) in between)
            network.Links.Add(MakeLink(from, to, Math.Max(1, seconds)));

        static (int, int) Ordered(int a, int b) => a < b ? (a, b) : (b, a);
    }

    private void AddTransfers(
        ImportedNetwork network, string place, int seconds, HashSet<(string Place, TransportMode Mode)> modes)
    {
        var standings = new List<(string Word, Standing Standing)>();
        if (modes.Contains((place, TransportMode.Road)))
            standings.Add(("road", Standing.Road));
        if (modes.Contains((place, TransportMode.Rail)))
            standings.Add(("rail", _options.RailGaugeMm == 1435 ? Standing.Rail1435 : Standing.Rail1520));
        if (modes.Contains((place, TransportMode.Air)))
            standings.Add(("air", Standing.Air));
        foreach (var from in standings)
        {
            foreach (var to in standings)
            {
                network.Transfers.Add(new Transfer
                {
                    Id = _transferIds.Make($"{place}_{from.Word}_{to.Word}"),
                    Place = place,
                    Kind = from == to && from.Word == "rail" ? "shunt" : "lift",
                    From = from.Standing,
                    To = to.Standing,
                    Time = new Spread(seconds, seconds),
                    Handlings = 1,
                    Basis = "published",
                    Notes = "Least time for a change as the feed states it; no cost is known",
                    Source = _source,
                });
            }
        }
    }

    private Link MakeLink(int from, int to, int seconds)
    {
        var metres = Math.Max(1, (int)Math.Ceiling(GreatCircle.Metres(_places[from], _places[to])));
        return new Link
        {
            Id = _linkIds.Make($"transfer-{_places[from].Id}-{_places[to].Id}"),
            From = _places[from].Id,
            To = _places[to].Id,
            Mode = TransportMode.Road,
            LengthMetres = metres,
            LengthBasis = "great_circle",
            Status = OperatingStatus.Open,
            SpeedKmh = Math.Clamp(metres * 3.6 / seconds, 0.1, 1500),
            SpeedBasis = "derived",
            Tag = _options.Tag,
            Notes = "Transfer of the feed; the speed is that which gives its time",
            Source = _source,
        };
    }
}
