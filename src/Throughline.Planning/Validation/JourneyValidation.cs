using Throughline.Corridor;

namespace Throughline.Planning.Validation;

/// <summary>Compares what is planned with what was published. No row is treated specially.</summary>
public sealed class JourneyValidation
{
    private const double SameTownMetres = 50_000;
    private static readonly string[] AllModes = ["road", "rail", "sea", "ferry", "air"];
    private readonly CorridorSnapshot _snapshot;
    private readonly RouteWords _words;
    private readonly DateTimeOffset _depart;

    /// <summary>Prepares to compare.</summary>
    /// <param name="snapshot">What is planned over.</param>
    /// <param name="depart">When journeys begin.</param>
    public JourneyValidation(CorridorSnapshot snapshot, DateTimeOffset depart)
    {
        _snapshot = snapshot;
        _depart = depart;
        _words = new RouteWords(snapshot.Corridor);
    }

    /// <summary>Compares rows.</summary>
    /// <param name="rows">Times and prices.</param>
    /// <param name="done">Called after each row; may be null.</param>
    /// <param name="cancellation">Stops the work.</param>
    public ValidationReport Run(
        IEnumerable<PublishedJourney> rows, Action? done = null, CancellationToken cancellation = default)
    {
        var results = new List<ValidationRow>();
        foreach (var row in rows)
        {
            results.Add(row.IsPrice ? ComparePrice(row, cancellation) : CompareTime(row, cancellation));
            done?.Invoke();
        }

        return new ValidationReport(
            _snapshot.Scenario.Name, results,
            Summarize(results.Where(r => !r.Published.IsPrice)), Summarize(results.Where(r => r.Published.IsPrice)));
    }

    /// <summary>Relative distance of a value to the nearest edge of a range; 0 inside it.</summary>
    public static double ErrorOf(double planned, double low, double high) =>
        planned < low ? (low - planned) / low : planned > high ? (planned - high) / high : 0;

    private ValidationRow CompareTime(PublishedJourney row, CancellationToken cancellation)
    {
        var reason = WhyNoTime(row);
        var seconds = row.Unit.TrimEnd('s') switch { "day" or "d" => 86_400.0, "hour" or "h" => 3600.0, _ => 0 };
        if (seconds == 0)
            reason ??= $"the unit '{row.Unit}' is not day or hour";
        // Goods that go by road and not by rail go in their truck all the way; with rail in the chain they go in a box.
        var modes = RouteWords.ReadModes(row.Mode) ?? [];
        var unit = modes.Contains("road") && !modes.Contains("rail") ? "truck" : "container40";
        var mass = _snapshot.Corridor.LoadUnits.FirstOrDefault(u => u.Id == unit) is { } known
            ? Math.Min(20_000, known.MaxGrossKg)
            : 20_000;
        return Compare(
            row, reason, new PriceUnit(unit, mass, PerKm: false, PerMassKg: 0),
            i => (i.Arrival - i.Departure).TotalSeconds,
            i => (i.Arrival - i.Departure).TotalSeconds / Math.Max(1, seconds), seconds > 0, cancellation);
    }

    private ValidationRow ComparePrice(PublishedJourney row, CancellationToken cancellation)
    {
        var reason = WhyNoPrice(row);
        var unit = PriceUnit.Read(row.Unit, _snapshot.Corridor);
        var rate = _snapshot.Corridor.ExchangeRates.FirstOrDefault(r => r.Currency == row.Currency);
        if (unit is null)
            reason ??= $"'{row.Unit}' is not a price of a journey";
        else if (rate is null)
            reason ??= $"there is no exchange rate for {row.Currency}";
        if (unit is null || rate is null)
            return new ValidationRow(row, false, reason, null, null, "", [], []);
        return Compare(
            row, reason, unit, i => i.CostMinor,
            i => unit.Convert(Charged(i, unit) / 100.0 / (double)rate.UsdPerUnit, i.Distances.Sum(d => d.Metres)),
            canPlan: true, cancellation);
    }

    /// <summary>A price per kilometre is a rate of carriage: posts, terminals and lifts come on top.</summary>
    private static long Charged(Itinerary itinerary, PriceUnit unit) => unit.PerKm
        ? itinerary.Costs
            .Where(c => c.Label is CostModel.DistanceLabel or CostModel.ServiceLabel).Sum(c => c.AmountMinor)
        : itinerary.CostMinor;

