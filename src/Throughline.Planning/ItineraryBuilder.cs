using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Throughline.Corridor;
using Throughline.Planning.Core;

namespace Throughline.Planning;

/// <summary>Turns a solution of the search into an itinerary with steps, prices, emissions and reliability.</summary>
internal sealed partial class ItineraryBuilder
{
    private readonly UnitNetwork _unit;
    private readonly ConsignmentWeights _weights;
    private readonly SearchProblem _problem;
    private readonly SampleStore _samples;
    private readonly StepList _steps;
    private readonly List<Stage> _stages = [];
    private readonly List<Price> _lines = [];
    private readonly Dictionary<TransportMode, int> _legs = [];
    private readonly List<(int After, int Seconds)> _pauses = [];
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
        for (var at = label; at >= 0; at = state[at].Parent)
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
        var vertex = state[label].Vertex;
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
        var vertex = state[before].Vertex;
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
        var arc = state[to].Arc;
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
        AddStretch(vertex.Place, begin, state[to].Arrival);
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
        _pauses.Clear();
        var rest = state[to].Arrival - state[from].Arrival - (_now - begin) - network.ArcSeconds[arc];
        if (rest > 0)
            FindRests(state, from, to, arc, a, begin, rest);
        _leg ??= NextLeg(link.Mode);
        if (_departure < 0)
            _departure = _now;
        var mode = RequestFilter.Name(link.Mode);
        var driven = 0;
        foreach (var (after, seconds) in _pauses)
        {
            AddPart(a, b, mode, link, network.ArcSeconds[arc], driven, after);
            AddPause(a, b, seconds);
            driven = after;
        }

        AddPart(a, b, mode, link, network.ArcSeconds[arc], driven, network.ArcSeconds[arc]);
        var step = _steps.Current;
        step.Elements.Add(link.Id);
        step.Path.Add(b);
        step.AddDistance(mode, Snapshot.Corridor.Places[a].Country, Snapshot.Corridor.Places[b].Country,
            link.LengthMetres);
        step.Emit(_weights.Emissions.Find(link.Mode, link.Electrified, null), mode, link.LengthMetres,
            _weights.Core.ArcCo2e[arc]);
        step.Source ??= link.Source;
        step.IsEstimate = true;
        var way = _weights.Prices.Distance(link.Mode, Snapshot.Corridor.Places[a].Country,
            Snapshot.Corridor.Places[b].Country, link.LengthMetres);
        if (way.AmountMinor != 0)
            step.Pay(way);
    }

    /// <summary>Runs over a part of a link; a pause lies between two parts.</summary>
    private void AddPart(int a, int b, string mode, Link link, int whole, int from, int to)
    {
        var step = _steps.Continue(StepKind.Run, a, b, mode, _now);
        var metres = whole == 0 ? link.LengthMetres
            : (long)link.LengthMetres * to / whole - (long)link.LengthMetres * from / whole;
        step.Distance += metres;
        step.Moving += to - from;
        AddRunning(to - from);
        _now += to - from;
        _steps.Close(_now);
    }

    /// <summary>What runs on in one leg is one stage, however many links it takes.</summary>
    private void AddRunning(int seconds)
    {
        if (_stages.Count > 0 && _stages[^1] is { Kind: StageKind.Run } last && last.Step == _steps.Index
            && last.Factors == _leg)
            _stages[^1] = last with { Seconds = last.Seconds + seconds };
        else
            _stages.Add(new(_steps.Index, StageKind.Run, seconds, Factors: _leg));
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
        step.Borders.Add(Passage(crossing, a, inside: false));
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

    private BorderPassage Passage(Crossing crossing, int from, bool inside)
    {
        var places = Snapshot.Corridor.Places;
        var forward = crossing.PlaceA == places[from].Id;
        var far = places[_unit.PlaceIndex[forward ? crossing.PlaceB : crossing.PlaceA]];
        return new(0, crossing.Id,
            forward ? $"{crossing.PostA} – {crossing.PostB}" : $"{crossing.PostB} – {crossing.PostA}",
            places[from].Country, far.Country, Formalities.Code(BorderFormality.Of(crossing)), inside);
    }

    /// <summary>Finds out which rests the driver took: a stretched stop, pauses on the way, or both.</summary>
    private void FindRests(SearchState state, int from, int to, int arc, int place, int begin, int rest)
    {
        var stop = _now - begin;
        for (var pause = -1; pause < Drivers.Pauses; pause++)
        {
            var length = pause < 0 ? stop : _problem.Drivers.PauseSeconds(pause);
            if (length < stop || length > stop && _unit.Network.ArcCrossing[arc] < 0 || length - stop > rest)
                continue;
            var rested = length > 0 ? _problem.Drivers.AfterStop(state[from].Driver, length) : state[from].Driver;
            var outcome = new DriveOutcome(rest - (length - stop), state[to].Driver);
            if (!_problem.Drivers.Trace(rested, _unit.Network.ArcSeconds[arc], outcome, _pauses))
                continue;
            if (length > stop)
                AddStretch(place, begin, begin + length);
            return;
        }
    }

    private void AddPause(int a, int b, int seconds)
    {
        var step = _steps.Open(StepKind.Rest, a, b, "road", _now);
        step.Rest = seconds;
        step.Note = "On the way.";
        _stages.Add(new(_steps.Index, StageKind.Fixed, seconds));
        _now += seconds;
        _steps.Close(_now);
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
        if (state[label].Arrival != _now || state[label].Cost != itinerary.CostMinor
            || state[label].Co2e != itinerary.Co2eGrams || state[label].Handlings != itinerary.Handlings)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
                $"The itinerary does not add up to its label: {_now}/{state[label].Arrival} s, "
                    + $"{itinerary.CostMinor}/{state[label].Cost} cents, {itinerary.Co2eGrams}/{state[label].Co2e} g, "
                    + $"{itinerary.Handlings}/{state[label].Handlings} handlings."));
        }

        return itinerary;
    }

    /// <summary>A short stable name of a way.</summary>
    public static string IdOf(IEnumerable<string> elements) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('|', elements))))[..12];
}
