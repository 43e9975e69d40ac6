using System.Buffers;
using System.Collections.Concurrent;

namespace Throughline.Customs;

/// <summary>The form of the value of a data item, parsed from a token of the tables.</summary>
/// <remarks>
/// <para>A token says all that the published schema demands of a value, code lists of reference data apart:</para>
/// <list type="bullet">
/// <item><c>an..35</c> 1 to 35 characters, <c>an8</c> exactly 8. Instead of <c>an</c>, any character: <c>a</c> Latin
/// letters, <c>A</c> capital letters, <c>AN</c> capital letters and digits, <c>n</c> digits, <c>x</c> printable ASCII.
/// <c>!</c> behind it: no separator (Unicode category Z) at either end. <c>~</c> behind that: white space is collapsed
/// before the check, as XML does it for a token.</item>
/// <item><c>int1-99999</c> a whole number from 1 to 99,999 without leading zero or sign.</item>
/// <item><c>dec16,6</c> a number from 0 with at most 16 digits that count, 6 of them behind the point;
/// <c>+</c> behind it: not zero.</item>
/// <item><c>list:Flag</c> one of the values that <c>Tables/value-lists.txt</c> has under the name.</item>
/// <item><c>date</c>, <c>dateTime</c> (local, to the second, no zone), <c>year</c>, <c>mrn</c>, <c>mrnExport</c>,
/// <c>mrnEntry</c>, <c>grn</c>, <c>eori</c>, <c>office</c>, <c>tirCarnet</c>, <c>riskCode</c>, <c>latitude</c>,
/// <c>longitude</c>, <c>email</c>, <c>email!</c>.</item>
/// </list>
/// <para>Characters are counted in UTF-16 units, as .NET's own schema validation counts them. Check digits are no
/// matter of the form. Never changes, so any number of threads may use it.</para>
/// </remarks>
public sealed class Format
{
    private const int BufferLength = 512;
    private static readonly ConcurrentDictionary<string, Format> Known = new(StringComparer.Ordinal);
    private static readonly SearchValues<char> Breaks = SearchValues.Create("\t\n\r");

    internal Format(string token, Shape shape) => (Token, Shape) = (token, shape);

    /// <summary>The token that the form was parsed from.</summary>
    public string Token { get; }

    /// <summary>Characters of the longest value when it is written without needless white space and zeros.</summary>
    public int? MostLength => FormatPhrase.MostLength(this);

    /// <summary>Name of the list of the schema that the value must be in, or null.</summary>
    internal string? ListName => Shape == Shape.List ? Token["list:".Length..] : null;

    internal Shape Shape { get; }

    /// <summary>Characters that a text may have.</summary>
    internal CharacterClass Characters { get; init; }

    /// <summary>Least length of a text, least value of a whole number.</summary>
    internal int Least { get; init; }

    /// <summary>Most length of a text, most value of a whole number, most digits of a decimal.</summary>
    internal int Most { get; init; }

    /// <summary>Most digits behind the point.</summary>
    internal int Fraction { get; init; }

    /// <summary>A text or address has no separator at either end; a decimal is not zero.</summary>
    internal bool Strict { get; init; }

    /// <summary>White space is collapsed before the check, not only made to spaces.</summary>
    internal bool Collapses { get; init; }

    /// <summary>The values of an enumeration, sorted by their characters.</summary>
    internal string[] Values { get; init; } = [];

    /// <summary>The form of a token; the same object for the same token.</summary>
    /// <exception cref="FormatException">There is no such token.</exception>
    public static Format Parse(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return Known.TryGetValue(token, out var known) ? known : Known.GetOrAdd(token, FormatToken.Read(token));
    }

    /// <summary>Whether a value, as it stands in the element, has the form. Allocates nothing.</summary>
    public FormatFault Check(ReadOnlySpan<char> value)
    {
        if (Collapses)
        {
            if (WhiteSpace.IsCollapsed(value))
                return CheckNormal(value);
        }
        else if (!value.ContainsAny(Breaks))
        {
            return CheckNormal(value);
        }

        return CheckUnusual(value);
    }

    /// <summary>The form in a short plain phrase, for example «up to 35 characters, no space at either end».</summary>
    public string Describe() => FormatPhrase.Describe(this);

    /// <summary>A value that has the form; always the same.</summary>
    public string Example() => FormatPhrase.Example(this);

    /// <summary>The token.</summary>
    public override string ToString() => Token;

    private FormatFault CheckUnusual(ReadOnlySpan<char> value)
    {
        char[]? rented = null;
        var buffer = value.Length <= BufferLength
            ? stackalloc char[BufferLength]
            : rented = ArrayPool<char>.Shared.Rent(value.Length);
        try
        {
            return CheckNormal(buffer[..WhiteSpace.Normalise(value, buffer, Collapses)]);
        }
        finally
        {
            if (rented is not null)
                ArrayPool<char>.Shared.Return(rented);
        }
    }

    private FormatFault CheckNormal(ReadOnlySpan<char> value) => Shape switch
    {
        Shape.Text => TextScanner.Check(value, this),
        Shape.Integer => NumberScanner.CheckInteger(value, Least, Most),
        Shape.Decimal => NumberScanner.CheckDecimal(value, Most, Fraction, Strict),
        Shape.Date => TimeScanner.CheckDate(value),
        Shape.DateTime => TimeScanner.CheckDateTime(value),
        Shape.List => TextScanner.CheckListed(value, Values),
        Shape.Email => TextScanner.CheckEmail(value, Strict),
        Shape.Latitude => NumberScanner.CheckDegrees(value, 90),
        Shape.Longitude => NumberScanner.CheckDegrees(value, 180),
        _ => ReferenceScanner.Check(value, Shape),
    };
}

/// <summary>Kinds of form, each with a scanner of its own.</summary>
internal enum Shape
{
    Text,
    Integer,
    Decimal,
    Date,
    DateTime,
    List,
    Year,
    Mrn,
    MrnExport,
    MrnEntry,
    Grn,
    Eori,
    Office,
    TirCarnet,
    RiskCode,
    Latitude,
    Longitude,
    Email,
}

/// <summary>Characters that a text may have.</summary>
internal enum CharacterClass
{
    Any,
    Letters,
    Capitals,
    CapitalsAndDigits,
    Digits,
    Printable,
}
