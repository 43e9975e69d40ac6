using System.Globalization;

namespace Throughline.Customs;

/// <summary>Reads tokens of the format language.</summary>
internal static class FormatToken
{
    private const int MostTextLength = 9_999;
    private const int MostDigits = 28;

    private static readonly (string Name, CharacterClass Characters)[] Classes =
    [
        ("AN", CharacterClass.CapitalsAndDigits),
        ("an", CharacterClass.Any),
        ("A", CharacterClass.Capitals),
        ("a", CharacterClass.Letters),
        ("n", CharacterClass.Digits),
        ("x", CharacterClass.Printable),
    ];

    /// <summary>Names of the forms that take no numbers.</summary>
    private static readonly Dictionary<string, Shape> Fixed = new(StringComparer.Ordinal)
    {
        ["date"] = Shape.Date,
        ["dateTime"] = Shape.DateTime,
        ["year"] = Shape.Year,
        ["mrn"] = Shape.Mrn,
        ["mrnExport"] = Shape.MrnExport,
        ["mrnEntry"] = Shape.MrnEntry,
        ["grn"] = Shape.Grn,
        ["eori"] = Shape.Eori,
        ["office"] = Shape.Office,
        ["tirCarnet"] = Shape.TirCarnet,
        ["riskCode"] = Shape.RiskCode,
        ["latitude"] = Shape.Latitude,
        ["longitude"] = Shape.Longitude,
        ["email"] = Shape.Email,
        ["email!"] = Shape.Email,
    };

    /// <summary>Reads a token.</summary>
    /// <exception cref="FormatException">There is no such token.</exception>
    public static Format Read(string token)
    {
        if (Fixed.TryGetValue(token, out var shape))
        {
            var collapses = shape is Shape.Date or Shape.DateTime or Shape.Year;
            return new(token, shape) { Collapses = collapses, Strict = token[^1] == '!' };
        }

        if (token.StartsWith("list:", StringComparison.Ordinal))
            return new(token, Shape.List) { Collapses = true, Values = ValueLists.Get(token[5..]) };
        return (token.StartsWith("int", StringComparison.Ordinal) ? ReadInteger(token)
                : token.StartsWith("dec", StringComparison.Ordinal) ? ReadDecimal(token)
                : ReadText(token))
            ?? throw new FormatException($"There is no format '{token}'.");
    }

    private static Format? ReadInteger(string token)
    {
        var rest = token.AsSpan(3);
        return rest.IndexOf('-') is > 0 and var dash && ReadNumber(rest[..dash], int.MaxValue) is { } least
            && ReadNumber(rest[(dash + 1)..], int.MaxValue) is { } most && least <= most
            ? new(token, Shape.Integer) { Collapses = true, Least = least, Most = most }
            : null;
    }

    private static Format? ReadDecimal(string token)
    {
        var rest = token.AsSpan(3);
        var strict = rest.EndsWith("+");
        if (strict)
            rest = rest[..^1];
        return rest.IndexOf(',') is > 0 and var comma && ReadNumber(rest[..comma], MostDigits) is > 0 and var most
            && ReadNumber(rest[(comma + 1)..], most) is { } fraction
            ? new(token, Shape.Decimal) { Collapses = true, Most = most, Fraction = fraction, Strict = strict }
            : null;
    }

    private static Format? ReadText(string token)
    {
        foreach (var (name, characters) in Classes)
        {
            if (!token.StartsWith(name, StringComparison.Ordinal))
                continue;
            var rest = token.AsSpan(name.Length);
            var collapses = rest.EndsWith("~");
            if (collapses)
                rest = rest[..^1];
            var strict = rest.EndsWith("!");
            if (strict && characters is not (CharacterClass.Any or CharacterClass.Printable))
                return null;
            if (strict)
                rest = rest[..^1];
            var upTo = rest.StartsWith("..");
            if (ReadNumber(upTo ? rest[2..] : rest, MostTextLength) is not (> 0 and var most))
                return null;
            return new(token, Shape.Text)
            {
                Characters = characters,
                Least = upTo ? 1 : most,
                Most = most,
                Strict = strict,
                Collapses = collapses,
            };
        }

        return null;
    }

    /// <summary>A number without sign and leading zeros, so that each form has one token.</summary>
    private static int? ReadNumber(ReadOnlySpan<char> text, int highest) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= highest
        && (text.Length == 1 || text[0] != '0')
            ? number
            : null;
}
