using System.Globalization;
using NodaTime;
using Throughline.Corridor.Loading;

namespace Throughline.Corridor.Gtfs;

/// <content>Days, times, frequencies, transfers and translations.</content>
internal sealed partial class GtfsReader
{
    private sealed record Pattern(int Weekdays, int First, int Last);

    private void ReadCalendars()
    {
        var patterns = new Dictionary<string, Pattern>(StringComparer.Ordinal);
        var hasCalendar = tables.ForEachRow(GtfsSchema.Calendar, _calendarIds, t =>
        {
            var id = _calendarIds.ReadNew(t, "service_id");
            var pattern = new Pattern(ReadWeekdays(t), NeedDate(t, "start_date"), NeedDate(t, "end_date"));
            if (t.RowOk && pattern.Last < pattern.First)
                t.Error("end_date", "the last day lies before the first; swap them");
            if (t.RowOk)
                patterns[id] = pattern;
        });
        var added = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var removed = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var seen = new Dictionary<(string, int), int>();
        var hasDates = tables.ForEachRow(GtfsSchema.CalendarDates, null, t =>
        {
            var id = t.NeedText("service_id");
            var day = NeedDate(t, "date");
            var type = t.NeedWhole("exception_type", 1, 2, "1 (added) or 2 (removed)");
            if (t.RowOk && !seen.TryAdd((id, day), t.Row))
                t.Error("date",
                    FormattableString.Invariant($"row {seen[(id, day)]} is about the same day; keep one of the two"));
            if (!t.RowOk)
                return;
            var days = type == 1 ? added : removed;
            if (!days.TryGetValue(id, out var list))
                days[id] = list = [];
            list.Add(day);
            _calendarIds.Define(id, t.Row);
        });
        if (!hasCalendar && !hasDates && !Issues.HasErrors)
            Issues.Error("calendar.txt", 0, null,
                "neither calendar.txt nor calendar_dates.txt is there; add one of them");
        foreach (var id in patterns.Keys.Concat(added.Keys).Concat(removed.Keys).Distinct(StringComparer.Ordinal))
        {
            var days = added.GetValueOrDefault(id) ?? [];
            var off = removed.GetValueOrDefault(id) ?? [];
            var pattern = patterns.GetValueOrDefault(id) ?? DatesOnly(days, off);
            _feed.Calendars[id] = new ServiceCalendar(id, pattern.Weekdays, pattern.First, pattern.Last, days, off);
        }
    }

    private static Pattern DatesOnly(List<int> days, List<int> off)
    {
        var all = days.Count > 0 ? days : off;
        return new Pattern(0, all.Min(), all.Max());
    }

    private static int ReadWeekdays(CsvTable t)
    {
        var bits = 0;
        ReadOnlySpan<string> names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
        for (var i = 0; i < 7; i++)
            bits |= t.NeedWhole(names[i], 0, 1, "1 (runs) or 0") << i;
        return bits;
    }

    private static int NeedDate(CsvTable t, string column)
    {
        var text = t.NeedText(column);
        if (text.Length == 0)
            return 0;
        if (text.Length == 8 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            var (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
            if (year is >= 1970 and <= 2100 && month is >= 1 and <= 12
                && day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year, month))
                return ServiceCalendar.DayOf(new LocalDate(year, month, day));
        }

        t.Error(column, $"{CsvTable.Quote(text)} is not a date from 1970 to 2100; write YYYYMMDD such as 20260329");
        return 0;
    }

