using System.Globalization;

namespace Throughline.Customs;

/// <summary>Says a form in words and gives an example of it.</summary>
internal static class FormatPhrase
{
    private const int MostExampleLength = 6;
    private const string NoSpace = ", no space at either end";

    public static string Describe(Format format) => format.Shape switch
    {
        Shape.Text => DescribeText(format),
        Shape.Integer => string.Create(CultureInfo.InvariantCulture,
            $"a whole number from {format.Least} to {format.Most}, no leading zero"),
        Shape.Decimal => string.Create(CultureInfo.InvariantCulture,
            $"a number {(format.Strict ? "above 0" : "from 0")}, up to {format.Most} digits, "
            + $"{format.Fraction} of them behind the point"),
        Shape.Date => "a day as YYYY-MM-DD",
        Shape.DateTime => "a day and time as YYYY-MM-DDThh:mm:ss, without zone",
        Shape.List when format.Values.Length <= 15 => "one of " + string.Join(", ", format.Values),
        Shape.List => $"one of the {format.Values.Length} values of the list {format.Token[5..]}",
        Shape.Year => "a year from 2010 to 2099",
        Shape.Mrn => "an MRN of transit: 18 characters, year, country, 13 capitals or digits, digit; "
            + "from year 25 the last but one is J to M",
        Shape.MrnExport => "an MRN of export: 18 characters, year, country, 13 capitals or digits, digit; "
            + "from year 25 the last but one is A to E",
        Shape.MrnEntry => "an MRN of an entry summary declaration: 18 characters, year from 24, country, "
            + "11 capitals or digits, CT, digit",
        Shape.Grn => "a GRN: year, country, 12 capitals or digits, digit, and for a voucher a capital and 6 digits",
        Shape.Eori => "2 capital letters of the country and 1 to 15 printable ASCII characters, no spaces",
        Shape.Office => "2 capital letters of the country and 6 capitals or digits",
        Shape.TirCarnet => "the number of a TIR carnet: 1 to 25000000, or 2 capitals, one of them X, "
            + "and a number from 25000000",
        Shape.RiskCode => "a code that ends with E, up to 17 characters",
        Shape.Latitude => "degrees from -90 to 90 with 5 to 7 decimals",
        Shape.Longitude => "degrees from -180 to 180 with 5 to 7 decimals",
        Shape.Email => "an e-mail address, up to 256 characters" + (format.Strict ? NoSpace : ""),
        _ => throw new InvalidOperationException($"The format '{format.Token}' has no description."),
    };

    public static string Example(Format format) => format.Shape switch
    {
        Shape.Text => ExampleText(format),
        Shape.Integer => format.Least.ToString(CultureInfo.InvariantCulture),
        Shape.Decimal when format.Fraction > 0 && format.Most > 1 => "1.5",
        Shape.Decimal => "1",
        Shape.Date => "2026-03-01",
        Shape.DateTime => "2026-03-01T10:30:00",
        Shape.List => format.Values[0],
        Shape.Year => "2026",
        Shape.Mrn => "26TR41000012345JJ6",
        Shape.MrnExport => "26TR41000012345JA6",
        Shape.MrnEntry => "26TR4100001234CCT6",
        Shape.Grn => "26TR0000012345678",
        Shape.Eori => "TR1234567890",
        Shape.Office => "TR041000",
        Shape.TirCarnet => "XX25000001",
        Shape.RiskCode => "RE",
        Shape.Latitude => "38.90000",
        Shape.Longitude => "46.26667",
        Shape.Email => "desk@carrier.example",
        _ => throw new InvalidOperationException($"The format '{format.Token}' has no example."),
    };

    public static int? MostLength(Format format) => format.Shape switch
    {
        Shape.Text => format.Most,
        Shape.Integer => format.Most.ToString(CultureInfo.InvariantCulture).Length,
        Shape.Decimal => format.Most + (format.Fraction > 0 ? 1 : 0) + (format.Fraction == format.Most ? 1 : 0),
        Shape.Date => 10,
        Shape.DateTime => 19,
        Shape.List => format.Values.Max(value => value.Length),
        Shape.Year => 4,
        Shape.Mrn or Shape.MrnExport or Shape.MrnEntry => 18,
        Shape.Grn => 24,
        Shape.Eori or Shape.RiskCode => 17,
        Shape.Office => 8,
        Shape.TirCarnet => 11,
        Shape.Latitude => 11,
        Shape.Longitude => 12,
        Shape.Email => 256,
        _ => null,
    };

    private static string DescribeText(Format format)
    {
        var (one, many) = format.Characters switch
        {
            CharacterClass.Letters => ("letter", "letters"),
            CharacterClass.Capitals => ("capital letter", "capital letters"),
            CharacterClass.CapitalsAndDigits => ("capital letter or digit", "capital letters or digits"),
            CharacterClass.Digits => ("digit", "digits"),
            CharacterClass.Printable => ("printable ASCII character", "printable ASCII characters"),
            _ => ("character", "characters"),
        };
        var count = format.Most.ToString(CultureInfo.InvariantCulture) + " " + (format.Most == 1 ? one : many);
        return (format.Least == format.Most ? "exactly " : "up to ") + count + (format.Strict ? NoSpace : "");
    }

    private static string ExampleText(Format format)
    {
        var sample = format.Characters switch
        {
            CharacterClass.Letters or CharacterClass.Capitals => "ABCDEF",
            CharacterClass.Digits => "123456",
            _ => "A1B2C3",
        };
        var length = format.Least == format.Most ? format.Most : Math.Min(format.Most, MostExampleLength);
        return string.Create(length, sample, static (into, from) =>
        {
            for (var i = 0; i < into.Length; i++)
                into[i] = from[i % from.Length];
        });
    }
}
