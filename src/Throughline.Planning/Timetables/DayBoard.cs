namespace Throughline.Planning.Timetables;

/// <summary>The connections that leave within one UTC day, in order of departure; its arrays are used again.</summary>
internal sealed class DayBoard
{
    private long[] _keys = new long[1024];
    private Connection[] _connections = new Connection[1024];
    private int _count;

    /// <summary>The UTC day, or −1 before the first.</summary>
    public int Day { get; private set; } = int.MinValue;

    /// <summary>The connections.</summary>
    public ReadOnlySpan<Connection> All => _connections.AsSpan(0, _count);

    /// <summary>Makes the board of a day.</summary>
    public void Make(TimetableData data, int day)
    {
        Day = day;
        _count = 0;
        data.Write(day, this);
        Array.Sort(_keys, _connections, 0, _count);
    }

    /// <summary>Adds a connection; those of one trip in their order.</summary>
    public void Add(in Connection connection)
    {
        if (_count == _keys.Length)
        {
            Array.Resize(ref _keys, _count * 2);
            Array.Resize(ref _connections, _count * 2);
        }

        _keys[_count] = (long)connection.Departure << 32 | (uint)_count;
        _connections[_count++] = connection;
    }

    /// <summary>Index of the first connection that leaves at or after an instant.</summary>
    public int FirstAt(int time)
    {
        var low = 0;
        var high = _count;
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (_connections[middle].Departure < time)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
