using System.Text;
using Throughline.Corridor.Loading;

namespace Throughline.Corridor.Tests;

/// <summary>Feeds of a few rows, and what the import makes of them.</summary>
public class GtfsImportTests
{
    private static Dictionary<string, string> Feed() => new(StringComparer.Ordinal)
    {
        ["agency.txt"] = "agency_id,agency_name,agency_url,agency_timezone\n"
            + "GR,Georgian,http://a.example,Asia/Tbilisi\nTC,Turkish,http://b.example,Europe/Istanbul\n",
        ["stops.txt"] = "stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station\n"
            + "T,Tbilisi,41.72,44.80,1,\n"
            + "T1,Tbilisi 1,41.72,44.80,0,T\nG,Gori,41.98,44.11,0,\nB,Batumi,41.64,41.63,0,\n",
        ["routes.txt"] = "route_id,agency_id,route_short_name,route_long_name,route_type\nR,GR,IC,Tbilisi-Batumi,2\n"
            + "S,TC,X,Coast,3\n",
        ["trips.txt"] = "route_id,service_id,trip_id\nR,wd,day\nR,wd,night\nS,once,coach\n",
        ["stop_times.txt"] = "trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type\n"
            + "day,08:00:00,08:10:00,T1,1,0,0\nday,,,G,2,,\nday,13:10:00,13:10:00,B,5,0,0\n"
            + "night,23:30:00,23:30:00,T1,1,0,1\nnight,24:40:00,24:45:00,G,2,1,0\nnight,29:00:00,29:00:00,B,3,0,0\n"
            + "coach,7:05:00,7:05:00,B,1,0,0\ncoach,10:00:00,10:00:00,G,2,0,0\n",
        ["calendar.txt"] = "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
            + "wd,1,1,1,1,1,0,0,20260302,20260331\n",
        ["calendar_dates.txt"] = "service_id,date,exception_type\nwd,20260309,2\nwd,20260307,1\nonce,20260310,1\n",
    };

    private static LoadResult Load(Dictionary<string, string> feed, GtfsOptions? options = null)
    {
        using var files = FileSet.FromStreams("feed", feed.ToDictionary(
            f => f.Key, f => (Func<Stream>)(() => new MemoryStream(Encoding.UTF8.GetBytes(f.Value)))));
        return GtfsImport.Load(files, options);
    }

    private static CorridorModel Import(Dictionary<string, string> feed, GtfsOptions? options = null)
    {
        var result = Load(feed, options);
        Assert.Empty(result.Issues.Where(i => i.Severity == IssueSeverity.Error).Select(i => i.ToString()));
        return result.GetCorridor();
    }

    private static Trip TripOf(CorridorModel corridor, string id) =>
        corridor.Services.SelectMany(s => s.Trips).Single(t => t.Id == id);

    private static int Day(int year, int month, int day) =>
        ServiceCalendar.DayOf(new NodaTime.LocalDate(year, month, day));

    [Fact]
    public void Trips_that_call_at_the_same_places_are_one_service()
    {
        var corridor = Import(Feed());
        Assert.Equal(["T>G>B rail 2", "B>G road 1"],
            corridor.Services.Select(s => $"{string.Join('>', s.Stops)} {CorridorWords.Of(s.Mode)} {s.Trips.Count}"));
    }

    [Fact]
    public void Times_after_midnight_go_on_counting() =>
        Assert.Equal([(84_600, 84_600), (88_800, 89_100), (104_400, 104_400)],
            TripOf(Import(Feed()), "night").Times.Select(t => (t.ArrivalSeconds, t.DepartureSeconds)));

    [Fact]
    public void Pickup_and_drop_off_types_are_rights() =>
        Assert.Equal([(true, false), (false, true), (true, true)],
            TripOf(Import(Feed()), "night").Times.Select(t => (t.MayBoard, t.MayAlight)));

    [Fact]
    public void A_missing_time_is_filled_in_by_distance()
    {
        // Gori lies 63.9 km from Tbilisi and 208.7 km from Batumi; five hours are shared out so.
        var middle = TripOf(Import(Feed()), "day").Times[1];
        Assert.InRange(middle.ArrivalSeconds, 29_400 + 4_050, 29_400 + 4_350);
        Assert.Equal(middle.ArrivalSeconds, middle.DepartureSeconds);
    }

