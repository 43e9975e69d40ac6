using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Throughline.Corridor;

namespace Throughline.Planning.Tests.Oracle;

/// <summary>A small corridor drawn as text, and the snapshot and request that it stands for.</summary>
/// <remarks>One line is one element; <c>#</c> begins a remark. For example:
/// <code>
/// place A AZ Asia/Baku 40.1 49.2                       id, country, zone, latitude, longitude
/// road A-B 100km 60km/h                                also rail1520, rail1435; words electric, diesel
/// way sea A-B 300km                                    a link that only services use
/// crossing road A-B ab=3h/9h ba=2h hours-a=Mo-Fr_08:00-18:00
/// transfer A road->rail1520 12h/36h 60USD/TEU handlings=1 hours=08:00-20:00      A or * for the default
/// sail A>B 24h/36h weekly=2 random 500USD/TEU          also roro, fly, haul, train1520, train1435
/// sail A>B id=S                                        a timetable: its trips follow
/// trip S Mo,We 08:00 20:00/22:00 30:00 tz=Asia/Baku no=2026-03-02 also=2026-03-03
/// rate road 1.5USD/unit_km country=AZ unit=truck       per: unit_km, tonne_km, crossing, start
/// restriction R link road_A-B all
/// request A B 2026-03-02T08:00Z unit=truck mass=20000 avoid-country=GE
/// </code>
/// Durations are 3h, 1h30, 45m; a spread is median/p90. Verbs that the text does not use are filled in from
/// <see cref="NetworkDefaults"/>.</remarks>
internal sealed partial class NetworkText
{
    private const string Source = "test";
    private static readonly string[] LinkVerbs = ["road", "rail1520", "rail1435", "way"];
    private static readonly string[] ServiceVerbs = ["sail", "roro", "fly", "haul", "train1520", "train1435"];

    private readonly List<TextLine> _lines;
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly List<Place> _places;
    private readonly List<LoadUnit> _units;
    private readonly List<Crossing> _crossings;
    private readonly List<Link> _links;
    private readonly List<Transfer> _transfers;
    private readonly List<Service> _services;

    private NetworkText(string text)
    {
        _lines = [.. NetworkDefaults.Complete(text.Split('\n'))];
        _places = [.. Of("place").Select(ReadPlace)];
        _units = [.. Of("unit").Select(ReadUnit)];
        _crossings = [.. Of("crossing").Select(ReadCrossing)];
        _links = [.. Of(LinkVerbs).Select(ReadLink).Where(HasItsCrossing)];
        _transfers = [.. Of("transfer").Select(ReadTransfer)];
        _services = [.. Of(ServiceVerbs).Select(ReadService)];
    }

    /// <summary>Reads a text that has no request, or whose request is not wanted.</summary>
    public static CorridorSnapshot Network(string text) => new NetworkText(text).ToSnapshot(text);

    /// <summary>Reads a text with its request.</summary>
    public static (CorridorSnapshot Snapshot, PlanRequest Request) Case(string text)
    {
        var reader = new NetworkText(text);
        return (reader.ToSnapshot(text), ReadRequest(reader.Of("request").Single()));
    }

    private IEnumerable<TextLine> Of(params string[] verbs) => _lines.Where(l => verbs.Contains(l.Verb));

    private CorridorSnapshot ToSnapshot(string text)
    {
        var version = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
        var rates = Of("rate").SelectMany(ReadRates).ToList();
        var restrictions = Of("restriction").Select(ReadRestriction).ToList();
        var model = new CorridorModel
        {
            Name = "drawn",
            Version = version,
            Places = _places,
            Links = _links,
            Crossings = _crossings,
            Transfers = _transfers,
            Services = _services,
            Rates = rates,
            EmissionFactors = [.. Of("emission").Select(ReadEmission)],
            RunningTimes = [.. Of("spread").Select(ReadRunningTime)],
            DriverRules = [.. Of("driver").Select(ReadDriver)],
            ExchangeRates = [.. Of("currency").Select(ReadCurrency)],
            LoadUnits = _units,
            Restrictions = restrictions,
            Tags = [new ScenarioTag("base", "Base", "Everything", Source)],
            Scenarios = [new ScenarioDefinition("base", "Base", ["base"], 2026, "Everything", Source)],
        };
        return new CorridorSnapshot
        {
            Corridor = model,
            Scenario = new Scenario { Name = "base", Tags = new HashSet<string>(["base"]), Year = 2026 },
            Version = version,
            Links = _links,
            Crossings = _crossings,
            Transfers = _transfers,
            Services = _services,
            Rates = rates,
            Restrictions = restrictions,
        };
    }

    // A snapshot holds no road or rail link over a border without a crossing of its mode.
    private bool HasItsCrossing(Link link)
    {
        var from = FindPlace(link.From);
        var to = FindPlace(link.To);
        return link.Mode is not (TransportMode.Road or TransportMode.Rail) || from.Country == to.Country
            || _crossings.Any(c => c.Mode == link.Mode
                && (c.PlaceA == from.Id && c.PlaceB == to.Id || c.PlaceA == to.Id && c.PlaceB == from.Id));
    }

    private Place FindPlace(string id) =>
        _places.Find(p => p.Id == id) ?? throw new FormatException($"There is no place '{id}'.");

