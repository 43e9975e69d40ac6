namespace Throughline.Corridor.Loading;

/// <content>Calendars, trips and their stops.</content>
internal sealed partial class CorridorLoader
{
    private readonly Dictionary<string, ServiceCalendar> _calendars = new(StringComparer.Ordinal);
    private readonly IdSet _calendarIds = new("calendar", "calendars.csv");

    private sealed record CalendarRow(string Id, int Weekdays, int First, int Last, string Source);

    private sealed record TripRow(
        string Id, string Service, string Calendar, string Zone, long? Price, string? Currency, string? Per,
        string Source, int Row);

    private readonly record struct StopRow(int Seq, string Place, StopTime Time, int Row);

    private void ReadCalendars()
    {
        var rows = new List<CalendarRow>();
        ForEachRow(CorridorSchema.Calendars, _calendarIds, t =>
        {
            var row = new CalendarRow(
                _calendarIds.ReadNew(t, "id"), ReadDays(t), t.NeedDate("from"), t.NeedDate("to"), NeedSource(t));
            if (t.RowOk && row.Last < row.First)
                t.Error("to", "the last day lies before the first; swap them");
            if (t.RowOk)
                rows.Add(row);
        });
        var added = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var removed = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var seen = new HashSet<(string, int)>();
        ForEachRow(CorridorSchema.CalendarDates, null, t =>
        {
            var calendar = _calendarIds.ReadNeeded(t, "calendar");
            var date = t.NeedDate("date");
            var runs = t.NeedFlag("runs");
            NeedSource(t);
            if (t.RowOk && !seen.Add((calendar, date)))
                t.Error("date", "the calendar has this date twice; keep one of the rows");
            if (t.RowOk)
                Append(runs ? added : removed, calendar, date);
        });
        foreach (var row in rows)
        {
            _calendars[row.Id] = new ServiceCalendar(
                row.Id, row.Weekdays, row.First, row.Last,
                added.GetValueOrDefault(row.Id) ?? [], removed.GetValueOrDefault(row.Id) ?? [])
            { Source = row.Source };
        }
    }

    private static int ReadDays(CsvTable t)
    {
        var text = t.NeedText("days");
        var bits = 0;
        if (text.Length == 0)
            return 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text.Length != 7 || text[i] is not ('0' or '1'))
            {
                t.Error("days",
                    $"{CsvTable.Quote(text)} does not say the days; write seven times 0 or 1, Monday first, such as "
                        + "1010100");
                return 0;
            }

            if (text[i] == '1')
                bits |= 1 << i;
        }

        return bits;
    }

    private void ReadTrips()
    {
        var trips = new List<TripRow>();
        var tripIds = new IdSet("trip", "trips.csv");
        ForEachRow(CorridorSchema.Trips, tripIds, t =>
        {
            var trip = new TripRow(
                tripIds.ReadNew(t, "id"), _serviceIds.ReadNeeded(t, "service"),
                _calendarIds.ReadNeeded(t, "calendar"), t.NeedTimeZone("time_zone"), t.Minor("price"),
                ReadCurrency(t, "currency"), t.OneOf("price_per", "TEU", "FEU", "unit", "t"), NeedSource(t), t.Row);
            if (t.RowOk)
                CheckPrice(t, trip.Price, trip.Currency, trip.Per, "price", "price_per");
            if (t.RowOk)
                trips.Add(trip);
        });
        var stops = ReadTripStops(tripIds);
        var byService = new Dictionary<string, List<Trip>>(StringComparer.Ordinal);
        foreach (var row in trips)
        {
            if (MakeTrip(row, stops.GetValueOrDefault(row.Id) ?? []) is { } trip)
                Append(byService, row.Service, trip);
        }

        GiveTrips(byService, trips.Select(t => t.Service).ToHashSet(StringComparer.Ordinal), tripIds.IsComplete);
    }

    private Dictionary<string, List<StopRow>> ReadTripStops(IdSet tripIds)
    {
        var stops = new Dictionary<string, List<StopRow>>(StringComparer.Ordinal);
        ForEachRow(CorridorSchema.TripStops, null, t =>
        {
            var trip = tripIds.ReadNeeded(t, "trip");
            var seq = t.NeedWhole("seq", 0, int.MaxValue, "1");
            var place = _placeIds.ReadNeeded(t, "place");
            var arrival = t.ClockTime("arrival");
            var departure = t.ClockTime("departure");
            var board = t.Flag("board") ?? true;
            var alight = t.Flag("alight") ?? true;
            NeedSource(t);
            if (t.RowOk && arrival is null && departure is null)
                t.Error("arrival", "neither arrival nor departure is given; fill in one of them");
            if (t.RowOk && arrival > departure)
                t.Error("departure", "the departure lies before the arrival; times after midnight go on from 24:00");
            if (!t.RowOk)
                return;
            var time = new StopTime(arrival ?? departure!.Value, departure ?? arrival!.Value, board, alight);
            Append(stops, trip, new StopRow(seq, place, time, t.Row));
        });
        return stops;
    }

    private Trip? MakeTrip(TripRow row, List<StopRow> stops)
    {
        stops.Sort((a, b) => a.Seq.CompareTo(b.Seq));
        const string File = "trip_stops.csv";
        var ok = true;
        for (var i = 1; i < stops.Count; i++)
        {
            if (stops[i].Seq == stops[i - 1].Seq)
                ok = Fail(File, stops[i].Row, "seq", $"trip {row.Id} has this number twice; number its stops in order");
            else if (stops[i].Time.ArrivalSeconds < stops[i - 1].Time.DepartureSeconds)
                ok = Fail(File, stops[i].Row, "arrival",
                    $"trip {row.Id} arrives before it left the stop before; times after midnight go on from 24:00");
        }

        if (!_serviceIndex.TryGetValue(row.Service, out var index)
            || !_calendars.TryGetValue(row.Calendar, out var calendar))
            return null;
        var service = _services[index];
        if (!_serviceHasTimetable[index])
            ok = Fail("trips.csv", row.Row, "service",
                $"service {row.Service} is of kind frequency; write timetable there or take the trip out");
        if (ok && !stops.Select(s => s.Place).SequenceEqual(service.Stops))
            ok = Fail("trips.csv", row.Row, "id",
                $"the stops of trip {row.Id} in trip_stops.csv are not those of service {row.Service} "
                + $"({string.Join(';', service.Stops)}); give one row for each, in this order");
        return !ok
            ? null
            : new Trip(row.Id, calendar, row.Zone, [.. stops.Select(s => s.Time)])
            {
                PriceMinor = row.Price,
                Currency = row.Currency,
                PricePer = row.Per,
                Source = row.Source,
            };
    }

    private void GiveTrips(Dictionary<string, List<Trip>> trips, HashSet<string> mentioned, bool complete)
    {
        for (var i = 0; i < _services.Count; i++)
        {
            if (trips.TryGetValue(_services[i].Id, out var list))
                _services[i] = _services[i] with { Trips = list };
            else if (_serviceHasTimetable[i] && complete && !mentioned.Contains(_services[i].Id))
                Fail("services.csv", _serviceRows[i], "kind",
                    "the service has a timetable but trips.csv has no trip of it; add some or write frequency");
        }
    }

    private bool Fail(string file, int row, string field, string message)
    {
        _issues.Error(file, row, field, message);
        return false;
    }
}
