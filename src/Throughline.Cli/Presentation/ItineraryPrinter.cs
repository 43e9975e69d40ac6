using System.Globalization;
using Throughline.Planning;
using static Throughline.Cli.CliTexts;

namespace Throughline.Cli;

/// <summary>Writes itineraries for a reader.</summary>
internal static class ItineraryPrinter
{
    /// <summary>One line per itinerary, with why it is there.</summary>
    public static void WriteList(CliOutput output, IReadOnlyList<(Itinerary Itinerary, string Reasons)> shown)
    {
        var sheet = new Sheet()
            .Number("#").Text(T("col.why")).Text(T("col.way")).Number(T("col.time")).Text(T("col.arrival"))
            .Number(T("col.p90")).Number(T("col.cost")).Number(T("col.co2e")).Number(T("col.handlings"))
            .Number(T("col.borders"));
        for (var i = 0; i < shown.Count; i++)
        {
            var (itinerary, reasons) = shown[i];
            sheet.Row(
                Number(i + 1), reasons, itinerary.Summary, Format.Duration(itinerary.DurationSeconds),
                Format.Time(itinerary.Arrival), Format.Duration(itinerary.Reliability.P90Seconds),
                Format.Money(itinerary.CostMinor), Format.Mass(itinerary.Co2eGrams), Number(itinerary.Handlings),
                Number(itinerary.Steps.Count(s => s.Kind == StepKind.Crossing)));
        }

        sheet.WriteTo(output);
    }

    /// <summary>The departures of a window, those that are alike in one line, with the number of their way.</summary>
    public static void WriteDepartures(CliOutput output, DepartureWindow window)
    {
        var sheet = new Sheet()
            .Text(T("col.ready-first")).Text(T("col.ready-last")).Number(T("col.departures")).Number(T("col.time"))
            .Number(T("col.cost")).Number(T("col.co2e")).Number(T("col.handlings")).Number("#");
        var alike = window.Options.GroupBy(o => (o.Way, o.DurationSeconds, o.CostMinor, o.Co2eGrams, o.Handlings));
        foreach (var group in alike.OrderBy(g => g.Min(o => o.Ready)).ThenBy(g => g.Key.Way))
        {
            var (way, seconds, cost, co2e, handlings) = group.Key;
            sheet.Row(
                Format.Time(group.Min(o => o.Ready)), Format.Time(group.Max(o => o.Ready)), Number(group.Count()),
                Format.Duration(seconds), Format.Money(cost), Format.Mass(co2e), Number(handlings), Number(way + 1));
        }

        sheet.WriteTo(output);
    }

    /// <summary>Everything about one itinerary.</summary>
    public static void WriteDetails(CliOutput output, int number, Itinerary itinerary)
    {
        output.Line(T("details.head", number, itinerary.Summary), "bold");
        output.Line(T("details.times", Format.TimeWithOffset(itinerary.Departure),
            Format.TimeWithOffset(itinerary.Arrival), Format.Duration(itinerary.DurationSeconds)));
        WriteSteps(output, itinerary);
        WriteTime(output, itinerary.Time);
        WriteReliability(output, itinerary);
        WriteCosts(output, itinerary);
        WriteEmissions(output, itinerary);
        WriteDistances(output, itinerary);
        WriteCustoms(output, itinerary);
        if (itinerary.Steps.Any(s => s.IsEstimate) || itinerary.Costs.Any(c => c.IsEstimate))
            output.Line(T("details.estimates"), "grey");
    }

    private static void WriteSteps(CliOutput output, Itinerary itinerary)
    {
        var sheet = new Sheet()
            .Number("#").Text(T("col.what")).Text(T("col.where")).Text(T("col.begin")).Number(T("col.time"))
            .Number(T("col.km")).Number(T("col.cost")).Number(T("col.co2e")).Text(T("col.remarks"));
        for (var i = 0; i < itinerary.Steps.Count; i++)
        {
            var step = itinerary.Steps[i];
            var what = Find("step." + step.Kind.ToString().ToLowerInvariant()) ?? step.Kind.ToString();
            var where = step.FromPlace == step.ToPlace ? step.FromName : $"{step.FromName} → {step.ToName}";
            sheet.Styled(
                Style(step.Kind), Number(i + 1), step.Mode is null ? what : $"{what} {step.Mode}", where,
                Format.Time(step.Start), Format.Duration(step.Seconds) + (step.IsEstimate ? " ≈" : ""),
                step.DistanceMetres == 0 ? "" : Format.Distance(step.DistanceMetres),
                step.CostMinor == 0 ? "" : Format.Money(step.CostMinor),
                step.Co2eGrams == 0 ? "" : Format.Mass(step.Co2eGrams), Remarks(step));
        }

        sheet.WriteTo(output);
    }

