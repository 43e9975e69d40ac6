using Throughline.Corridor.Loading;

namespace Throughline.Corridor.Gtfs;

/// <summary>Reads the files of a GTFS feed and reports everything that is wrong with them.</summary>
internal sealed partial class GtfsReader(TableReader tables)
{
    private readonly GtfsFeed _feed = new();
    private readonly IdSet _agencyIds = new("agency", "agency.txt", anyText: true);
    private readonly Dictionary<string, GtfsAgency> _agencies = new(StringComparer.Ordinal);
    private readonly IdSet _stopIds = new("stop", "stops.txt", anyText: true);
    private readonly Dictionary<string, int> _stops = new(StringComparer.Ordinal);
    private readonly IdSet _routeIds = new("route", "routes.txt", anyText: true);
    private readonly Dictionary<string, int> _routes = new(StringComparer.Ordinal);
    private readonly IdSet _tripIds = new("trip", "trips.txt", anyText: true);
    private readonly Dictionary<string, int> _trips = new(StringComparer.Ordinal);
    private readonly IdSet _calendarIds = new("service_id", "calendar.txt or calendar_dates.txt", anyText: true);

    private IssueList Issues => tables.Issues;

    public GtfsFeed Read()
    {
        ReadFeedInfo();
        ReadAgencies();
        ReadStops();
        ReadRoutes();
        ReadCalendars();
        ReadTrips();
        ReadStopTimes();
        ReadFrequencies();
        ReadTransfers();
        ReadTranslations();
        return _feed;
    }

    private void ReadFeedInfo() => tables.ForEachRow(GtfsSchema.FeedInfo, null, t =>
    {
        var parts = new[] { t.Text("feed_publisher_name"), t.Text("feed_version") };
        _feed.Publisher = string.Join(", ", parts.Where(p => p is not null));
    });

    private void ReadAgencies() => tables.ForEachRow(GtfsSchema.Agency, _agencyIds, t =>
    {
        // The id may be left out when there is one agency.
        var id = t.Cell("agency_id").IsEmpty ? "" : _agencyIds.ReadNew(t, "agency_id");
        var agency = new GtfsAgency(id, t.Text("agency_name") ?? id, t.NeedTimeZone("agency_timezone"));
        if (id.Length == 0 && _feed.Agencies.Count > 0)
            t.Error("agency_id", "the cell is empty; with more than one agency each needs an id");
        if (!t.RowOk)
            return;
        _feed.Agencies.Add(agency);
        _agencies[id] = agency;
    });

    private void ReadStops()
    {
        tables.ForEachRow(GtfsSchema.Stops, _stopIds, t =>
        {
            var zone = t.Cell("stop_timezone").IsEmpty ? null : t.NeedTimeZone("stop_timezone");
            var stop = new GtfsStop(
                _stopIds.ReadNew(t, "stop_id"), t.Text("stop_code"), t.Text("stop_name"),
                t.Number("stop_lat", -90, 90, "40.3777"), t.Number("stop_lon", -180, 180, "49.8920"),
                t.Whole("location_type", 0, 4, "1") ?? 0, t.Text("parent_station"), zone, t.Row);
            if (!t.RowOk)
                return;
            _stops[stop.Id] = _feed.Stops.Count;
            _feed.Stops.Add(stop);
        });
        foreach (var stop in _feed.Stops)
        {
            if (stop.Parent is not { } parent)
                continue;
            if (_stops.TryGetValue(parent, out var index))
                stop.ParentIndex = index;
            else if (!_stopIds.Contains(parent) && _stopIds.IsComplete)
                Issues.Error("stops.txt", stop.Row, "parent_station",
                    $"there is no stop {CsvTable.Quote(parent)}; {Near(_stopIds, parent)}");
        }
    }

    private void ReadRoutes() => tables.ForEachRow(GtfsSchema.Routes, _routeIds, t =>
    {
        var id = _routeIds.ReadNew(t, "route_id");
        var agencyId = t.Text("agency_id");
        if (agencyId is not null && !_agencies.ContainsKey(""))
            _agencyIds.Check(t, "agency_id", agencyId);
        var agency = _agencies.GetValueOrDefault(agencyId ?? "")
            ?? (_feed.Agencies.Count == 1 ? _feed.Agencies[0] : null);
        if (agencyId is null && agency is null && _feed.Agencies.Count > 1)
            t.Error("agency_id", "the cell is empty; with more than one agency each route must say whose it is");
        var type = t.NeedWhole("route_type", 0, 9999, "2 (rail) or 3 (bus)");
        var mode = GtfsRouteType.Find(type);
        if (t.RowOk && mode is null)
            t.Warn("route_type", FormattableString.Invariant(
                $"{type} is no route type of GTFS; the trips of the route are left out"));
        if (!t.RowOk)
            return;
        _routes[id] = _feed.Routes.Count;
        var names = new[] { t.Text("route_short_name"), t.Text("route_long_name") };
        var name = string.Join(" ", names.Where(n => n is not null).Distinct(StringComparer.Ordinal));
        _feed.Routes.Add(new GtfsRoute(id, agency, name.Length > 0 ? name : id, mode));
    });

    private void ReadTrips() => tables.ForEachRow(GtfsSchema.Trips, _tripIds, t =>
    {
        var id = _tripIds.ReadNew(t, "trip_id");
        var route = _routeIds.ReadNeeded(t, "route_id");
        var calendar = _calendarIds.ReadNeeded(t, "service_id");
        if (!t.RowOk || !_routes.TryGetValue(route, out var index) || !_feed.Calendars.ContainsKey(calendar))
            return;
        _trips[id] = _feed.Trips.Count;
        _feed.Trips.Add(new GtfsTrip(id, index, calendar, t.Row));
    });

    private static string Near(IdSet ids, string word) =>
        ids.Suggest(word) is { } near ? $"did you mean '{near}'?" : "add it or correct the cell";
}
