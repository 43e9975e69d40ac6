using Throughline.Corridor;

namespace Throughline.Planning;

/// <summary>A price that is paid in a move.</summary>
/// <param name="AmountMinor">US cents for the whole consignment.</param>
/// <param name="Label">What is paid.</param>
/// <param name="Source">Where the price comes from.</param>
/// <param name="IsEstimate">The price is our own estimate.</param>
internal readonly record struct Price(long AmountMinor, string Label, string Source, bool IsEstimate);

/// <summary>Prices of moves from the cost model of a snapshot, for one consignment; docs/planning-model.md section
/// 5.</summary>
internal sealed class CostModel
{
    /// <summary>Label of what is paid for kilometres.</summary>
    public const string DistanceLabel = "distance";
    /// <summary>Label of what a service asks for a ride.</summary>
    public const string ServiceLabel = "service price";
    private readonly Dictionary<(TransportMode, string, string), Rate[]> _rates;
    private readonly Dictionary<string, decimal> _usd;
    private readonly LoadUnit _unit;
    private readonly int _count;
    private readonly decimal _tonnes;

    /// <summary>Prepares the prices of a consignment.</summary>
    public CostModel(CorridorSnapshot snapshot, LoadUnit unit, int count, long massKg)
    {
        _unit = unit;
        _count = count;
        _tonnes = massKg / 1000m;
        _rates = snapshot.Rates.Where(r => r.Unit == unit.Id)
            .GroupBy(r => (r.Mode, r.Per, r.Country ?? ""))
            .ToDictionary(g => g.Key, g => g.ToArray());
        _usd = snapshot.Corridor.ExchangeRates.ToDictionary(r => r.Currency, r => r.UsdPerUnit, StringComparer.Ordinal);
        _usd.TryAdd("USD", 1m);
    }

    /// <summary>Price of running a distance, half at each country's rate when the ends lie in two countries.</summary>
    public Price Distance(TransportMode mode, string fromCountry, string toCountry, long metres)
    {
        var amount = 0m;
        Rate? shown = null;
        var estimate = false;
        foreach (var country in fromCountry == toCountry ? new[] { fromCountry } : [fromCountry, toCountry])
        {
            var share = fromCountry == toCountry ? 1m : 0.5m;
            foreach (var rate in Rates(mode, "unit_km", country))
            {
                amount += share * Cents(rate) * metres / 1000m * _count;
                shown ??= rate;
                estimate |= IsEstimate(rate);
            }

            foreach (var rate in Rates(mode, "tonne_km", country))
            {
                amount += share * Cents(rate) * metres / 1000m * _tonnes;
                shown ??= rate;
                estimate |= IsEstimate(rate);
            }
        }

        return new(Round(amount), DistanceLabel, shown?.Source ?? "no rate in the cost model",
            estimate || shown is null);
    }

    /// <summary>Price at one of the two posts of a border crossing.</summary>
    public Price Post(TransportMode mode, string country) =>
        PerUnit(mode, "crossing", country, "border post " + country);

    /// <summary>Price of beginning on a mode.</summary>
    public Price Start(TransportMode mode, string country) => PerUnit(mode, "start", country, "begin of carriage");

    /// <summary>Price of a transfer row.</summary>
    public Price Transfer(Transfer row) => row.CostMinor is { } minor
        ? new(Round(Quantity(row.Per) * ToCents(minor / 100m, row.Currency)), row.Kind, row.Source,
            row.Basis is not null && row.Basis.Contains("estimate", StringComparison.OrdinalIgnoreCase))
        : default;

    /// <summary>Price of a service that states one, or null when the cost model applies.</summary>
    public Price? Service(Service service, Trip? trip)
    {
        var minor = trip?.PriceMinor ?? service.PriceMinor;
        if (minor is null || Quantity(service.PricePer) is not (> 0 and var quantity))
            return null;
        return new(Round(quantity * ToCents(minor.Value / 100m, service.Currency)), ServiceLabel, service.Source,
            service.Basis?.Contains("price: estimate", StringComparison.OrdinalIgnoreCase) == true);
    }

    private Price PerUnit(TransportMode mode, string per, string country, string label)
    {
        var amount = 0m;
        Rate? shown = null;
        foreach (var rate in Rates(mode, per, country))
        {
            amount += Cents(rate) * _count;
            shown ??= rate;
        }

        return shown is null ? default : new(Round(amount), label, shown.Source, IsEstimate(shown));
    }

    private Rate[] Rates(TransportMode mode, string per, string country) =>
        _rates.TryGetValue((mode, per, country), out var own)
            ? own
            : _rates.TryGetValue((mode, per, ""), out var any) ? any : [];

    private decimal Quantity(string? per) => per switch
    {
        "TEU" => (decimal)_unit.Teu * _count,
        "FEU" => (decimal)_unit.Teu / 2 * _count,
        "t" => _tonnes,
        _ => _count,
    };

    private decimal Cents(Rate rate) => ToCents(rate.Amount, rate.Currency);

    private decimal ToCents(decimal amount, string? currency) => amount * _usd[currency ?? "USD"] * 100m;

    private static bool IsEstimate(Rate rate) =>
        rate.Basis?.Contains("estimate", StringComparison.OrdinalIgnoreCase) == true;

    private static long Round(decimal cents) => (long)Math.Round(cents, MidpointRounding.AwayFromZero);
}
