using System.Globalization;

namespace Throughline.Customs;

/// <summary>Numbers for movements that begin on paper. They have a range of their own, which the numbers of an office
/// that works never reach: the last six characters of a serial are a movement's number in base 36, at most ZIK0ZJ, and
/// those of paper begin with ZZ.</summary>
public static class PaperNumber
{
    /// <summary>Numbers that an office has in a year.</summary>
    public const int Most = 36 * 36 * 36 * 36;

    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Mark = "ZZ";
    private const int SerialDigits = 6;
    private const char LrnMark = 'P';

    /// <summary>The MRN of a number of an office for use on paper.</summary>
    /// <param name="year">Year of acceptance, 2024 to 2099.</param>
    /// <param name="office">Office of departure, eight characters.</param>
    /// <param name="index">Which number of the office in that year, from 0.</param>
    /// <param name="procedure">Safety and security data.</param>
    /// <exception cref="ArgumentException">One of them is outside its range.</exception>
    public static Mrn Make(int year, string office, int index, MrnProcedure procedure)
    {
        ArgumentNullException.ThrowIfNull(office);
        if (office.Length != 8)
            throw new ArgumentException("An office has eight characters.", nameof(office));
        if (index is < 0 or >= Most)
            throw new ArgumentException($"An office has {Most} numbers in a year.", nameof(index));
        return Mrn.Make(year, office[..2], office[2..] + Mark + Base36(index, SerialDigits - Mark.Length), procedure);
    }

    /// <summary>The serial that an office gives to a movement that it follows from the beginning.</summary>
    internal static string SerialOf(string office, int movement) =>
        office[2..].PadLeft(6, '0')[^6..] + Base36(movement, SerialDigits);

    /// <summary>Whether an MRN is of the range for paper.</summary>
    public static bool IsPaper(Mrn mrn)
    {
        ArgumentNullException.ThrowIfNull(mrn);
        return !mrn.IsOlderForm && mrn.Serial[^SerialDigits..].StartsWith(Mark, StringComparison.Ordinal);
    }

    /// <summary>The LRN that goes with an MRN for paper; no other declaration may have one of this form.</summary>
    public static string LrnOf(Mrn mrn) => string.Create(CultureInfo.InvariantCulture, $"{LrnMark}{mrn}");

    /// <summary>The MRN for paper that an LRN goes with, or null.</summary>
    public static Mrn? Find(string? lrn) => lrn is [LrnMark, .. var text] && Mrn.TryParse(text, out var mrn, out _)
        && IsPaper(mrn) ? mrn : null;

    private static string Base36(int number, int size) => string.Create(size, number, (text, rest) =>
    {
        for (var i = text.Length - 1; i >= 0; i--, rest /= Digits.Length)
            text[i] = Digits[rest % Digits.Length];
    });
}

/// <summary>When an office accepted and released a movement on paper.</summary>
/// <param name="AcceptedOn">Day of acceptance, by the clock of the office.</param>
/// <param name="ReleasedOn">Day of release.</param>
public sealed record PaperDates(DateOnly AcceptedOn, DateOnly ReleasedOn);
