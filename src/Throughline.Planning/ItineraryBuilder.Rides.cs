using System.Globalization;
using Throughline.Corridor;
using Throughline.Planning.Core;

namespace Throughline.Planning;

/// <content>Waiting for services and riding them.</content>
internal sealed partial class ItineraryBuilder
{
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
                $"{service.DeparturesPerWeek:0.##} departures a week, "
                    + $"{(service.Wait == WaitModel.Random ? "irregular" : "evenly spaced")}; expected wait.");
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
            var stage = new Stage(_steps.Index, StageKind.Timetable, Board: network.ArcBoard[arc],
                Alight: network.ArcAlight[arc],
                Lines: SamePrice(line, arc));
            var (seconds, stay) = AddTimetableWait(state, label, arc, line, wait);
            OpenRide(arc, service, from, to, mode);
            _steps.Current.Moving = seconds;
            _stages.Add(stage with { Seconds = stay, Factors = NextLeg(service.Mode) });
        }

        _now += _steps.Current.Moving;
        _steps.Close(_now);
        AddStretch(to, begin, state[label].Arrival);
        _leg = null;
    }

    /// <summary>Waits for the departure that the search chose; a driver may have let earlier ones go by to
    /// rest.</summary>
    /// <returns>Seconds of the ride, and the seconds that wait and ride must last for the driver's sake.</returns>
    private (int Seconds, int Stay) AddTimetableWait(SearchState state, int label, int arc, Line line, StepDraft wait)
    {
        var network = _unit.Network;
        var first = line.NextDeparture(network.ArcBoard[arc], _now, out var trip, out var day);
        var departure = first;
        while (line.Arrival(trip, day, network.ArcAlight[arc]) != state[label].Arrival)
            departure = line.NextDeparture(network.ArcBoard[arc], departure + 1, out trip, out day);
        var stay = departure == first ? 0 : _problem.Drivers.LongestPauseIn(state[label].Arrival - _now);
        wait.Waiting = departure - _now;
        _now = departure;
        _steps.Close(_now);
        return (state[label].Arrival - departure, stay);
    }

    /// <summary>All lines of the service on which the ride costs the same: who misses one departure takes any of
    /// them.</summary>
    private Line[] SamePrice(Line line, int arc)
    {
        var network = _unit.Network;
        return [.. network.Lines.Where(other => other.Service == line.Service
            && other.Trips[0].PriceMinor == line.Trips[0].PriceMinor
            && other.Trips[0].Times[network.ArcBoard[arc]].MayBoard
            && other.Trips[0].Times[network.ArcAlight[arc]].MayAlight).Distinct()];
    }

    private void OpenRide(int arc, Service service, int from, int to, string mode)
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
            if (_unit.FindCrossing(piece.Mode, piece.From, piece.To) is { } crossing)
                step.Borders.Add(Passage(crossing, piece.From, inside: true));
            var factor = _weights.Emissions.Find(piece.Mode, piece.Electrified, metres);
            step.Emit(factor, pieceMode, piece.Metres, _weights.Emissions.Grams(factor, piece.Metres));
        }
    }
}
