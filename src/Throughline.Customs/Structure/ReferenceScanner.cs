namespace Throughline.Customs;

/// <summary>Checks the references of the procedure, each by the pattern that the schema states for it.</summary>
internal static class ReferenceScanner
{
    private const int MrnLength = 18;
    private const int MrnLetter = 16;
    private const int GrnLength = 17;
    private const int GrnVoucherLength = 24;
    private const int OfficeLength = 8;
    private const int MostTirLength = 12;
    private const long LastPlainTirNumber = 25_000_000;
    private const int MostCodeLength = 17;
    private const int LeastEoriLength = 3;

    /// <summary>Years of the old form of an MRN end with this one; those of the new form begin with it.</summary>
    private const int ChangeYear = 24;

    public static FormatFault Check(ReadOnlySpan<char> value, Shape shape) => shape switch
    {
        Shape.Mrn => Fault(IsMrn(value, 'J', 'M')),
        Shape.MrnExport => Fault(IsMrn(value, 'A', 'E')),
        Shape.MrnEntry => Fault(IsEntryMrn(value)),
        Shape.Grn => Fault(IsGrn(value)),
        Shape.Eori => CheckEori(value),
        Shape.Office => CheckOffice(value),
        Shape.TirCarnet => CheckTirCarnet(value),
        Shape.RiskCode => CheckRiskCode(value),
        Shape.Year => CheckYear(value),
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, null),
    };

    private static FormatFault Fault(bool good) => good ? FormatFault.None : FormatFault.Pattern;

    private static FormatFault CheckEori(ReadOnlySpan<char> value) =>
        value.Length > MostCodeLength ? FormatFault.TooLong
        : value.Length < LeastEoriLength ? FormatFault.TooShort
        : Fault(IsCapital(value[0]) && IsCapital(value[1]) && AsciiRuns.AreGraphic(value[2..]));

    private static FormatFault CheckOffice(ReadOnlySpan<char> value) =>
        value.Length > OfficeLength ? FormatFault.TooLong
        : value.Length < OfficeLength ? FormatFault.TooShort
        : Fault(IsCapital(value[0]) && IsCapital(value[1]) && AsciiRuns.AreCapitalsOrDigits(value[2..]));

    /// <summary>A number from 1 to 25,000,000, or a series with an X and a number from 25,000,000 behind it.</summary>
    private static FormatFault CheckTirCarnet(ReadOnlySpan<char> value)
    {
        if (value.Length > MostTirLength)
            return FormatFault.TooLong;
        if (value.Length == 0)
            return FormatFault.TooShort;
        if (AsciiRuns.AreDigits(value))
            return Fault(value[0] != '0' && NumberScanner.ValueOf(value) <= LastPlainTirNumber);
        return Fault(value.Length is 10 or 11 && IsCapital(value[0]) && IsCapital(value[1])
            && (value[0] == 'X' || value[1] == 'X') && AsciiRuns.AreDigits(value[2..]) && value[2] != '0'
            && (value.Length == 11 || Two(value[2..]) >= 25));
    }

    private static FormatFault CheckRiskCode(ReadOnlySpan<char> value)
    {
        if (value.Length > MostCodeLength)
            return FormatFault.TooLong;
        if (value.Length == 0)
            return FormatFault.TooShort;
        return Fault(value[^1] == 'E' && (value.Length <= 5 || AsciiRuns.AreGraphic(value)));
    }

    private static FormatFault CheckYear(ReadOnlySpan<char> value) =>
        value.Length > 4 ? FormatFault.TooLong
        : value.Length < 4 ? FormatFault.TooShort
        : Fault(AsciiRuns.AreDigits(value) && value[0] == '2' && value[1] == '0' && value[2] != '0');

    private static bool IsMrn(ReadOnlySpan<char> value, char first, char last) =>
        IsMrnLike(value) && (Two(value) <= ChangeYear || (value[MrnLetter] >= first && value[MrnLetter] <= last));

    private static bool IsEntryMrn(ReadOnlySpan<char> value) =>
        IsMrnLike(value) && Two(value) >= ChangeYear && value[MrnLetter - 1] == 'C' && value[MrnLetter] == 'T';

    private static bool IsMrnLike(ReadOnlySpan<char> value) =>
        value.Length == MrnLength && AsciiRuns.AreDigits(value[..2]) && IsCapital(value[2]) && IsCapital(value[3])
        && AsciiRuns.AreCapitalsOrDigits(value[4..^1]) && char.IsAsciiDigit(value[^1]);

    private static bool IsGrn(ReadOnlySpan<char> value) =>
        value.Length is GrnLength or GrnVoucherLength && AsciiRuns.AreDigits(value[..2]) && IsCapital(value[2])
        && IsCapital(value[3]) && AsciiRuns.AreCapitalsOrDigits(value[4..16]) && char.IsAsciiDigit(value[16])
        && (value.Length == GrnLength || (IsCapital(value[17]) && AsciiRuns.AreDigits(value[18..])));

    private static int Two(ReadOnlySpan<char> digits) => ((digits[0] - '0') * 10) + (digits[1] - '0');

    private static bool IsCapital(char c) => char.IsAsciiLetterUpper(c);
}
