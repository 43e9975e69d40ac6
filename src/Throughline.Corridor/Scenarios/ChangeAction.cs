using System.Globalization;

namespace Throughline.Corridor.Scenarios;

/// <summary>What a change does to an element. Null from a method means that it does not apply to this
/// element.</summary>
internal sealed class ChangeAction(ScenarioChange change)
{
    /// <summary>Longest duration that a change may lead to: 366 days.</summary>
    private const double MaxSeconds = 366 * 86_400.0;

    private readonly string _action = change.Action;

    public bool IsSwitch => _action is "open" or "close";

    public bool Opens => _action == "open";

    public Link? Change(Link link) => _action switch
    {
        "time_factor" when link.SpeedKmh is { } speed => link with { SpeedKmh = Speed(speed / Number()) },
        "speed" => link with { SpeedKmh = Speed(Number()) },
        "time_factor" => null,
        _ => throw Unknown(),
    };

    public Crossing? Change(Crossing crossing) => _action switch
    {
        "time_factor" =>
            crossing with { DwellAToB = Scaled(crossing.DwellAToB), DwellBToA = Scaled(crossing.DwellBToA) },
        "time_hours" => crossing with { DwellAToB = Set(crossing.DwellAToB), DwellBToA = Set(crossing.DwellBToA) },
        "time_hours_ab" => crossing with { DwellAToB = Set(crossing.DwellAToB) },
        "time_hours_ba" => crossing with { DwellBToA = Set(crossing.DwellBToA) },
        "hours" => crossing with { HoursA = Hours(), HoursB = Hours() },
        "hours_a" => crossing with { HoursA = Hours() },
        "hours_b" => crossing with { HoursB = Hours() },
        _ => throw Unknown(),
    };

    public Service? Change(Service service) => _action switch
    {
        "time_factor" => Timed(service, Number()),
        "time_hours" => TotalSeconds(service) is > 0 and var total ? Timed(service, Number() * 3600 / total) : null,
        "per_week" => service.DeparturesPerWeek is null ? null : service with { DeparturesPerWeek = Number() },
        "price" => Priced(service),
        "price_factor" => Dearer(service),
        _ => throw Unknown(),
    };

    public Transfer? Change(Transfer transfer) => _action switch
    {
        "time_factor" => transfer with { Time = Scaled(transfer.Time) },
        "time_hours" => transfer with { Time = Set(transfer.Time) },
        "hours" => transfer with { Hours = Hours() },
        "price" => Priced(transfer),
        "price_factor" when transfer.CostMinor is { } cost =>
            transfer with { CostMinor = Minor(cost * (decimal)Number()) },
        "price_factor" => null,
        _ => throw Unknown(),
    };

    public Rate? Change(Rate rate) => _action switch
    {
        "price" => rate with { Amount = Amount(out _, out _) },
        "price_factor" => rate with { Amount = rate.Amount * (decimal)Number() },
        _ => throw Unknown(),
    };

    private Service Timed(Service service, double factor) => service with
    {
        SectionTimes = [.. service.SectionTimes.Select(s => Scale(s, factor))],
        Trips = service.Trips.Count == 0 ? service.Trips : [.. service.Trips.Select(t => Stretch(t, factor))],
    };

    /// <summary>Keeps the first departure and stretches everything after it.</summary>
    private static Trip Stretch(Trip trip, double factor)
    {
        if (trip.Times.Count == 0)
            return trip;
        var zero = trip.Times[0].DepartureSeconds;
        var times = new StopTime[trip.Times.Count];
        times[0] = trip.Times[0];
        for (var i = 1; i < times.Length; i++)
        {
            times[i] = trip.Times[i] with
            {
                ArrivalSeconds = zero + Seconds((trip.Times[i].ArrivalSeconds - zero) * factor),
                DepartureSeconds = zero + Seconds((trip.Times[i].DepartureSeconds - zero) * factor),
            };
        }

        return trip with { Times = times };
    }

    /// <summary>Median from first to last stop: of the sections, or of the first trip of a timetable.</summary>
    private static long TotalSeconds(Service service)
    {
        var total = 0L;
        foreach (var section in service.SectionTimes)
            total += section.MedianSeconds;
        if (service.Trips.Count > 0 && service.Trips[0].Times is { Count: > 1 } times)
            total = times[^1].ArrivalSeconds - times[0].DepartureSeconds;
        return total;
    }

    private Service? Priced(Service service)
    {
        var amount = Amount(out var currency, out var per);
        currency ??= service.Currency;
        per ??= service.PricePer;
        return currency is null || per is null
            ? null
            : service with
            {
                PriceMinor = Minor(amount * 100),
                Currency = currency,
                PricePer = per,
                Trips = [.. service.Trips.Select(t => t with { PriceMinor = null, Currency = null, PricePer = null })],
            };
    }

    private Service? Dearer(Service service)
    {
        if (service.PriceMinor is null && service.Trips.All(t => t.PriceMinor is null))
            return null;
        var factor = (decimal)Number();
        return service with
        {
            PriceMinor = service.PriceMinor is { } price ? Minor(price * factor) : null,
            Trips = [.. service.Trips.Select(t =>
                t.PriceMinor is { } own ? t with { PriceMinor = Minor(own * factor) } : t)],
        };
    }

    private Transfer? Priced(Transfer transfer)
    {
        var amount = Amount(out var currency, out var per);
        currency ??= transfer.Currency;
        per ??= transfer.Per;
        return currency is null || per is null
            ? null
            : transfer with { CostMinor = Minor(amount * 100), Currency = currency, Per = per };
    }

    private Spread Scaled(Spread spread) => Scale(spread, Number());

    private static Spread Scale(Spread spread, double factor) =>
        new(Seconds(spread.MedianSeconds * factor), Seconds(spread.P90Seconds * factor));

    /// <summary>Another median with the same ratio of 90th percentile to median.</summary>
    private Spread Set(Spread spread)
    {
        var median = Seconds(Number() * 3600);
        var ratio = spread.MedianSeconds > 0 ? (double)spread.P90Seconds / spread.MedianSeconds : 1;
        return new Spread(median, Seconds(median * ratio));
    }

    private static int Seconds(double seconds) =>
        (int)Math.Round(Math.Min(seconds, MaxSeconds), MidpointRounding.AwayFromZero);

    private static double Speed(double kmh) => Math.Clamp(kmh, 0.1, 1500);

    private static long Minor(decimal minor) => (long)Math.Round(minor, MidpointRounding.AwayFromZero);

    private double Number() => double.Parse(change.Value!, NumberStyles.Float, CultureInfo.InvariantCulture);

    private OpeningHours Hours() => OpeningHours.Parse(change.Value!);

    private decimal Amount(out string? currency, out string? per)
    {
        var parts = change.Value!.Split(' ');
        currency = parts.Length > 1 ? parts[1] : null;
        per = parts.Length > 2 ? parts[2] : null;
        return decimal.Parse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    private ArgumentException Unknown() => new($"A {change.Kind} cannot be changed by '{_action}'.", nameof(change));
}
