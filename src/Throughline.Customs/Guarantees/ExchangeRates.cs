namespace Throughline.Customs;

/// <summary>What one euro was worth in another currency from a day on.</summary>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="From">First day; the rate holds until the day before the next of the currency.</param>
/// <param name="PerEuroMillionths">Units of the currency for one euro, in millionths: 37.957 is 37,957,000. More
/// than 0.</param>
public sealed record ExchangeRate(string Currency, DateOnly From, long PerEuroMillionths);

/// <summary>A table of dated exchange rates. Immutable.</summary>
/// <remarks>A rate changes at midnight: the day is that of the office at which the declaration was accepted
/// (<see cref="DayAt"/>).</remarks>
public sealed class ExchangeRates
{
    private const long Million = 1_000_000;
    private readonly ILookup<string, ExchangeRate> _rates;

    /// <summary>Makes a table.</summary>
    /// <exception cref="ArgumentException">A rate is not positive, or two of a currency begin on one day.</exception>
    public ExchangeRates(IEnumerable<ExchangeRate> rates)
    {
        var all = rates.OrderByDescending(r => r.From).ToList();
        if (all.Find(r => r.PerEuroMillionths <= 0) is { } wrong)
            throw new ArgumentException($"The rate of {wrong.Currency} is not positive.", nameof(rates));
        if (all.GroupBy(r => (r.Currency, r.From)).FirstOrDefault(g => g.Skip(1).Any()) is { } twice)
        {
            throw new ArgumentException(
                $"Two rates of {twice.Key.Currency} begin on {twice.Key.From:yyyy-MM-dd}.", nameof(rates));
        }

        _rates = all.ToLookup(r => r.Currency, StringComparer.Ordinal);
    }

    /// <summary>The calendar day of an instant at an office.</summary>
    /// <param name="instant">The instant.</param>
    /// <param name="zone">Time zone of the office.</param>
    public static DateOnly DayAt(DateTimeOffset instant, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    /// <summary>An amount in another currency, rounded half up to its minor unit; null when a rate of that day is
    /// missing.</summary>
    /// <param name="amount">0 or more.</param>
    /// <param name="currency">Currency wanted.</param>
    /// <param name="at">The day.</param>
    /// <exception cref="ArgumentOutOfRangeException">The amount is negative.</exception>
    /// <exception cref="OverflowException">The amount is beyond the range.</exception>
    public Money? Convert(Money amount, string currency, DateOnly at)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(amount, Money.Zero(amount.Currency));
        if (amount.Currency == currency)
            return amount;
        if (FindPerEuro(amount.Currency, at) is not { } from || FindPerEuro(currency, at) is not { } to)
            return null;
        // One division at the end: from minor units over the euro to minor units, exact until it is rounded.
        var numerator = checked((Int128)amount.Minor * to * Money.UnitOf(currency));
        var denominator = (Int128)from * Money.UnitOf(amount.Currency);
        return new Money(checked((long)((numerator + denominator / 2) / denominator)), currency);
    }

    /// <summary>The rate of a currency on a day in millionths for one euro, or null.</summary>
    public long? FindPerEuro(string currency, DateOnly at) => currency == "EUR"
        ? Million
        : _rates[currency].FirstOrDefault(r => r.From <= at)?.PerEuroMillionths;
}