    private void ReadStopTimes()
    {
        var flexible = 0;
        tables.ForEachRow(GtfsSchema.StopTimes, null, t =>
        {
            var trip = _tripIds.ReadNeeded(t, "trip_id");
            var sequence = t.NeedWhole("stop_sequence", 0, int.MaxValue, "1");
            if (t.Cell("stop_id").IsEmpty)
            {
                // Areas and zones of demand-responsive services have no fixed stop.
                flexible++;
                return;
            }

            var stop = _stopIds.ReadNeeded(t, "stop_id");
            var arrival = t.ClockTime("arrival_time");
            var departure = t.ClockTime("departure_time");
            var pickup = t.Whole("pickup_type", 0, 3, "0") ?? 0;
            var dropOff = t.Whole("drop_off_type", 0, 3, "0") ?? 0;
            var distance = t.Number("shape_dist_traveled", 0, 1e9, "12.5") ?? double.NaN;
            if (t.RowOk && arrival > departure)
                t.Error("departure_time",
                    "the departure lies before the arrival; times after midnight go on from 24:00:00");
            if (!t.RowOk || !_trips.TryGetValue(trip, out var tripIndex)
                || !_stops.TryGetValue(stop, out var stopIndex))
                return;
            _feed.StopTimes.Add(new GtfsStopTime(
                tripIndex, sequence, stopIndex, arrival ?? departure ?? -1, departure ?? arrival ?? -1,
                pickup != 1, dropOff != 1, distance, t.Row));
        });
        if (flexible > 0)
            Issues.Warn("stop_times.txt", 0, "stop_id", FormattableString.Invariant(
                $"{flexible} rows have no stop (areas of services on demand) and are left out"));
        _feed.StopTimes.Sort((a, b) =>
        {
            var order = a.Trip.CompareTo(b.Trip);
            return order != 0 ? order : a.Sequence.CompareTo(b.Sequence);
        });
    }

    private void ReadFrequencies() => tables.ForEachRow(GtfsSchema.Frequencies, null, t =>
    {
        var trip = _tripIds.ReadNeeded(t, "trip_id");
        if (t.Cell("start_time").IsEmpty || t.Cell("end_time").IsEmpty)
            t.Error("start_time", "start_time and end_time must both be filled in");
        var start = t.ClockTime("start_time");
        var end = t.ClockTime("end_time");
        var headway = t.NeedWhole("headway_secs", 1, 604_800, "1800");
        var exact = t.Whole("exact_times", 0, 1, "0") ?? 0;
        if (t.RowOk && end <= start)
            t.Error("end_time", "the end lies before the start; times after midnight go on from 24:00:00");
        if (t.RowOk && _trips.TryGetValue(trip, out var index))
            _feed.Frequencies.Add(new GtfsFrequency(index, start!.Value, end!.Value, headway, exact == 1, t.Row));
    });

    private void ReadTransfers()
    {
        var other = 0;
        tables.ForEachRow(GtfsSchema.Transfers, null, t =>
        {
            var from = t.Text("from_stop_id");
            var to = t.Text("to_stop_id");
            var type = t.Whole("transfer_type", 0, 5, "2") ?? 0;
            var seconds = t.Whole("min_transfer_time", 0, 8_640_000, "300");
            if (from is not null)
                _stopIds.Check(t, "from_stop_id", from);
            if (to is not null)
                _stopIds.Check(t, "to_stop_id", to);
            if (!t.RowOk)
                return;
            if (from is null || to is null || type > 2 || HasTrips(t))
                other++;
            else if (_stops.TryGetValue(from, out var a) && _stops.TryGetValue(to, out var b))
                _feed.Transfers.Add(new GtfsTransfer(a, b, seconds, t.Row));
        });
        if (other > 0)
            Issues.Warn("transfers.txt", 0, "transfer_type", FormattableString.Invariant(
                $"{other} transfers are about single trips or forbidden changes, which a corridor does not know; they ")
                    + "are left out");
    }

    private static bool HasTrips(CsvTable t) => !t.Cell("from_trip_id").IsEmpty || !t.Cell("to_trip_id").IsEmpty;

    private void ReadTranslations()
    {
        var byName = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < _feed.Stops.Count; i++)
        {
            if (_feed.Stops[i].Name is not { } name)
                continue;
            if (!byName.TryGetValue(name, out var list))
                byName[name] = list = [];
            list.Add(i);
        }

        tables.ForEachRow(GtfsSchema.Translations, null, t =>
        {
            var language = t.Text("language");
            var translation = t.Text("translation");
            if (!t.Cell("table_name").SequenceEqual("stops") || !t.Cell("field_name").SequenceEqual("stop_name")
                || language is null || translation is null)
                return;
            if (t.Text("record_id") is { } id)
            {
                if (_stops.TryGetValue(id, out var stop))
                    _feed.StopNames.Add((stop, language, translation));
            }
            else if (t.Text("field_value") is { } original && byName.TryGetValue(original, out var stops))
            {
                foreach (var stop in stops)
                    _feed.StopNames.Add((stop, language, translation));
            }
        });
    }
}
