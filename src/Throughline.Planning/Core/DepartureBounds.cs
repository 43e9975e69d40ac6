namespace Throughline.Planning.Core;

/// <summary>The first arrival at a place that the timetables allow, from any vertex at any instant of a
/// window.</summary>
/// <remarks>Runs, transfers and frequency services take their least time, and whatever hours, rests and bans add is
/// left out, so the first arrival is never later than the true one. After the window the least seconds of
/// <see cref="Bounds"/> hold.</remarks>
internal sealed class DepartureBounds
{
    private readonly int[] _first;
    private readonly int[] _times;
    private readonly int[] _arrivals;
    private readonly int[] _alone;

    /// <summary>Makes bounds of steps.</summary>
    /// <param name="times">By vertex, the latest first: standing here by then …</param>
    /// <param name="arrivals">… goods are at the place by then.</param>
    /// <param name="counts">Number of steps of each vertex.</param>
    /// <param name="alone">Least seconds without a timetable, or <see cref="Bounds.Unreachable"/>.</param>
    public DepartureBounds(int[][] times, int[][] arrivals, int[] counts, int[] alone)
    {
        _first = new int[counts.Length + 1];
        for (var v = 0; v < counts.Length; v++)
            _first[v + 1] = _first[v] + counts[v];
        _times = new int[_first[^1]];
        _arrivals = new int[_first[^1]];
        for (var v = 0; v < counts.Length; v++)
        {
            Array.Copy(times[v], 0, _times, _first[v], counts[v]);
            Array.Copy(arrivals[v], 0, _arrivals, _first[v], counts[v]);
        }

        _alone = alone;
    }

    /// <summary>The first arrival from a vertex; 0 when it stands outside the window.</summary>
    public int From(int vertex, int time)
    {
        var low = _first[vertex];
        var high = _first[vertex + 1];
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (_times[middle] >= time)
                low = middle + 1;
            else
                high = middle;
        }

        if (low == _first[vertex])
            return 0;
        var stepped = _arrivals[low - 1];
        return _alone[vertex] == Bounds.Unreachable ? stepped : Math.Min(stepped, time + _alone[vertex]);
    }
}
