using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Throughline.Corridor;
using Throughline.Planning.Core;

namespace Throughline.Planning;

/// <summary>Turns solutions of a search into itineraries with steps, prices, emissions and reliability.</summary>
/// <remarks>Solutions of one search are a tree. What an itinerary has in common with the one built before it is taken
/// over, so those that have most in common should follow each other: <see cref="OrderByWay"/>.</remarks>
internal sealed partial class ItineraryBuilder
{
    private readonly UnitNetwork _unit;
    private readonly ConsignmentWeights _weights;
    private readonly SearchProblem _problem;
    private readonly SampleStore _samples;
    private readonly StepList _steps;
    private readonly List<Stage> _stages = [];
    private readonly List<Price> _lines = [];
    private readonly List<TransportMode> _legs = [];
    private readonly List<(int After, int Seconds)> _pauses = [];
    private readonly List<Mark> _marks = [];
    private List<int> _chain = [];
    private List<int> _lastChain = [];
    private float[]? _leg;
    private int _now;
    private int _departure = -1;

    /// <summary>Prepares to build itineraries.</summary>
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
    /// <param name="drawn">Scratch for the reliability.</param>
    public Itinerary Build(SearchState state, int label, int? deadline, DrawnStages drawn)
    {
        Walk(state, label);
        var outcome = ReliabilityEvaluator.Evaluate(drawn, _stages, _steps.Count, deadline);
        var itinerary = _steps.ToItinerary(_problem.Ready, _departure < 0 ? _now : _departure, outcome);
        Check(state, label, itinerary.CostMinor, itinerary.Co2eGrams, itinerary.Handlings);
        return itinerary;
    }

    /// <summary>What a cell of a matrix says of the way to a label.</summary>
    /// <param name="state">The search.</param>
    /// <param name="label">A label at the goal.</param>
    /// <param name="drawn">Scratch for the reliability.</param>
    public (int P50, int P90, long Metres, string Summary) Outline(SearchState state, int label, DrawnStages drawn)
    {
        Walk(state, label);
        var (p50, p90) = ReliabilityEvaluator.Percentiles(drawn, _stages);
        return (p50, p90, _steps.SumMetres(), _steps.Summarise());
    }

    /// <summary>Puts labels at the goal in an order in which neighbours have much of their way in common.</summary>
    public static int[] OrderByWay(SearchState state, IReadOnlyList<int> labels)
    {
        var ways = new List<int>[labels.Count];
        var order = new int[labels.Count];
        for (var i = 0; i < order.Length; i++)
        {
            ways[i] = [];
            order[i] = i;
            Trace(state, labels[i], ways[i]);
        }

        Array.Sort(order, (x, y) => CollectionsMarshal.AsSpan(ways[x]).SequenceCompareTo(
            CollectionsMarshal.AsSpan(ways[y])));
        return order;
    }

    private static void Trace(SearchState state, int label, List<int> way)
    {
        way.Clear();
        for (var at = label; at >= 0; at = state[at].Parent)
            way.Add(at);
        way.Reverse();
    }

    /// <summary>Makes the steps and stages of the way to a label.</summary>
    private void Walk(SearchState state, int label)
    {
        (_chain, _lastChain) = (_lastChain, _chain);
        Trace(state, label, _chain);
        var from = Resume();
        if (from == 0)
        {
            AddStart(state, _chain[0]);
            SetMark();
            from = 1;
        }

        for (var i = from; i < _chain.Count - 1; i++)
        {
            AddArc(state, _chain[i - 1], _chain[i]);
            SetMark();
        }

        AddEnd(state, _chain[^2], label);
    }

    /// <summary>Goes back to the last label that both ways have in common and after which the way before did not add
    /// to a step made until there.</summary>
    /// <returns>Number of labels that are done.</returns>
    private int Resume()
    {
        var common = 0;
        while (common < _marks.Count && common < _chain.Count - 1 && _chain[common] == _lastChain[common])
            common++;
        while (common > 0 && _marks[common - 1].Steps > 0 && _steps.MarkOf(_marks[common - 1].Steps - 1) >= common)
            common--;
        _marks.RemoveRange(common, _marks.Count - common);
        var mark = common > 0 ? _marks[common - 1] : new Mark(_problem.Ready, -1, 0, 0, default, 0, null);
        _now = mark.Now;
        _departure = mark.Departure;
        _leg = mark.Leg;
        _legs.RemoveRange(mark.Legs, _legs.Count - mark.Legs);
        _steps.Cut(mark.Steps, common);
        _stages.RemoveRange(mark.Stages, _stages.Count - mark.Stages);
        if (mark.Stages > 0)
            _stages[^1] = mark.LastStage;
        return common;
    }

    private void SetMark()
    {
        _marks.Add(new(_now, _departure, _steps.Count, _stages.Count, _stages.Count > 0 ? _stages[^1] : default,
            _legs.Count, _leg));
        _steps.Mark = _marks.Count;
    }

    /// <summary>How things stand after a label of the way.</summary>
    private readonly record struct Mark(
        int Now, int Departure, int Steps, int Stages, Stage LastStage, int Legs, float[]? Leg);

    private CorridorSnapshot Snapshot => _unit.Snapshot;

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
        var facts = _weights.Facts.OfRun(arc);
        step.Elements.Add(link.Id);
        step.Path.Add(b);
        step.AddDistance(mode, Snapshot.Corridor.Places[a].Country, Snapshot.Corridor.Places[b].Country,
            link.LengthMetres);
        step.Emit(facts.Factor, mode, link.LengthMetres, _weights.Core.ArcCo2e[arc]);
        step.Source ??= link.Source;
        step.IsEstimate = true;
        if (facts.Distance.AmountMinor != 0)
            step.Pay(facts.Distance);
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
        var ordinal = 0;
        foreach (var leg in _legs)
            ordinal += leg == mode ? 1 : 0;
        _legs.Add(mode);
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
        step.Borders.Add(_weights.Facts.Passage(crossing, a, inside: false));
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

        AddVarying(directed.Dwell, ref _samples.OfArc(arc), "crossing", crossing.Id,
            a.ToString(CultureInfo.InvariantCulture));
        step.Border = directed.Dwell.MedianSeconds;
        _now += directed.Dwell.MedianSeconds;
        step.Prices.AddRange(_weights.Facts.OfRun(arc).Posts);
        _steps.Close(_now);
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

    private void Check(SearchState state, int label, long cost, long co2e, int handlings)
    {
        if (state[label].Arrival == _now && state[label].Cost == cost && state[label].Co2e == co2e
            && state[label].Handlings == handlings)
            return;
        throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
            $"The itinerary does not add up to its label: {_now}/{state[label].Arrival} s, "
                + $"{cost}/{state[label].Cost} cents, {co2e}/{state[label].Co2e} g, "
                + $"{handlings}/{state[label].Handlings} handlings."));
    }

    /// <summary>A short stable name of a way.</summary>
    public static string IdOf(ReadOnlySpan<byte> elements)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(elements, hash);
        return Convert.ToHexStringLower(hash[..6]);
    }
}
