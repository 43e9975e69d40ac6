using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Throughline.Planning.Tests.Oracle;

/// <summary>Small corridors with a request, drawn at random as network text: the same seed gives the same
/// text.</summary>
/// <remarks>Each network has one theme, so that every part of the model is met often and the number of ways stays
/// small. Whatever is drawn, the text is all there is: print it, and the case can be run again.</remarks>
internal sealed partial class RandomNetworks
{
    private static readonly (string Country, string Zone)[] Lands =
    [
        ("AZ", "Asia/Baku"), ("GE", "Asia/Tbilisi"), ("AM", "Asia/Yerevan"), ("TR", "Europe/Istanbul"),
        ("BG", "Europe/Sofia"), ("RO", "Europe/Bucharest"), ("UA", "Europe/Kyiv"), ("FR", "Europe/Paris"),
        ("KZ", "Asia/Almaty"), ("IN", "Asia/Kolkata"), ("CA", "America/St_Johns"),
    ];

    private static readonly string[] HoursTexts =
    [
        "08:00-18:00", "Mo-Fr_08:00-18:00", "Mo-Fr_09:00-12:30,13:30-17:00", "22:00-06:00", "Mo,We,Fr_00:00-24:00",
        "Mo-Sa_06:00-22:00;Su_10:00-14:00", "Sa-Su_20:00-04:00", "02:30-03:30", "weekdays", "00:00-02:30,05:00-24:00",
    ];

    private readonly Random _random;
    private readonly List<string> _lines = [];
    private readonly List<(string Id, string Country, string Zone)> _places = [];
    private readonly HashSet<(string Kind, string From, string To)> _pairs = [];
    private readonly List<string> _links = [];
    private readonly Theme _theme;
    private readonly string _unit;
    private readonly LocalDate _day;
    private readonly string[] _gauges;

    private RandomNetworks(int seed)
    {
        _random = new Random(seed);
        _theme = (Theme)_random.Next(Enum.GetValues<Theme>().Length);
        _gauges = Chance(0.4) ? ["rail1520"] : Chance(0.2) ? ["rail1435"] : ["rail1520", "rail1435"];
        _unit = _theme switch
        {
            Theme.Drivers or Theme.Ferries => Pick("truck", "truck", "container40", "wagon"),
            Theme.Chain => Pick("truck", "truck", "truck", "container40"),
            Theme.Gauges => Pick("container20", "container40", "wagon", "loose"),
            _ => Pick("container20", "container40", "container40", "truck", "loose"),
        };
        _day = Chance(0.3)
            ? PickOf(new LocalDate(2026, 3, 27), new LocalDate(2026, 10, 24), new LocalDate(2026, 3, 6),
                new LocalDate(2026, 10, 30))
            : new LocalDate(2026, 1, 5).PlusDays(_random.Next(360));
    }

    private enum Theme
    {
        Mixed,
        Hours,
        Drivers,
        Ferries,
        Gauges,
        Timetables,
        Constraints,
        Money,
        Chain,
    }

    /// <summary>The network text of a seed, with its request.</summary>
    public static string Text(int seed)
    {
        var network = new RandomNetworks(seed);
        network.Add($"# {network._theme}");
        if (network._theme is Theme.Chain)
        {
            network.DrawChain();
        }
        else
        {
            network.DrawPlaces();
            network.DrawLinks();
            network.DrawServices();
            network.DrawTransfers();
        }

        network.DrawMoney();
        network.DrawDrivers();
        network.DrawRequest();
        return string.Join('\n', network._lines);
    }

    private void DrawPlaces()
    {
        var lands = Lands.OrderBy(_ => _random.Next()).Take(_random.Next(1, 4)).ToArray();
        var count = _theme is Theme.Drivers ? _random.Next(2, 5) : _random.Next(2, 8);
        for (var i = 0; i < count; i++)
        {
            var (country, zone) = PickOf(lands);
            var id = ((char)('A' + i)).ToString();
            _places.Add((id, country, zone));
            Add(
                $"place {id} {country} {zone} {_random.Next(38, 46)}.{_random.Next(10)} "
                    + $"{_random.Next(20, 50)}.{_random.Next(10)}");
        }
    }

