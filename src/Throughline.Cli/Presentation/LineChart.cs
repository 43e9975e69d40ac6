using System.Globalization;
using System.Net;
using System.Text;

namespace Throughline.Cli;

/// <summary>Draws lines over a common x axis as SVG, readable on light and dark pages.</summary>
internal sealed class LineChart
{
    private const int Width = 880, Height = 480, Left = 76, Right = 150, Top = 64, Bottom = 64;

    // Blue, orange, green, violet, red, slate: told apart by readers with colour deficiencies, and by their labels.
    private static readonly string[] Colors = ["#0b6bb5", "#d9591c", "#3d8a2e", "#7c4dc4", "#c0264f", "#5b6b7b"];

    private readonly StringBuilder _svg = new();
    private double _xMin, _xMax, _yMin, _yMax;

    public required string Title { get; init; }
    public required string XLabel { get; init; }
    public required string YLabel { get; init; }
    public required string XUnit { get; init; }
    public required IReadOnlyList<double> X { get; init; }
    public required IReadOnlyList<ChartSeries> Series { get; init; }
    public required IReadOnlyList<ChartMark> Marks { get; init; }

    /// <summary>The figure.</summary>
    public string ToSvg()
    {
        var values = Series.SelectMany(s => s.Values).OfType<double>().ToList();
        (_xMin, _xMax) = X.Count > 0 ? (X.Min(), X.Max()) : (0, 1);
        if (_xMax - _xMin < 1e-9)
            (_xMin, _xMax) = (_xMin - 1, _xMax + 1);
        var (low, high) = values.Count > 0 ? (values.Min(), values.Max()) : (0, 1);
        var pad = Math.Max((high - low) * 0.08, high * 0.01 + 1e-6);
        var yStep = NiceStep(high - low + 2 * pad, 6);
        _yMin = Math.Max(0, Math.Floor((low - pad) / yStep) * yStep);
        _yMax = Math.Ceiling((high + pad) / yStep) * yStep;
        Begin();
        DrawAxes(yStep);
        DrawMarks();
        for (var i = 0; i < Series.Count; i++)
            DrawSeries(Series[i], Colors[i % Colors.Length]);
        DrawLabels();
        _svg.Append("</svg>\n");
        return _svg.ToString();
    }

