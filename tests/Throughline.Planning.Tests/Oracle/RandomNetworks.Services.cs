using System.Globalization;
using NodaTime.Text;

namespace Throughline.Planning.Tests.Oracle;

/// <content>Services: frequencies and timetables, with calendars, overnight and overtaking trips.</content>
internal sealed partial class RandomNetworks
{
    private static readonly string[] Days = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];

    private void DrawServices()
    {
        var trains = _gauges.Select(g => g.Replace("rail", "train", StringComparison.Ordinal)).ToArray();
        string[] verbs = _unit switch
        {
            "truck" => ["roro"],
            "wagon" => ["roro", .. trains],
            "loose" => ["sail", "fly", .. trains, "haul"],
            "container40" => ["sail", "sail", "fly", "roro", .. trains, "haul"],
            _ => ["sail", "sail", "fly", "roro", .. trains],
        };
        var most = _theme switch { Theme.Timetables or Theme.Ferries => 4, Theme.Drivers => 1, _ => 3 };
        for (var i = _random.Next(_theme is Theme.Timetables or Theme.Ferries ? 1 : 0, most + 1); i > 0; i--)
            DrawService(PickOf(verbs), $"S{i}");
    }

    private void DrawService(string verb, string id)
    {
        var stops = _places.Select(p => p.Id).OrderBy(_ => _random.Next())
            .Take(_random.Next(2, Math.Min(5, _places.Count + 1))).ToList();
        var via = stops.Count == 2 && Chance(0.3)
            ? _places.Select(p => p.Id).Where(p => !stops.Contains(p)).Take(_random.Next(1, 3)).ToList()
            : [];
        DrawWay(verb, stops.Count == 2 ? [stops[0], .. via, stops[1]] : stops);
        var carries = verb == "roro" ? $" carries={Pick("road", "rail", "road;rail", "road;rail")}" : "";
        var price = Chance(0.5) ? $" {Amount(900)}{Currency()}/{Pick("TEU", "FEU", "unit", "t")}" : "";
        var lifts = stops.Count == 2 && Chance(0.1) ? " handlings=1" : "";
        var units = Chance(0.1) ? " units=container20" : "";
        var passes = via.Count > 0 ? $" via={string.Join(';', via)}" : "";
        var line = $"{verb} {string.Join('>', stops)} id={id}{price}{carries}{lifts}{units}{passes}";
        if (Chance(_theme is Theme.Timetables ? 0.85 : 0.4))
        {
            Add(line);
            for (var trips = _random.Next(1, 4); trips > 0; trips--)
                DrawTrip(id, stops.Count);
            return;
        }

        var sections = string.Join(';', stops.Skip(1).Select(_ => Spread(30)));
        Add($"{line} {sections} weekly={Pick("1", "2", "3", "7", "11", "13", "2.5")} {Pick("random", "uniform")}");
    }

    // The links that the service runs over, where they are not drawn yet.
    private void DrawWay(string verb, IReadOnlyList<string> places)
    {
        var mode = verb switch { "sail" => "sea", "roro" => "ferry", "fly" => "air", "haul" => "road", _ => "rail" };
        for (var i = 1; i < places.Count; i++)
        {
            var (from, to) = (places[i - 1], places[i]);
            var kind = mode == "rail" ? "rail" + verb[^4..] : mode;
            if (!_pairs.Add((kind, from, to)) || !_pairs.Add((kind, to, from)))
                continue;
            Add(mode is "rail" && Chance(0.4)
                ? $"{kind} {from}-{to} {Length()} {Speed()}{Pick("", " electric", " diesel")}"
                : $"way {kind} {from}-{to} {Length()}");
            if (mode is "rail" or "road" && CountryOf(from) != CountryOf(to))
                DrawCrossing(mode, from, to);
        }
    }

    private void DrawTrip(string service, int stops)
    {
        var days = Chance(0.3) ? "daily" : string.Join(',', Days.Where(_ => Chance(0.4)).DefaultIfEmpty("Sa"));
        var minute = _random.Next(1440 / 5) * 5;
        var times = new List<string>();
        for (var i = 0; i < stops; i++)
        {
            var arrival = minute;
            var departure = minute + (i > 0 && i < stops - 1 ? _random.Next(0, 300) : 0);
            var only = i > 0 && i < stops - 1 && Chance(0.2) ? Pick("+a", "+b") : "";
            times.Add(arrival == departure ? Clock(arrival) + only : $"{Clock(arrival)}/{Clock(departure)}{only}");
            minute = departure + _random.Next(15, Chance(0.3) ? 3000 : 800);
        }

        var zone = Chance(0.3) ? PickOf(Lands).Zone : PickOf([.. _places]).Zone;
        var line = $"trip {service} {days} {string.Join(' ', times)} tz={zone}";
        line += Chance(0.3) ? $" no={Date(_random.Next(-1, 5))}" : "";
        line += Chance(0.3) ? $" also={Date(_random.Next(-1, 9))}" : "";
        line += Chance(0.15) ? $" from={Date(_random.Next(0, 12))}" : "";
        line += Chance(0.15) ? $" to={Date(_random.Next(3, 25))}" : "";
        Add(line);
    }

    private string Date(int daysAfter) => LocalDatePattern.Iso.Format(_day.PlusDays(daysAfter));

    private static string Clock(int minutes) =>
        string.Create(CultureInfo.InvariantCulture, $"{minutes / 60:00}:{minutes % 60:00}");
}