    private void DrawLinks()
    {
        var roads = _theme is Theme.Drivers ? 0.9 : _theme is Theme.Gauges or Theme.Timetables ? 0.4 : 0.65;
        var rails = _unit == "truck" ? 0 : _theme is Theme.Gauges ? 0.8 : 0.35;
        for (var i = 1; i < _places.Count; i++)
        {
            if (Chance(roads))
                DrawLink("road", _places[_random.Next(i)].Id, _places[i].Id);
            if (Chance(rails))
                DrawLink(Pick(_gauges), _places[_random.Next(i)].Id, _places[i].Id);
        }

        for (var extra = _random.Next(3); extra > 0; extra--)
            DrawLink(Chance(roads) || rails == 0 ? "road" : Pick(_gauges), AnyPlace(), AnyPlace());
        // Two roads between the same places, one of them short and dear or long and quick.
        if (_unit is not "loose" and not "container40" && Chance(0.3) && _pairs.Any(p => p.Kind == "road"))
        {
            var (_, from, to) = PickOf([.. _pairs.Where(p => p.Kind == "road")]);
            Add($"road {from}-{to} {Length()} {Speed()}");
        }
    }

    private void DrawLink(string kind, string from, string to)
    {
        var mode = kind.StartsWith("rail", StringComparison.Ordinal) ? "rail" : kind;
        if (from == to || _pairs.Contains((kind, from, to)) || !_pairs.Add((kind, to, from))
            || !_pairs.Add((kind, from, to)))
            return;
        var traction = mode == "rail" ? Pick("", " electric", " diesel") : "";
        Add($"{kind} {from}-{to} {Length()} {Speed()}{traction}");
        _links.Add($"{kind}_{from}-{to}");
        if (CountryOf(from) != CountryOf(to))
            DrawCrossing(mode, from, to);
    }

    private void DrawCrossing(string mode, string from, string to)
    {
        var (a, b) = Chance(0.5) ? (from, to) : (to, from);
        Add($"crossing {mode} {a}-{b} ab={Spread(10)} ba={Spread(10)}{Hours("hours-a", 0.4)}{Hours("hours-b", 0.4)}");
    }

    private void DrawTransfers()
    {
        foreach (var standing in new[] { "road", "rail", "rail1520", "rail1435", "sea", "ferry", "air" })
        {
            if (Chance(0.3))
                Add($"transfer {PlaceOrAny("A")} origin->{standing} {Spread(6)}{Cost(0.6, 60)}{Hours("hours", 0.2)}");
            if (Chance(0.3))
                Add(
                    $"transfer {PlaceOrAny(_places[^1].Id)} {standing}->destination "
                        + $"{Spread(6)}{Cost(0.6, 60)}{Hours("hours", 0.2)}");
        }

        var lifted = new[] { "road", "rail", "rail1520", "rail1435", "sea", "air" };
        for (var count = _unit == "truck" ? 0 : _random.Next(3, 11); count > 0; count--)
        {
            var (from, to) = (PickOf(lifted), PickOf(lifted));
            var isRail = from.StartsWith("rail", StringComparison.Ordinal)
                && to.StartsWith("rail", StringComparison.Ordinal);
            var isShunt = isRail && (from == to ? Chance(0.7) : Chance(0.2));
            var kind = isRail ? $" kind={(isShunt ? "shunt" : Pick("gauge_change", "lift"))}" : "";
            Add($"transfer {PlaceOrAny(AnyPlace())} {from}->{to} {Spread(24)}{Cost(0.8, 200)}{Hours("hours", 0.25)}"
                + $" handlings={(isShunt ? 0 : 1)}{kind}");
        }

        foreach (var vehicle in new[] { "road", "rail", "rail1520" })
        {
            if (_unit is "loose" || !Chance(_theme is Theme.Ferries ? 0.9 : 0.4))
                continue;
            Add(
                $"transfer {PlaceOrAny(AnyPlace())} {vehicle}->ferry {Spread(8)}{Cost(0.5, 100)}{Hours("hours", 0.2)} "
                    + "handlings=0");
            Add(
                $"transfer {PlaceOrAny(AnyPlace())} ferry->{vehicle} {Spread(8)}{Cost(0.5, 100)}{Hours("hours", 0.2)} "
                    + "handlings=0");
        }

        if (_unit is not "loose" && Chance(0.2))
            Add($"transfer * ferry->ferry {Spread(5)} handlings=0");
        if (_theme is Theme.Gauges or Theme.Mixed)
            DrawYards();
    }

