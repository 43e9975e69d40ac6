using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Throughline.Corridor;

namespace Throughline.Planning.Tests.Oracle;

/// <content>Services and their timetables.</content>
internal sealed partial class NetworkText
{
    private static readonly string[] DayNames = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];

    private Service ReadService(TextLine line)
    {
        var id = NewId(line, $"{line.Verb}_{line.Word(0).Replace('>', '-')}");
        var money = line.FindMoney();
        var units = line.List("units");
        var sections = line.Words.Skip(1).FirstOrDefault(w => char.IsDigit(w[0]) && Money.TryRead(w) is null);
        var perWeek = line.Option("weekly");
        var carries = line.List("carries");
        var stops = line.Word(0).Split('>');
        if (perWeek is not null && (sections ?? ";;;;;;").Split(';').Length != stops.Length - 1)
            throw new FormatException($"'{line.Text}' needs {stops.Length - 1} times.");
        return new Service
        {
            Id = id,
            Name = id,
            Mode = ReadMode(line.Verb),
            Stops = [.. stops.Select(s => FindPlace(s).Id)],
            Via = line.List("via"),
            Status = OperatingStatus.Open,
            DeparturesPerWeek = perWeek is null ? null : double.Parse(perWeek, CultureInfo.InvariantCulture),
            Wait = line.Words.Contains("random") ? WaitModel.Random : WaitModel.Uniform,
            SectionTimes = perWeek is null ? [] : [.. sections!.Split(';').Select(TextLine.Spread)],
            Trips = perWeek is null ? ReadTrips(id, stops) : [],
            Units = units.Count > 0 ? units : [.. _units.Select(u => u.Id)],
            Carries = line.Verb != "roro" ? [] : carries.Count > 0
                ? [.. carries.Select(ReadMode)]
                : [TransportMode.Road, TransportMode.Rail],
            PriceMinor = money?.Minor,
            Currency = money?.Currency,
            PricePer = money?.Per,
            Handlings = int.Parse(line.Option("handlings") ?? "0", CultureInfo.InvariantCulture),
            GaugeMm = ReadGauge(line.Verb),
            Tag = "base",
            Source = Source,
        };
    }

    private List<Trip> ReadTrips(string service, string[] stops)
    {
        var trips = new List<Trip>();
        foreach (var line in Of("trip").Where(l => l.Word(0) == service))
        {
            var times = line.Words.Skip(2).Select(ReadStopTime).ToList();
            if (times.Count != stops.Length)
                throw new FormatException($"'{line.Text}' needs {stops.Length} times.");
            var id = $"{service}.{trips.Count + 1}";
            var zone = line.Option("tz") ?? FindPlace(stops[0]).TimeZone;
            var money = line.Option("price") is { } price ? Money.TryRead(price) : null;
            trips.Add(new Trip(id, ReadCalendar(id, line), zone, times)
            {
                PriceMinor = money?.Minor,
                Currency = money?.Currency,
                PricePer = money?.Per,
            });
        }

        return trips;
    }

    private static ServiceCalendar ReadCalendar(string id, TextLine line)
    {
        var bits = 0;
        foreach (var day in line.Word(1) == "daily" ? DayNames : line.Word(1).Split(','))
            bits |= day == "never" ? 0 : 1 << Array.IndexOf(DayNames, day);
        return new ServiceCalendar(
            id, bits, DayNumber(line.Option("from") ?? "2025-01-01"), DayNumber(line.Option("to") ?? "2027-12-31"),
            line.List("also").Select(DayNumber), line.List("no").Select(DayNumber));
    }

    private static int DayNumber(string date) =>
        Period.DaysBetween(new LocalDate(2020, 1, 1), LocalDatePattern.Iso.Parse(date).Value);

    // 08:00 or 08:00/09:30 (arrival/departure); +b only boarding, +a only alighting.
    private static StopTime ReadStopTime(string text)
    {
        var plus = text.IndexOf('+', StringComparison.Ordinal);
        var only = plus < 0 ? "" : text[plus..];
        var clocks = (plus < 0 ? text : text[..plus]).Split('/');
        return new StopTime(Clock(clocks[0]), Clock(clocks[^1]), only != "+a", only != "+b");
    }

    private static int Clock(string text)
    {
        var parts = text.Split(':');
        return int.Parse(parts[0], CultureInfo.InvariantCulture) * 3600
            + int.Parse(parts[1], CultureInfo.InvariantCulture) * 60;
    }
}