    private void Begin()
    {
        _svg.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" width="{Width}" height="{Height}" role="img" aria-label="{Text(Title)}">
            <style>
            text {"{"} font: 13px system-ui, "Segoe UI", "DejaVu Sans", sans-serif; fill: #24303c {"}"}
            .back {"{"} fill: #ffffff {"}"} .title {"{"} font-size: 18px; font-weight: 600 {"}"} .soft {"{"} fill: #5b6b7b {"}"}
            .grid {"{"} stroke: #dfe5ea; stroke-width: 1 {"}"} .axis {"{"} stroke: #8896a3; stroke-width: 1 {"}"}
            .mark {"{"} stroke: #8896a3; stroke-width: 1; stroke-dasharray: 4 4 {"}"} .halo {"{"} stroke: #ffffff; stroke-width: 4; paint-order: stroke {"}"}
            .even {"{"} font-weight: 600 {"}"}
            @media (prefers-color-scheme: dark) {"{"}
            text {"{"} fill: #e6ebf0 {"}"} .back {"{"} fill: #12181f {"}"} .soft {"{"} fill: #9aa8b5 {"}"} .grid {"{"} stroke: #26313c {"}"} .halo {"{"} stroke: #12181f {"}"}
            {"}"}
            </style>
            <rect class="back" width="{Width}" height="{Height}" rx="8"/>
            <text class="title" x="{Left - 52}" y="32">{Text(Title)}</text>
            <text class="soft" x="{Left - 52}" y="52">{Text(YLabel)}</text>

            """);
    }

    private void DrawAxes(double yStep)
    {
        for (var i = 0; ; i++)
        {
            var y = _yMin + i * yStep;
            if (y > _yMax + yStep / 2)
                break;
            _svg.Append(CultureInfo.InvariantCulture,
                $"<line class=\"{(i == 0 ? "axis" : "grid")}\" x1=\"{Left}\" x2=\"{Width - Right}\" "
                + $"y1=\"{AtY(y):0.#}\" y2=\"{AtY(y):0.#}\"/>\n");
            _svg.Append(CultureInfo.InvariantCulture,
                $"<text class=\"soft\" x=\"{Left - 10}\" y=\"{AtY(y) + 4.5:0.#}\" text-anchor=\"end\">"
                + $"{Number(y)}</text>\n");
        }

        var xStep = NiceStep(_xMax - _xMin, 9);
        for (var x = Math.Ceiling(_xMin / xStep - 1e-9) * xStep; x <= _xMax + 1e-9; x += xStep)
        {
            _svg.Append(CultureInfo.InvariantCulture,
                $"<line class=\"axis\" x1=\"{AtX(x):0.#}\" x2=\"{AtX(x):0.#}\" y1=\"{Height - Bottom}\" "
                + $"y2=\"{Height - Bottom + 5}\"/>\n");
            _svg.Append(CultureInfo.InvariantCulture,
                $"<text class=\"soft\" x=\"{AtX(x):0.#}\" y=\"{Height - Bottom + 21}\" text-anchor=\"middle\">"
                + $"{Year(x)}</text>\n");
        }

        _svg.Append(CultureInfo.InvariantCulture,
            $"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 16}\" text-anchor=\"middle\">"
            + $"{Text(XLabel)}</text>\n");
    }

    private void DrawSeries(ChartSeries series, string color)
    {
        var path = new StringBuilder();
        var pen = false;
        for (var i = 0; i < X.Count; i++)
        {
            if (series.Values[i] is not { } y)
            {
                pen = false;
                continue;
            }

            path.Append(CultureInfo.InvariantCulture, $"{(pen ? "L" : "M")}{AtX(X[i]):0.#} {AtY(y):0.#}");
            pen = true;
        }

        _svg.Append(CultureInfo.InvariantCulture,
            $"<path d=\"{path}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"2.5\" stroke-linejoin=\"round\"/>\n");
        if (X.Count > 40)
            return;
        for (var i = 0; i < X.Count; i++)
        {
            if (series.Values[i] is { } y)
            {
                _svg.Append(CultureInfo.InvariantCulture,
                    $"<circle cx=\"{AtX(X[i]):0.#}\" cy=\"{AtY(y):0.#}\" r=\"3\" fill=\"{color}\"><title>"
                    + $"{Text(series.Name)}: {Number(X[i])}{Text(XUnit)}, {Number(y)}</title></circle>\n");
            }
        }
    }

    private void DrawMarks()
    {
        for (var i = 0; i < Marks.Count; i++)
        {
            var mark = Marks[i];
            var x = AtX(mark.X);
            _svg.Append(CultureInfo.InvariantCulture,
                $"<line class=\"mark\" x1=\"{x:0.#}\" x2=\"{x:0.#}\" y1=\"{Top + 8}\" y2=\"{Height - Bottom}\"/>\n");
            var y = Top + 4 + i % 3 * 18;
            var anchor = x > Width - Right - 140 ? "end" : x < Left + 140 ? "start" : "middle";
            _svg.Append(CultureInfo.InvariantCulture,
                $"<text class=\"even halo\" x=\"{x:0.#}\" y=\"{y}\" text-anchor=\"{anchor}\">{Text(mark.From)} → "
                + $"{Text(mark.To)}: {Number(mark.X)}{Text(XUnit)}</text>\n");
        }
    }

    // Names stand at the ends of their lines, moved apart where they would touch.
    private void DrawLabels()
    {
        var ends = Series.Select((s, i) => (s.Name, Color: Colors[i % Colors.Length], Last: LastOf(s)))
            .Where(e => e.Last is not null).OrderBy(e => AtY(e.Last!.Value.Y)).ToList();
        var lowest = double.MinValue;
        foreach (var (name, color, last) in ends)
        {
            var y = Math.Max(AtY(last!.Value.Y) + 4.5, lowest + 17);
            lowest = y;
            _svg.Append(CultureInfo.InvariantCulture,
                $"<text x=\"{AtX(last.Value.X) + 12:0.#}\" y=\"{y:0.#}\" style=\"fill: {color}; font-weight: 600\">"
                + $"{Text(Shorten(name))}</text>\n");
        }
    }

    private (double X, double Y)? LastOf(ChartSeries series)
    {
        for (var i = X.Count - 1; i >= 0; i--)
        {
            if (series.Values[i] is { } y)
                return (X[i], y);
        }

        return null;
    }

    private double AtX(double x) => Left + (x - _xMin) / (_xMax - _xMin) * (Width - Left - Right);

    private double AtY(double y) => Height - Bottom - (y - _yMin) / (_yMax - _yMin) * (Height - Top - Bottom - 16);

    private static double NiceStep(double range, int most)
    {
        var rough = Math.Max(range, 1e-9) / most;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        foreach (var factor in (double[])[1, 2, 2.5, 3, 5, 6])
        {
            if (factor * power >= rough - 1e-12)
                return factor * power;
        }

        return 10 * power;
    }

    private static string Shorten(string name) => name.Length <= 20 ? name : name[..19] + "…";

    private static string Number(double value) =>
        Format.Number(Math.Round(value, Math.Abs(value) < 100 ? 1 : 0) + 0.0);

    // Years take no thousands mark.
    private string Year(double value) => XUnit.Length == 0 && value is >= 1900 and <= 2200
        ? value.ToString("0", CultureInfo.InvariantCulture)
        : Number(value);

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
