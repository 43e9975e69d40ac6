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
        var begin = _now;
        var wait = _steps.Open(_weights.Facts.OfWait(arc), _now);
        _stages.Add(new(_steps.Index, StageKind.StopBegin));
        if (network.ArcKinds[arc] == ArcKind.Frequency)
        {
            var draws = _samples.OfArc(arc)
                ??= _samples.Wait(service.Id, ServiceTimes.Headway(service), service.Wait);
            _stages.Add(new(_steps.Index, StageKind.Drawn, Draws: draws));
            _now += wait.Waiting;
            _steps.Close(_now);
            OpenRide(arc);
            for (int s = network.ArcBoard[arc]; s < network.ArcAlight[arc]; s++)
            {
                AddVarying(service.SectionTimes[s], ref _samples.OfSection(arc, s), "ride", service.Id,
                    s.ToString(CultureInfo.InvariantCulture));
            }
        }
        else
        {
            var stage = new Stage(_steps.Index, StageKind.Timetable, Board: network.ArcBoard[arc],
                Alight: network.ArcAlight[arc], Lines: _samples.LinesOf(arc));
            var line = network.Lines[network.ArcGate[arc]];
            var (seconds, stay) = AddTimetableWait(state, label, arc, line, wait);
            OpenRide(arc);
            _steps.Current.Moving = seconds;
            _stages.Add(stage with { Seconds = stay, Factors = NextLeg(service.Mode) });
        }

        _now += _steps.Current.Moving;
        _steps.Close(_now);
        AddStretch(network.Table.Vertices[network.ArcTo[arc]].Place, begin, state[label].Arrival);
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

    private void OpenRide(int arc)
    {
        if (_departure < 0)
            _departure = _now;
        _steps.Open(_weights.Facts.OfRide(arc), _now);
    }
}
