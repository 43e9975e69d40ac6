using System.Globalization;
using NodaTime.Text;
using Throughline.Corridor;

namespace Throughline.Planning.Tests.Oracle;

/// <content>Prices, factors, rules and the request.</content>
internal sealed partial class NetworkText
{
    private static LoadUnit ReadUnit(TextLine line) => new(
        line.Word(0), line.Word(0), [.. line.Word(1).Split(';').Select(ReadMode)],
        double.Parse(line.Option("teu") ?? "0", CultureInfo.InvariantCulture), 0, 1_000_000,
        line.Words.Contains("driver"), Source);

    // A rate without a unit holds for every unit.
    private IEnumerable<Rate> ReadRates(TextLine line)
    {
        var money = Money.TryRead(line.Word(1)) ?? throw new FormatException($"'{line.Text}' has no price.");
        var units = line.Option("unit") is { } unit ? [unit] : _units.Select(u => u.Id);
        foreach (var id in units)
        {
            yield return new Rate(
                NewId(line, $"rate_{line.Word(0)}_{line.Option("country") ?? "any"}_{id}_{money.Per}"),
                ReadMode(line.Word(0)),
                line.Option("country"), id, money.Amount, money.Currency, money.Per, null, null, Source);
        }
    }

    private EmissionFactor ReadEmission(TextLine line) => new(
        NewId(line, $"emission_{line.Word(0)}_{line.Word(1)}"), ReadMode(line.Word(0)), line.Word(1),
        line.Option("unit"),
        double.Parse(line.Word(2), CultureInfo.InvariantCulture), null, null, Source)
    {
        BelowKm = line.Option("below") is { } km ? int.Parse(km, CultureInfo.InvariantCulture) : null,
    };

    private static RunningTime ReadRunningTime(TextLine line) => new(
        ReadMode(line.Word(0)), double.Parse(line.Word(1), CultureInfo.InvariantCulture), null, Source);

    private static DriverRule ReadDriver(TextLine line)
    {
        var t = line.Words.Skip(1).Select(TextLine.Seconds).ToList();
        return new DriverRule(line.Word(0), t[0], t[1], t[2], t[3], t[4], t[5], t[6], Source);
    }

    private static ExchangeRate ReadCurrency(TextLine line) =>
        new(line.Word(0), TextLine.Number(line.Word(1)), "2026-01-01", Source);

    private static Restriction ReadRestriction(TextLine line) => new(
        line.Word(0), line.Word(1), line.Word(2), line.Word(3), null, $"{line.Word(0)} says so.", Source);

    private static PlanRequest ReadRequest(TextLine line) => new()
    {
        From = Endpoint(line.Word(0)),
        To = Endpoint(line.Word(1)),
        DepartAfter = line.Words.Count > 2 ? Moment(line.Word(2)) : null,
        ArriveBy = line.Option("by") is { } by ? Moment(by) : null,
        TwoDrivers = line.Words.Contains("two-drivers"),
        Cargo = new Cargo
        {
            Unit = line.Option("unit") ?? "container40",
            Count = int.Parse(line.Option("count") ?? "1", CultureInfo.InvariantCulture),
            GrossMassKg = long.Parse(line.Option("mass") ?? "10000", CultureInfo.InvariantCulture),
            HsCode = line.Option("hs"),
            UnNumber = line.Option("un"),
            DangerousGoodsClass = line.Option("dg"),
            Oversize = line.Words.Contains("oversize"),
            TemperatureControlled = line.Words.Contains("temperature"),
        },
        Constraints = new PlanConstraints
        {
            AvoidCountries = line.List("avoid-country"),
            RequireCountries = line.List("require-country"),
            AvoidModes = line.List("avoid-mode"),
            RequireModes = line.List("require-mode"),
            AvoidPlaces = line.List("avoid-place"),
            RequirePlaces = line.List("require-place"),
            AvoidElements = line.List("avoid-element"),
            MaxHandlings = line.Option("max-handlings") is { } max
                ? int.Parse(max, CultureInfo.InvariantCulture) : null,
        },
    };

    // A place, or lat,lon.
    private static Endpoint Endpoint(string text)
    {
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        return comma < 0 ? Planning.Endpoint.At(text) : new Endpoint
        {
            Latitude = double.Parse(text[..comma], CultureInfo.InvariantCulture),
            Longitude = double.Parse(text[(comma + 1)..], CultureInfo.InvariantCulture),
        };
    }

    // 2026-03-02T08:00Z, 2026-03-02T08:00+04, with or without seconds.
    private static DateTimeOffset Moment(string text)
    {
        var pattern = OffsetDateTimePattern.CreateWithInvariantCulture(
            text.Count(c => c == ':') == 2 ? "uuuu-MM-dd'T'HH:mm:sso<G>" : "uuuu-MM-dd'T'HH:mmo<G>");
        return pattern.Parse(text).GetValueOrThrow().ToDateTimeOffset();
    }
}
