using System.Globalization;

namespace Throughline.Cli;

/// <summary>Writes quantities for a reader.</summary>
internal static class Format
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>Days and hours, or hours and minutes, or minutes.</summary>
    public static string Duration(long seconds)
    {
        var sign = seconds < 0 ? "−" : "";
        var minutes = (Math.Abs(seconds) + 30) / 60;
        var (hours, days) = (minutes / 60, minutes / 1440);
        return sign + (days >= 2 ? Days((Math.Abs(seconds) + 1800) / 3600)
            : hours > 0 ? string.Create(Culture, $"{hours} h {minutes % 60:00} min")
            : string.Create(Culture, $"{minutes} min"));
    }

    /// <summary>US dollars of cents, without cents above a hundred dollars.</summary>
    public static string Money(long minor) => Math.Abs(minor) >= 10_000
        ? string.Create(Culture, $"${Math.Round(minor / 100m, MidpointRounding.AwayFromZero):#,0}")
        : string.Create(Culture, $"${minor / 100m:#,0.00}");

    /// <summary>Kilograms or tonnes of grams.</summary>
    public static string Mass(long grams) => Math.Abs(grams) >= 10_000_000
        ? string.Create(Culture, $"{grams / 1_000_000m:#,0.0} t")
        : string.Create(Culture, $"{grams / 1000m:#,0} kg");

    /// <summary>Kilometres of metres.</summary>
    public static string Distance(long metres) => string.Create(Culture, $"{metres / 1000m:#,0} km");

    /// <summary>Local date and time.</summary>
    public static string Time(DateTimeOffset time) => time.ToString("ddd yyyy-MM-dd HH:mm", Culture);

    /// <summary>Local date and time with the offset of its zone.</summary>
    public static string TimeWithOffset(DateTimeOffset time) => time.ToString("ddd yyyy-MM-dd HH:mm zzz", Culture);

    /// <summary>A share in per cent.</summary>
    public static string Percent(double share) => string.Create(Culture, $"{share * 100:0.#} %");

    /// <summary>A number with thousands, without needless decimals.</summary>
    public static string Number(double value) => value.ToString("#,0.##", Culture);

    private static string Days(long hours) =>
        hours % 24 == 0
            ? string.Create(Culture, $"{hours / 24} d")
            : string.Create(Culture, $"{hours / 24} d {hours % 24} h");
}
