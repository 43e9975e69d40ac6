using System.Globalization;
using Throughline.Corridor;
using Throughline.Planning.Core;

namespace Throughline.Planning;

/// <summary>What a run over a link adds to a step.</summary>
/// <param name="Factor">Its emission factor, or null when none is known.</param>
/// <param name="Distance">What the distance costs.</param>
/// <param name="Posts">What the two posts of its crossing ask for.</param>
internal sealed record RunFacts(EmissionFactor? Factor, Price Distance, Price[] Posts);

/// <summary>What arcs add to the steps of itineraries of one consignment, looked up when first asked for. Thread-safe:
/// whoever looks up the same thing at the same time finds the same.</summary>
internal sealed class ArcFacts(UnitNetwork unit, CostModel prices, EmissionModel emissions, MovePrices moves)
{
    private readonly RunFacts?[] _runs = new RunFacts?[unit.Network.ArcCount];
    private readonly Price[]?[] _lines = new Price[]?[unit.Network.ArcCount];
    private readonly StepDraft?[] _waits = new StepDraft?[unit.Network.ArcCount];
    private readonly StepDraft?[] _rides = new StepDraft?[unit.Network.ArcCount];

    /// <summary>Facts of a run.</summary>
    public RunFacts OfRun(int arc) => _runs[arc] ??= MakeRun(arc);

    /// <summary>Price lines of an arc.</summary>
    public Price[] Lines(int arc) => _lines[arc] ??= MakeLines(arc);

    /// <summary>A step that waits for the service of an arc, to be copied; of a timetable without the time.</summary>
    public StepDraft OfWait(int arc) => _waits[arc] ??= MakeWait(arc);

    /// <summary>A step that rides an arc, with all of it that does not depend on the time; to be copied.</summary>
    public StepDraft OfRide(int arc) => _rides[arc] ??= MakeRide(arc);

    /// <summary>The passage of a crossing in one direction.</summary>
    /// <param name="crossing">The crossing.</param>
    /// <param name="from">Place before the border.</param>
    /// <param name="inside">The time of a service holds the dwell.</param>
    public BorderPassage Passage(Crossing crossing, int from, bool inside)
    {
        var places = unit.Snapshot.Corridor.Places;
        var forward = crossing.PlaceA == places[from].Id;
        var far = places[unit.PlaceIndex[forward ? crossing.PlaceB : crossing.PlaceA]];
        return new(0, crossing.Id,
            forward ? $"{crossing.PostA} – {crossing.PostB}" : $"{crossing.PostB} – {crossing.PostA}",
            places[from].Country, far.Country, Formalities.Code(BorderFormality.Of(crossing)), inside);
    }

    private RunFacts MakeRun(int arc)
    {
        var network = unit.Network;
        var link = unit.Snapshot.Links[network.ArcRef[arc]];
        var from = Country(network.Table.Vertices[network.ArcFrom[arc]].Place);
        var to = Country(network.Table.Vertices[network.ArcTo[arc]].Place);
        var posts = new List<Price>();
        foreach (var country in network.ArcCrossing[arc] < 0 ? [] : new[] { from, to })
        {
            var price = prices.Post(link.Mode, country);
            if (price.AmountMinor != 0)
                posts.Add(price);
        }

        return new(emissions.Find(link.Mode, link.Electrified, null),
            prices.Distance(link.Mode, from, to, link.LengthMetres), [.. posts]);
    }

    private Price[] MakeLines(int arc)
    {
        var lines = new List<Price>();
        moves.AddArc(arc, lines);
        return [.. lines];
    }

    private StepDraft MakeWait(int arc)
    {
        var network = unit.Network;
        var service = unit.Snapshot.Services[network.ArcRef[arc]];
        var place = network.Table.Vertices[network.ArcFrom[arc]].Place;
        var step = new StepDraft
        {
            Kind = StepKind.Wait,
            Mode = RequestFilter.Name(service.Mode),
            From = place,
            To = place,
            Source = service.Source,
        };
        step.Path.Add(place);
        step.Elements.Add(service.Id);
        if (network.ArcKinds[arc] != ArcKind.Frequency)
            return step;
        step.Waiting = ServiceTimes.ExpectedWait(service);
        step.IsEstimate = IsEstimate(service);
        step.Note = string.Create(CultureInfo.InvariantCulture,
            $"{service.DeparturesPerWeek:0.##} departures a week, "
                + $"{(service.Wait == WaitModel.Random ? "irregular" : "evenly spaced")}; expected wait.");
        return step;
    }

    private StepDraft MakeRide(int arc)
    {
        var network = unit.Network;
        var service = unit.Snapshot.Services[network.ArcRef[arc]];
        var from = network.Table.Vertices[network.ArcFrom[arc]].Place;
        var step = new StepDraft
        {
            Kind = StepKind.Ride,
            Mode = RequestFilter.Name(service.Mode),
            From = from,
            To = network.Table.Vertices[network.ArcTo[arc]].Place,
            Source = service.Source,
            IsEstimate = IsEstimate(service),
            Handlings = network.ArcHandlings[arc],
            Note = service.Name,
        };
        step.Path.Add(from);
        step.Elements.Add(service.Id);
        if (service.SectionTimes.Count > 0)
        {
            step.Moving = ServiceTimes.RideSeconds(service, network.ArcBoard[arc], network.ArcAlight[arc]);
            step.Median = step.Moving;
            if (network.ArcAlight[arc] - network.ArcBoard[arc] == 1)
                step.P90 = service.SectionTimes[network.ArcBoard[arc]].P90Seconds;
        }

        foreach (var line in Lines(arc))
            step.Pay(line);
        AddWay(step, unit.ArcWay[arc]!);
        return step;
    }

    private void AddWay(StepDraft step, List<WayPiece> way)
    {
        var metres = way.Sum(p => p.Metres);
        foreach (var piece in way)
        {
            var mode = RequestFilter.Name(piece.Mode);
            step.Path.Add(piece.To);
            step.Distance += piece.Metres;
            step.AddDistance(mode, Country(piece.From), Country(piece.To), piece.Metres);
            if (unit.FindCrossing(piece.Mode, piece.From, piece.To) is { } crossing)
                step.Borders.Add(Passage(crossing, piece.From, inside: true));
            var factor = emissions.Find(piece.Mode, piece.Electrified, metres);
            step.Emit(factor, mode, piece.Metres, emissions.Grams(factor, piece.Metres));
        }
    }

    private static bool IsEstimate(Service service) =>
        service.Basis?.Contains("estimate", StringComparison.OrdinalIgnoreCase) == true;

    private string Country(int place) => unit.Snapshot.Corridor.Places[place].Country;
}
