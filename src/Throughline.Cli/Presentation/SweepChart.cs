using Throughline.Corridor;
using Throughline.Planning;
using Throughline.Server;
using static Throughline.Cli.CliTexts;

namespace Throughline.Cli;

/// <summary>What a sweep shows of itself: one line per tracked route, or the best way when none is tracked.</summary>
internal sealed class SweepChart
{
    private const double HoursToDays = 240;
    private readonly PlanRequest _request;
    private readonly CorridorModel _corridor;

    /// <summary>Prepares the lines.</summary>
    public SweepChart(
        CorridorModel corridor, PlanRequest request, SweepPlan plan, SweepAnswer answer, string measure)
    {
        _corridor = corridor;
        _request = request;
        Plan = plan;
        Answer = answer;
        Measure = measure;
        Series = plan.Routes.Count > 0
            ? [.. plan.Routes.Select(r => new ChartSeries(
                r.Names.Count > 0 ? r.Names[0] : r.Id, [.. answer.Points.Select(p => Value(p.Routes[r.Id], measure))]))]
            : [new ChartSeries(T("sweep.best"), [.. answer.Points.Select(p => Best(p, measure))])];
    }

    /// <summary>What was varied.</summary>
    public SweepPlan Plan { get; }

    /// <summary>What was found.</summary>
    public SweepAnswer Answer { get; }

    /// <summary>duration, p50, p90 or cost.</summary>
    public string Measure { get; }

    /// <summary>The lines, in seconds or US cents.</summary>
    public IReadOnlyList<ChartSeries> Series { get; }

    /// <summary>Where the lines cross or the best way changes, for the measure shown.</summary>
    public IReadOnlyList<SweepChange> Changes =>
    [
        .. Answer.Changes.Where(c => Plan.Routes.Count > 0 ? c.Measure == Measure : c.Measure == Reason),
    ];

    /// <summary>Title of the figure; from where to where when empty.</summary>
    public string Title { get; init; } = "";

    /// <summary>What was varied, in the user's words; made from the change when empty.</summary>
    public string Label { get; init; } = "";

    /// <summary>The measure, with its unit.</summary>
    public string YLabel =>
        T("sweep.y." + Measure, Measure == "cost" ? "USD" : InDays ? T("unit.days") : T("unit.hours"));

    /// <summary>What was varied, with its unit.</summary>
    public string XLabel
    {
        get
        {
            if (Label.Length > 0)
                return Label;
            var what = Plan.Variation.Template is { } template
                ? template[..template.IndexOf(Variation.Placeholder, StringComparison.Ordinal)].TrimEnd('=')
                : T("sweep.year");
            return Plan.Variation.Unit is "" or "year" ? what : $"{what} ({Plan.Variation.Unit})";
        }
    }

    private bool InDays => Series.SelectMany(s => s.Values).Any(v => v > HoursToDays * 3600);

    private string Reason => Measure switch { "cost" => "cheapest", "p90" => "most-reliable", _ => "fastest" };

    /// <summary>The route's name, for a route id; other texts stay as they are.</summary>
    public string NameOf(string way) =>
        Plan.Routes.FirstOrDefault(r => r.Id == way) is { Names.Count: > 0 } route ? route.Names[0] : way;

    /// <summary>The figure as SVG.</summary>
    public string ToSvg()
    {
        var scale = Measure == "cost" ? 100.0 : InDays ? 86_400.0 : 3600.0;
        var title = Title.Length > 0 ? Title : $"{Name(_request.From)} → {Name(_request.To)}";
        var marks = Changes.Where(c => c.BreakEven is not null)
            .Select(c => new ChartMark(c.BreakEven!.Value, NameOf(c.From), NameOf(c.To))).ToList();
        return new LineChart
        {
            Title = title,
            XLabel = XLabel,
            YLabel = YLabel,
            XUnit = Plan.Variation.Unit is "" or "year" ? "" : " " + Plan.Variation.Unit,
            X = [.. Answer.Points.Select(p => p.Value)],
            Series = [.. Series.Select(s => s with { Values = [.. s.Values.Select(v => v / scale)] })],
            Marks = marks,
        }.ToSvg();
    }

    private string Name(Endpoint endpoint) =>
        endpoint.Place is { } place ? _corridor.FindPlace(place)?.Name ?? place : endpoint.ToString();

    private static double? Value(SweepRoute route, string measure) => measure switch
    {
        "p50" => route.P50Seconds,
        "p90" => route.P90Seconds,
        "cost" => route.CostMinor,
        _ => route.DurationSeconds,
    };

    private double? Best(SweepPoint point, string measure)
    {
        if (!point.Best.TryGetValue(Reason, out var best))
            return null;
        return measure switch
        {
            "p50" => best.P50Seconds,
            "p90" => best.P90Seconds,
            "cost" => best.CostMinor,
            _ => best.DurationSeconds,
        };
    }
}

/// <summary>One line of a chart.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Values">A value per x; null leaves a gap.</param>
internal sealed record ChartSeries(string Name, IReadOnlyList<double?> Values);

/// <summary>A place on the x axis to point out.</summary>
/// <param name="X">Where.</param>
/// <param name="From">What is better before.</param>
/// <param name="To">What is better after.</param>
internal sealed record ChartMark(double X, string From, string To);
