using System.Collections.Concurrent;
using Throughline.Planning.Core;

namespace Throughline.Planning;

/// <summary>The departure bounds of a network, by goal and week.</summary>
/// <remarks>They take longer to make than a middling search does, so they are made when a goal is asked for in a week
/// for the second time.</remarks>
internal sealed class DepartureStore(Network network)
{
    private const int WeekSeconds = 7 * DayBits.DaySeconds;
    private const int WindowWeeks = 3;
    private const int MostBounds = 128;
    private const int MostLists = 4;
    private readonly bool _hasTimetable = Array.IndexOf(network.ArcKinds, ArcKind.Timetable) >= 0;
    private readonly ConcurrentDictionary<int, Departures> _lists = new();
    private readonly ConcurrentDictionary<(int Goal, int Week), DepartureBounds?> _bounds = new();

    /// <summary>The bounds towards a place for goods that are ready at an instant.</summary>
    /// <param name="goal">Index of the place.</param>
    /// <param name="ready">The instant.</param>
    /// <param name="least">Gives least seconds from each vertex, without bans and requirements.</param>
    /// <returns>The bounds, or null where nothing runs by a timetable or the goal was not asked for before.</returns>
    public DepartureBounds? To(int goal, int ready, Func<int[]> least)
    {
        if (!_hasTimetable)
            return null;
        var week = ready / WeekSeconds;
        if (_bounds.TryGetValue((goal, week), out var known))
            return known ?? (_bounds[(goal, week)] = Make(goal, week, least()));
        if (_bounds.Count >= MostBounds)
            _bounds.Clear();
        _bounds[(goal, week)] = null;
        return null;
    }

    private DepartureBounds Make(int goal, int week, int[] least)
    {
        if (_lists.Count >= MostLists)
            _lists.Clear();
        var departures = _lists.GetOrAdd(
            week, w => new Departures(network, w * WeekSeconds, (w + WindowWeeks) * WeekSeconds));
        return new DepartureScan(network, goal, least, departures).Run();
    }
}
