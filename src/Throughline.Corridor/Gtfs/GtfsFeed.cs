namespace Throughline.Corridor.Gtfs;

/// <summary>A GTFS feed as read: references resolved to indexes, times to seconds, days to numbers.</summary>
internal sealed class GtfsFeed
{
    public string Publisher { get; set; } = "";
    public List<GtfsAgency> Agencies { get; } = [];
    public List<GtfsStop> Stops { get; } = [];
    public List<GtfsRoute> Routes { get; } = [];
    public List<GtfsTrip> Trips { get; } = [];
    /// <summary>Sorted by trip and sequence once the feed is read.</summary>
    public List<GtfsStopTime> StopTimes { get; } = [];
    public Dictionary<string, ServiceCalendar> Calendars { get; } = new(StringComparer.Ordinal);
    public List<GtfsFrequency> Frequencies { get; } = [];
    public List<GtfsTransfer> Transfers { get; } = [];
    public List<(int Stop, string Language, string Name)> StopNames { get; } = [];
}

internal sealed record GtfsAgency(string Id, string Name, string Zone);

/// <summary>A stop of type 0 stop, 1 station, 2 entrance, 3 node, 4 boarding area.</summary>
internal sealed record GtfsStop(
    string Id, string? Code, string? Name, double? Latitude, double? Longitude, int Type, string? Parent, string? Zone,
    int Row)
{
    /// <summary>Index of the parent among the stops, or −1.</summary>
    public int ParentIndex { get; set; } = -1;
}

internal sealed record GtfsRoute(string Id, GtfsAgency? Agency, string Name, TransportMode? Mode);

internal sealed record GtfsTrip(string Id, int Route, string Calendar, int Row);

/// <summary>A call of a trip. Times are seconds after the start of the service day, or −1 when not given; the distance
/// is shape_dist_traveled, or NaN.</summary>
internal readonly record struct GtfsStopTime(
    int Trip, int Sequence, int Stop, int Arrival, int Departure, bool MayBoard, bool MayAlight, double Distance,
    int Row);

internal sealed record GtfsFrequency(int Trip, int Start, int End, int Headway, bool Exact, int Row);

internal sealed record GtfsTransfer(int From, int To, int? Seconds, int Row);
