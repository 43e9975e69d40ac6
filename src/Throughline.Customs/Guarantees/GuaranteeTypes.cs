namespace Throughline.Customs;

/// <summary>How much of the reference amount a comprehensive guarantee secures, in percent.</summary>
/// <remarks>Convention, appendix I, article 75; Regulation (EU) 2015/2446, article 84.</remarks>
public enum GuaranteeLevel
{
    /// <summary>All of it.</summary>
    Full = 100,
    /// <summary>Half.</summary>
    Half = 50,
    /// <summary>Thirty percent.</summary>
    Thirty = 30,
    /// <summary>Nothing: a waiver.</summary>
    Waiver = 0,
}

/// <summary>What follows from the type of a guarantee, CL251.</summary>
public static class GuaranteeTypes
{
    /// <summary>What one voucher covers: 10,000 euro.</summary>
    /// <remarks>Convention, appendix I, article 21; Regulation (EU) 2015/2447, article 160.</remarks>
    public static Money VoucherValue { get; } = Money.Of(10_000, "EUR");

    /// <summary>Whether guarantees of a type are registered under a GRN (CL286: 0, 1, 2, 4, 9).</summary>
    public static bool HasGrn(string type) => type is "0" or "1" or "2" or "4" or "9";

    /// <summary>Whether a guarantee of a type covers several operations: 0, 1 and 9.</summary>
    public static bool IsForSeveralOperations(string type) => type is "0" or "1" or "9";

    /// <summary>What is secured of an amount of debt, rounded up to the cent, so that it is never too little.</summary>
    /// <param name="amount">Reference amount, 0 or more.</param>
    /// <param name="level">Level of the guarantee.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is none of the four, or the amount negative.</exception>
    public static Money Secured(Money amount, GuaranteeLevel level) => Enum.IsDefined(level)
        ? amount.ShareUp((long)level, 100)
        : throw new ArgumentOutOfRangeException(nameof(level), level, "The level is 100, 50, 30 or 0 percent.");

    /// <summary>How many vouchers cover an amount.</summary>
    /// <param name="amount">In euro, 0 or more.</param>
    /// <exception cref="InvalidOperationException">The amount is in another currency.</exception>
    public static long VouchersFor(Money amount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(amount, Money.Zero("EUR"));
        return amount.Minor / VoucherValue.Minor + (amount.Minor % VoucherValue.Minor == 0 ? 0 : 1);
    }
}
