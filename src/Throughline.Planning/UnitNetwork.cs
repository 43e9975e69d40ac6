using System.Collections.Concurrent;
using Throughline.Corridor;
using Throughline.Planning.Core;

namespace Throughline.Planning;

/// <summary>The network of one load unit, with what is cached for it: weights per consignment, bounds per goal,
/// scratch states.</summary>
internal sealed class UnitNetwork
{
    private const int MostWeights = 16;
    private readonly ConcurrentDictionary<(int Count, long Mass), ConsignmentWeights> _weights = new();
    private readonly ConcurrentBag<SearchState> _states = [];
    private readonly Dictionary<(TransportMode, int, int), Crossing> _crossings = [];

    /// <summary>Compiles the network of a unit.</summary>
    public UnitNetwork(CorridorSnapshot snapshot, LoadUnit unit, Dictionary<string, int> placeIndex)
    {
        Snapshot = snapshot;
        Unit = unit;
        PlaceIndex = placeIndex;
        Network = new NetworkCompiler(snapshot, unit, placeIndex).Compile();
        Departures = new DepartureStore(Network);
        foreach (var crossing in snapshot.Crossings)
            _crossings.TryAdd((crossing.Mode, placeIndex[crossing.PlaceA], placeIndex[crossing.PlaceB]), crossing);
        var ways = new ServiceWays(snapshot, placeIndex);
        ArcWay = new List<WayPiece>?[Network.ArcCount];
        var known = new Dictionary<(int, int, int), List<WayPiece>>();
        for (var arc = 0; arc < Network.ArcCount; arc++)
        {
            if (Network.ArcKinds[arc] is not (ArcKind.Frequency or ArcKind.Timetable))
                continue;
            var key = (Network.ArcRef[arc], Network.ArcBoard[arc], Network.ArcAlight[arc]);
            if (!known.TryGetValue(key, out var way))
                known[key] = way = ways.Between(snapshot.Services[key.Item1], key.Item2, key.Item3);
            ArcWay[arc] = way;
        }
    }

    public CorridorSnapshot Snapshot { get; }
    public LoadUnit Unit { get; }
    public Dictionary<string, int> PlaceIndex { get; }
    public Network Network { get; }
    /// <summary>What timetables allow towards the goals asked for so far.</summary>
    public DepartureStore Departures { get; }
    /// <summary>The way of each ride.</summary>
    public List<WayPiece>?[] ArcWay { get; }

    /// <summary>Cost and CO2e of all moves of a consignment.</summary>
    public ConsignmentWeights WeightsFor(int count, long massKg)
    {
        if (_weights.TryGetValue((count, massKg), out var known))
            return known;
        if (_weights.Count >= MostWeights)
            _weights.Clear();
        return _weights.GetOrAdd((count, massKg), key => new ConsignmentWeights(this, key.Count, key.Mass));
    }

    /// <summary>The crossing of a mode between two places, or null.</summary>
    public Crossing? FindCrossing(TransportMode mode, int a, int b) =>
        _crossings.GetValueOrDefault((mode, a, b)) ?? _crossings.GetValueOrDefault((mode, b, a));

    /// <summary>Takes a scratch state, or makes one.</summary>
    public SearchState Rent() =>
        _states.TryTake(out var state) ? state : new SearchState(Network.VertexCount, Network.ArcCount);

    /// <summary>Gives a scratch state back.</summary>
    public void Return(SearchState state) => _states.Add(state);

    /// <summary>Mode of a standing.</summary>
    public static TransportMode ModeOf(Standing standing) => standing switch
    {
        Standing.Road => TransportMode.Road,
        Standing.Rail1520 or Standing.Rail1435 => TransportMode.Rail,
        Standing.Sea => TransportMode.Sea,
        Standing.Ferry => TransportMode.Ferry,
        _ => TransportMode.Air,
    };
}

/// <summary>Weights of a consignment, the models behind them, and bounds for the goals asked for so far.</summary>
internal sealed class ConsignmentWeights
{
    private const int MostBounds = 512;
    private readonly UnitNetwork _unit;
    private readonly ConcurrentDictionary<(int, string, string), Bounds[]> _bounds = new();
    private int _boundsCount;

    public ConsignmentWeights(UnitNetwork unit, int count, long massKg)
    {
        _unit = unit;
        Prices = new CostModel(unit.Snapshot, unit.Unit, count, massKg);
        Emissions = new EmissionModel(unit.Snapshot.Corridor, unit.Unit, massKg);
        var network = unit.Network;
        var moves = new MovePrices(unit, Prices, Emissions);
        Moves = moves;
        var cost = new long[network.ArcCount];
        var co2e = new long[network.ArcCount];
        var lines = new List<Price>();
        for (var arc = 0; arc < network.ArcCount; arc++)
        {
            lines.Clear();
            moves.AddArc(arc, lines);
            foreach (var line in lines)
                cost[arc] += line.AmountMinor;
            co2e[arc] = moves.Co2e(arc);
        }

        var start = new long[network.VertexCount];
        var end = new long[network.VertexCount];
        for (var v = 0; v < network.VertexCount; v++)
        {
            lines.Clear();
            moves.AddStart(v, lines);
            foreach (var line in lines)
                start[v] += line.AmountMinor;
            lines.Clear();
            moves.AddEnd(v, lines);
            foreach (var line in lines)
                end[v] += line.AmountMinor;
        }

        Core = new Weights { ArcCost = cost, ArcCo2e = co2e, StartCost = start, EndCost = end };
        var none = new long[network.VertexCount];
        HandlingsAsCost = new Weights
        {
            ArcCost = Array.ConvertAll(network.ArcHandlings, h => (long)h),
            ArcCo2e = cost,
            StartCost = none,
            EndCost = none,
        };
        Facts = new ArcFacts(unit, Prices, Emissions, moves);
    }