    // The id that the line gives, else one made of what it is; the second of its kind gets a number.
    private string NewId(TextLine line, string made)
    {
        var id = line.Option("id") ?? made;
        for (var number = 2; !_ids.Add(id); number++)
            id = $"{made}_{number}";
        return id;
    }

    private static Place ReadPlace(TextLine line) => new()
    {
        Id = line.Word(0),
        Name = line.Word(0),
        Country = line.Word(1),
        TimeZone = line.Word(2),
        Latitude = double.Parse(line.Word(3), CultureInfo.InvariantCulture),
        Longitude = double.Parse(line.Word(4), CultureInfo.InvariantCulture),
        Kind = PlaceKind.City,
        Source = Source,
    };

    private Link ReadLink(TextLine line)
    {
        var isWay = line.Verb == "way";
        var what = isWay ? line.Word(0) : line.Verb;
        var words = line.Words.Skip(isWay ? 1 : 0).ToList();
        var ends = words[0].Split('-');
        var speed = words.Find(w => w.EndsWith("km/h", StringComparison.Ordinal));
        return new Link
        {
            Id = NewId(line, $"{what}_{words[0]}"),
            From = FindPlace(ends[0]).Id,
            To = FindPlace(ends[1]).Id,
            Mode = ReadMode(what),
            LengthMetres = TextLine.Metres(words[1]),
            GaugeMm = ReadGauge(what),
            Electrified = words.Contains("electric") ? true : words.Contains("diesel") ? false : null,
            SpeedKmh = speed is null ? null : double.Parse(speed[..^4], CultureInfo.InvariantCulture),
            Status = OperatingStatus.Open,
            Tag = "base",
            Source = Source,
        };
    }

    private Crossing ReadCrossing(TextLine line)
    {
        var ends = line.Word(1).Split('-');
        return new Crossing
        {
            Id = NewId(line, $"border_{line.Word(0)}_{line.Word(1)}"),
            Mode = ReadMode(line.Word(0)),
            PlaceA = FindPlace(ends[0]).Id,
            PostA = ends[0],
            PlaceB = FindPlace(ends[1]).Id,
            PostB = ends[1],
            HoursA = line.Hours("hours-a"),
            HoursB = line.Hours("hours-b"),
            DwellAToB = TextLine.Spread(line.Option("ab") ?? "0"),
            DwellBToA = TextLine.Spread(line.Option("ba") ?? line.Option("ab") ?? "0"),
            Status = OperatingStatus.Open,
            Tag = "base",
            RegimeA = "NATIONAL",
            RegimeB = "NATIONAL",
            CustomsControl = "full",
            Ctc = "both",
            Tir = "both",
            Etir = "none",
            Source = Source,
        };
    }

    private Transfer ReadTransfer(TextLine line)
    {
        var ends = line.Word(1).Split("->");
        var money = line.FindMoney();
        var handlings = int.Parse(line.Option("handlings") ?? "0", CultureInfo.InvariantCulture);
        return new Transfer
        {
            Id = NewId(line, $"transfer_{(line.Word(0) == "*" ? "any" : line.Word(0))}_{ends[0]}-{ends[1]}"),
            Place = line.Word(0) == "*" ? null : FindPlace(line.Word(0)).Id,
            Kind = line.Option("kind") ?? GuessKind(ends[0], ends[1], handlings),
            From = ReadStanding(ends[0]),
            To = ReadStanding(ends[1]),
            FromAnyRail = ends[0] == "rail",
            ToAnyRail = ends[1] == "rail",
            Time = TextLine.Spread(line.Word(2)),
            Hours = line.Hours("hours"),
            CostMinor = money?.Minor,
            Currency = money?.Currency,
            Per = money?.Per,
            Handlings = handlings,
            Source = Source,
        };
    }

    private static string GuessKind(string from, string to, int handlings) => (from, to) switch
    {
        ("origin", _) => "start",
        (_, "destination") => "end",
        _ when handlings > 0 => "lift",
        ("rail", "rail1520" or "rail1435") or ("rail1520" or "rail1435", "rail") => "shunt",
        _ when from == to => "shunt",
        _ when from.StartsWith("rail", StringComparison.Ordinal) && to.StartsWith("rail", StringComparison.Ordinal) =>
            "gauge_change",
        (_, "ferry") => "roll_on",
        ("ferry", _) => "roll_off",
        _ => "lift",
    };

    private static Standing ReadStanding(string text) => text switch
    {
        "origin" => Standing.Origin,
        "destination" => Standing.Destination,
        "road" => Standing.Road,
        "rail" or "rail1520" => Standing.Rail1520,
        "rail1435" => Standing.Rail1435,
        "sea" => Standing.Sea,
        "ferry" => Standing.Ferry,
        "air" => Standing.Air,
        _ => throw new FormatException($"'{text}' is no standing."),
    };

    private static TransportMode ReadMode(string text) => text switch
    {
        "road" or "haul" => TransportMode.Road,
        "rail" or "rail1520" or "rail1435" or "train1520" or "train1435" => TransportMode.Rail,
        "sea" or "sail" => TransportMode.Sea,
        "ferry" or "roro" => TransportMode.Ferry,
        "air" or "fly" => TransportMode.Air,
        _ => throw new FormatException($"'{text}' is no mode."),
    };

    private static int? ReadGauge(string text) => text.EndsWith("1520", StringComparison.Ordinal) ? 1520
        : text.EndsWith("1435", StringComparison.Ordinal) ? 1435 : null;
}
