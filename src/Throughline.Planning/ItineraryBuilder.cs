using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Throughline.Corridor;
using Throughline.Planning.Core;

namespace Throughline.Planning;

/// <summary>Turns a solution of the search into an itinerary with steps, prices, emissions and reliability.</summary>
internal sealed class ItineraryBuilder
{
    private readonly UnitNetwork _unit;
    private readonly ConsignmentWeights _weights;
    private readonly SearchProblem _problem;
    private readonly SampleStore _samples;
    private readonly StepList _steps;
    private readonly List<Stage> _stages = [];
    private readonly List<Price> _lines = [];
    private readonly Dictionary<TransportMode, int> _legs = [];
    private float[]? _leg;
    private int _now;
    private int _departure = -1;

    /// <summary>Prepares to build one itinerary.</summary>
    public ItineraryBuilder(
        UnitNetwork unit, ConsignmentWeights weights, SearchProblem problem, SampleStore samples)
    {
        _unit = unit;
        _weights = weights;
        _problem = problem;
        _samples = samples;
        _steps = new StepList(unit.Snapshot);
    }

    /// <summary>Builds the itinerary that ends in a label.</summary>
    /// <param name="state">The search.</param>
    /// <param name="label">A label at the goal.</param>
    /// <param name="deadline">Latest arrival of the request, or null.</param>
    /// <param name="evaluator">Computes the reliability.</param>
    public Itinerary Build(SearchState state, int label, int? deadline, ReliabilityEvaluator evaluator)
    {
        var chain = new List<int>();
        for (var at = label; at >= 0; at = state.Parent[at])
            chain.Add(at);
        chain.Reverse();
        _now = _problem.Ready;
        AddStart(state, chain[0]);
        for (var i = 1; i < chain.Count - 1; i++)
            AddArc(state, chain[i - 1], chain[i]);
        AddEnd(state, chain[^2], label);
        return Finish(state, label, deadline, evaluator);
    }

    private CorridorSnapshot Snapshot => _unit.Snapshot;

    private void AddStart(SearchState state, int label)
    {
        var vertex = state.Vertex[label];
        var table = _unit.Network.Table;
        var place = table.Vertices[vertex].Place;
        var source = Array.Find(_problem.Sources, s => s.Place == place);
        if (source.Seconds > 0)
        {
            AddAccess(source, place);
        }

        AddTerminal(StepKind.Start, vertex, table.StartRow[vertex], table.StartGate[vertex], _weights.Moves.AddStart);
    }

    private void AddAccess(Terminal terminal, int place)
    {
        var step = _steps.Open(StepKind.Access, place, place, "road", _now);
        step.Distance = terminal.Metres;
        step.IsEstimate = true;
        step.Note = "Road access estimated from the great circle.";
        if (terminal.Cost != 0)
            step.Prices.Add(new(terminal.Cost, "road access", "cost model, estimated distance", true));
        step.Co2e = terminal.Co2e;
        step.Moving = terminal.Seconds;
        _stages.Add(new(_steps.Index, StageKind.Fixed, terminal.Seconds));
        _now += terminal.Seconds;
        _steps.Close(_now);
    }

    private void AddEnd(SearchState state, int before, int label)
    {
        var vertex = state.Vertex[before];
        var table = _unit.Network.Table;
        var place = table.Vertices[vertex].Place;
        AddTerminal(StepKind.End, vertex, table.EndRow[vertex], table.EndGate[vertex], _weights.Moves.AddEnd);
        var target = Array.Find(_problem.Targets, t => t.Place == place);
        if (target.Seconds > 0)
            AddAccess(target, place);
    }

    private void AddTerminal(StepKind kind, int vertex, int row, int gate, Action<int, List<Price>> prices)
    {
        _lines.Clear();
        prices(vertex, _lines);
        if (row < 0 && _lines.Count == 0)
            return;
        var place = _unit.Network.Table.Vertices[vertex].Place;
        var step = _steps.Open(kind, place, place, null, _now);
        step.Prices.AddRange(_lines);
        if (row >= 0)
            AddTransferTime(step, Snapshot.Transfers[row], gate);
        _steps.Close(_now);
    }

    private void AddTransferTime(StepDraft step, Transfer row, int gate)
    {
        if (gate >= 0)
        {
            var g = _unit.Network.Gates[gate];
            var open = g.Hours.NextOpen(_now, g.Zone);
            step.Closed = open - _now;
            _now = open;
            _stages.Add(new(_steps.Index, StageKind.Gate, Index: gate));
        }

        step.Elements.Add(row.Id);
        step.Describe(row.Time, row.Source, row.Basis);
        step.Handling = row.Time.MedianSeconds;
        _stages.Add(Vary("transfer " + row.Id + " " + _steps.PlaceOf(step), row.Time));
        _now += row.Time.MedianSeconds;
    }

