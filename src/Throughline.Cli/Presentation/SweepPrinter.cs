using System.Globalization;
using Throughline.Planning;
using static Throughline.Cli.CliTexts;

namespace Throughline.Cli;

/// <summary>Writes a sweep as a table and tells where ways change.</summary>
internal static class SweepPrinter
{
    /// <summary>Writes the table and the changes.</summary>
    public static void Write(CliOutput output, SweepChart chart)
    {
        output.Line(T("sweep.head", chart.XLabel, chart.YLabel), "bold");
        var sheet = new Sheet().Number(chart.XLabel);
        foreach (var series in chart.Series)
            sheet.Number(series.Name);
        sheet.Text(T("sweep.fastest")).Text(T("sweep.cheapest"));
        for (var i = 0; i < chart.Answer.Points.Count; i++)
        {
            var point = chart.Answer.Points[i];
            sheet.Row(
            [
                point.Value.ToString("0.###", CultureInfo.InvariantCulture),
                .. chart.Series.Select(s => Value(s.Values[i], chart.Measure)),
                Via(point, "fastest"), Via(point, "cheapest"),
            ]);
        }

        sheet.WriteTo(output);
        foreach (var change in chart.Answer.Changes.Where(c => !IsReason(c) || Told(c, chart)))
            output.Line(Tell(change, chart));
        if (chart.Answer.Changes.Count == 0)
            output.Line(T("sweep.no-change"));
    }

    private static string Tell(SweepChange change, SweepChart chart)
    {
        var measure = Find("sweep.measure." + change.Measure) ?? change.Measure;
        var (from, to) = (Name(change.From, chart), Name(change.To, chart));
        return change.BreakEven is { } even
            ? T("sweep.break-even", measure, from, to, Number(even))
            : T("sweep.change", measure, from, to, Number(change.Between[0]), Number(change.Between[1]));
    }

    private static bool IsReason(SweepChange change) => change.Measure is not ("duration" or "p50" or "p90" or "cost");

    // A change of the handlings or the compromise says little about where one way overtakes another.
    private static bool Told(SweepChange change, SweepChart chart) =>
        change.Measure is "fastest" or "cheapest" or "cleanest" or "most-reliable"
        && Name(change.From, chart) != Name(change.To, chart);

    private static string Name(string way, SweepChart chart) => way.Length == 0 ? T("none") : chart.NameOf(way);

    private static string Via(SweepPoint point, string reason) =>
        point.Best.TryGetValue(reason, out var best)
            ? $"{best.Via}, "
                + $"{(reason == "cheapest" ? Format.Money(best.CostMinor) : Format.Duration(best.DurationSeconds))}"
            : T("none");

    private static string Value(double? value, string measure) => value is null ? T("none")
        : measure == "cost" ? Format.Money((long)value) : Format.Duration((long)value);

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