    private static string Remarks(Step step)
    {
        var remarks = new List<string>();
        if (step.Formality is { } formality)
            remarks.Add(Find("formality." + formality) ?? formality);
        if (step.ClosedSeconds > 0)
            remarks.Add(T("remark.closed", Format.Duration(step.ClosedSeconds)));
        if (step.P90Seconds is { } p90)
            remarks.Add(T("remark.p90", Format.Duration(p90)));
        if (step.Note is { } note)
            remarks.Add(note);
        return string.Join("; ", remarks);
    }

    private static void WriteTime(CliOutput output, TimeSplit time)
    {
        (string Key, int Seconds)[] parts =
        [
            ("time.moving", time.MovingSeconds), ("time.waiting", time.WaitingSeconds),
            ("time.border", time.BorderSeconds), ("time.handling", time.HandlingSeconds),
            ("time.rest", time.RestSeconds),
        ];
        var total = Math.Max(1, parts.Sum(p => (long)p.Seconds));
        output.Line(T("details.time", string.Join(", ", parts.Where(p => p.Seconds > 0).Select(p =>
            $"{T(p.Key)} {Format.Duration(p.Seconds)} ({Format.Percent(Math.Round((double)p.Seconds / total, 2))})"))));
    }

    private static void WriteReliability(CliOutput output, Itinerary itinerary)
    {
        var r = itinerary.Reliability;
        output.Line(T("details.reliability", Format.Duration(r.P10Seconds), Format.Duration(r.P50Seconds),
            Format.Duration(r.P90Seconds), Format.Time(r.P90)));
        if (r.OnTime is { } onTime)
            output.Line(T("details.on-time", Format.Percent(onTime)));
        if (r.WeakestReason is { } weakest)
            output.Line(T("details.weakest", weakest));
    }

    private static void WriteCosts(CliOutput output, Itinerary itinerary)
    {
        output.Line(T("details.costs", Format.Money(itinerary.CostMinor)));
        var sheet = new Sheet().Number(T("col.step")).Text(T("col.paid-for")).Number(T("col.cost"))
            .Text(T("col.source"));
        foreach (var line in itinerary.Costs.Where(c => c.AmountMinor != 0))
        {
            sheet.Row(Number(line.Step + 1), line.Label,
                Format.Money(line.AmountMinor) + (line.IsEstimate ? " ≈" : ""), Shorten(line.Source));
        }

        if (sheet.Count > 0)
            sheet.WriteTo(output);
    }

    private static void WriteEmissions(CliOutput output, Itinerary itinerary)
    {
        output.Line(T("details.co2e", Format.Mass(itinerary.Co2eGrams)));
        var sheet = new Sheet().Number(T("col.step")).Text(T("col.mode")).Number(T("col.km"))
            .Number(T("col.factor")).Number(T("col.co2e")).Text(T("col.source"));
        foreach (var line in itinerary.Emissions)
        {
            sheet.Row(Number(line.Step + 1), line.Mode, Format.Distance(line.DistanceMetres),
                Format.Number(line.GramsPerTonneKm), Format.Mass(line.Co2eGrams), Shorten(line.Source));
        }

        if (sheet.Count > 0)
            sheet.WriteTo(output);
    }

    private static void WriteDistances(CliOutput output, Itinerary itinerary)
    {
        var parts = itinerary.Distances.Select(d =>
            $"{d.Mode}{(d.Country.Length > 0 ? " " + d.Country : "")} {Format.Distance(d.Metres)}");
        output.Line(T("details.distances", Format.Distance(itinerary.Distances.Sum(d => d.Metres)),
            string.Join(", ", parts)));
    }

    private static void WriteCustoms(CliOutput output, Itinerary itinerary)
    {
        output.Line(T("details.territories", string.Join(" → ", itinerary.CustomsTerritories)));
        var crossings = itinerary.Steps.Where(s => s.Kind == StepKind.Crossing && s.Formality is not null)
            .Select(s => $"{s.FromName} → {s.ToName}: {Find("formality." + s.Formality) ?? s.Formality}").ToList();
        if (crossings.Count > 0)
            output.Line(T("details.formalities", string.Join("; ", crossings)));
    }

    private static string? Style(StepKind kind) => kind switch
    {
        StepKind.Crossing => "yellow",
        StepKind.Wait or StepKind.Rest => "grey",
        StepKind.Transfer or StepKind.Start or StepKind.End => "blue",
        _ => null,
    };

    private static string Shorten(string source) => source.Length <= 60 ? source : source[..59] + "…";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
