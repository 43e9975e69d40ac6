namespace Throughline.Planning.Timetables;

/// <summary>A lower bound on the trips from place to place: what the lines allow on any day.</summary>
internal sealed class FewestTrips
{
    private const int MostBytes = 16 << 20;
    private readonly TimetableData _data;
    private readonly List<int>[] _linesAt;
    private readonly byte[][] _rows;
    private readonly int[] _targets;
    private readonly int[] _queue;

    public FewestTrips(TimetableData data)
    {
        _data = data;
        var rows = Math.Clamp(MostBytes / Math.Max(1, data.Places), 1, Math.Max(1, data.Places));
        _rows = new byte[rows][];
        _targets = new int[rows];
        Array.Fill(_targets, -1);
        _queue = new int[data.Places];
        _linesAt = new List<int>[data.Places];
        for (var p = 0; p < data.Places; p++)
            _linesAt[p] = [];
        for (var l = 0; l < data.Lines.Count; l++)
        {
            foreach (var place in data.Lines[l].Distinct())
                _linesAt[place].Add(l);
        }
    }

    /// <summary>Least number of trips between two places; 255 when there is no way.</summary>
    public int Between(int from, int to)
    {
        var row = to % _rows.Length;
        if (_targets[row] != to)
            Fill(row, to);
        return _rows[row][from];
    }

    private void Fill(int row, int target)
    {
        var trips = _rows[row] ??= new byte[_data.Places];
        Array.Fill(trips, (byte)255);
        _targets[row] = target;
        trips[target] = 0;
        _queue[0] = target;
        var end = 1;
        for (var next = 0; next < end; next++)
        {
            var place = _queue[next];
            foreach (var line in _linesAt[place])
            {
                // Every stop before the last call here reaches this place with one trip.
                var stops = _data.Lines[line];
                var last = Array.LastIndexOf(stops, place);
                for (var s = 0; s < last; s++)
                {
                    if (trips[stops[s]] != 255)
                        continue;
                    trips[stops[s]] = (byte)Math.Min(254, trips[place] + 1);
                    _queue[end++] = stops[s];
                }
            }
        }
    }
}
