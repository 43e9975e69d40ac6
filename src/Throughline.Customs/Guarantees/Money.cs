using System.Globalization;

namespace Throughline.Customs;

/// <summary>An amount of money in whole minor units (cents). All arithmetic is exact and checked.</summary>
/// <param name="Minor">Minor units of the currency; may be negative.</param>
/// <param name="Currency">ISO 4217 code, three letters.</param>
public readonly record struct Money(long Minor, string Currency) : IComparable<Money>
{
    /// <summary>No money of a currency.</summary>
    public static Money Zero(string currency) => new(0, currency);

    /// <summary>Whole units of a currency: <c>Of(10_000, "EUR")</c>.</summary>
    /// <exception cref="OverflowException">The amount is beyond the range.</exception>
    public static Money Of(long units, string currency) => new(units * UnitOf(currency), currency);

    /// <summary>An amount as messages write it, at most as many decimals as the currency has.</summary>
    /// <returns>Null when the text is no such number or is out of range; signs and exponents are refused.</returns>
    public static Money? Parse(string? text, string currency)
    {
        const NumberStyles style = NumberStyles.AllowDecimalPoint;
        if (!decimal.TryParse(text, style, CultureInfo.InvariantCulture, out var amount))
            return null;
        // Compared before the product is made, which could overflow.
        if (amount > long.MaxValue / 1_000)
            return null;
        var minor = amount * UnitOf(currency);
        return minor == decimal.Truncate(minor) ? new Money((long)minor, currency) : null;
    }

    /// <summary>Minor units in one unit: 100 for nearly all currencies.</summary>
    public static long UnitOf(string currency) => currency switch
    {
        "ISK" or "JPY" or "KRW" or "XAF" or "XOF" or "CLP" or "VND" => 1,
        "BHD" or "IQD" or "JOD" or "KWD" or "LYD" or "OMR" or "TND" => 1_000,
        _ => 100,
    };

    /// <summary>The sum.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    /// <exception cref="OverflowException">The sum is beyond the range.</exception>
    public static Money operator +(Money a, Money b) => new(checked(a.Minor + b.MinorOf(a.Currency)), a.Currency);

    /// <summary>The difference.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    /// <exception cref="OverflowException">The difference is beyond the range.</exception>
    public static Money operator -(Money a, Money b) => new(checked(a.Minor - b.MinorOf(a.Currency)), a.Currency);

    /// <summary>Whether it is less.</summary>
    public static bool operator <(Money a, Money b) => a.CompareTo(b) < 0;

    /// <summary>Whether it is more.</summary>
    public static bool operator >(Money a, Money b) => a.CompareTo(b) > 0;

    /// <summary>Whether it is no more.</summary>
    public static bool operator <=(Money a, Money b) => a.CompareTo(b) <= 0;

    /// <summary>Whether it is no less.</summary>
    public static bool operator >=(Money a, Money b) => a.CompareTo(b) >= 0;

    /// <summary>The sum; see the operator.</summary>
    public static Money Add(Money a, Money b) => a + b;

    /// <summary>The difference; see the operator.</summary>
    public static Money Subtract(Money a, Money b) => a - b;

    /// <summary>A share, rounded half up to the minor unit.</summary>
    /// <param name="numerator">0 or more.</param>
    /// <param name="denominator">More than 0.</param>
    /// <exception cref="InvalidOperationException">This amount is negative.</exception>
    /// <exception cref="OverflowException">The share is beyond the range.</exception>
    public Money Share(long numerator, long denominator) => Share(numerator, denominator, denominator / 2);

    /// <summary>A share, rounded up to the next minor unit, so that what secures is never too little.</summary>
    /// <inheritdoc cref="Share(long, long)"/>
    public Money ShareUp(long numerator, long denominator) => Share(numerator, denominator, denominator - 1);

    /// <summary>Compares two amounts of one currency.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public int CompareTo(Money other) => Minor.CompareTo(other.MinorOf(Currency));

    /// <summary>The amount as messages write it, with the currency: <c>10000.00 EUR</c>.</summary>
    public override string ToString()
    {
        var unit = UnitOf(Currency ?? "");
        var form = unit switch { 1 => "0", 100 => "0.00", _ => "0.000" };
        return ((decimal)Minor / unit).ToString(form, CultureInfo.InvariantCulture) + " " + Currency;
    }

    private Money Share(long numerator, long denominator, long bias)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(numerator);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(denominator);
        if (Minor < 0)
            throw new InvalidOperationException("Shares are taken of amounts of 0 or more.");
        return new Money(checked((long)(((Int128)Minor * numerator + bias) / denominator)), Currency);
    }

    private long MinorOf(string currency) => Currency == currency
        ? Minor
        : throw new InvalidOperationException($"{Currency} and {currency} cannot be added or compared.");
}
