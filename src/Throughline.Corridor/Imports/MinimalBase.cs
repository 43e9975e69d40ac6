namespace Throughline.Corridor.Imports;

/// <summary>What an import without a base runs on: no cost, no emissions, no limits to driving, instant transfers.
/// Every row says so in its source.</summary>
internal static class MinimalBase
{
    private const string Source = "imported without a base: zero-cost model";
    private static readonly TransportMode[] Modes =
        [TransportMode.Road, TransportMode.Rail, TransportMode.Sea, TransportMode.Ferry, TransportMode.Air];

    public static CorridorModel Make()
    {
        var units = Units();
        return new CorridorModel
        {
            Name = "minimal",
            Version = "",
            Places = [],
            Links = [],
            Transfers = Transfers(),
            LoadUnits = units,
            Rates = Rates(units),
            EmissionFactors = [.. Modes.Select(m => new EmissionFactor(
                CorridorWords.Of(m), m, "any", null, 0, "estimate", null, Source))],
            RunningTimes = [.. Modes.Select(m => new RunningTime(m, 1, "estimate", Source))],
            DriverRules = [Rule("one_driver"), Rule("two_drivers")],
            ExchangeRates = [new ExchangeRate("USD", 1, "2026-01-01", Source)],
            Tags = [],
            Scenarios = [],
        };
    }

    private static List<LoadUnit> Units()
    {
        const int AnyMass = 10_000_000;
        return
        [
            new("container20", "Container 20'", Modes, 1, 0, AnyMass, false, Source),
            new("container40", "Container 40'", Modes, 2, 0, AnyMass, false, Source),
            new("truck", "Truck", [TransportMode.Road, TransportMode.Ferry], 0, 0, AnyMass, true, Source),
            new("wagon", "Wagon", [TransportMode.Rail, TransportMode.Ferry], 0, 0, AnyMass, false, Source),
            new("loose", "Loose goods", Modes, 0, 0, AnyMass, false, Source),
        ];
    }

    private static List<Rate> Rates(List<LoadUnit> units)
    {
        var rates = new List<Rate>();
        foreach (var unit in units)
        {
            foreach (var mode in unit.Modes)
            {
                rates.Add(new Rate(
                    $"{CorridorWords.Of(mode)}_{unit.Id}", mode, null, unit.Id, 0, "USD", "unit_km", "estimate", null,
                    Source));
            }
        }

        return rates;
    }

    private static List<Transfer> Transfers()
    {
        (string Word, Standing Standing, bool Any)[] ends =
        [
            ("road", Standing.Road, false), ("rail", Standing.Rail1520, true), ("sea", Standing.Sea, false),
            ("ferry", Standing.Ferry, false), ("air", Standing.Air, false),
        ];
        var transfers = new List<Transfer>();
        foreach (var from in ends)
        {
            foreach (var to in ends)
            {
                var kind = from.Standing == to.Standing && from.Any ? "shunt"
                    : to.Standing == Standing.Ferry ? "roll_on"
                    : from.Standing == Standing.Ferry ? "roll_off"
                    : "lift";
                transfers.Add(new Transfer
                {
                    Id = $"default_{from.Word}_{to.Word}",
                    Kind = kind,
                    From = from.Standing,
                    FromAnyRail = from.Any,
                    To = to.Standing,
                    ToAnyRail = to.Any,
                    Time = default,
                    Handlings = kind is "roll_on" or "roll_off" ? 0 : 1,
                    Basis = "estimate",
                    Source = Source,
                });
            }
        }

        return transfers;
    }

    private static DriverRule Rule(string id)
    {
        const int Year = 366 * 86_400;
        return new DriverRule(id, Year, 0, Year, 0, Year, Year, 0, Source);
    }
}
