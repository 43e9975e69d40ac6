using System.Globalization;
using System.Text.RegularExpressions;
using Throughline.Corridor;

namespace Throughline.Planning.Validation;

/// <summary>What a published price is per: which load unit it is about, and how it is measured.</summary>
/// <param name="Unit">Load unit to plan with.</param>
/// <param name="MassKg">Gross mass of the goods to plan with.</param>
/// <param name="PerKm">The price is per kilometre.</param>
/// <param name="PerMassKg">Kilograms of goods that the price is for: 1000 per tonne, 1 per kilogram; 0 when it is for
/// the load unit.</param>
public sealed partial record PriceUnit(string Unit, long MassKg, bool PerKm, int PerMassKg)
{
    private const long ContainerKg = 20_000;
    private const long SmallContainerKg = 18_000;
    private const long TruckKg = 20_000;
    private const long WagonKg = 60_000;
    private const long PiecesKg = 2_000;

    /// <summary>Reads a unit in words, such as «per 20' container» or «per TEU-km up to 24 t»; null when it is none of
    /// a journey.</summary>
    public static PriceUnit? Read(string text, CorridorModel corridor)
    {
        var words = text.ToLowerInvariant();
        var perKm = words.Contains("-km", StringComparison.Ordinal)
            || words.Contains("per km", StringComparison.Ordinal);
        var unit = words.Contains("truck", StringComparison.Ordinal)
            || words.Contains("trailer", StringComparison.Ordinal)
            ? "truck"
            : words.Contains("40'", StringComparison.Ordinal) || words.Contains("feu", StringComparison.Ordinal)
                ? "container40"
                : words.Contains("20'", StringComparison.Ordinal) || words.Contains("teu", StringComparison.Ordinal)
                    ? "container20"
                    : words.Contains("container", StringComparison.Ordinal) ? "container40" : null;
        // Prices per tonne are those of wagon loads, prices per kilogram those of pieces, by air as a rule.
        var perMassKg = unit is not null ? 0
            : PerTonneWord().IsMatch(words) ? 1000
            : PerKgWord().IsMatch(words) ? 1 : 0;
        unit ??= perMassKg switch { 1000 => "wagon", 1 => "loose", _ => null };
        if (unit is null || corridor.LoadUnits.FirstOrDefault(u => u.Id == unit) is not { } loadUnit)
            return null;
        return new PriceUnit(unit, Math.Min(Mass(words, unit), loadUnit.MaxGrossKg), perKm, perMassKg);
    }

    /// <summary>The cost of an itinerary in the measure of the price.</summary>
    /// <param name="costUsd">Cost of the whole consignment.</param>
    /// <param name="metres">Length of the way.</param>
    public double Convert(double costUsd, long metres)
    {
        if (PerMassKg > 0)
            costUsd /= (double)MassKg / PerMassKg;
        return PerKm && metres > 0 ? costUsd / (metres / 1000.0) : costUsd;
    }

    private static long Mass(string words, string unit)
    {
        var usual = unit switch
        {
            "container20" => SmallContainerKg,
            "truck" => TruckKg,
            "wagon" => WagonKg,
            "loose" => PiecesKg,
            _ => ContainerKg,
        };
        if (Limit().Match(words) is not { Success: true } limit)
            return usual;
        var tonnes = double.Parse(limit.Groups["tonnes"].Value, CultureInfo.InvariantCulture);
        // «Above 24 t» is met by a tonne more; «up to 24 t» by the usual load where that is lighter.
        return limit.Groups["side"].Value == "above"
            ? (long)(tonnes * 1000) + 1000 : Math.Min(usual, (long)(tonnes * 1000));
    }

    [GeneratedRegex(@"\bper (t|tonne|ton)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PerTonneWord();

    [GeneratedRegex(@"\bper (kg|kilogram|kilo)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PerKgWord();

    [GeneratedRegex(@"(?<side>above|up to)\s+(?<tonnes>[0-9]{1,3}(\.[0-9]+)?)\s*t\b", RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Limit();
}
