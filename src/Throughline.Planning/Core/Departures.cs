namespace Throughline.Planning.Core;

/// <summary>All departures of a window, the latest first.</summary>
internal sealed class Departures
{
    private readonly Departure[] _all;

    /// <summary>Lists the departures of a network.</summary>
    public Departures(Network network, int begin, int end)
    {
        Begin = begin;
        End = end;
        var all = new List<Departure>();
        for (var arc = 0; arc < network.ArcCount;)
        {
            var first = arc++;
            if (network.ArcKinds[first] != ArcKind.Timetable)
                continue;
            // Rides of one line from one stop lie together and share the departure.
            while (arc < network.ArcCount && network.ArcKinds[arc] == ArcKind.Timetable
                && network.ArcFrom[arc] == network.ArcFrom[first] && network.ArcGate[arc] == network.ArcGate[first]
                && network.ArcBoard[arc] == network.ArcBoard[first])
                arc++;
            var line = network.Lines[network.ArcGate[first]];
            for (var time = begin; time < end; time++)
            {
                time = line.NextDeparture(network.ArcBoard[first], time, out var trip, out var day);
                if (trip < 0 || time >= end)
                    break;
                all.Add(new Departure(time, first, arc, line, trip, day));
            }
        }

        all.Sort((a, b) => b.Time.CompareTo(a.Time));
        _all = new Departure[all.Count];
        all.CopyTo(_all);
    }

    /// <summary>The first instant of the window.</summary>
    public int Begin { get; }

    /// <summary>The first instant after it.</summary>
    public int End { get; }

    /// <summary>The departures, the latest first.</summary>
    public ReadOnlySpan<Departure> All => _all;
}

/// <summary>A departure; the arcs from <paramref name="FirstArc"/> to before <paramref name="EndArc"/> ride
/// it.</summary>
internal readonly record struct Departure(int Time, int FirstArc, int EndArc, Line Line, int Trip, int Day);
