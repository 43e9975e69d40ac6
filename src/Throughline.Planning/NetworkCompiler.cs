using Throughline.Corridor;
using Throughline.Planning.Core;

namespace Throughline.Planning;

/// <summary>Turns a snapshot into the service graph of one load unit.</summary>
internal sealed class NetworkCompiler
{
    private readonly CorridorSnapshot _snapshot;
    private readonly LoadUnit _unit;
    private readonly Dictionary<string, int> _placeIndex;
    private readonly Dictionary<string, ZoneClock> _zones = new(StringComparer.Ordinal);
    private readonly HashSet<VertexKey> _keys = [];
    private readonly Dictionary<VertexKey, int> _vertex = [];
    private readonly List<VertexKey> _vertices = [];
    private readonly TransferRows _rows;
    private readonly ArcBuilder _arcs = new();
    private readonly List<DirectedCrossing> _crossings = [];
    private readonly List<Line> _lines = [];
    private readonly Dictionary<(TransportMode, int, int), int> _crossingAt = [];

    /// <summary>Prepares a compilation.</summary>
    public NetworkCompiler(CorridorSnapshot snapshot, LoadUnit unit, Dictionary<string, int> placeIndex)
    {
        _snapshot = snapshot;
        _unit = unit;
        _placeIndex = placeIndex;
        _rows = new TransferRows(snapshot.Transfers);
    }

    /// <summary>Compiles.</summary>
    public Network Compile()
    {
        FindVertices();
        NumberVertices();
        AddLinks();
        AddTransfers();
        AddServices();
        return Finish();
    }

    private Place PlaceAt(int index) => _snapshot.Corridor.Places[index];

    private bool Uses(TransportMode mode) => _unit.Modes.Contains(mode);

    private bool Runs(Link link) => link.Mode is TransportMode.Road or TransportMode.Rail && Uses(link.Mode)
        && link.SpeedKmh is > 0;

    private bool Carries(Service service) => Uses(service.Mode) && service.Units.Contains(_unit.Id);

    private static Standing StandingOf(Link link) => link.Mode == TransportMode.Road
        ? Standing.Road
        : link.GaugeMm == 1435 ? Standing.Rail1435 : Standing.Rail1520;

    /// <summary>Where a unit stands that has come in over a link: at a yard its train ends.</summary>
    private VertexKey Arriving(int place, Standing standing) =>
        _rows.Find(PlaceAt(place).Id, standing, standing) is >= 0 and var row && _snapshot.Transfers[row].Kind == "yard"
            ? new(place, standing, Phase.Landed, standing)
            : VertexKey.Running(place, standing);

    private void FindVertices()
    {
        foreach (var link in _snapshot.Links)
        {
            if (!Runs(link))
                continue;
            foreach (var end in (ReadOnlySpan<int>)[_placeIndex[link.From], _placeIndex[link.To]])
            {
                _keys.Add(VertexKey.Running(end, StandingOf(link)));
                _keys.Add(Arriving(end, StandingOf(link)));
            }
        }

        foreach (var service in _snapshot.Services)
        {
            if (!Carries(service))
                continue;
            foreach (var (standing, carrying) in ServiceStandings(service))
            {
                for (var i = 0; i < service.Stops.Count; i++)
                {
                    var at = StopStanding(service, i, standing);
                    var held = service.Mode == TransportMode.Ferry ? carrying : at;
                    if (i < service.Stops.Count - 1)
                        _keys.Add(new(_placeIndex[service.Stops[i]], at, Phase.Ready, held));
                    if (i > 0)
                        _keys.Add(new(_placeIndex[service.Stops[i]], at, Phase.Landed, held));
                }
            }
        }
    }

    /// <summary>Standings in which a service takes a unit; a ferry has one for each kind of vehicle that rolls
    /// on.</summary>
    private IEnumerable<(Standing Standing, Standing Carrying)> ServiceStandings(Service service)
    {
        switch (service.Mode)
        {
            case TransportMode.Sea:
                yield return (Standing.Sea, Standing.Sea);
                break;
            case TransportMode.Air:
                yield return (Standing.Air, Standing.Air);
                break;
            case TransportMode.Road:
                yield return (Standing.Road, Standing.Road);
                break;
            case TransportMode.Rail:
                yield return (Standing.Rail1520, Standing.Rail1520);
                break;
            case TransportMode.Ferry:
                if (Uses(TransportMode.Road)
                    && (service.Carries.Count == 0 || service.Carries.Contains(TransportMode.Road)))
                    yield return (Standing.Ferry, Standing.Road);
                if (!Uses(TransportMode.Rail)
                    || service.Carries.Count > 0 && !service.Carries.Contains(TransportMode.Rail))
                    break;
                if (service.GaugeMm != 1435)
                    yield return (Standing.Ferry, Standing.Rail1520);
                if (service.GaugeMm != 1520)
                    yield return (Standing.Ferry, Standing.Rail1435);
                break;
        }
    }

