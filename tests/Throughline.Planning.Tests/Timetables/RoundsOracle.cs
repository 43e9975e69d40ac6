using Throughline.Corridor;
using Throughline.Planning.Tests.Oracle;
using Throughline.Planning.Timetables;

namespace Throughline.Planning.Tests.Timetables;

/// <summary>Answers by rounds over every run of every trip, with nothing in common with the scan: round k knows the
/// earliest arrival everywhere with at most k trips.</summary>
internal sealed class RoundsOracle
{
    private const int Day = 86_400;
    private readonly List<Run> _runs = [];
    private readonly List<string> _places;
    private readonly int _change;

    /// <summary>Writes out all runs that touch a span.</summary>
    public RoundsOracle(CorridorSnapshot snapshot, int change, int begin, int end)
    {
        _change = change;
        _places = [.. snapshot.Corridor.Places.Select(p => p.Id)];
        foreach (var service in snapshot.Services)
        {
            foreach (var trip in service.Trips)
            {
                var length = trip.Times[^1].DepartureSeconds + 3 * Day;
                for (var from = begin - length; OracleClock.FirstRun(trip, 0, from) is { } start && start < end;
                     from = start + trip.Times[0].DepartureSeconds + 1)
                    _runs.Add(new Run(service, trip, start));
            }
        }
    }

    /// <summary>Departures from a place in a span.</summary>
    public IEnumerable<int> Departures(int place, int from, int to) => _runs
        .SelectMany(r => Enumerable.Range(0, r.Trip.Times.Count - 1)
            .Where(s => r.Service.Stops[s] == _places[place])
            .Select(s => r.Start + r.Trip.Times[s].DepartureSeconds))
        .Where(t => t >= from && t <= to).Distinct();

    /// <summary>Pairs of arrival and number of trips that nothing surpasses, fewest trips first; trips counted up to
    /// <see cref="TimetableScan.MostTrips"/>.</summary>
    public List<TimetableChoice> Choices(int from, int to, int departAfter, int until) =>
        Choices(from, to, departAfter, until, leavesAtOnce: false);

    // Who leaves at once boards at that instant, and does not come back to the origin for another trip.
    private List<TimetableChoice> Choices(int from, int to, int departAfter, int until, bool leavesAtOnce)
    {
        var choices = new List<TimetableChoice>();
        if (from == to)
            return choices;
        // When another trip can be boarded at each place, and when it was reached.
        var ready = Enumerable.Repeat(int.MaxValue, _places.Count).ToArray();
        ready[from] = departAfter;
        var best = until + 1;
        for (var round = 1; ; round++)
        {
            var next = ready.ToArray();
            var arrival = best;
            foreach (var run in _runs)
                Ride(run, ready, next, to, leavesAtOnce ? from : -1, departAfter, ref arrival);
            if (leavesAtOnce)
                next[from] = int.MaxValue;
            if (arrival < best)
            {
                best = arrival;
                var trips = Math.Min(round, TimetableScan.MostTrips);
                choices.RemoveAll(c => c.Trips == trips);
                choices.Add(new TimetableChoice(departAfter, best, trips));
            }

            if (next.AsSpan().SequenceEqual(ready))
                return choices;
            ready = next;
        }
    }

    /// <summary>Triples of departure, arrival and number of trips that nothing surpasses, the latest departure
    /// first.</summary>
    public List<TimetableChoice> Range(int from, int to, int departAfter, int departBy, int until)
    {
        var all = Departures(from, departAfter, departBy)
            .SelectMany(d => Choices(from, to, d, until, leavesAtOnce: true)).ToList();
        return [.. all.Where(a => !all.Exists(b => b != a && b.Departure >= a.Departure && b.Arrival <= a.Arrival
            && b.Trips <= a.Trips)).OrderByDescending(c => c.Departure).ThenBy(c => c.Trips)];
    }

    private void Ride(Run run, int[] ready, int[] next, int to, int origin, int departure, ref int arrival)
    {
        var times = run.Trip.Times;
        var on = false;
        for (var s = 0; s < times.Count; s++)
        {
            var place = _places.IndexOf(run.Service.Stops[s]);
            if (on && times[s].MayAlight)
            {
                var at = run.Start + times[s].ArrivalSeconds;
                // A ride of no time counts as one second before a change.
                var change = Math.Max(at, run.Start + times[s - 1].DepartureSeconds + 1) + _change;
                next[place] = Math.Min(next[place], change);
                if (place == to)
                    arrival = Math.Min(arrival, at);
            }

            var leaves = run.Start + times[s].DepartureSeconds;
            on |= times[s].MayBoard && ready[place] <= leaves && (place != origin || leaves == departure);
        }
    }

    private sealed record Run(Service Service, Trip Trip, int Start);
}