    private Stage Vary(string element, Spread spread) => spread.Sigma == 0
        ? new(_steps.Index, StageKind.Fixed, spread.MedianSeconds)
        : new(_steps.Index, StageKind.Drawn, Draws: _samples.Spread(element, spread));

    private void AddArc(SearchState state, int from, int to)
    {
        var arc = state.Arc[to];
        switch (_unit.Network.ArcKinds[arc])
        {
            case ArcKind.Run:
                AddRun(state, from, to, arc);
                break;
            case ArcKind.Transfer:
                AddTransfer(state, to, arc);
                break;
            default:
                AddRide(state, to, arc);
                break;
        }
    }

    private void AddTransfer(SearchState state, int to, int arc)
    {
        var network = _unit.Network;
        var vertex = network.Table.Vertices[network.ArcTo[arc]];
        var step = _steps.Open(StepKind.Transfer, vertex.Place, vertex.Place,
            RequestFilter.Name(UnitNetwork.ModeOf(vertex.Standing)), _now);
        var begin = _now;
        _stages.Add(new(_steps.Index, StageKind.StopBegin));
        AddTransferTime(step, Snapshot.Transfers[network.ArcRef[arc]], network.ArcGate[arc]);
        step.Handlings = network.ArcHandlings[arc];
        AddPrices(step, arc);
        _steps.Close(_now);
        AddStretch(vertex.Place, begin, state.Arrival[to]);
        _leg = null;
    }

    /// <summary>The driver rests longer than the stop takes.</summary>
    private void AddStretch(int place, int begin, int end)
    {
        if (end <= _now)
            return;
        _stages.Add(new(_steps.Index, StageKind.StopEnd, end - begin));
        var step = _steps.Open(StepKind.Rest, place, place, "road", _now);
        step.Rest = end - _now;
        step.Note = "The driver stretches the stop to a full rest.";
        _now = end;
        _steps.Close(_now);
    }

    private void AddRun(SearchState state, int from, int to, int arc)
    {
        var network = _unit.Network;
        var link = Snapshot.Links[network.ArcRef[arc]];
        var a = network.Table.Vertices[network.ArcFrom[arc]].Place;
        var b = network.Table.Vertices[network.ArcTo[arc]].Place;
        var begin = _now;
        if (network.ArcCrossing[arc] >= 0)
            AddCrossing(arc, a, b, link.Mode);
        var rest = state.Arrival[to] - state.Arrival[from] - (_now - begin) - network.ArcSeconds[arc];
        if (rest > 0)
            AddRests(state, from, to, arc, a, begin, rest);
        var mode = RequestFilter.Name(link.Mode);
        var step = _steps.Continue(StepKind.Run, a, b, mode, _now);
        step.Elements.Add(link.Id);
        step.Path.Add(b);
        step.Distance += link.LengthMetres;
        step.Moving += network.ArcSeconds[arc];
        step.AddDistance(mode, Snapshot.Corridor.Places[a].Country, Snapshot.Corridor.Places[b].Country, link.LengthMetres);
        step.Emit(_weights.Emissions.Find(link.Mode, link.Electrified, null), mode, link.LengthMetres,
            _weights.Core.ArcCo2e[arc]);
        step.Source ??= link.Source;
        step.IsEstimate = true;
        _lines.Clear();
        var way = _weights.Prices.Distance(link.Mode, Snapshot.Corridor.Places[a].Country,
            Snapshot.Corridor.Places[b].Country, link.LengthMetres);
        if (way.AmountMinor != 0)
            step.Pay(way);
        _leg ??= NextLeg(link.Mode);
        _stages.Add(new(_steps.Index, StageKind.Run, network.ArcSeconds[arc], Factors: _leg));
        if (_departure < 0)
            _departure = _now;
        _now += network.ArcSeconds[arc];
        _steps.Close(_now);
    }

    private float[] NextLeg(TransportMode mode)
    {
        var ordinal = _legs.GetValueOrDefault(mode);
        _legs[mode] = ordinal + 1;
        return _samples.Leg(mode, ordinal);
    }