    // Where a place has a row of its own for trains of one gauge already, a second one would contradict it.
    private void DrawYards()
    {
        foreach (var gauge in _gauges)
        {
            var row = $"transfer {AnyPlace()} {gauge}->{gauge} ";
            if (Chance(0.4) && !_lines.Exists(l => l.StartsWith(row, StringComparison.Ordinal)))
                Add($"{row}{Spread(24)}{Cost(0.8, 200)}{Hours("hours", 0.25)} kind=yard");
        }
    }

    private void DrawMoney()
    {
        Add($"currency USD 1");
        Add($"currency EUR {PickOf("1.0837", "1.1", "0.9999")}");
        foreach (var mode in new[] { "road", "rail", "sea", "ferry", "air" })
        {
            var per = Chance(0.3) ? "tonne_km" : "unit_km";
            var scale = (per == "unit_km"
                ? 1m : 0.05m) * (mode switch { "road" => 150, "rail" => 70, "air" => 500, _ => 30 });
            Add($"rate {mode} {Amount(scale / 100)}{Currency()}/{per}");
            if (Chance(0.4))
                Add(
                    $"rate {mode} {Amount(scale / 100)}{Currency()}/{per} country={CountryOf(AnyPlace())} "
                        + $"unit={_unit}");
            if (Chance(0.5))
                Add($"rate {mode} {Amount(80)}{Currency()}/start{MaybeCountry()}");
            if (Chance(0.5))
                Add($"rate {mode} {Amount(120)}{Currency()}/crossing{MaybeCountry()}");
            Add($"emission {mode} any {_random.Next(5, 90)}.{_random.Next(10)}");
            if (mode == "rail" && Chance(0.7))
            {
                Add($"emission rail electric {_random.Next(3, 20)}.{_random.Next(10)}");
                Add($"emission rail diesel {_random.Next(15, 40)}");
            }

            if (Chance(0.2))
                Add($"emission {mode} any {_random.Next(5, 90)}.{_random.Next(100):00} unit={_unit}");
        }
    }

    // Rules on a smaller scale make every kind of pause happen within a few hundred kilometres.
    private void DrawDrivers()
    {
        if (_theme is not (Theme.Drivers or Theme.Ferries or Theme.Chain) || Chance(0.3))
            return;
        Add("driver one_driver " + Pick(
            "2h 20m 5h 6h 12h 18h 15h", "3h 30m 6h 8h 10h 15h 20h", "1h30 15m 4h 5h 9h 14h 12h",
            "4h30 45m 9h 11h 20h 31h 24h"));
        Add("driver two_drivers " + Pick("4h 20m 10h 5h 24h 36h 15h", "9h 45m 18h 9h 40h 62h 30h"));
    }

    private void DrawRequest()
    {
        var instant = _day.AtMidnight().PlusMinutes(_random.Next(1440)).PlusSeconds(Chance(0.2) ? _random.Next(60) : 0);
        var text = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss").Format(instant);
        var two = _theme is Theme.Drivers or Theme.Chain && Chance(0.2) ? " two-drivers" : "";
        Add(
            $"request A {_places[^1].Id} {text}Z unit={_unit} count={_random.Next(1, 4)} "
            + $"mass={_random.Next(1, 60_000)}{two}"
            + (_theme is Theme.Constraints ? Constraints() : ""));
    }

