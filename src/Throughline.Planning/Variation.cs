using System.Globalization;
using Throughline.Corridor;

namespace Throughline.Planning;

/// <summary>The one thing of a scenario that a sweep varies.</summary>
public sealed class Variation
{
    /// <summary>Where the value stands in a template.</summary>
    public const string Placeholder = "{value}";

    /// <summary>Most values of a sweep.</summary>
    public const int MaxValues = 200;

    /// <summary>Parameters that can be varied.</summary>
    public static readonly IReadOnlyList<string> Parameters = ["crossing-hours", "per-week", "year", "change"];

    private readonly string? _template;

    private Variation(string parameter, string unit, string? template)
    {
        Parameter = parameter;
        Unit = unit;
        _template = template;
    }

    /// <summary>What is varied: crossing-hours, per-week, year or change.</summary>
    public string Parameter { get; }

    /// <summary>Unit of the values: h (hours), 1/week, year, or empty where the template decides.</summary>
    public string Unit { get; }

    /// <summary>The change with {value} in it; null for year.</summary>
    public string? Template => _template;

    /// <summary>Median hours of the dwell at all crossings that match, both directions.</summary>
    /// <param name="selectors">Pairs of field and value, for example «country=AM mode=rail».</param>
    public static Variation CrossingHours(string selectors) =>
        new("crossing-hours", "h", $"crossing {selectors.Trim()} dwell={Placeholder}h");

    /// <summary>Departures a week of all services that match.</summary>
    /// <param name="selectors">Pairs of field and value, for example «id=aktau_alat_feeder*».</param>
    public static Variation PerWeek(string selectors) =>
        new("per-week", "1/week", $"service {selectors.Trim()} per-week={Placeholder}");

    /// <summary>The year of the scenario.</summary>
    public static Variation Year() => new("year", "year", null);

    /// <summary>Any change of a scenario with {value} in it.</summary>
    /// <exception cref="ArgumentException">There is no {value} in it.</exception>
    public static Variation Change(string template)
    {
        if (!template.Contains(Placeholder, StringComparison.Ordinal))
            throw new ArgumentException($"Write {Placeholder} where the value belongs.", nameof(template));
        var unit = template.EndsWith($"={Placeholder}h", StringComparison.Ordinal) ? "h"
            : template.EndsWith($"per-week={Placeholder}", StringComparison.Ordinal) ? "1/week" : "";
        return new Variation("change", unit, template);
    }

    /// <summary>Values from one number to another, both ends included where the step meets them.</summary>
    /// <exception cref="ArgumentException">The step leads nowhere, or there are more than
    /// <see cref="MaxValues"/>.</exception>
    public static IReadOnlyList<double> Range(double from, double to, double step)
    {
        if (!double.IsFinite(from) || !double.IsFinite(to) || !double.IsFinite(step) || step == 0
            || Math.Sign(to - from) == -Math.Sign(step))
            throw new ArgumentException("The step must lead from the first value to the last.", nameof(step));
        var count = Math.Floor((to - from) / step + 1e-9) + 1;
        if (count > MaxValues)
            throw new ArgumentException($"At most {MaxValues} values.", nameof(step));
        // Rounding to nine decimals takes the dust of binary fractions off steps such as 0.1.
        return [.. Enumerable.Range(0, (int)count).Select(i => Math.Round(from + i * step, 9))];
    }

    /// <summary>The scenario at a value.</summary>
    /// <exception cref="ScenarioException">The value makes no change that can be read.</exception>
    public Scenario Apply(CorridorModel corridor, Scenario scenario, double value)
    {
        if (_template is null)
        {
            if (value is < Scenario.FirstYear or > Scenario.LastYear || value != Math.Floor(value))
            {
                throw new ScenarioException([string.Create(CultureInfo.InvariantCulture,
                    $"{value} is not a year from {Scenario.FirstYear} to {Scenario.LastYear}.")]);
            }

            return scenario with { Year = (int)value };
        }

        var text = _template.Replace(Placeholder, Text(value), StringComparison.Ordinal);
        return scenario with { Changes = [.. scenario.Changes, ScenarioChange.Parse(text, corridor)] };
    }

    private static string Text(double value) => value.ToString("0.#########", CultureInfo.InvariantCulture);
}