    private void AddCrossing(int arc, int a, int b, TransportMode mode)
    {
        var network = _unit.Network;
        var directed = network.Crossings[network.ArcCrossing[arc]];
        var crossing = Snapshot.Crossings[directed.Crossing];
        if (_departure < 0)
            _departure = _now;
        var step = _steps.Open(StepKind.Crossing, a, b, RequestFilter.Name(mode), _now);
        step.Elements.Add(crossing.Id);
        step.Formality = BorderFormality.Of(crossing);
        step.Describe(directed.Dwell, crossing.Source, crossing.DwellBasis);
        if (crossing.HoursA is null || crossing.HoursB is null)
            step.Note = "Opening hours unknown; planned as always open.";
        _stages.Add(new(_steps.Index, StageKind.StopBegin));
        if (directed.Near is not null || directed.Far is not null)
        {
            var open = directed.NextOpen(_now);
            step.Closed = open - _now;
            _now = open;
            _stages.Add(new(_steps.Index, StageKind.CrossingGate, Index: network.ArcCrossing[arc]));
        }

        _stages.Add(Vary($"crossing {crossing.Id} {a}", directed.Dwell));
        step.Border = directed.Dwell.MedianSeconds;
        _now += directed.Dwell.MedianSeconds;
        foreach (var country in new[] { a, b })
        {
            var price = _weights.Prices.Post(mode, Snapshot.Corridor.Places[country].Country);
            if (price.AmountMinor != 0)
                step.Prices.Add(price);
        }

        _steps.Close(_now);
    }

    /// <summary>Finds out which rests the driver took: a stretched stop, pauses on the way, or both.</summary>
    private void AddRests(SearchState state, int from, int to, int arc, int place, int begin, int rest)
    {
        var stop = _now - begin;
        Span<DriveOutcome> outcomes = stackalloc DriveOutcome[Drivers.MostOutcomes];
        for (var pause = -1; pause < Drivers.Pauses; pause++)
        {
            var length = pause < 0 ? stop : _problem.Drivers.PauseSeconds(pause);
            if (length < stop || length > stop && _unit.Network.ArcCrossing[arc] < 0)
                continue;
            var rested = length > 0 ? _problem.Drivers.AfterStop(state.Driver[from], length) : state.Driver[from];
            var count = _problem.Drivers.Drive(rested, _unit.Network.ArcSeconds[arc], outcomes);
            for (var i = 0; i < count; i++)
            {
                if (length - stop + outcomes[i].PauseSeconds != rest || outcomes[i].State != state.Driver[to])
                    continue;
                if (length > stop)
                    AddStretch(place, begin, begin + length);
                AddPause(place, outcomes[i].PauseSeconds);
                return;
            }
        }

        AddPause(place, rest);
    }

    private void AddPause(int place, int seconds)
    {
        if (seconds == 0)
            return;
        var step = _steps.Open(StepKind.Rest, place, place, "road", _now);
        step.Rest = seconds;
        step.Note = "Breaks and rests of the driver on the next stretch.";
        _stages.Add(new(_steps.Index, StageKind.Fixed, seconds));
        _now += seconds;
        _steps.Close(_now);
    }

    private void AddRide(SearchState state, int label, int arc)
    {
        var network = _unit.Network;
        var service = Snapshot.Services[network.ArcRef[arc]];
        var from = network.Table.Vertices[network.ArcFrom[arc]].Place;
        var to = network.Table.Vertices[network.ArcTo[arc]].Place;
        var mode = RequestFilter.Name(service.Mode);
        var begin = _now;
        var wait = _steps.Open(StepKind.Wait, from, from, mode, _now);
        _stages.Add(new(_steps.Index, StageKind.StopBegin));
        wait.Elements.Add(service.Id);
        wait.Source = service.Source;
        if (network.ArcKinds[arc] == ArcKind.Frequency)
        {
            wait.Waiting = ServiceTimes.ExpectedWait(service);
            wait.IsEstimate = service.Basis?.Contains("estimate", StringComparison.OrdinalIgnoreCase) == true;
            wait.Note = string.Create(CultureInfo.InvariantCulture,
                $"{service.DeparturesPerWeek:0.##} departures a week, {(service.Wait == WaitModel.Random ? "irregular" : "evenly spaced")}; expected wait.");
            _stages.Add(new(_steps.Index, StageKind.Drawn,
                Draws: _samples.Wait(service.Id, ServiceTimes.Headway(service), service.Wait)));
            _now += wait.Waiting;
            _steps.Close(_now);
            OpenRide(arc, service, from, to, mode);
            for (var s = network.ArcBoard[arc]; s < network.ArcAlight[arc]; s++)
                _stages.Add(Vary($"ride {service.Id} {s}", service.SectionTimes[s]));
        }
        else
        {
            var line = network.Lines[network.ArcGate[arc]];
            var seconds = AddTimetableWait(state, label, arc, line, wait);
            var ride = OpenRide(arc, service, from, to, mode);
            _steps.Current.Moving = seconds;
            _stages.Add(new(ride, StageKind.Run, seconds, Factors: NextLeg(service.Mode)));
        }

        _now += _steps.Current.Moving;
        _steps.Close(_now);
        AddStretch(to, begin, state.Arrival[label]);
        _leg = null;
    }