    private string Constraints()
    {
        var text = "";
        var middle = _places.Count > 2 ? _places[_random.Next(1, _places.Count - 1)] : default;
        if (middle != default)
        {
            var isEnd = middle.Country == _places[0].Country || middle.Country == _places[^1].Country;
            text += !isEnd && Chance(0.3) ? $" avoid-country={middle.Country}" : "";
            text += Chance(0.3) ? $" require-country={PickOf([.. _places]).Country}" : "";
            text += Chance(0.2) ? $" avoid-place={middle.Id}" : Chance(0.4) ? $" require-place={middle.Id}" : "";
        }

        text += Chance(0.2) ? $" avoid-mode={Pick("rail", "sea", "air")}" : "";
        text += Chance(0.2) ? $" require-mode={Pick("road", "rail", "sea", "ferry")}" : "";
        text += Chance(0.3) ? $" max-handlings={_random.Next(3)}" : "";
        text += Chance(0.2) ? " hs=870323" : Chance(0.2) ? " dg=3 un=1203" : Chance(0.2) ? " oversize" : "";
        if (_links.Count > 0 && Chance(0.4))
        {
            text += Chance(0.5) ? $" avoid-element={PickOf([.. _links])}" : "";
            Add(
                $"restriction R1 link {PickOf([.. _links])} "
                    + $"{Pick("all", "hs:87", "dg:any", "dg:3", $"unit:{_unit}", "oversize")}");
        }

        if (Chance(0.3))
            Add(
                "restriction R2 "
                    + $"{Pick("mode rail", "mode sea", $"country {CountryOf(AnyPlace())}", $"place {AnyPlace()}")} "
                + Pick("hs:87", "dg:3", "oversize", "temperature", "gross_over:15000"));
        return text;
    }

    private void Add(string line) => _lines.Add(line);

    private bool Chance(double share) => _random.NextDouble() < share;

    private T PickOf<T>(params T[] values) => values[_random.Next(values.Length)];

    private string Pick(params string[] values) => PickOf(values);

    private string AnyPlace() => PickOf([.. _places]).Id;

    private string CountryOf(string place) => _places.Find(p => p.Id == place).Country;

    private string PlaceOrAny(string place) => Chance(0.5) ? "*" : place;

    private string MaybeCountry() => Chance(0.4) ? $" country={CountryOf(AnyPlace())}" : "";

    private string Currency() => Chance(0.6) ? "USD" : "EUR";

    private string Hours(string key, double share) =>
        Chance(_theme is Theme.Hours ? 0.8 : _theme is Theme.Chain ? share : share / 2)
            ? $" {key}={Pick(HoursTexts)}" : "";

    private string Cost(double share, int most) =>
        Chance(share) ? $" {Amount(most)}{Currency()}/{Pick("TEU", "FEU", "unit", "t")}" : "";

    private string Amount(decimal most) =>
        (most * _random.Next(1, 1000) / 1000m).ToString(most > 20 ? "0.00" : "0.0000", CultureInfo.InvariantCulture);

    private string Length()
    {
        var km = _theme is Theme.Drivers or Theme.Chain ? _random.Next(20, 350) : _random.Next(5, 400);
        return Chance(0.3) ? $"{km}.{_random.Next(1000):000}km" : $"{km}km";
    }

    private string Speed() => Pick("30", "40", "55", "60", "64", "72.5", "80") + "km/h";

    // Minutes, so that a stop is now shorter, now longer than a break or a rest.
    private string Spread(int mostHours)
    {
        var minutes = Chance(0.2) ? 0 : _random.Next(1, mostHours * 60);
        var late = Chance(0.3) ? minutes : minutes * _random.Next(110, 300) / 100;
        return $"{minutes}m/{late}m";
    }
}
