using System.Globalization;
using Throughline.Corridor;
using Throughline.Planning.Tests.Oracle;
using Throughline.Planning.Timetables;

namespace Throughline.Planning.Tests.Timetables;

/// <summary>The scan of a timetable against rounds over all runs, and its edges.</summary>
/// <remarks>THROUGHLINE_SEEDS=100000 runs more seeds, THROUGHLINE_FIRST_SEED=7 begins elsewhere.</remarks>
public class TimetableScanTests
{
    private const int Day = 86_400;

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value)
            ? value : otherwise;

    private static int At(string instant) =>
        CorridorTime.ToSeconds(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture));

    private static TimetableScan Scan(string text, int? change = 0) =>
        new(NetworkText.Network(text), new TimetableOptions { ChangeSeconds = change });

    [Fact]
    public void Answers_are_those_of_rounds_over_all_runs()
    {
        var first = Setting("THROUGHLINE_FIRST_SEED", 0);
        var ways = 0;
        for (var seed = first; seed < first + Setting("THROUGHLINE_SEEDS", 1_000); seed++)
        {
            var random = new Random(seed);
            var snapshot = NetworkText.Network(RandomTimetables.Text(seed));
            var change = random.Next(3) * 420;
            var scan = new TimetableScan(snapshot,
                new TimetableOptions { ChangeSeconds = change, BoardDays = random.Next(2, 9) });
            var begin = At("2026-03-27T00:00Z") + random.Next(3 * Day / 60) * 60;
            var oracle = new RoundsOracle(snapshot, change, begin, begin + 5 * Day);
            for (var query = 0; query < 4; query++)
            {
                var (from, to) = (random.Next(scan.PlaceCount), random.Next(scan.PlaceCount));
                var ready = begin + random.Next(Day);
                var until = ready + random.Next(4 * Day);
                var told = string.Create(CultureInfo.InvariantCulture, $"seed {seed}, query {query}");
                ways += Compare(scan, oracle, from, to, ready, until, change, told);
            }
        }

        Assert.True(ways > 100, $"Only {ways} ways were compared.");
    }

    private static int Compare(
        TimetableScan scan, RoundsOracle oracle, int from, int to, int ready, int until, int change, string told)
    {
        var expected = oracle.Choices(from, to, ready, until);
        var arrival = scan.FindArrival(from, to, ready, until);
        var earliest = from == to ? ready : expected.Count == 0 ? TimetableScan.Never : expected[^1].Arrival;
        Assert.True(earliest == arrival, $"{told}: arrival {arrival} instead of {earliest}");
        if (from != to && arrival != TimetableScan.Never)
            CheckLegs(scan, scan.ListLegs(), from, to, ready, arrival, change, told);

        var choices = scan.ListByChanges(from, to, ready, until).ToArray();
        Assert.True(expected.SequenceEqual(choices), $"{told}: {Show(choices)} instead of {Show(expected)}");
        foreach (var choice in choices)
        {
            var legs = scan.ListLegs(choice);
            CheckLegs(scan, legs, from, to, ready, choice.Arrival, change, told);
            var agrees = choice.Trips == TimetableScan.MostTrips
                ? legs.Length >= choice.Trips
                : legs.Length == choice.Trips;
            Assert.True(agrees, $"{told}: {legs.Length} rides for {choice}");
        }

        var departBy = ready + Day;
        var range = scan.ListDepartures(from, to, ready, departBy, until).ToArray();
        var all = oracle.Range(from, to, ready, departBy, until);
        Assert.True(all.SequenceEqual(range), $"{told}: {Show(range)} instead of {Show(all)}");
        return all.Count;
    }

    private static string Show(IEnumerable<TimetableChoice> choices) => string.Join(", ", choices);

    private static void CheckLegs(TimetableScan scan, ReadOnlySpan<TimetableLeg> legs, int from, int to, int ready,
        int arrival, int change, string told)
    {
        Assert.False(legs.IsEmpty, told);
        var (at, time) = (from, ready);
        for (var i = 0; i < legs.Length; i++)
        {
            var leg = legs[i];
            var (service, trip) = scan.Trips[leg.Trip];
            Assert.True(at == scan.FindPlace(service.Stops[leg.BoardStop]), $"{told}: ride {i} begins elsewhere");
            Assert.True(time <= leg.Departure, $"{told}: ride {i} is missed");
            Assert.True(trip.Times[leg.BoardStop].MayBoard && trip.Times[leg.AlightStop].MayAlight, told);
            var start = OracleClock.FirstRun(trip, leg.BoardStop, leg.Departure)!.Value;
            Assert.True(start + trip.Times[leg.BoardStop].DepartureSeconds == leg.Departure, told);
            Assert.True(start + trip.Times[leg.AlightStop].ArrivalSeconds == leg.Arrival, told);
            at = scan.FindPlace(service.Stops[leg.AlightStop]);
            time = leg.Arrival + change;
        }

        Assert.True(at == to && legs[^1].Arrival == arrival, $"{told}: the rides end elsewhere");
    }

    private const string Line = """
        place A AZ Asia/Baku 40.0 49.0
        place B AZ Asia/Baku 40.1 49.0
        place C AZ Asia/Baku 40.2 49.0
        sail A>B id=S
        trip S daily 23:30 24:30 tz=Asia/Baku
        sail B>C id=T
        trip T daily 00:40 02:00 tz=Asia/Baku
        """;

    [Theory]
    [InlineData(600, "2026-03-02T02:00+04:00")]
    [InlineData(601, "2026-03-03T02:00+04:00")]
    public void A_change_takes_its_time(int change, string arrival)
    {
        var scan = Scan(Line, change);
        var ready = At("2026-03-01T20:00+04:00");
        Assert.Equal(At(arrival), scan.FindArrival(0, 2, ready, ready + 9 * Day));
        Assert.Equal([(23, 30, 24, 30), (0, 40, 2, 0)], scan.ListLegs().ToArray().Select(l =>
        {
            var times = scan.Trips[l.Trip].Trip.Times;
            return (times[l.BoardStop].DepartureSeconds / 3600, times[l.BoardStop].DepartureSeconds / 60 % 60,
                times[l.AlightStop].ArrivalSeconds / 3600, times[l.AlightStop].ArrivalSeconds / 60 % 60);
        }));
    }

    [Fact]
    public void The_change_is_that_of_the_place_unless_one_is_given()
    {
        var ready = At("2026-03-01T20:00+04:00");
        const string Slow = Line + "\ntransfer B sea->sea 20m";
        var until = ready + 9 * Day;
        Assert.Equal(At("2026-03-03T02:00+04:00"), Scan(Slow, null).FindArrival(0, 2, ready, until));
        Assert.Equal(At("2026-03-02T02:00+04:00"), Scan(Slow).FindArrival(0, 2, ready, until));
    }

    [Fact]
    public void Warm_queries_allocate_nothing()
    {
        var scan = Scan(RandomTimetables.Text(5) + Line.Replace(" A", " P0", StringComparison.Ordinal), 60);
        var ready = At("2026-03-28T00:00Z");
        for (var round = 0; ; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var from = 0; from < scan.PlaceCount; from++)
            {
                for (var to = 0; to < scan.PlaceCount; to++)
                {
                    if (scan.FindArrival(from, to, ready, ready + 2 * Day) != TimetableScan.Never)
                        scan.ListLegs();
                    foreach (var choice in scan.ListByChanges(from, to, ready, ready + 2 * Day))
                        scan.ListLegs(choice);
                    scan.ListDepartures(from, to, ready, ready + Day, ready + 2 * Day);
                }
            }

            if (round == 0)
                continue;
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
            return;
        }
    }

    [Fact]
    public void Nothing_is_found_where_nothing_runs()
    {
        var scan = Scan(Line);
        var ready = At("2026-03-01T20:00+04:00");
        Assert.Equal(TimetableScan.Never, scan.FindArrival(2, 0, ready, ready + Day));
        Assert.Equal(0, scan.ListLegs().Length);
        Assert.Equal(0, scan.ListByChanges(2, 0, ready, ready + Day).Length);
        Assert.Equal(0, scan.ListDepartures(0, 2, ready, ready + Day, ready - 1).Length);
        Assert.Equal(TimetableScan.Never, scan.FindArrival(0, 2, At("2059-01-01T00:00Z"), At("2060-12-31T00:00Z")));
        Assert.Equal(ready, scan.FindArrival(1, 1, ready, ready));
        Assert.Equal(-1, scan.FindPlace("Z"));
    }

    [Fact]
    public void What_lies_outside_the_ranges_is_refused()
    {
        var scan = Scan(Line);
        Assert.Throws<ArgumentOutOfRangeException>(() => scan.FindArrival(-1, 0, 0, Day));
        Assert.Throws<ArgumentOutOfRangeException>(() => scan.FindArrival(0, 3, 0, Day));
        Assert.Throws<ArgumentOutOfRangeException>(() => scan.FindArrival(0, 1, -1, Day));
        Assert.Throws<ArgumentOutOfRangeException>(() => scan.FindArrival(0, 1, 0, int.MaxValue));
        Assert.Throws<ArgumentException>(() => Scan(Line, -1));
        Assert.Throws<ArgumentException>(() =>
            new TimetableScan(NetworkText.Network(Line), new TimetableOptions { BoardDays = 1 }));
    }
}