    /// <summary>Waits for the departure that the search chose; a driver may have let earlier ones go by to rest.</summary>
    /// <returns>Seconds of the ride.</returns>
    private int AddTimetableWait(SearchState state, int label, int arc, Line line, StepDraft wait)
    {
        var network = _unit.Network;
        var departure = line.NextDeparture(network.ArcBoard[arc], _now, out var trip, out var day);
        while (line.Arrival(trip, day, network.ArcAlight[arc]) != state.Arrival[label])
            departure = line.NextDeparture(network.ArcBoard[arc], departure + 1, out trip, out day);
        wait.Waiting = departure - _now;
        // Draws may come late, but not leave before the planned rest is over.
        var ride = state.Arrival[label] - departure;
        var rests = Math.Max(0, state.Arrival[label] - _now - ride);
        var first = line.NextDeparture(network.ArcBoard[arc], _now, out _, out _);
        if (first != departure)
            _stages.Add(new(_steps.Index, StageKind.StopEnd, rests));
        _stages.Add(new(_steps.Index, StageKind.Departure, Index: network.ArcGate[arc], Board: network.ArcBoard[arc]));
        _now = departure;
        _steps.Close(_now);
        return ride;
    }

    private int OpenRide(int arc, Service service, int from, int to, string mode)
    {
        var network = _unit.Network;
        if (_departure < 0)
            _departure = _now;
        var step = _steps.Open(StepKind.Ride, from, to, mode, _now);
        step.Elements.Add(service.Id);
        step.Source = service.Source;
        step.IsEstimate = service.Basis?.Contains("estimate", StringComparison.OrdinalIgnoreCase) == true;
        step.Handlings = network.ArcHandlings[arc];
        step.Note = service.Name;
        if (service.SectionTimes.Count > 0)
        {
            step.Moving = ServiceTimes.RideSeconds(service, network.ArcBoard[arc], network.ArcAlight[arc]);
            step.Median = step.Moving;
            if (network.ArcAlight[arc] - network.ArcBoard[arc] == 1)
                step.P90 = service.SectionTimes[network.ArcBoard[arc]].P90Seconds;
        }

        AddPrices(step, arc);
        var way = _unit.ArcWay[arc]!;
        var metres = way.Sum(p => p.Metres);
        foreach (var piece in way)
        {
            var pieceMode = RequestFilter.Name(piece.Mode);
            step.Path.Add(piece.To);
            step.Distance += piece.Metres;
            step.AddDistance(pieceMode, Snapshot.Corridor.Places[piece.From].Country,
                Snapshot.Corridor.Places[piece.To].Country, piece.Metres);
            var factor = _weights.Emissions.Find(piece.Mode, piece.Electrified, metres);
            step.Emit(factor, pieceMode, piece.Metres, _weights.Emissions.Grams(factor, piece.Metres));
        }

        return _steps.Index;
    }

    private void AddPrices(StepDraft step, int arc)
    {
        _lines.Clear();
        _weights.Moves.AddArc(arc, _lines);
        foreach (var line in _lines)
            step.Pay(line);
    }

    private Itinerary Finish(SearchState state, int label, int? deadline, ReliabilityEvaluator evaluator)
    {
        var outcome = evaluator.Evaluate(_problem.Ready, _stages, _steps.Count, deadline);
        var itinerary = _steps.ToItinerary(_problem.Ready, _departure < 0 ? _now : _departure, outcome);
        if (state.Arrival[label] != _now || state.Cost[label] != itinerary.CostMinor
            || state.Co2e[label] != itinerary.Co2eGrams || state.Handlings[label] != itinerary.Handlings)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
                $"The itinerary does not add up to its label: {_now}/{state.Arrival[label]} s, {itinerary.CostMinor}/{state.Cost[label]} cents, {itinerary.Co2eGrams}/{state.Co2e[label]} g, {itinerary.Handlings}/{state.Handlings[label]} handlings."));
        }

        return itinerary;
    }

    /// <summary>A short stable name of a way.</summary>
    public static string IdOf(IEnumerable<string> elements) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('|', elements))))[..12];
}
