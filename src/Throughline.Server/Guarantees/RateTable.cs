using System.Globalization;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>What a euro is worth in other currencies from which day on, and who says so. Immutable.</summary>
/// <remarks>A text with a line for each rate: currency, first day, units of the currency for one euro, source, with
/// commas between; lines that begin with # do not count. <c>GEL,2026-11-01,2.9534,National bank</c>.</remarks>
public sealed class RateTable
{
    private const int Columns = 4;
    private const decimal Million = 1_000_000m;
    private const decimal MostPerEuro = 100_000_000m;
    private readonly Dictionary<(string, DateOnly), DatedRate> _rates;
    private readonly ILookup<string, DateOnly> _days;

    private RateTable(IReadOnlyList<DatedRate> rates)
    {
        _rates = rates.ToDictionary(r => (r.Currency, r.From));
        _days = rates.OrderByDescending(r => r.From).ToLookup(r => r.Currency, r => r.From, StringComparer.Ordinal);
    }

    /// <summary>No rates: only euro can be reckoned with.</summary>
    public static RateTable Empty { get; } = new([]);

    /// <summary>Reads a file.</summary>
    /// <exception cref="FormatException">Lines are wrong; says which, and why.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static RateTable Load(string path) => Parse(File.ReadAllText(path));

    /// <summary>Reads a text.</summary>
    /// <exception cref="FormatException">Lines are wrong; says which, and why.</exception>
    public static RateTable Parse(string text)
    {
        var rates = new Dictionary<(string, DateOnly), DatedRate>();
        var faults = new List<string>();
        var number = 0;
        foreach (var line in text.Split('\n').Select(l => l.Trim()))
        {
            number++;
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (Read(line) is not { } rate)
                faults.Add(Texts.Server.Get("rates.line", number));
            else if (!rates.TryAdd((rate.Currency, rate.From), rate))
                faults.Add(Texts.Server.Get("rates.twice", number, rate.Currency));
        }

        return faults.Count == 0
            ? new RateTable([.. rates.Values])
            : throw new FormatException(string.Join(' ', faults));
    }

    /// <summary>The rate of a currency that holds on a day, or null.</summary>
    public DatedRate? Find(string currency, DateOnly day)
    {
        foreach (var from in _days[currency])
        {
            if (from <= day)
                return _rates[(currency, from)];
        }

        return null;
    }

    /// <summary>Cents of euro for an amount, rounded up or down; null when there is no rate.</summary>
    internal long? ToCents(Money amount, DateOnly day, bool isUp) => amount.Currency == "EUR" ? amount.Minor
        : Find(amount.Currency, day) is { } rate
            ? Divide((Int128)amount.Minor * 100 * 1_000_000, (Int128)rate.Millionths * Money.UnitOf(amount.Currency),
                isUp)
            : null;

    /// <summary>An amount of a currency for cents of euro, rounded up, so that what secures is never too little; null
    /// when there is no rate.</summary>
    internal static long FromCents(long cents, DatedRate rate) => Divide(
        (Int128)cents * rate.Millionths * Money.UnitOf(rate.Currency), (Int128)100 * 1_000_000, isUp: true);

    private static long Divide(Int128 amount, Int128 by, bool isUp) =>
        checked((long)((amount + (isUp ? by - 1 : 0)) / by));

    private static DatedRate? Read(string line)
    {
        var cells = line.Split(',', Columns);
        return cells.Length == Columns && cells[0].Length == 3 && cells[0].All(char.IsAsciiLetterUpper)
            && cells[0] != "EUR" && DateOnly.TryParseExact(cells[1], "yyyy-MM-dd", CultureInfo.InvariantCulture,
                DateTimeStyles.None, out var from)
            && decimal.TryParse(cells[2], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate)
            && rate is > 0 and <= MostPerEuro && rate * Million == decimal.Truncate(rate * Million)
            && cells[3].Trim().Length > 0
                ? new DatedRate(cells[0], from, (long)(rate * Million), cells[3].Trim())
                : null;
    }
}

/// <summary>A rate that holds from a day on.</summary>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="From">First day.</param>
/// <param name="Millionths">Units of the currency for one euro, in millionths.</param>
/// <param name="Source">Who says so.</param>
public sealed record DatedRate(string Currency, DateOnly From, long Millionths, string Source)
{
    /// <summary>Euro for one unit.</summary>
    public decimal EuroPerUnit => 1_000_000m / Millionths;

    /// <summary>The rate as the journal and postings tell it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Millionths / 1_000_000m:0.######} {Currency}/EUR from {From:yyyy-MM-dd}, {Source}");
}