    [Theory]
    [InlineData(3, 2, true)] // the first Monday
    [InlineData(3, 7, true)] // a Saturday, added
    [InlineData(3, 8, false)] // a Sunday
    [InlineData(3, 9, false)] // a Monday, taken out
    [InlineData(3, 31, true)] // the last day
    [InlineData(4, 1, false)]
    public void Calendars_have_weekdays_and_exceptions(int month, int day, bool runs) =>
        Assert.Equal(runs, TripOf(Import(Feed()), "day").Calendar.RunsOn(Day(2026, month, day)));

    [Fact]
    public void Each_agency_has_its_own_clock()
    {
        var corridor = Import(Feed());
        Assert.Equal(("Asia/Tbilisi", "Europe/Istanbul"),
            (TripOf(corridor, "day").TimeZone, TripOf(corridor, "coach").TimeZone));
    }

    [Fact]
    public void Platforms_are_joined_to_their_station_unless_kept()
    {
        Assert.DoesNotContain(Import(Feed()).Places, p => p.Id == "T1");
        Assert.Contains(Import(Feed(), new GtfsOptions { KeepPlatforms = true }).Places, p => p.Id == "T1");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    public void Frequencies_are_written_out(string exact)
    {
        var feed = Feed();
        feed["frequencies.txt"] =
            $"trip_id,start_time,end_time,headway_secs,exact_times\nday,06:00:00,10:00:00,3600,{exact}\n";
        var service = Import(feed).Services[0];
        Assert.Equal([21_600, 25_200, 28_800, 32_400],
            service.Trips.Where(t => t.Id != "night").Select(t => t.Times[0].DepartureSeconds).Order());
    }

    [Fact]
    public void The_least_time_of_a_change_is_kept()
    {
        var feed = Feed();
        feed["transfers.txt"] = "from_stop_id,to_stop_id,transfer_type,min_transfer_time\nG,G,2,900\n";
        Assert.Contains(Import(feed).Transfers, t => t.Place == "G" && t.Time.MedianSeconds == 900);
    }

    [Theory]
    [InlineData("agency.txt", "Asia/Tbilisi", "Asia/Tiflis", "agency.txt:2 agency_timezone")]
    [InlineData("stops.txt", "41.98", "91.98", "stops.txt:4 stop_lat")]
    [InlineData("stops.txt", "0,T\n", "0,Q\n", "stops.txt:3 parent_station")]
    [InlineData("routes.txt", "R,GR", "R,GX", "routes.txt:2 agency_id")]
    [InlineData("trips.txt", "R,wd,night", "Q,wd,night", "trips.txt:3 route_id")]
    [InlineData("trips.txt", "R,wd,night", "R,we,night", "trips.txt:3 service_id")]
    [InlineData("stop_times.txt", "29:00:00,29:00:00", "23:00:00,23:00:00", "stop_times.txt:7 arrival_time")]
    [InlineData("stop_times.txt", "29:00:00", "noon", "stop_times.txt:7 arrival_time")]
    [InlineData("stop_times.txt", "day,13:10:00,13:10:00,B", "day,13:10:00,13:10:00,Z", "stop_times.txt:4 stop_id")]
    [InlineData("calendar.txt", "20260331", "20260231", "calendar.txt:2 end_date")]
    [InlineData("calendar_dates.txt", "20260309,2", "20260309,3", "calendar_dates.txt:2 exception_type")]
    public void A_fault_is_reported_with_file_row_and_field(string file, string text, string broken, string where)
    {
        var feed = Feed();
        Assert.Contains(text, feed[file], StringComparison.Ordinal);
        feed[file] = feed[file].Replace(text, broken, StringComparison.Ordinal);
        var result = Load(feed);
        Assert.Null(result.Corridor);
        Assert.Contains(result.Issues,
            i => i.Severity == IssueSeverity.Error && i.ToString().StartsWith(where, StringComparison.Ordinal));
    }

    [Fact]
    public void All_faults_are_reported_at_once()
    {
        var feed = Feed();
        feed["stops.txt"] = feed["stops.txt"].Replace("41.98", "north", StringComparison.Ordinal);
        feed["calendar.txt"] = feed["calendar.txt"].Replace("20260331", "soon", StringComparison.Ordinal);
        Assert.Equal(["calendar.txt", "stops.txt"], Load(feed).Issues
            .Where(i => i.Severity == IssueSeverity.Error).Select(i => i.File).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal));
    }
}
