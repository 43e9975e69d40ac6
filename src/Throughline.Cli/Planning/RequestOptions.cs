using System.CommandLine;
using Throughline.Corridor;
using Throughline.Planning;
using Throughline.Server;
using static Throughline.Cli.CliTexts;

namespace Throughline.Cli;

/// <summary>Options that make a request.</summary>
internal sealed class RequestOptions
{
    private static readonly string[] AllModes = ["road", "rail", "sea", "ferry", "air"];

    public Option<string> From { get; } = new("--from") { Required = true, HelpName = T("value.place") };
    public Option<string> To { get; } = new("--to") { Required = true, HelpName = T("value.place") };
    public Option<string> Unit { get; } = new("--unit")
    {
        HelpName = T("value.unit"),
        DefaultValueFactory = _ => "container40",
    };
    public Option<int> Count { get; } = new("--count") { HelpName = "N", DefaultValueFactory = _ => 1 };
    public Option<long> Mass { get; } = new("--mass") { HelpName = "KG", DefaultValueFactory = _ => 20_000 };
    public Option<string?> Hs { get; } = new("--hs") { HelpName = T("value.code") };
    public Option<string?> Un { get; } = new("--un") { HelpName = T("value.code") };
    public Option<string?> DangerousGoodsClass { get; } = new("--dg-class") { HelpName = T("value.class") };
    public Option<bool> Temperature { get; } = new("--temperature");
    public Option<bool> Oversize { get; } = new("--oversize");
    public Option<decimal?> Value { get; } = new("--value") { HelpName = "USD" };
    public Option<string?> Depart { get; } = new("--depart") { HelpName = T("value.time") };
    public Option<string?> ArriveBy { get; } = new("--arrive-by") { HelpName = T("value.time") };
    public Option<string[]> Mode { get; } = Many("--mode", T("value.mode"));
    public Option<string[]> AvoidMode { get; } = Many("--avoid-mode", T("value.mode"));
    public Option<string[]> RequireMode { get; } = Many("--require-mode", T("value.mode"));
    public Option<string[]> AvoidCountry { get; } = Many("--avoid-country", T("value.country"));
    public Option<string[]> RequireCountry { get; } = Many("--require-country", T("value.country"));
    public Option<string[]> AvoidPlace { get; } = Many("--avoid-place", T("value.place"));
    public Option<string[]> RequirePlace { get; } = Many("--require-place", T("value.place"));
    public Option<string[]> Avoid { get; } = Many("--avoid", T("value.id"));
    public Option<string?> Route { get; } = new("--route") { HelpName = T("value.route") };
    public Option<int?> MaxHandlings { get; } = new("--max-handlings") { HelpName = "N" };
    public Option<decimal?> ValueOfTime { get; } = new("--value-of-time") { HelpName = "USD" };
    public Option<bool> TwoDrivers { get; } = new("--two-drivers");
    public Option<double> Tolerance { get; } = new("--tolerance") { HelpName = T("value.share") };
    public Option<bool> ShortList { get; } = new("--short-list");

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command, bool withEnds = true)
    {
        Option[] options =
        [
            Unit, Count, Mass, Depart, ArriveBy, Mode, AvoidMode, RequireMode, AvoidCountry, RequireCountry,
            AvoidPlace, RequirePlace, Avoid, Route, MaxHandlings, TwoDrivers, Tolerance, ShortList, ValueOfTime,
            Hs, Un, DangerousGoodsClass, Temperature, Oversize, Value,
        ];
        if (withEnds)
            options = [From, To, .. options];
        foreach (var option in options)
        {
            option.Description = T("request." + option.Name.TrimStart('-'));
            command.Add(option);
        }
    }

    /// <summary>The request that the options make, with ids for places.</summary>
    /// <exception cref="ProblemException">Something in it is wrong.</exception>
    public PlanRequest Read(ParseResult parsed, CorridorModel corridor, TimeProvider time)
    {
        var places = new PlaceResolution(corridor, new PlaceIndex(corridor));
        var request = places.Resolve(
            new PlanRequest
            {
                From = ReadEndpoint(parsed.GetRequiredValue(From)),
                To = ReadEndpoint(parsed.GetRequiredValue(To)),
                Cargo = ReadCargo(parsed),
                Constraints = ReadConstraints(parsed),
                ValueOfTimeMinorPerHour = Minor(parsed.GetValue(ValueOfTime)),
                TwoDrivers = parsed.GetValue(TwoDrivers),
                Tolerance = parsed.GetValue(Tolerance),
                ShortListOnly = parsed.GetValue(ShortList),
            },
            "/request");
        if (parsed.GetValue(Route) is { } route)
            request = Routes.Constrain(request, corridor, route, "/route");
        var depart = parsed.GetValue(Depart);
        var arriveBy = parsed.GetValue(ArriveBy);
        var origin = Zone(corridor, request.From);
        return request with
        {
            DepartAfter = depart is not null ? LocalTimes.Read(depart, origin, "/request/departAfter")
                : arriveBy is null ? LocalTimes.NextHour(time.GetUtcNow(), origin) : null,
            ArriveBy = arriveBy is null
                ? null
                : LocalTimes.Read(arriveBy, Zone(corridor, request.To), "/request/arriveBy"),
        };
    }

    /// <summary>What the options say is moved.</summary>
    public Cargo ReadCargo(ParseResult parsed) => new()
    {
        Unit = parsed.GetRequiredValue(Unit),
        Count = parsed.GetValue(Count),
        GrossMassKg = parsed.GetValue(Mass),
        HsCode = parsed.GetValue(Hs),
        UnNumber = parsed.GetValue(Un),
        DangerousGoodsClass = parsed.GetValue(DangerousGoodsClass),
        TemperatureControlled = parsed.GetValue(Temperature),
        Oversize = parsed.GetValue(Oversize),
        ValueMinor = Minor(parsed.GetValue(Value)),
    };

    /// <summary>The constraints that the options state, places as they were given.</summary>
    public PlanConstraints ReadConstraints(ParseResult parsed)
    {
        var modes = Split(parsed, Mode, lower: true);
        if (modes.Except(AllModes).FirstOrDefault() is { } wrong)
        {
            throw ProblemException.Unprocessable(
                [new FieldError("/mode", T("mode.unknown", wrong), AllModes)]);
        }

        return new PlanConstraints
        {
            AvoidCountries = Split(parsed, AvoidCountry, upper: true),
            RequireCountries = Split(parsed, RequireCountry, upper: true),
            AvoidModes =
            [
                .. Split(parsed, AvoidMode, lower: true)
                    .Union(modes.Count == 0 ? [] : AllModes.Except(modes), StringComparer.Ordinal),
            ],
            RequireModes = Split(parsed, RequireMode, lower: true),
            AvoidPlaces = parsed.GetValue(AvoidPlace) ?? [],
            RequirePlaces = parsed.GetValue(RequirePlace) ?? [],
            AvoidElements = Split(parsed, Avoid),
            MaxHandlings = parsed.GetValue(MaxHandlings),
        };
    }

    private static Endpoint ReadEndpoint(string text)
    {
        var parts = text.Split(',');
        var culture = System.Globalization.CultureInfo.InvariantCulture;
        return parts.Length == 2
            && double.TryParse(parts[0], System.Globalization.NumberStyles.Float, culture, out var latitude)
            && double.TryParse(parts[1], System.Globalization.NumberStyles.Float, culture, out var longitude)
            ? new Endpoint { Latitude = latitude, Longitude = longitude }
            : Endpoint.At(text);
    }

    /// <summary>The time zone of a place of the corridor; UTC for a position.</summary>
    internal static string Zone(CorridorModel corridor, Endpoint endpoint) =>
        endpoint.Place is { } place && corridor.FindPlace(place) is { } known ? known.TimeZone : "UTC";

    // Units of a currency become minor units; what is too large stays too large for the planner to say so.
    private static long? Minor(decimal? amount) => amount is null
        ? null
        : (long)Math.Clamp(Math.Round(amount.Value * 100m), long.MinValue / 2, long.MaxValue / 2);

    private static Option<string[]> Many(string name, string value) =>
        new(name) { HelpName = value, AllowMultipleArgumentsPerToken = false };

    private static List<string> Split(
        ParseResult parsed, Option<string[]> option, bool upper = false, bool lower = false) =>
    [
        .. (parsed.GetValue(option) ?? [])
            .SelectMany(v => v.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Select(v => upper ? v.ToUpperInvariant() : lower ? v.ToLowerInvariant() : v),
    ];
}
