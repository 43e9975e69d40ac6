namespace Throughline.Corridor.Tests;

/// <summary>Each check of the loader, broken by one edit of a corridor without faults.</summary>
public class LoaderCheckTests
{
    [Fact]
    public void The_sample_has_no_faults()
    {
        var result = Sample.Load(Sample.Texts());
        Assert.Empty(result.Issues.Select(i => i.ToString()));
        var corridor = result.GetCorridor();
        Assert.Equal((6, 7, 2, 4, 2), (corridor.Places.Count, corridor.Links.Count, corridor.Crossings.Count,
            corridor.Transfers.Count, corridor.Services.Count));
    }

    [Theory]
    [InlineData("places.csv", "lat,lon", "lat,long", "places.csv:1 'long'", "did you mean 'lon'?")]
    [InlineData("places.csv", "lat,lon", "lat,long", "places.csv:1 lon", "the column is missing")]
    [InlineData("places.csv", "unlocode", "lat", "places.csv:1 lat", "occurs twice")]
    [InlineData("places.csv", ",40.0,45.0,", ",\"40,0\",45.0,", "places.csv:2 lat", "use a decimal point")]
    [InlineData("places.csv", ",40.0,45.0,", ",north,45.0,", "places.csv:2 lat", "is not a number")]
    [InlineData("places.csv", ",40.0,45.0,", ",NaN,45.0,", "places.csv:2 lat", "is not a number")]
    [InlineData("places.csv", ",40.0,45.0,", ",1e999,45.0,", "places.csv:2 lat", "is not a number")]
    [InlineData("places.csv", ",40.0,45.0,", ",90.5,45.0,", "places.csv:2 lat", "outside -90 to 90")]
    [InlineData("places.csv", ",40.0,45.0,", ",40.0,-181,", "places.csv:2 lon", "outside -180 to 180")]
    [InlineData("places.csv", ",40.0,45.0,", ",0,0,", "places.csv:2 lat", "Gulf of Guinea")]
    [InlineData("places.csv", ",40.0,45.0,", ",,45.0,", "places.csv:2 lat", "must be filled in")]
    [InlineData("places.csv", "A_POST,Apost", "A_TOWN,Apost", "places.csv:3 id", "already the id of row 2")]
    [InlineData("places.csv", "A_TOWN,Atown,AM", "A TOWN,Atown,AM", "places.csv:2 id", "is not an identifier")]
    [InlineData("places.csv", "Atown,AM", "Atown,Armenia", "places.csv:2 country", "ISO 3166-1")]
    [InlineData("places.csv", "AMEVN", "AM EVN", "places.csv:2 unlocode", "is not a UN/LOCODE")]
    [InlineData("places.csv", "city,Asia/Yerevan", "village,Asia/Yerevan", "places.csv:2 kind", "city, rail_station")]
    [InlineData("places.csv", "Asia/Yerevan", "Asia/Jerevan", "places.csv:2 time_zone", "write Asia/Yerevan")]
    [InlineData("places.csv", "Asia/Yerevan,1,,test", "Asia/Yerevan,1,,", "places.csv:2 source", "must be filled in")]
    [InlineData("places.csv", "Asia/Yerevan,1,,test", "Asia/Yerevan,1,,test,surplus", "places.csv:2",
        "12 cells but the header 11")]
    [InlineData("place_names.csv", "A_TOWN", "A_TWON", "place_names.csv:2 place", "did you mean 'A_TOWN'?")]
    [InlineData("place_names.csv", ",ru,", ",русский,", "place_names.csv:2 language", "is not a language tag")]
    [InlineData("place_codes.csv", "A_POST", "Apost", "place_codes.csv:2 place", "did you mean 'A_POST'?")]
    [InlineData("links.csv", "road-a,A_TOWN", "road-a,A_TOWNE", "links.csv:2 from", "did you mean 'A_TOWN'?")]
    [InlineData("links.csv", "A_POST,road,100", "A_TOWN,road,100", "links.csv:2 to", "ends where it begins")]
    [InlineData("links.csv", "road,100", "street,100", "links.csv:2 mode", "is not known")]
    [InlineData("links.csv", "road,100", "road,70", "links.csv:2 length_km", "as the crow flies")]
    [InlineData("links.csv", "road,100", "road,0", "links.csv:2 length_km", "the length is zero")]
    [InlineData("links.csv", "road,100,estimate", "road,100,guess", "links.csv:2 length_basis",
        "published, derived, estimate")]
    [InlineData("links.csv", "open,,60", "open,,", "links.csv:2 speed_kmh", "fill it in")]
    [InlineData("links.csv", "open,,60", "opne,,60", "links.csv:2 status", "write open")]
    [InlineData("links.csv", "open,,60,estimate,,,base", "open,,60,estimate,,,bas", "links.csv:2 tag",
        "did you mean 'base'?")]
    [InlineData("links.csv", "estimate,1520,2", "estimate,,2", "links.csv:6 gauge_mm", "write 1435 or 1520")]
    [InlineData("links.csv", "road,100,estimate,,", "road,100,estimate,1520,", "links.csv:2 gauge_mm",
        "only rail has a gauge")]
    [InlineData("links.csv", "rail-b,", "road-b,", "links.csv:6 id", "already the id of row 5")]
    [InlineData("crossings.csv", "x_road,road", "x_road,ferry", "links.csv:3 to",
        "has no road crossing between A_POST and B_POST")]
    [InlineData("links.csv", "rail-x,A_POST,B_POST,rail,10,estimate,1520",
        "rail-x,A_POST,A_TOWN,rail,100,estimate,1520", "crossings.csv:3 place_a", "no rail link")]
    [InlineData("crossings.csv", "Bpost,B_POST,24h", "Bpost,A_TOWN,24h", "crossings.csv:2 place_b",
        "both posts lie in AM")]
    [InlineData("crossings.csv", "Mo-Fr 08:00-18:00", "Mo-Fri 08:00-18:00", "crossings.csv:2 hours_b",
        "is not a list of days")]
    [InlineData("crossings.csv", "Mo-Fr 08:00-18:00", "Mo-Fr 8-18", "crossings.csv:2 hours_b", "HH:MM-HH:MM")]
    [InlineData("crossings.csv", "base,2,5", "base,6,5", "crossings.csv:2 p90_ab_h", "below the median")]
    [InlineData("crossings.csv", "base,2,5", "base,-2,5", "crossings.csv:2 median_ab_h", "outside 0 to")]
    [InlineData("crossings.csv", "estimate,EAEU", "estimate,EURASIA", "crossings.csv:2 regime_a",
        "EAEU, EU, EU_CU, NATIONAL")]
    [InlineData("observations.csv", "o1,x_road", "o1,x_raod", "observations.csv:2 crossing", "did you mean 'x_road'?")]
    [InlineData("transfers.csv", "rail_1520,rail_1435,10", "rail_1520,rail_1345,10", "transfers.csv:2 to",
        "write rail_1435")]
    [InlineData("transfers.csv", "t2,B_YARD,gauge_change,rail_1435,rail_1520",
        "t2,B_YARD,gauge_change,rail_1520,rail_1435", "transfers.csv:3", "row 2 gives the same change")]
    [InlineData("transfers.csv", "t2,B_YARD,gauge_change", "t2,B_PORT,gauge_change", "transfers.csv place",
        "meet at B_YARD")]
    [InlineData("transfers.csv", "t2,B_YARD,gauge_change", "t2,B_YARD,yard", "transfers.csv:3 kind",
        "trains of one gauge at one place")]
    [InlineData("transfers.csv", "90,USD,TEU,1", "90,,TEU,1", "transfers.csv:2 currency", "without a currency")]
    [InlineData("transfers.csv", "90,USD,TEU,1", "90,CHF,TEU,1", "transfers.csv:2 currency",
        "no exchange rate for 'CHF'")]
    [InlineData("transfers.csv", "90,USD,TEU,1", "90.125,USD,TEU,1", "transfers.csv:2 cost", "more than two decimals")]
    [InlineData("transfers.csv", "90,USD,TEU,1", "90,USD,TEU,2", "transfers.csv:2 handlings", "from 0 to 1")]
    [InlineData("calendars.csv", "1010100", "101010", "calendars.csv:2 days", "seven times 0 or 1")]
    [InlineData("calendars.csv", "2026-01-01,2026-12-31", "2026-12-31,2026-01-01", "calendars.csv:2 to",
        "before the first")]
    [InlineData("calendars.csv", "2026-01-01", "2026-02-30", "calendars.csv:2 from", "is not a date")]
    [InlineData("calendar_dates.csv", "2026-05-02", "2026-05-01", "calendar_dates.csv:3 date", "twice")]
    [InlineData("services.csv", "ferry,road,", "ferry,,", "services.csv:2 carries", "write road, rail or both")]
    [InlineData("services.csv", "ferry,road,", "ferry,air,", "services.csv:2 carries", "cannot roll on")]
    [InlineData("services.csv", "B_PORT;A_PORT", "B_PORT", "services.csv:2 stops", "two places or more")]
    [InlineData("services.csv", "B_PORT;A_PORT", "B_PORT;B_PORT;A_PORT", "services.csv:2 stops", "follows itself")]
    [InlineData("services.csv", "B_PORT;A_PORT", "B_PORT;A_PROT", "services.csv:2 stops", "did you mean 'A_PORT'?")]
    [InlineData("services.csv", "truck;container40", "truck;container", "services.csv:2 units",
        "no load unit 'container'")]
    [InlineData("services.csv", "3.5,random,30,54", "3.5,random,30;20,54;40", "services.csv:2 median_h",
        "2 stops have 1 sections")]
    [InlineData("services.csv", "3.5,random,30,54", "3.5,random,30,54;60", "services.csv:2 p90_h",
        "2 90th percentiles for 1 medians")]
    [InlineData("services.csv", "3.5,random", ",random", "services.csv:2 departures_per_week", "needs it")]
    [InlineData("services.csv", "3.5,random", "3.5,", "services.csv:2 wait", "needs it")]
    [InlineData("services.csv", "1000,USD", "1000,XAU", "services.csv:2 currency", "no exchange rate for 'XAU'")]
    [InlineData("services.csv", "open,timetable,", "open,timetable,3", "services.csv:3 kind",
        "takes its departures and times from trips.csv")]
    [InlineData("services.csv", "open,timetable,,,,", "open,frequency,2,uniform,10;10,20;20", "trips.csv:2 service",
        "of kind frequency")]
    [InlineData("trips.csv", "k1,train", "k1,trian", "trips.csv:2 service", "did you mean 'train'?")]
    [InlineData("trips.csv", ",c1,", ",c2,", "trips.csv:2 calendar", "no calendar 'c2'")]
    [InlineData("trips.csv", "k1,train,c1,Asia/Baku,500,USD,TEU,test", "", "services.csv:3 kind",
        "trips.csv has no trip of it")]
    [InlineData("trip_stops.csv", "25:30,27:00:30", "25:30,24:00", "trip_stops.csv:3 departure", "before the arrival")]
    [InlineData("trip_stops.csv", "25:30,27:00:30", "21:30,27:00:30", "trip_stops.csv:3 arrival",
        "before it left the stop before")]
    [InlineData("trip_stops.csv", "25:30", "25.30", "trip_stops.csv:3 arrival", "is not a clock time")]
    [InlineData("trip_stops.csv", "k1,2,", "k1,1,", "trip_stops.csv:3 seq", "this number twice")]
    [InlineData("trip_stops.csv", "k1,2,B_YARD,25:30,27:00:30,no,,test", "", "trips.csv:2 id",
        "are not those of service train")]
    [InlineData("trip_stops.csv", ",22:00,", ",,", "trip_stops.csv:2 arrival", "neither arrival nor departure")]
    [InlineData("rates.csv", "truck,1.89", "lorry,1.89", "rates.csv:2 unit", "no load unit 'lorry'")]
    [InlineData("rates.csv", "1.89,USD", "1.89,GBP", "rates.csv:2 currency", "no exchange rate for 'GBP'")]
    [InlineData("rates.csv", "1.89,USD", "-1.89,USD", "rates.csv:2 amount", "is not an amount")]
    [InlineData("rates.csv", "r2,road,AZ", "r2,road,", "rates.csv:3", "row 2 gives a rate for the same")]
    [InlineData("emission_factors.csv", "rail,electric", "rail,steam", "emission_factors.csv:3 traction",
        "electric, diesel, any")]
    [InlineData("running_times.csv", "1.25", "0.9", "running_times.csv:2 p90_over_median", "outside 1 to")]
    [InlineData("driver_rules.csv", "4.5,0.75", "0,0.75", "driver_rules.csv:2", "allows no driving")]
    [InlineData("access.csv", "1.3,50", "0.5,50", "access.csv:2 detour_factor", "outside 1 to 5")]
    [InlineData("restrictions.csv", "service,ferry", "service,fery", "restrictions.csv:2 target",
        "did you mean 'ferry'?")]
    [InlineData("restrictions.csv", "dg:1", "dg:12", "restrictions.csv:2 forbids", "cannot be read")]
    [InlineData("restrictions.csv", "dg:1", "unit:lorry", "restrictions.csv:2 forbids", "no load unit 'lorry'")]
    [InlineData("scenarios.csv", "Now,base", "Now,basis", "scenarios.csv:2 tags", "no tag 'basis'")]
    [InlineData("scenarios.csv", "base,2026", "base,1999", "scenarios.csv:2 year", "from 2020 to 2060")]
    [InlineData("switches.csv", "extra,,no", "extra,,maybe", "switches.csv:2 reopens_suspended", "yes, no")]
    [InlineData("named_routes.csv", "A_POST,RU", "A_PSOT,RU", "named_routes.csv:2 require", "did you mean 'A_POST'?")]
    [InlineData("tags.csv", "extra,Extra", "base,Extra", "tags.csv:3 tag", "already the id of row 2")]
    [InlineData("exchange_rates.csv", "USD,1,", "USD,2,", "exchange_rates.csv:2 usd", "one US dollar is one US dollar")]
    [InlineData("load_units.csv", "road;rail;sea;ferry", "road;rail;tube", "load_units.csv:2 modes", "is not a mode")]
    public void A_fault_is_named_with_file_row_field_and_remedy(
        string file, string old, string next, string where, string part)
    {
        var result = Sample.LoadWith(file, old, next);
        Assert.Null(result.Corridor);
        Assert.Contains(result.Issues, i => i.Severity == IssueSeverity.Error
            && i.ToString().StartsWith(where + ":", StringComparison.Ordinal)
            && i.Message.Contains(part, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("tags.csv")]
    [InlineData("places.csv")]
    [InlineData("links.csv")]
    [InlineData("rates.csv")]
    [InlineData("scenarios.csv")]
    public void A_required_file_that_is_absent_is_an_error_and_nothing_else_follows_from_it(string file)
    {
        var texts = Sample.Texts();
        texts.Remove(file);
        var errors = Sample.Load(texts).Issues.Where(i => i.Severity == IssueSeverity.Error).Select(i => i.ToString());
        if (file == "links.csv")
            Assert.Contains("links.csv: the file is missing; add it, with at least its header row", errors);
        else
            Assert.Equal([$"{file}: the file is missing; add it, with at least its header row"], errors);
    }

    [Fact]
    public void Optional_files_may_be_absent()
    {
        var texts = Sample.Texts();
        string[] optional =
        [
            "place_names.csv", "place_codes.csv", "observations.csv", "services.csv", "calendars.csv", "access.csv",
            "calendar_dates.csv", "trips.csv", "trip_stops.csv", "restrictions.csv", "switches.csv", "named_routes.csv",
        ];
        foreach (var file in optional)
            texts.Remove(file);
        Assert.False(Sample.Load(texts).HasErrors);
    }

    [Fact]
    public void All_faults_of_all_files_are_reported_at_once()
    {
        var texts = Sample.Texts();
        texts["places.csv"] = texts["places.csv"].Replace("AMEVN", "??", StringComparison.Ordinal);
        texts["links.csv"] = texts["links.csv"].Replace("open,,60", "open,,fast", StringComparison.Ordinal);
        texts["rates.csv"] = texts["rates.csv"].Replace("truck", "lorry", StringComparison.Ordinal);
        texts["scenarios.csv"] += "\nnow,Twice,base,2026,,test";
        var errors = Sample.Load(texts).Issues;
        Assert.Equal(
            ["places.csv:2", "links.csv:2", "links.csv:5", "links.csv:8", "rates.csv:2", "rates.csv:3",
                "scenarios.csv:4"],
            errors.Where(e => e.Field is not null && e.Row > 0).Select(e => $"{e.File}:{e.Row}").Distinct());
    }

    [Fact]
    public void A_disconnected_part_is_a_warning_that_names_its_places()
    {
        var result = Sample.LoadPlus("places.csv", "FAR,Faraway,AM,,41.0,44.0,city,Asia/Yerevan,,,test");
        Assert.Equal(["places.csv: no way leads to FAR; add a link or service, or take the place out"],
            result.Issues.Select(i => i.ToString()));
        Assert.NotNull(result.Corridor);
    }

    [Fact]
    public void A_border_inside_the_european_union_without_a_crossing_is_a_warning()
    {
        var texts = Sample.Texts();
        texts["places.csv"] += "\nEU1,One,DE,,50,10,city,Europe/Berlin,,,test"
            + "\nEU2,Two,AT,,50,10.1,city,Europe/Vienna,,,test";
        texts["links.csv"] += "\nroad-eu,EU1,EU2,road,20,estimate,,,,open,,60,estimate,,,base,,test"
            + "\nroad-far,EU1,A_TOWN,rail,4000,estimate,1520,,,open,,60,estimate,,,base,,test";
        var result = Sample.Load(texts);
        Assert.Contains(result.Issues,
            i => i.Severity == IssueSeverity.Warning && i.Message.Contains("road-eu", StringComparison.Ordinal));
        Assert.Contains(result.Issues,
            i => i.Severity == IssueSeverity.Error && i.Message.Contains("from DE to AM", StringComparison.Ordinal));
        Assert.DoesNotContain(result.Issues,
            i => i.Severity == IssueSeverity.Error && i.Message.Contains("EU2", StringComparison.Ordinal));
    }

    [Fact]
    public void A_default_gauge_change_is_enough()
    {
        var texts = Sample.Texts();
        texts["transfers.csv"] = texts["transfers.csv"].Replace("B_YARD", "", StringComparison.Ordinal);
        Assert.False(Sample.Load(texts).HasErrors);
    }

    [Fact]
    public void A_short_length_within_the_stated_accuracy_is_no_fault()
    {
        // 85.2 km as the crow flies, both ends known to one kilometre.
        Assert.False(Sample.LoadWith("links.csv", "road,100", "road,83.5").HasErrors);
        Assert.True(Sample.LoadWith("links.csv", "road,100", "road,82").HasErrors);
    }

    [Fact]
    public void A_file_with_a_name_like_a_known_one_is_pointed_at()
    {
        var texts = Sample.Texts();
        texts["link.csv"] = "id";
        var issue = Assert.Single(Sample.Load(texts).Issues);
        Assert.Equal((IssueSeverity.Warning, "link.csv"), (issue.Severity, issue.File));
        Assert.Contains("did you mean links.csv?", issue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_an_error_not_an_exception()
    {
        var result = CorridorFolder.Load(Path.Combine(Path.GetTempPath(), "no-such-corridor"));
        Assert.Contains("there is no such folder", Assert.Single(result.Issues).Message, StringComparison.Ordinal);
        Assert.Throws<CorridorDataException>(result.GetCorridor);
    }
}
