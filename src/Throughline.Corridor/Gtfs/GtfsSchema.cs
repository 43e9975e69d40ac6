using Throughline.Corridor.Loading;

namespace Throughline.Corridor.Gtfs;

/// <summary>The files and columns of a GTFS feed that are read; others are passed over.</summary>
internal static class GtfsSchema
{
    public static readonly TableSchema Agency = new("agency.txt", true, "agency_id agency_name agency_timezone!", true);
    public static readonly TableSchema Stops = new("stops.txt", true,
        "stop_id! stop_code stop_name stop_lat stop_lon location_type parent_station stop_timezone", true);
    public static readonly TableSchema Routes = new("routes.txt", true,
        "route_id! agency_id route_short_name route_long_name route_type!", true);
    public static readonly TableSchema Trips = new("trips.txt", true, "route_id! service_id! trip_id!", true);
    public static readonly TableSchema StopTimes = new("stop_times.txt", true,
        "trip_id! arrival_time departure_time stop_id stop_sequence! pickup_type drop_off_type shape_dist_traveled",
        true);
    public static readonly TableSchema Calendar = new("calendar.txt", false,
        "service_id! monday! tuesday! wednesday! thursday! friday! saturday! sunday! start_date! end_date!", true);
    public static readonly TableSchema CalendarDates = new("calendar_dates.txt", false,
        "service_id! date! exception_type!", true);
    public static readonly TableSchema Frequencies = new("frequencies.txt", false,
        "trip_id! start_time! end_time! headway_secs! exact_times", true);
    public static readonly TableSchema Transfers = new("transfers.txt", false,
        "from_stop_id to_stop_id from_trip_id to_trip_id transfer_type min_transfer_time", true);
    public static readonly TableSchema FeedInfo = new("feed_info.txt", false,
        "feed_publisher_name feed_version", true);
    public static readonly TableSchema Translations = new("translations.txt", false,
        "table_name field_name language translation record_id field_value", true);
}
