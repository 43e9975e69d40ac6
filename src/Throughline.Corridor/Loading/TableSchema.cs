using System.Collections.Frozen;

namespace Throughline.Corridor.Loading;

/// <summary>The columns of one file.</summary>
internal sealed class TableSchema
{
    private readonly FrozenDictionary<string, int> _index;

    /// <summary>States the columns of a file.</summary>
    /// <param name="file">File name.</param>
    /// <param name="required">Whether the file must be there.</param>
    /// <param name="columns">Column names separated by spaces; one that ends in ! must be there.</param>
    /// <param name="allowUnknown">Whether other columns are passed over in silence.</param>
    public TableSchema(string file, bool required, string columns, bool allowUnknown = false)
    {
        File = file;
        IsRequired = required;
        AllowsUnknown = allowUnknown;
        var words = columns.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Columns = [.. words.Select(w => w.TrimEnd('!'))];
        Needed = [.. words.Select(w => w.EndsWith('!'))];
        _index = Enumerable.Range(0, Columns.Length).ToFrozenDictionary(i => Columns[i], StringComparer.Ordinal);
    }

    public string File { get; }
    public bool IsRequired { get; }
    public bool AllowsUnknown { get; }
    public string[] Columns { get; }
    public bool[] Needed { get; }

    public int GetIndex(string column) => _index[column];

    public int FindIndex(string column) => _index.TryGetValue(column, out var index) ? index : -1;
}

/// <summary>The files of a corridor folder, in the order in which they are read: what is referred to comes
/// first.</summary>
internal static class CorridorSchema
{
    public static readonly TableSchema Tags = new("tags.csv", true, "tag! name! description source!");
    public static readonly TableSchema ExchangeRates = new("exchange_rates.csv", true, "currency! usd! date! source!");
    public static readonly TableSchema LoadUnits = new("load_units.csv", true,
        "id! name! modes! teu! tare_kg! max_gross_kg! needs_driver! source!");
    public static readonly TableSchema Places = new("places.csv", true,
        "id! name! country! unlocode lat! lon! kind! time_zone! accuracy_km notes source!");
    public static readonly TableSchema PlaceNames = new("place_names.csv", false, "place! language! name! source!");
    public static readonly TableSchema PlaceCodes = new("place_codes.csv", false,
        "place! scheme! code! name mode source!");
    public static readonly TableSchema Links = new("links.csv", true,
        "id! from! to! mode! one_way length_km! length_basis gauge_mm tracks electrified status! expected_open "
        + "speed_kmh speed_basis capacity capacity_unit tag! notes source!");
    public static readonly TableSchema Crossings = new("crossings.csv", false,
        "id! mode! post_a! place_a! post_b! place_b! hours_a hours_b status! expected_open tag! median_ab_h! p90_ab_h! "
        + "median_ba_h! p90_ba_h! dwell_basis regime_a! regime_b! customs_control! ctc! tir! etir! notes source!");
    public static readonly TableSchema Observations = new("observations.csv", false,
        "id! crossing! direction! side! year! statistic! hours! notes source!");
    public static readonly TableSchema Transfers = new("transfers.csv", true,
        "id! place! kind! from! to! median_h! p90_h! hours cost currency per handlings! basis notes source!");
    public static readonly TableSchema Calendars = new("calendars.csv", false, "id! days! from! to! source!");
    public static readonly TableSchema CalendarDates =
        new("calendar_dates.csv", false, "calendar! date! runs! source!");
    public static readonly TableSchema Services = new("services.csv", false,
        "id! name! mode! carries stops! via operator status! kind! departures_per_week wait median_h p90_h units! "
        + "capacity capacity_unit price currency price_per handlings gauge_mm tag! expected_open frequency_basis "
        + "time_basis price_basis notes source!");
    public static readonly TableSchema Trips = new("trips.csv", false,
        "id! service! calendar! time_zone! price currency price_per source!");
    public static readonly TableSchema TripStops = new("trip_stops.csv", false,
        "trip! seq! place! arrival! departure! board alight source!");
    public static readonly TableSchema Rates = new("rates.csv", true,
        "id! mode! country unit! amount! currency! per! year basis notes source!");
    public static readonly TableSchema EmissionFactors = new("emission_factors.csv", true,
        "id! mode! traction! unit below_km g_per_tkm! basis notes source!");
    public static readonly TableSchema RunningTimes = new("running_times.csv", true,
        "mode! p90_over_median! basis source!");
    public static readonly TableSchema DriverRules = new("driver_rules.csv", true,
        "id! drive_before_break_h! break_h! drive_per_day_h! daily_rest_h! drive_per_week_h! drive_per_two_weeks_h! "
        + "weekly_rest_h! source!");
    public static readonly TableSchema Access = new("access.csv", false,
        "detour_factor! speed_kmh! max_km! basis source!");
    public static readonly TableSchema Restrictions = new("restrictions.csv", false,
        "id! applies_to! target! forbids! tag reason! source!");
    public static readonly TableSchema Scenarios = new("scenarios.csv", true,
        "id! name! tags! year! description source!");
    public static readonly TableSchema Switches = new("switches.csv", false,
        "id! name! adds! removes! reopens_suspended description source!");
    public static readonly TableSchema NamedRoutes = new("named_routes.csv", false,
        "id! names! require! avoid source!");

    public static readonly IReadOnlyList<TableSchema> All =
    [
        Tags, ExchangeRates, LoadUnits, Places, PlaceNames, PlaceCodes, Links, Crossings, Observations, Transfers,
        Calendars, CalendarDates, Services, Trips, TripStops, Rates, EmissionFactors, RunningTimes, DriverRules,
        Access, Restrictions, Scenarios, Switches, NamedRoutes,
    ];
}
