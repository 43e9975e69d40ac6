namespace Throughline.Corridor.Scenarios;

/// <summary>Elements of one kind while a snapshot is made: as changed so far, and whether each takes part.</summary>
internal sealed class Elements<T>(IReadOnlyList<T> items, Func<T, bool> takesPart)
{
    private readonly T[] _items = [.. items];
    private readonly bool[] _in = [.. items.Select(takesPart)];

    /// <summary>Changes every element that matches; returns how many were touched.</summary>
    /// <param name="matches">Whether the element is meant.</param>
    /// <param name="change">The element as changed, or null when the action does not apply to it.</param>
    public int Change(Func<T, bool> matches, Func<T, T?> change)
    {
        var hits = 0;
        for (var i = 0; i < _items.Length; i++)
        {
            if (!matches(_items[i]) || change(_items[i]) is not { } changed)
                continue;
            _items[i] = changed;
            if (_in[i])
                hits++;
        }

        return hits;
    }

    /// <summary>Opens or closes every element that matches; returns how many were touched.</summary>
    public int Switch(Func<T, bool> matches, bool open)
    {
        var hits = 0;
        for (var i = 0; i < _items.Length; i++)
        {
            if (!matches(_items[i]))
                continue;
            if (open || _in[i])
                hits++;
            _in[i] = open;
        }

        return hits;
    }

    public List<T> TakingPart()
    {
        var list = new List<T>(_items.Length);
        for (var i = 0; i < _items.Length; i++)
        {
            if (_in[i])
                list.Add(_items[i]);
        }

        return list;
    }
}
