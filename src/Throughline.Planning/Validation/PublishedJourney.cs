using System.Globalization;
using Sylvan.Data.Csv;

namespace Throughline.Planning.Validation;

/// <summary>A published time or price of a journey, as a row of a file that a user gives.</summary>
public sealed record PublishedJourney
{
    private static readonly string[] Required = ["id", "from", "to", "route", "mode", "value_low", "unit", "kind"];

    /// <summary>Identifier of the row.</summary>
    public required string Id { get; init; }
    /// <summary>Place id of the origin.</summary>
    public required string From { get; init; }
    /// <summary>Place id of the destination.</summary>
    public required string To { get; init; }
    /// <summary>The way in words: names of routes or places, separated by commas.</summary>
    public required string Route { get; init; }
    /// <summary>Modes joined by +, for example rail+sea.</summary>
    public required string Mode { get; init; }
    /// <summary>Lowest published value.</summary>
    public required double Low { get; init; }
    /// <summary>Highest published value; the lowest where only one is published.</summary>
    public required double High { get; init; }
    /// <summary>day or hour for times; for prices what the value is per, in words.</summary>
    public required string Unit { get; init; }
    /// <summary>ISO 4217 code for prices, else null.</summary>
    public string? Currency { get; init; }
    /// <summary>actual, monthly average, guidance, plan, claim, …; for prices offer, tariff, market, fee, ….</summary>
    public required string Kind { get; init; }
    /// <summary>When it was so.</summary>
    public string Period { get; init; } = "";
    /// <summary>Where it was published.</summary>
    public string Source { get; init; } = "";

    /// <summary>Whether the row is a price.</summary>
    public bool IsPrice => Currency is not null;

    /// <summary>Reads rows from CSV with a header: id, from, to, route, mode, value_low, value_high, unit, kind and,
    /// for prices, currency; period and source may be there. Other columns are passed over.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="name">Name of the file, for errors.</param>
    /// <exception cref="FormatException">A column is missing or a number cannot be read.</exception>
    public static IReadOnlyList<PublishedJourney> Read(TextReader reader, string name)
    {
        try
        {
            using var csv = CsvDataReader.Create(reader);
            var columns = Enumerable.Range(0, csv.FieldCount)
                .ToDictionary(csv.GetName, i => i, StringComparer.Ordinal);
            if (Required.FirstOrDefault(r => !columns.ContainsKey(r)) is { } missing)
                throw new FormatException($"{name} has no column '{missing}'; add it.");
            var rows = new List<PublishedJourney>();
            while (csv.Read())
                rows.Add(ReadRow(csv, columns, name));
            return rows;
        }
        catch (CsvFormatException e)
        {
            throw new FormatException($"{name} is not a CSV file: {e.Message}", e);
        }
    }

    private static PublishedJourney ReadRow(CsvDataReader csv, Dictionary<string, int> columns, string name)
    {
        string Text(string column) => columns.TryGetValue(column, out var i) && i < csv.RowFieldCount
            ? csv.GetString(i).Trim()
            : "";
        double Number(string column) => double.TryParse(
            Text(column), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw new FormatException(string.Create(
                CultureInfo.InvariantCulture,
                $"{name}:{csv.RowNumber + 1} {column}: '{Text(column)}' is not a number."));
        var low = Number("value_low");
        return new PublishedJourney
        {
            Id = Text("id"),
            From = Text("from"),
            To = Text("to"),
            Route = Text("route"),
            Mode = Text("mode"),
            Low = low,
            High = Text("value_high").Length == 0 ? low : Number("value_high"),
            Unit = Text("unit"),
            Currency = columns.ContainsKey("currency") ? Text("currency") : null,
            Kind = Text("kind"),
            Period = Text("period"),
            Source = Text("source"),
        };
    }
}
