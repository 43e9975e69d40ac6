using NodaTime;
using Throughline.Corridor.Loading;

namespace Throughline.Corridor.Gmns;

/// <summary>Units of length and speed of a GMNS network.</summary>
internal static class GmnsUnits
{
    /// <summary>Metres of one unit of length, or null when the word is not known.</summary>
    public static double? MetresOf(string word) => word.ToLowerInvariant() switch
    {
        "km" or "kilometer" or "kilometers" or "kilometre" or "kilometres" => 1000,
        "mi" or "mile" or "miles" => 1609.344,
        "m" or "meter" or "meters" or "metre" or "metres" => 1,
        "ft" or "foot" or "feet" => 0.3048,
        _ => null,
    };

    /// <summary>km/h of one unit of speed, or null when the word is not known.</summary>
    public static double? KmhOf(string word) => word.ToLowerInvariant() switch
    {
        "kmh" or "km/h" or "kph" or "kmph" or "kilometers per hour" or "kilometres per hour" => 1,
        "mph" or "mi/h" or "miles per hour" => 1.609344,
        "m/s" or "mps" => 3.6,
        "ft/s" or "fps" => 1.09728,
        _ => null,
    };

    /// <summary>Whether a coordinate system is WGS 84 or so near to it that nothing changes.</summary>
    public static bool IsDegrees(string crs)
    {
        var text = crs.ToUpperInvariant().Replace(" ", "", StringComparison.Ordinal);
        return text is "4326" or "EPSG:4326" or "WGS84" or "EPSG:4269" or "4269" or "NAD83" or "EPSG:4258"
            or "OGC:CRS84"
            || text.Contains("LONGLAT", StringComparison.Ordinal);
    }

    public static bool Check(GmnsOptions options, string name, IssueList issues)
    {
        if (options.LengthUnit is { } length && MetresOf(length) is null)
            issues.Error(name, 0, null, $"'{length}' is no unit of length; give km, mi, m or ft");
        if (options.SpeedUnit is { } speed && KmhOf(speed) is null)
            issues.Error(name, 0, null, $"'{speed}' is no unit of speed; give kmh or mph");
        if (options.DefaultSpeedKmh is { } kmh && !(kmh is >= 0.1 and <= 1500))
            issues.Error(name, 0, null, "the speed must lie between 0.1 and 1500 km/h");
        if (options.TimeZone is { } zone && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null)
            issues.Error(name, 0, null, $"'{zone}' is not an IANA time zone; give, for example, Asia/Yerevan");
        return !issues.HasErrors;
    }

    /// <summary>The unit of length that fits the distances between the nodes: the middle ratio of length to great
    /// circle is a little above one. Null when none fits.</summary>
    /// <param name="ratios">Length as written divided by great circle in metres.</param>
    public static (string Word, double Metres)? Judge(List<double> ratios)
    {
        if (ratios.Count == 0)
            return null;
        ratios.Sort();
        var middle = ratios[ratios.Count / 2];
        (string Word, double Metres)[] units = [("km", 1000), ("mi", 1609.344), ("m", 1), ("ft", 0.3048)];
        foreach (var unit in units)
        {
            // Links are between as long as the great circle and a third longer; km and mi stay apart by that.
            if (middle * unit.Metres is >= 0.97 and <= 1.35)
                return unit;
        }

        return null;
    }
}
