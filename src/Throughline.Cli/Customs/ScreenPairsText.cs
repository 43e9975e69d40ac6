using System.Globalization;
using static Throughline.Cli.CliTexts;

namespace Throughline.Cli;

/// <summary>Writes a measurement on labelled pairs.</summary>
internal static class ScreenPairsText
{
    private const int WorstShown = 20;

    public static void Write(CliOutput output, PairsReport report, bool asJson)
    {
        if (asJson)
        {
            output.Json(report, CliJson.Wire.PairsReport);
            return;
        }

        output.Line(T("customs.screen.pairs-head", Figure(report.Threshold)), "bold");
        foreach (var p in report.Parts)
        {
            output.Line(T("customs.screen.pairs-part", p.Part, p.Pairs, Figure(p.Precision), Figure(p.Recall),
                Figure(p.F1), p.FalseHits, p.Missed));
        }

        output.Line(T("customs.screen.pairs-misses", Math.Min(WorstShown, report.Misses.Count), report.Misses.Count),
            "bold");
        foreach (var m in report.Misses.Take(WorstShown))
        {
            output.Line(T(m.IsMatch ? "customs.screen.pairs-missed" : "customs.screen.pairs-false", m.Line,
                Figure(m.Score), m.Left, m.Right));
        }
    }

    private static string Figure(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