    private ValidationRow Compare(
        PublishedJourney row, string? reason, PriceUnit load, Func<Itinerary, double> least,
        Func<Itinerary, double> value, bool canPlan, CancellationToken cancellation)
    {
        var remarks = new List<string>();
        var modes = RouteWords.ReadModes(row.Mode);
        if (row.From == row.To)
            reason ??= "it is about one place, not a journey";
        else if (modes is null)
            reason ??= $"'{row.Mode}' is not a mode";
        if (!canPlan || modes is null || row.From == row.To)
            return new ValidationRow(row, false, reason, null, null, "", [], remarks);
        var unknown = new List<string>();
        var request = _words.Constrain(Ask(row, load, modes), row.Route, unknown);
        if (unknown.Count > 0)
            remarks.Add($"unknown in the route: {string.Join(", ", unknown)}");
        var removed = ListSame(row);
        Itinerary? best = null;
        try
        {
            var answer = new Planner(Without(removed, row.IsPrice)).Plan(request, cancellation);
            // Where there is no other way, the lines stay, at the speed of lines that go elsewhere.
            if (answer.Itineraries.Count == 0 && !row.IsPrice && AtUsualSpeed(removed) is { Count: > 0 } usual)
            {
                answer = new Planner(With([.. _snapshot.Services.Except(removed), .. usual], usual)).Plan(
                    request, cancellation);
                remarks.Add("there is no other way, so the line is taken at the usual speed of other lines");
            }

            best = answer.Itineraries.MinBy(least);
            if (answer.Blocked is { } blocked)
                remarks.Add(blocked.Message);
        }
        catch (PlanRequestException e)
        {
            reason ??= e.Message;
        }

        double? planned = best is null ? null : value(best);
        return new ValidationRow(
            row, reason is null, reason, planned, planned is { } p ? ErrorOf(p, row.Low, row.High) : null,
            best?.Summary ?? "", [.. removed.Select(s => s.Id)], remarks);
    }

    private static string? WhyNoTime(PublishedJourney row)
    {
        string[] counted = ["actual", "monthly average", "guidance"];
        return counted.Any(k => row.Kind.StartsWith(k, StringComparison.OrdinalIgnoreCase))
            ? null
            : $"its kind is '{row.Kind}'; actual, monthly average and guidance count";
    }

    private static string? WhyNoPrice(PublishedJourney row)
    {
        if (row.Kind.Contains("fee", StringComparison.OrdinalIgnoreCase))
            return "it is a fee";
        return row.Kind.Contains("disputed", StringComparison.OrdinalIgnoreCase) ? "it is disputed" : null;
    }

    private PlanRequest Ask(PublishedJourney row, PriceUnit load, IReadOnlyList<string> modes) => new()
    {
        From = Endpoint.At(row.From),
        To = Endpoint.At(row.To),
        Cargo = new Cargo { Unit = load.Unit, GrossMassKg = load.MassKg },
        DepartAfter = _depart,
        Constraints = new PlanConstraints { AvoidModes = [.. AllModes.Except(modes)] },
    };

    /// <summary>Services that carry from the row's origin to its destination, between whichever of their stops: they
    /// state the very thing that is tested. A price may be that of a line that does not sail in the scenario.</summary>
    private List<Service> ListSame(PublishedJourney row)
    {
        var known = row.IsPrice
            ? _snapshot.Services.Concat(_snapshot.Corridor.Services.Where(s =>
                s.Status != OperatingStatus.Closed && _snapshot.Services.All(present => present.Id != s.Id)))
            : _snapshot.Services;
        return [.. known.Where(s => States(s, row))];
    }

    private bool States(Service service, PublishedJourney row)
    {
        var begun = false;
        foreach (var stop in service.Stops)
        {
            if (begun && IsNear(stop, row.To))
                return true;
            begun |= IsNear(stop, row.From);
        }

        return false;
    }

    private bool IsNear(string a, string b)
    {
        if (a == b)
            return true;
        return _snapshot.Corridor.FindPlace(a) is { } first && _snapshot.Corridor.FindPlace(b) is { } second
            && GreatCircle.Metres(first.Latitude, first.Longitude, second.Latitude, second.Longitude) <= SameTownMetres;
    }

    private List<Service> AtUsualSpeed(List<Service> same)
    {
        var times = new UsualTimes(_snapshot);
        return [.. same.Select(times.Without).OfType<Service>()];
    }

    private CorridorSnapshot Without(List<Service> same, bool onlyPrices) => same.Count == 0
        ? _snapshot
        : With([.. _snapshot.Services.Except(same), .. onlyPrices ? same.Select(WithoutPrice) : []], same);

    private CorridorSnapshot With(IReadOnlyList<Service> services, List<Service> changed) => new()
    {
        Corridor = _snapshot.Corridor,
        Scenario = _snapshot.Scenario,
        Version = $"{_snapshot.Version}-{string.Join('-', changed.Select(s => s.Id))}",
        Links = _snapshot.Links,
        Crossings = _snapshot.Crossings,
        Transfers = _snapshot.Transfers,
        Services = services,
        Rates = _snapshot.Rates,
        Restrictions = _snapshot.Restrictions,
    };

    private static Service WithoutPrice(Service service) => service with
    {
        PriceMinor = null,
        Currency = null,
        PricePer = null,
        Trips = [.. service.Trips.Select(t => t with { PriceMinor = null })],
    };

    private static ValidationSummary Summarize(IEnumerable<ValidationRow> rows)
    {
        var counted = rows.Where(r => r.Counts).ToList();
        var errors = counted.Select(r => r.Error ?? double.PositiveInfinity).Order().ToList();
        double? median = errors.Count == 0 ? null
            : errors.Count % 2 == 1 ? errors[errors.Count / 2]
            : (errors[errors.Count / 2 - 1] + errors[errors.Count / 2]) / 2;
        return new ValidationSummary(
            counted.Count, counted.Count(r => r.Planned is not null), median is { } m && double.IsFinite(m) ? m : null,
            errors.Count(e => e <= 0.2));
    }
}
