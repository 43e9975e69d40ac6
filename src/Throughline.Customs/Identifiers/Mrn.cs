using System.Diagnostics.CodeAnalysis;

namespace Throughline.Customs;

/// <summary>What the 17th character of an MRN says about safety and security data (rule R0410).</summary>
public enum MrnProcedure
{
    /// <summary>J: transit without safety and security data.</summary>
    Transit = 'J',
    /// <summary>K: with exit data.</summary>
    TransitWithExit = 'K',
    /// <summary>L: with entry data.</summary>
    TransitWithEntry = 'L',
    /// <summary>M: with entry and exit data.</summary>
    TransitWithEntryAndExit = 'M',
}

/// <summary>A movement reference number: 18 characters, year, country, serial and check digit.</summary>
/// <remarks>Two forms are in use (<c>MRNType</c> of the published schema). Up to year 24: year, country, 13 letters or
/// digits, check digit. From year 24 on: year, country, 12 letters or digits, the procedure character J to M, check
/// digit. Only the second is made. The check digit is that of ISO 6346 over the first 17 characters (rule
/// R0028).</remarks>
public sealed record Mrn
{
    private const int Size = 18;
    private const int FirstYearWithProcedure = 24;
    private const int LastYearWithout = 24;
    private const int ProcedurePlace = 16;

    private Mrn(string value) => Value = value;

    /// <summary>All 18 characters.</summary>
    public string Value { get; }

    /// <summary>Year of acceptance in its century, 0 to 99.</summary>
    public int Year => TwoDigits(Value);

    /// <summary>Country of departure, two letters.</summary>
    public string Country => Value[2..4];

    /// <summary>What stands between country and procedure character: 12 characters; 13 in the older form.</summary>
    public string Serial => Value[4..(IsOlderForm ? ProcedurePlace + 1 : ProcedurePlace)];

    /// <summary>True when only the form up to year 24 fits.</summary>
    public bool IsOlderForm => Year < FirstYearWithProcedure || !HasProcedure(Value);

    /// <summary>What the procedure character says; null when the 17th character is none of J to M. In the older form
    /// systems of phase 5 wrote it there too, but nothing asks them to.</summary>
    public MrnProcedure? Procedure => HasProcedure(Value) ? (MrnProcedure)Value[ProcedurePlace] : null;

    /// <summary>The check digit, 0 to 9.</summary>
    public int CheckDigit => Value[^1] - '0';

    /// <summary>Reads an MRN.</summary>
    /// <param name="text">The number, without blanks.</param>
    /// <param name="mrn">The number, when true is returned.</param>
    /// <param name="fault">Why it is none, when false is returned.</param>
    public static bool TryParse(
        [NotNullWhen(true)] string? text, [NotNullWhen(true)] out Mrn? mrn, [NotNullWhen(false)] out NumberFault? fault)
    {
        fault = FindFault(text);
        mrn = fault is null ? new Mrn(text!) : null;
        return fault is null;
    }

    /// <summary>Why a text is no MRN, or null when it is one.</summary>
    public static NumberFault? FindFault(string? text)
    {
        if (text is null || text.Length != Size)
            return NumberFault.Length($"An MRN has {Size} characters; this has {text?.Length ?? 0}.");
        if (NumberFault.OfShape("MRN", text, "99AAXXXXXXXXXXXXX9") is { } fault)
            return fault;
        if (TwoDigits(text) > LastYearWithout && !HasProcedure(text))
        {
            return NumberFault.Form($"Character 17 of the MRN is «{text[ProcedurePlace]}»; "
                + $"from year {FirstYearWithProcedure} on it is J, K, L or M.");
        }

        var expected = Iso6346.CheckDigit(text.AsSpan(0, Size - 1));
        return text[^1] - '0' == expected ? null : NumberFault.CheckDigit("MRN", text[^1], expected);
    }

    /// <summary>Whether MRNs of a year can be made: 2024 to 2099.</summary>
    public static bool HasYear(int year) => year is >= 2000 + FirstYearWithProcedure and <= 2099;

    /// <summary>Makes an MRN.</summary>
    /// <param name="year">Year, 2024 to 2099.</param>
    /// <param name="country">Country of departure, two letters.</param>
    /// <param name="serial">12 digits or upper-case letters, which the office must not use twice in a year.</param>
    /// <param name="procedure">Safety and security data.</param>
    /// <exception cref="ArgumentException">One of them is outside its range.</exception>
    public static Mrn Make(int year, string country, string serial, MrnProcedure procedure)
    {
        if (!HasYear(year))
            throw new ArgumentException("The year of an MRN is from 2024 to 2099.", nameof(year));
        if (!Enum.IsDefined(procedure))
            throw new ArgumentException("The procedure character is J, K, L or M.", nameof(procedure));
        var text = string.Create(null, $"{year % 100:00}{country}{serial}{(char)procedure}");
        if (text.Length != Size - 1)
            throw new ArgumentException("The country has 2 characters and the serial 12.", nameof(serial));
        if (NumberFault.OfShape("MRN", text, "99AAXXXXXXXXXXXXX") is { } fault)
            throw new ArgumentException(fault.Reason, nameof(serial));
        return new Mrn(text + (char)('0' + Iso6346.CheckDigit(text)));
    }

    /// <summary>The procedure character for a value of <c>security</c>, 0 to 3 (rule R0410).</summary>
    public static MrnProcedure ProcedureFor(string? security) => security switch
    {
        "1" => MrnProcedure.TransitWithEntry,
        "2" => MrnProcedure.TransitWithExit,
        "3" => MrnProcedure.TransitWithEntryAndExit,
        _ => MrnProcedure.Transit,
    };

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static bool HasProcedure(string text) => text[ProcedurePlace] is >= 'J' and <= 'M';

    private static int TwoDigits(string text) => (text[0] - '0') * 10 + (text[1] - '0');
}