    /// <summary>A train service may pass a break of gauge, so its standing is that of the tracks at each
    /// stop.</summary>
    private Standing StopStanding(Service service, int stop, Standing standing)
    {
        if (service.Mode != TransportMode.Rail)
            return standing;
        if (service.GaugeMm is { } gauge)
            return gauge == 1435 ? Standing.Rail1435 : Standing.Rail1520;
        var place = _placeIndex[service.Stops[stop]];
        var wide = _keys.Contains(VertexKey.Running(place, Standing.Rail1520));
        var normal = _keys.Contains(VertexKey.Running(place, Standing.Rail1435));
        return normal && !wide ? Standing.Rail1435 : Standing.Rail1520;
    }

    private void NumberVertices()
    {
        _vertices.AddRange(_keys);
        _vertices.Sort((a, b) => (a.Place, a.Standing, a.Phase, a.Carrying)
            .CompareTo((b.Place, b.Standing, b.Phase, b.Carrying)));
        for (var i = 0; i < _vertices.Count; i++)
            _vertex[_vertices[i]] = i;
    }

    private void AddLinks()
    {
        for (var i = 0; i < _snapshot.Crossings.Count; i++)
        {
            var crossing = _snapshot.Crossings[i];
            var a = _placeIndex[crossing.PlaceA];
            var b = _placeIndex[crossing.PlaceB];
            var zoneA = Zone(PlaceAt(a));
            var zoneB = Zone(PlaceAt(b));
            var hoursA = crossing.HoursA is { IsAlways: false } ? crossing.HoursA : null;
            var hoursB = crossing.HoursB is { IsAlways: false } ? crossing.HoursB : null;
            if (_crossingAt.ContainsKey((crossing.Mode, a, b)))
                continue;
            _crossingAt[(crossing.Mode, a, b)] = _crossings.Count;
            _crossings.Add(new(i, hoursA, zoneA, hoursB, zoneB, crossing.DwellAToB));
            _crossingAt[(crossing.Mode, b, a)] = _crossings.Count;
            _crossings.Add(new(i, hoursB, zoneB, hoursA, zoneA, crossing.DwellBToA));
        }

        for (var i = 0; i < _snapshot.Links.Count; i++)
        {
            var link = _snapshot.Links[i];
            if (!Runs(link))
                continue;
            var from = _placeIndex[link.From];
            var to = _placeIndex[link.To];
            var seconds = RunSeconds(link);
            AddRun(i, link, from, to, seconds);
            AddRun(i, link, to, from, seconds);
        }
    }

    /// <summary>Median running time of a link in whole seconds, half up.</summary>
    internal static int RunSeconds(Link link) =>
        (int)Math.Floor(link.LengthMetres * 3.6 / link.SpeedKmh!.Value + 0.5);

    private void AddRun(int index, Link link, int from, int to, int seconds)
    {
        var standing = StandingOf(link);
        _arcs.Add(new()
        {
            From = _vertex[VertexKey.Running(from, standing)],
            To = _vertex[Arriving(to, standing)],
            Kind = ArcKind.Run,
            Seconds = seconds,
            Ref = index,
            Crossing = _crossingAt.GetValueOrDefault((link.Mode, from, to), -1),
            Driven = standing == Standing.Road,
        });
    }

    private void AddTransfers()
    {
        for (var first = 0; first < _vertices.Count;)
        {
            var end = first;
            while (end < _vertices.Count && _vertices[end].Place == _vertices[first].Place)
                end++;
            for (var from = first; from < end; from++)
            {
                for (var to = first; to < end; to++)
                    AddTransfer(from, to);
            }

            first = end;
        }
    }

    private void AddTransfer(int from, int to)
    {
        var a = _vertices[from];
        var b = _vertices[to];
        if (a.Phase == Phase.Ready || b.Phase == Phase.Landed || a.Standing == b.Standing && a.Phase == Phase.Run
            && b.Phase == Phase.Run)
            return;
        // A ferry takes on and gives back the same kind of vehicle.
        var ferries = a.Standing == Standing.Ferry || b.Standing == Standing.Ferry;
        if (ferries && a.Carrying != b.Carrying)
            return;
        var row = _rows.Find(PlaceAt(a.Place).Id, a.Standing, b.Standing);
        if (row < 0)
            return;
        var transfer = _snapshot.Transfers[row];
        _arcs.Add(new()
        {
            From = from,
            To = to,
            Kind = ArcKind.Transfer,
            Seconds = transfer.Time.MedianSeconds,
            Ref = row,
            Gate = GateOf(row, a.Place),
            Handlings = transfer.Handlings,
        });
    }

