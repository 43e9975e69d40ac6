using Throughline.Corridor;

namespace Throughline.Planning;

/// <summary>One piece of the way of a service between two of its stops.</summary>
internal readonly record struct WayPiece(int From, int To, TransportMode Mode, int Link, long Metres,
    bool? Electrified);

/// <summary>Finds the ways of services: the links between their stops and points in between.</summary>
internal sealed class ServiceWays
{
    private readonly CorridorSnapshot _snapshot;
    private readonly Dictionary<string, int> _placeIndex;
    private readonly Lazy<List<(int To, int Link)>[]> _out;
    private readonly Dictionary<(TransportMode, int, int), int> _direct = [];
    private readonly Dictionary<(int, int), WayPiece[]> _between = [];

    /// <summary>Indexes the links of a snapshot.</summary>
    public ServiceWays(CorridorSnapshot snapshot, Dictionary<string, int> placeIndex)
    {
        _snapshot = snapshot;
        _placeIndex = placeIndex;
        for (var i = 0; i < snapshot.Links.Count; i++)
        {
            var link = snapshot.Links[i];
            _direct.TryAdd((link.Mode, placeIndex[link.From], placeIndex[link.To]), i);
            _direct.TryAdd((link.Mode, placeIndex[link.To], placeIndex[link.From]), i);
        }

        _out = new(BuildOut);
    }

    /// <summary>The pieces between two stops of a service.</summary>
    public List<WayPiece> Between(Service service, int board, int alight)
    {
        var pieces = new List<WayPiece>();
        for (var s = board; s < alight; s++)
        {
            var points = new List<int> { _placeIndex[service.Stops[s]] };
            if (service.Stops.Count == 2)
                points.AddRange(service.Via.Select(v => _placeIndex[v]));
            points.Add(_placeIndex[service.Stops[s + 1]]);
            for (var i = 1; i < points.Count; i++)
                AddPieces(service, points[i - 1], points[i], pieces);
        }

        return pieces;
    }

    private void AddPieces(Service service, int from, int to, List<WayPiece> pieces)
    {
        if (_direct.TryGetValue((service.Mode, from, to), out var link)
            || service.Mode == TransportMode.Sea && _direct.TryGetValue((TransportMode.Ferry, from, to), out link)
            || service.Mode == TransportMode.Ferry && _direct.TryGetValue((TransportMode.Sea, from, to), out link))
        {
            var data = _snapshot.Links[link];
            pieces.Add(new(from, to, service.Mode, link, data.LengthMetres, data.Electrified));
        }
        else if (service.Mode == TransportMode.Rail && service.Via.Count > 0)
        {
            pieces.AddRange(Search(from, to));
        }
        else
        {
            pieces.Add(Straight(from, to, service.Mode));
        }
    }

    private WayPiece Straight(int from, int to, TransportMode mode) =>
        new(from, to, mode, -1,
            (long)Math.Round(GreatCircle.Metres(_snapshot.Corridor.Places[from], _snapshot.Corridor.Places[to])), null);

    private List<(int To, int Link)>[] BuildOut()
    {
        var result = new List<(int, int)>[_snapshot.Corridor.Places.Count];
        for (var i = 0; i < result.Length; i++)
            result[i] = [];
        for (var i = 0; i < _snapshot.Links.Count; i++)
        {
            var link = _snapshot.Links[i];
            if (link.Mode is TransportMode.Road or TransportMode.Air or TransportMode.Pipeline)
                continue;
            result[_placeIndex[link.From]].Add((_placeIndex[link.To], i));
            result[_placeIndex[link.To]].Add((_placeIndex[link.From], i));
        }

        return result;
    }

    private WayPiece[] Search(int from, int to)
    {
        if (_between.TryGetValue((from, to), out var known))
            return known;
        var best = new Dictionary<int, long> { [from] = 0 };
        var via = new Dictionary<int, (int From, int Link)>();
        var queue = new PriorityQueue<int, long>();
        queue.Enqueue(from, 0);
        while (queue.TryDequeue(out var place, out var distance) && place != to)
        {
            if (distance > best[place])
                continue;
            foreach (var (next, link) in _out.Value[place])
            {
                var candidate = distance + _snapshot.Links[link].LengthMetres;
                if (best.TryGetValue(next, out var present) && present <= candidate)
                    continue;
                best[next] = candidate;
                via[next] = (place, link);
                queue.Enqueue(next, candidate);
            }
        }

        var pieces = new List<WayPiece>();
        for (var at = to; at != from;)
        {
            if (!via.TryGetValue(at, out var step))
                return _between[(from, to)] = [Straight(from, to, TransportMode.Rail)];
            var link = _snapshot.Links[step.Link];
            pieces.Add(new(step.From, at, link.Mode, step.Link, link.LengthMetres, link.Electrified));
            at = step.From;
        }

        pieces.Reverse();
        return _between[(from, to)] = [.. pieces];
    }
}
