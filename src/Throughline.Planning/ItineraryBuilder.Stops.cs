using Throughline.Corridor;
using Throughline.Planning.Core;

namespace Throughline.Planning;

/// <content>Beginning, changing vehicle and ending.</content>
internal sealed partial class ItineraryBuilder
{
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
        {
            AddTransferTime(step, Snapshot.Transfers[row], gate,
                ref kind == StepKind.Start ? ref _samples.OfStart(vertex) : ref _samples.OfEnd(vertex));
        }

        _steps.Close(_now);
    }

    private void AddTransferTime(StepDraft step, Transfer row, int gate, ref int[]? draws)
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
        AddVarying(row.Time, ref draws, "transfer", row.Id, _steps.PlaceOf(step));
        _now += row.Time.MedianSeconds;
    }

    /// <summary>A stage of a log-normal time.</summary>
    /// <param name="spread">The time.</param>
    /// <param name="draws">Where its draws are kept.</param>
    /// <param name="kind">First word of the name that fixes the draws.</param>
    /// <param name="id">Second word.</param>
    /// <param name="place">Third word.</param>
    private void AddVarying(Spread spread, ref int[]? draws, string kind, string id, string place)
    {
        if (spread.Sigma == 0)
        {
            _stages.Add(new(_steps.Index, StageKind.Fixed, spread.MedianSeconds));
            return;
        }

        draws ??= _samples.Spread($"{kind} {id} {place}", spread);
        _stages.Add(new(_steps.Index, StageKind.Drawn, Draws: draws));
    }

    private void AddTransfer(SearchState state, int to, int arc)
    {
        var network = _unit.Network;
        var vertex = network.Table.Vertices[network.ArcTo[arc]];
        var step = _steps.Open(StepKind.Transfer, vertex.Place, vertex.Place,
            RequestFilter.Name(UnitNetwork.ModeOf(vertex.Standing)), _now);
        var begin = _now;
        _stages.Add(new(_steps.Index, StageKind.StopBegin));
        AddTransferTime(
            step, Snapshot.Transfers[network.ArcRef[arc]], network.ArcGate[arc], ref _samples.OfArc(arc));
        step.Handlings = network.ArcHandlings[arc];
        foreach (var line in _weights.Facts.Lines(arc))
            step.Pay(line);
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
}
