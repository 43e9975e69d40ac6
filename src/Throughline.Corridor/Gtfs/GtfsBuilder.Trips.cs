using System.Runtime.InteropServices;
using Throughline.Corridor.Loading;

namespace Throughline.Corridor.Gtfs;

/// <content>Trips: their stops, missing times, and the services that they make up.</content>
internal sealed partial class GtfsBuilder
{
    private const string TimesFile = "stop_times.txt";

    /// <summary>Trips of one mode that call at the same places in the same order.</summary>
    private sealed class TripLine(TransportMode mode, int[] places, int route)
    {
        public TransportMode Mode => mode;
        public int[] Places => places;
        public int Route => route;
        public List<(int Trip, StopTime[] Times)> Trips { get; } = [];
        public SortedSet<string> Operators { get; } = new(StringComparer.Ordinal);
    }

    private sealed class LineComparer : IEqualityComparer<(TransportMode Mode, int[] Places)>
    {
        public bool Equals((TransportMode Mode, int[] Places) x, (TransportMode Mode, int[] Places) y) =>
            x.Mode == y.Mode && x.Places.AsSpan().SequenceEqual(y.Places);

        public int GetHashCode((TransportMode Mode, int[] Places) line)
        {
            var hash = new HashCode();
            hash.Add(line.Mode);
            hash.AddBytes(MemoryMarshal.AsBytes(line.Places.AsSpan()));
            return hash.ToHashCode();
        }
    }

    private List<TripLine> GroupTrips()
    {
        var lines = new List<TripLine>();
        var byStops = new Dictionary<(TransportMode, int[]), TripLine>(new LineComparer());
        var rows = CollectionsMarshal.AsSpan(_feed.StopTimes);
        var shortTrips = 0;
        for (var start = 0; start < rows.Length;)
        {
            var end = start;
            while (end < rows.Length && rows[end].Trip == rows[start].Trip)
                end++;
            var trip = rows[start].Trip;
            var route = _feed.Routes[_feed.Trips[trip].Route];
            if (route.Mode is { } mode && ReadTrip(rows[start..end]) is var (places, times))
            {
                if (places.Length < 2)
                    shortTrips++;
                else
                    Add(mode, places, times, trip);
            }

            start = end;
        }

        var withTimes = lines.Sum(l => l.Trips.Count);
        if (shortTrips > 0)
            _issues.Warn(TimesFile, 0, null, FormattableString.Invariant(
                $"{shortTrips} trips call at fewer than two places and are left out"));
        if (withTimes == 0 && !_issues.HasErrors)
            _issues.Error(TimesFile, 0, null,
                "no trip is left to import; check trips.txt, stop_times.txt and route types");
        return lines;

        void Add(TransportMode mode, int[] places, StopTime[] times, int trip)
        {
            if (!byStops.TryGetValue((mode, places), out var line))
            {
                line = new TripLine(mode, places, _feed.Trips[trip].Route);
                byStops[(mode, places)] = line;
                lines.Add(line);
            }

            line.Trips.Add((trip, times));
            if (_feed.Routes[_feed.Trips[trip].Route].Agency is { Name.Length: > 0 } agency)
                line.Operators.Add(agency.Name);
        }
    }

    /// <summary>Places and times of one trip, calls one after the other at the same place joined; null when
    /// wrong.</summary>
    private (int[] Places, StopTime[] Times)? ReadTrip(ReadOnlySpan<GtfsStopTime> rows)
    {
        var places = new int[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            places[i] = PlaceOf(rows[i].Stop);
            if (places[i] < 0)
                return null;
            if (i > 0 && rows[i].Sequence == rows[i - 1].Sequence)
                return Fail(rows[i], "stop_sequence", "the trip has this number twice; number its stops in order");
        }

        var arrivals = new int[rows.Length];
        var departures = new int[rows.Length];
        if (!FillTimes(rows, places, arrivals, departures))
            return null;
        var count = 0;
        var times = new StopTime[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            if (i > 0 && arrivals[i] < departures[i - 1])
                return Fail(rows[i], "arrival_time",
                    "the trip arrives before it left the stop before; times after midnight go on from 24:00:00");
            if (count > 0 && places[count - 1] == places[i])
            {
                times[count - 1] = new StopTime(
                    times[count - 1].ArrivalSeconds, departures[i], times[count - 1].MayBoard | rows[i].MayBoard,
                    times[count - 1].MayAlight | rows[i].MayAlight);
                continue;
            }

            places[count] = places[i];
            times[count++] = new StopTime(arrivals[i], departures[i], rows[i].MayBoard, rows[i].MayAlight);
        }

        return (places[..count], times[..count]);
    }

    /// <summary>Takes the given times and fills in the missing ones: between two stops with times the way is run at one
    /// speed, by shape_dist_traveled where all rows between have it, else by the distance between the stops.</summary>
    private bool FillTimes(ReadOnlySpan<GtfsStopTime> rows, int[] places, int[] arrivals, int[] departures)
    {
        foreach (var end in (ReadOnlySpan<int>)[0, rows.Length - 1])
        {
            if (rows[end].Arrival < 0)
            {
                Fail(rows[end], "arrival_time", "the first and the last stop of a trip need a time; fill it in");
                return false;
            }
        }

        var known = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i].Arrival < 0)
                continue;
            arrivals[i] = rows[i].Arrival;
            departures[i] = rows[i].Departure;
            if (i > known + 1)
                Interpolate(rows, places, arrivals, departures, known, i);
            known = i;
        }

        return true;
    }

    private void Interpolate(
        ReadOnlySpan<GtfsStopTime> rows, int[] places, int[] arrivals, int[] departures, int from, int to)
    {
        var along = new double[to - from + 1];
        var byShape = true;
        for (var i = from; i <= to; i++)
            byShape &= !double.IsNaN(rows[i].Distance) && (i == from || rows[i].Distance >= rows[i - 1].Distance);
        for (var i = from + 1; i <= to; i++)
        {
            along[i - from] = byShape
                ? rows[i].Distance - rows[from].Distance
                : along[i - from - 1] + GreatCircle.Metres(_places[places[i - 1]], _places[places[i]]);
        }

        var total = along[^1];
        var seconds = arrivals[to] - departures[from];
        for (var i = from + 1; i < to; i++)
        {
            var share = total > 0 ? along[i - from] / total : (double)(i - from) / (to - from);
            arrivals[i] = departures[i] =
                departures[from] + (int)Math.Round(seconds * share, MidpointRounding.AwayFromZero);
        }
    }

    private (int[], StopTime[])? Fail(GtfsStopTime row, string field, string message)
    {
        _issues.Error(TimesFile, row.Row, field, $"{message} (trip {CsvTable.Quote(_feed.Trips[row.Trip].Id)})");
        return null;
    }
}
