using System.Diagnostics.CodeAnalysis;

namespace Throughline.Customs;

/// <summary>A guarantee reference number: 17 characters, or 24 for a voucher.</summary>
/// <remarks>Year, country, 12 letters or digits and a check digit as of ISO 6346 over the first 16 (rule R0028); for a
/// voucher a letter and six digits follow (<c>GRNType</c> of the published schema, rule R0318).</remarks>
public sealed record Grn
{
    internal const int Size = 17;
    internal const int VoucherSize = 24;

    private Grn(string value) => Value = value;

    /// <summary>All 17 or 24 characters.</summary>
    public string Value { get; }

    /// <summary>Year in which the guarantee was accepted, in its century, 0 to 99.</summary>
    public int Year => (Value[0] - '0') * 10 + (Value[1] - '0');

    /// <summary>Country of the office of guarantee, two letters.</summary>
    public string Country => Value[2..4];

    /// <summary>The 12 characters between country and check digit.</summary>
    public string Serial => Value[4..16];

    /// <summary>The check digit, 0 to 9.</summary>
    public int CheckDigit => Value[Size - 1] - '0';

    /// <summary>The number of the guarantee without that of the voucher: the first 17 characters.</summary>
    public string GuaranteeNumber => Value[..Size];

    /// <summary>The number of the voucher, a letter and six digits; null when it is no voucher.</summary>
    public string? Voucher => IsVoucher ? Value[Size..] : null;

    /// <summary>True for a voucher, 24 characters.</summary>
    public bool IsVoucher => Value.Length == VoucherSize;

    /// <summary>Reads a GRN.</summary>
    /// <param name="text">The number, without blanks.</param>
    /// <param name="grn">The number, when true is returned.</param>
    /// <param name="fault">Why it is none, when false is returned.</param>
    public static bool TryParse(
        [NotNullWhen(true)] string? text, [NotNullWhen(true)] out Grn? grn, [NotNullWhen(false)] out NumberFault? fault)
    {
        fault = FindFault(text);
        grn = fault is null ? new Grn(text!) : null;
        return fault is null;
    }

    /// <summary>Why a text is no GRN, or null when it is one.</summary>
    public static NumberFault? FindFault(string? text)
    {
        if (text is null || text.Length is not (Size or VoucherSize))
        {
            return NumberFault.Length($"A GRN has {Size} characters, that of a voucher {VoucherSize}; "
                + $"this has {text?.Length ?? 0}.");
        }

        var shape = text.Length == Size ? "99AAXXXXXXXXXXXX9" : "99AAXXXXXXXXXXXX9A999999";
        if (NumberFault.OfShape("GRN", text, shape) is { } fault)
            return fault;
        var expected = Iso6346.CheckDigit(text.AsSpan(0, Size - 1));
        return text[Size - 1] - '0' == expected ? null : NumberFault.CheckDigit("GRN", text[Size - 1], expected);
    }

    /// <summary>Makes a GRN.</summary>
    /// <param name="year">Year, 2000 to 2099.</param>
    /// <param name="country">Country of the office of guarantee, two letters.</param>
    /// <param name="serial">12 digits or upper-case letters.</param>
    /// <param name="voucher">For a voucher: a letter and six digits; else null.</param>
    /// <exception cref="ArgumentException">One of them is outside its range.</exception>
    public static Grn Make(int year, string country, string serial, string? voucher = null)
    {
        if (year is < 2000 or > 2099)
            throw new ArgumentException("The year of a GRN is from 2000 to 2099.", nameof(year));
        var text = string.Create(null, $"{year % 100:00}{country}{serial}");
        if (text.Length != Size - 1)
            throw new ArgumentException("The country has 2 characters and the serial 12.", nameof(serial));
        if (NumberFault.OfShape("GRN", text, "99AAXXXXXXXXXXXX") is { } fault)
            throw new ArgumentException(fault.Reason, nameof(serial));
        var whole = text + (char)('0' + Iso6346.CheckDigit(text)) + voucher;
        return FindFault(whole) is { } wrong
            ? throw new ArgumentException(wrong.Reason, nameof(voucher))
            : new Grn(whole);
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