    private void AddServices()
    {
        for (var i = 0; i < _snapshot.Services.Count; i++)
        {
            var service = _snapshot.Services[i];
            if (!Carries(service))
                continue;
            var lines = service.Trips.Count > 0 ? LineBuilder.Build(i, service, Zone) : [];
            foreach (var (standing, carrying) in ServiceStandings(service))
            {
                if (service.DeparturesPerWeek is not null)
                    AddRides(service, i, standing, carrying, -1, null);
                foreach (var line in lines)
                {
                    AddRides(service, i, standing, carrying, _lines.Count, line);
                    _lines.Add(line);
                }
            }
        }
    }

    private void AddRides(Service service, int index, Standing standing, Standing carrying, int number, Line? line)
    {
        for (var board = 0; board < service.Stops.Count - 1; board++)
        {
            var atBoard = StopStanding(service, board, standing);
            var from = _vertex[new(_placeIndex[service.Stops[board]], atBoard, Phase.Ready,
                standing == Standing.Ferry ? carrying : atBoard)];
            for (var alight = board + 1; alight < service.Stops.Count; alight++)
            {
                if (service.Stops[alight] == service.Stops[board]
                    || line is not null
                    && !(line.Trips[0].Times[board].MayBoard && line.Trips[0].Times[alight].MayAlight))
                    continue;
                var atAlight = StopStanding(service, alight, standing);
                _arcs.Add(new()
                {
                    From = from,
                    To = _vertex[new(_placeIndex[service.Stops[alight]], atAlight, Phase.Landed,
                        standing == Standing.Ferry ? carrying : atAlight)],
                    Kind = line is null ? ArcKind.Frequency : ArcKind.Timetable,
                    Seconds = line is null
                        ? ServiceTimes.ExpectedWait(service) + ServiceTimes.RideSeconds(service, board, alight)
                        : LineBuilder.ShortestRide(line, board, alight),
                    Ref = index,
                    Gate = number,
                    Board = board,
                    Alight = alight,
                    Handlings = service.Handlings,
                });
            }
        }
    }

    private int GateOf(int row, int place) => row >= 0 && _snapshot.Transfers[row].Hours is { IsAlways: false } hours
        ? _arcs.AddGate(hours, Zone(PlaceAt(place)))
        : -1;

    private ZoneClock Zone(Place place) => Zone(place.TimeZone);

    private ZoneClock Zone(string id)
    {
        if (!_zones.TryGetValue(id, out var zone))
            _zones[id] = zone = ZoneClocks.Get(id);
        return zone;
    }

    private Network Finish()
    {
        var places = _snapshot.Corridor.Places.Count;
        var firstVertex = new int[places + 1];
        foreach (var key in _vertices)
            firstVertex[key.Place + 1]++;
        for (var p = 0; p < places; p++)
            firstVertex[p + 1] += firstVertex[p];
        var startRow = new int[_vertices.Count];
        var endRow = new int[_vertices.Count];
        var use = new VertexUse[_vertices.Count];
        for (var v = 0; v < _vertices.Count; v++)
        {
            var key = _vertices[v];
            var place = PlaceAt(key.Place).Id;
            startRow[v] = _rows.Find(place, Standing.Origin, key.Standing);
            endRow[v] = _rows.Find(place, key.Standing, Standing.Destination);
            use[v] = key.Phase switch
            {
                Phase.Run => VertexUse.Start | VertexUse.End,
                Phase.Ready => VertexUse.Start,
                _ => VertexUse.End,
            };
        }

        return _arcs.Finish(new()
        {
            Vertices = [.. _vertices],
            FirstVertex = firstVertex,
            StartRow = startRow,
            EndRow = endRow,
            Use = use,
            StartSeconds = Array.ConvertAll(startRow, r => r < 0 ? 0 : _snapshot.Transfers[r].Time.MedianSeconds),
            EndSeconds = Array.ConvertAll(endRow, r => r < 0 ? 0 : _snapshot.Transfers[r].Time.MedianSeconds),
            StartGate = [.. startRow.Select((r, v) => GateOf(r, _vertices[v].Place))],
            EndGate = [.. endRow.Select((r, v) => GateOf(r, _vertices[v].Place))],
            Crossings = [.. _crossings],
            Lines = [.. _lines],
        });
    }
}