    public CostModel Prices { get; }
    public EmissionModel Emissions { get; }
    public MovePrices Moves { get; }
    public ArcFacts Facts { get; }
    public Weights Core { get; }
    /// <summary>Handlings in the place of cost, so that a search for the least cost finds the fewest.</summary>
    public Weights HandlingsAsCost { get; }

    /// <summary>Bounds towards one place under a driver rule, by the requirements that are met; kept for the next
    /// request.</summary>
    /// <param name="place">The place.</param>
    /// <param name="rule">Id of the driver rule.</param>
    /// <param name="filter">Bans and requirements, or null for none.</param>
    /// <param name="task">What to compute when they are not known yet.</param>
    public Bounds[] BoundsTo(int place, string rule, RequestFilter? filter, BoundsTask task)
    {
        var key = (place, rule, filter?.Key ?? "");
        if (_bounds.TryGetValue(key, out var known))
            return known;
        var bounds = Bounds.Several(_unit.Network.VertexCount, BoundsTask.CountFor(filter?.RequiredMask ?? 0));
        task.Compute(bounds);
        if (Interlocked.Add(ref _boundsCount, bounds.Length) > MostBounds)
        {
            _bounds.Clear();
            _boundsCount = bounds.Length;
        }

        return _bounds.GetOrAdd(key, bounds);
    }
}

/// <summary>What each move of a consignment costs and emits, line by line. The search adds the same lines up.</summary>
internal sealed class MovePrices(UnitNetwork unit, CostModel prices, EmissionModel emissions)
{
    private readonly CorridorSnapshot _snapshot = unit.Snapshot;

    /// <summary>Price lines of an arc.</summary>
    public void AddArc(int arc, List<Price> lines)
    {
        var network = unit.Network;
        switch (network.ArcKinds[arc])
        {
            case ArcKind.Run:
                AddRun(arc, lines);
                break;
            case ArcKind.Transfer:
                Add(prices.Transfer(_snapshot.Transfers[network.ArcRef[arc]]), lines);
                var to = network.Table.Vertices[network.ArcTo[arc]];
                if (network.ArcHandlings[arc] > 0)
                    Add(prices.Start(UnitNetwork.ModeOf(to.Standing), Country(to.Place)), lines);
                break;
            default:
                AddRide(arc, lines);
                break;
        }
    }

    /// <summary>Price lines of starting at a vertex.</summary>
    public void AddStart(int vertex, List<Price> lines)
    {
        var table = unit.Network.Table;
        if (table.StartRow[vertex] >= 0)
            Add(prices.Transfer(_snapshot.Transfers[table.StartRow[vertex]]), lines);
        var key = table.Vertices[vertex];
        Add(prices.Start(UnitNetwork.ModeOf(key.Standing), Country(key.Place)), lines);
    }

    /// <summary>Price lines of ending at a vertex.</summary>
    public void AddEnd(int vertex, List<Price> lines)
    {
        var table = unit.Network.Table;
        if (table.EndRow[vertex] >= 0)
            Add(prices.Transfer(_snapshot.Transfers[table.EndRow[vertex]]), lines);
    }

    /// <summary>Grams of an arc.</summary>
    public long Co2e(int arc)
    {
        var network = unit.Network;
        if (network.ArcKinds[arc] == ArcKind.Run)
        {
            var link = _snapshot.Links[network.ArcRef[arc]];
            return emissions.Grams(emissions.Find(link.Mode, link.Electrified, null), link.LengthMetres);
        }

        var way = unit.ArcWay[arc] ?? [];
        var metres = way.Sum(p => p.Metres);
        var grams = 0L;
        foreach (var piece in way)
            grams += emissions.Grams(emissions.Find(piece.Mode, piece.Electrified, metres), piece.Metres);
        return grams;
    }

    private void AddRun(int arc, List<Price> lines)
    {
        var network = unit.Network;
        var link = _snapshot.Links[network.ArcRef[arc]];
        var from = Country(network.Table.Vertices[network.ArcFrom[arc]].Place);
        var to = Country(network.Table.Vertices[network.ArcTo[arc]].Place);
        Add(prices.Distance(link.Mode, from, to, link.LengthMetres), lines);
        if (network.ArcCrossing[arc] < 0)
            return;
        Add(prices.Post(link.Mode, from), lines);
        Add(prices.Post(link.Mode, to), lines);
    }

    private void AddRide(int arc, List<Price> lines)
    {
        var network = unit.Network;
        var service = _snapshot.Services[network.ArcRef[arc]];
        var trip = network.ArcKinds[arc] == ArcKind.Timetable ? network.Lines[network.ArcGate[arc]].Trips[0] : null;
        if (prices.Service(service, trip) is { } own)
        {
            Add(own, lines);
            return;
        }

        foreach (var piece in unit.ArcWay[arc]!)
        {
            var country = Country(piece.From);
            Add(prices.Distance(piece.Mode, country, country, piece.Metres), lines);
        }
    }

    private string Country(int place) => _snapshot.Corridor.Places[place].Country;

    private static void Add(Price price, List<Price> lines)
    {
        if (price.AmountMinor != 0)
            lines.Add(price);
    }
}
