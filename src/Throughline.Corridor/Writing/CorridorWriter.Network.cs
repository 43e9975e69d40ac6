using NodaTime.Text;
using Throughline.Corridor.Loading;

namespace Throughline.Corridor.Writing;

/// <content>Places, links, crossings, transfers, services and timetables. Cells stand in the order of the
/// schema.</content>
internal static partial class CorridorWriter
{
    private static void WritePlaces(CorridorModel model, CsvOut csv)
    {
        foreach (var p in model.Places)
        {
            csv.Cell(p.Id).Cell(p.Name).Cell(p.Country).Cell(p.Unlocode).Cell(p.Latitude).Cell(p.Longitude)
                .Cell(CorridorWords.Of(p.Kind)).Cell(p.TimeZone).Cell(p.AccuracyKm).Cell(p.Notes).Cell(p.Source).End();
        }
    }

    private static void WritePlaceNames(CorridorModel model, CsvOut csv)
    {
        foreach (var p in model.Places)
        {
            foreach (var name in p.Names)
                csv.Cell(p.Id).Cell(name.Language).Cell(name.Name).Cell(name.Source).End();
        }
    }

    private static void WritePlaceCodes(CorridorModel model, CsvOut csv)
    {
        foreach (var p in model.Places)
        {
            foreach (var code in p.Codes)
            {
                csv.Cell(p.Id).Cell(code.Scheme).Cell(code.Code).Cell(code.Name)
                    .Cell(code.Mode is { } mode ? CorridorWords.Of(mode) : null).Cell(code.Source).End();
            }
        }
    }

    private static void WriteLinks(CorridorModel model, CsvOut csv)
    {
        foreach (var l in model.Links)
        {
            csv.Cell(l.Id).Cell(l.From).Cell(l.To).Cell(CorridorWords.Of(l.Mode))
                .Cell(l.OneWay ? "yes" : null).Cell(CsvOut.KmText(l.LengthMetres)).Cell(l.LengthBasis)
                .Cell(l.GaugeMm).Cell(l.Tracks).Flag(l.Electrified).Cell(CorridorWords.Of(l.Status))
                .Cell(l.ExpectedOpen)
                .Cell(l.SpeedKmh).Cell(l.SpeedBasis).Cell(l.Capacity).Cell(l.CapacityUnit).Cell(l.Tag).Cell(l.Notes)
                .Cell(l.Source).End();
        }
    }

    private static void WriteCrossings(CorridorModel model, CsvOut csv)
    {
        foreach (var c in model.Crossings)
        {
            csv.Cell(c.Id).Cell(CorridorWords.Of(c.Mode)).Cell(c.PostA).Cell(c.PlaceA).Cell(c.PostB).Cell(c.PlaceB)
                .Cell(c.HoursA?.Text).Cell(c.HoursB?.Text).Cell(CorridorWords.Of(c.Status)).Cell(c.ExpectedOpen)
                .Cell(c.Tag).Hours(c.DwellAToB.MedianSeconds).Hours(c.DwellAToB.P90Seconds)
                .Hours(c.DwellBToA.MedianSeconds).Hours(c.DwellBToA.P90Seconds).Cell(c.DwellBasis).Cell(c.RegimeA)
                .Cell(c.RegimeB).Cell(c.CustomsControl).Cell(c.Ctc).Cell(c.Tir).Cell(c.Etir).Cell(c.Notes)
                .Cell(c.Source).End();
        }
    }

    private static void WriteObservations(CorridorModel model, CsvOut csv)
    {
        foreach (var o in model.Observations)
        {
            csv.Cell(o.Id).Cell(o.Crossing).Cell(o.Direction).Cell(o.Side).Cell(o.Year).Cell(o.Statistic).Cell(o.Hours)
                .Cell(o.Notes).Cell(o.Source).End();
        }
    }

