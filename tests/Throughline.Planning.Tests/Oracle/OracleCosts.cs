using Throughline.Corridor;

namespace Throughline.Planning.Tests.Oracle;

/// <summary>Section 5 of the page: what a move costs and emits. Exact decimal arithmetic.</summary>
internal sealed class OracleCosts(CorridorSnapshot snapshot, Cargo cargo)
{
    private readonly LoadUnit _unit = snapshot.Corridor.LoadUnits.Single(u => u.Id == cargo.Unit);

    private decimal Tonnes => cargo.GrossMassKg / 1000m;

    /// <summary>Cents of running over a link; a link between two countries at half of each country's rate.</summary>
    public long Link(Link link)
    {
        var km = link.LengthMetres / 1000m;
        var from = Country(link.From);
        var to = Country(link.To);
        return Cents(from == to
            ? PerKm(link.Mode, from) * km
            : PerKm(link.Mode, from) * km / 2 + PerKm(link.Mode, to) * km / 2);
    }

    /// <summary>Cents of passing a crossing: what both countries take.</summary>
    public long Crossing(Crossing crossing) =>
        Cents(Usd(Rate(crossing.Mode, Country(crossing.PlaceA), "crossing")) * cargo.Count)
        + Cents(Usd(Rate(crossing.Mode, Country(crossing.PlaceB), "crossing")) * cargo.Count);

    /// <summary>Cents of beginning on a mode at a place.</summary>
    public long Start(TransportMode mode, string place) =>
        Cents(Usd(Rate(mode, Country(place), "start")) * cargo.Count);

    /// <summary>Cents of a transfer row.</summary>
    public long Transfer(Transfer row) => Cents(Price(row.CostMinor, row.Currency, row.Per) ?? 0);

    /// <summary>Cents of riding: the price, else the rate over each link, of the country where it begins.
    /// A trip may have a price of its own.</summary>
    public long Ride(Service service, Trip? trip, IEnumerable<(string From, Link Link)> links)
    {
        var price = Price(trip?.PriceMinor, trip?.Currency ?? service.Currency, trip?.PricePer ?? service.PricePer)
            ?? Price(service.PriceMinor, service.Currency, service.PricePer);
        return price is { } usd ? Cents(usd)
            : links.Sum(l => Cents(PerKm(service.Mode, Country(l.From)) * l.Link.LengthMetres / 1000m));
    }

    /// <summary>Grams of running over a link.</summary>
    public long Grams(Link link) => Grams(link, null);

    /// <summary>Grams of riding a service over links.</summary>
    public long GramsOfRide(IReadOnlyList<Link> links)
    {
        var km = links.Sum(l => l.LengthMetres) / 1000m;
        return links.Sum(l => Grams(l, km));
    }

    private long Grams(Link link, decimal? rideKm) => decimal.ToInt64(decimal.Floor(
        Tonnes * link.LengthMetres / 1000m * (decimal)Factor(link.Mode, link.Electrified, rideKm) + 0.5m));

    private static long Cents(decimal usd) => decimal.ToInt64(Math.Round(usd * 100, MidpointRounding.AwayFromZero));

    // US dollars per kilometre of the whole consignment.
    private decimal PerKm(TransportMode mode, string country) =>
        Rate(mode, country, "unit_km", "tonne_km") is not { } rate ? 0
            : Usd(rate) * (rate.Per == "unit_km" ? cargo.Count : Tonnes);

    // The country's own row wins over that of any country.
    private Rate? Rate(TransportMode mode, string country, params string[] per)
    {
        var rows = snapshot.Rates.Where(r => r.Mode == mode && r.Unit == cargo.Unit && per.Contains(r.Per)).ToList();
        var own = rows.FindAll(r => r.Country == country);
        var best = own.Count > 0 ? own : rows.FindAll(r => r.Country is null);
        return best.Count > 1
            ? throw new NotSupportedException($"Two rates {best[0].Id}, {best[1].Id}.") : best.SingleOrDefault();
    }

    private decimal Usd(Rate? rate) => rate is null ? 0 : rate.Amount * Usd(rate.Currency);

    private decimal Usd(string currency) =>
        snapshot.Corridor.ExchangeRates.Single(e => e.Currency == currency).UsdPerUnit;

    // Null when there is no price, or one per TEU for a unit that has none.
    private decimal? Price(long? minor, string? currency, string? per)
    {
        if (minor is not { } amount || currency is null)
            return null;
        var teu = (decimal)_unit.Teu;
        decimal? times = per switch
        {
            "TEU" => teu == 0 ? null : teu * cargo.Count,
            "FEU" => teu == 0 ? null : teu / 2 * cargo.Count,
            "unit" => cargo.Count,
            "t" => Tonnes,
            _ => throw new NotSupportedException($"Price per '{per}'."),
        };
        return amount / 100m * Usd(currency) * times;
    }

    // A row for short rides wins where it holds; then the traction, then the unit.
    private double Factor(TransportMode mode, bool? electrified, decimal? rideKm)
    {
        var traction = electrified switch { true => "electric", false => "diesel", null => "any" };
        return snapshot.Corridor.EmissionFactors
            .Where(f => f.Mode == mode && (f.Traction == traction || f.Traction == "any")
                && (f.Unit is null || f.Unit == cargo.Unit))
            .Where(f => f.BelowKm is null || rideKm < f.BelowKm)
            .OrderByDescending(f => f.BelowKm is not null)
            .ThenByDescending(f => f.Traction == traction)
            .ThenByDescending(f => f.Unit is not null)
            .FirstOrDefault()?.GramsPerTonneKm ?? 0;
    }

    private string Country(string place) => snapshot.Corridor.GetPlace(place).Country;
}