    private static void WriteTransfers(CorridorModel model, CsvOut csv)
    {
        foreach (var t in model.Transfers)
        {
            csv.Cell(t.Id).Cell(t.Place).Cell(t.Kind).Cell(CorridorWords.Of(t.From, t.FromAnyRail))
                .Cell(CorridorWords.Of(t.To, t.ToAnyRail)).Hours(t.Time.MedianSeconds).Hours(t.Time.P90Seconds)
                .Cell(t.Hours?.Text).Minor(t.CostMinor).Cell(t.Currency).Cell(t.Per).Cell(t.Handlings).Cell(t.Basis)
                .Cell(t.Notes).Cell(t.Source).End();
        }
    }

    private static void WriteServices(CorridorModel model, CsvOut csv)
    {
        foreach (var s in model.Services)
        {
            var isFrequency = s.DeparturesPerWeek is not null;
            csv.Cell(s.Id).Cell(s.Name).Cell(CorridorWords.Of(s.Mode)).List(s.Carries.Select(CorridorWords.Of))
                .List(s.Stops).List(s.Via).Cell(s.Operator).Cell(CorridorWords.Of(s.Status))
                .Cell(isFrequency ? "frequency" : "timetable").Cell(s.DeparturesPerWeek)
                .Cell(isFrequency ? CorridorWords.Of(s.Wait) : null)
                .List(s.SectionTimes.Select(t => CsvOut.HoursText(t.MedianSeconds)))
                .List(s.SectionTimes.Select(t => CsvOut.HoursText(t.P90Seconds)))
                .List(s.Units).Cell(s.Capacity).Cell(s.CapacityUnit).Minor(s.PriceMinor).Cell(s.Currency)
                .Cell(s.PricePer).Cell(s.Handlings).Cell(s.GaugeMm).Cell(s.Tag).Cell(s.ExpectedOpen)
                .Cell(s.FrequencyBasis).Cell(s.TimeBasis).Cell(s.PriceBasis).Cell(s.Notes).Cell(s.Source).End();
        }
    }

    private static void WriteCalendars(CorridorModel model, CsvOut csv)
    {
        Span<char> days = stackalloc char[7];
        foreach (var c in ListCalendars(model))
        {
            for (var i = 0; i < 7; i++)
                days[i] = (c.Weekdays >> i & 1) != 0 ? '1' : '0';
            csv.Cell(c.Id).Cell(days).Cell(DateText(c.FirstDay)).Cell(DateText(c.LastDay)).Cell(c.Source ?? "not said")
                .End();
        }
    }

    private static void WriteCalendarDates(CorridorModel model, CsvOut csv)
    {
        foreach (var c in ListCalendars(model))
        {
            foreach (var day in c.Added)
                csv.Cell(c.Id).Cell(DateText(day)).Cell("yes").Cell(c.Source ?? "not said").End();
            foreach (var day in c.Removed)
                csv.Cell(c.Id).Cell(DateText(day)).Cell("no").Cell(c.Source ?? "not said").End();
        }
    }

    private static void WriteTrips(CorridorModel model, CsvOut csv)
    {
        foreach (var s in model.Services)
        {
            foreach (var t in s.Trips)
            {
                csv.Cell(t.Id).Cell(s.Id).Cell(t.Calendar.Id).Cell(t.TimeZone).Minor(t.PriceMinor).Cell(t.Currency)
                    .Cell(t.PricePer).Cell(t.Source ?? s.Source).End();
            }
        }
    }

    private static void WriteTripStops(CorridorModel model, CsvOut csv)
    {
        foreach (var s in model.Services)
        {
            foreach (var t in s.Trips)
            {
                for (var i = 0; i < t.Times.Count; i++)
                {
                    var time = t.Times[i];
                    csv.Cell(t.Id).Cell(i + 1).Cell(s.Stops[i]).Cell(ClockText.Of(time.ArrivalSeconds))
                        .Cell(ClockText.Of(time.DepartureSeconds)).Cell(time.MayBoard ? null : "no")
                        .Cell(time.MayAlight ? null : "no").Cell(t.Source ?? s.Source).End();
                }
            }
        }
    }

    private static string DateText(int day) => LocalDatePattern.Iso.Format(ServiceCalendar.DateOf(day));
}
