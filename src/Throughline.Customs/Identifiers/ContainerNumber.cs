namespace Throughline.Customs;

/// <summary>The number of a freight container as of ISO 6346.</summary>
/// <remarks>NCTS takes any text, and published samples have numbers with a wrong check digit, so a fault here is a
/// warning and never a refusal.</remarks>
public static class ContainerNumber
{
    private const int Size = 11;

    /// <summary>Why a text is no container number, or null when it is one: three letters of the owner, U, J or Z, six
    /// digits, and the check digit over the first ten characters.</summary>
    public static NumberFault? FindFault(string? text)
    {
        if (text is null || text.Length != Size)
            return NumberFault.Length($"A container number has {Size} characters; this has {text?.Length ?? 0}.");
        if (NumberFault.OfShape("container number", text, "AAAA9999999") is { } fault)
            return fault;
        if (text[3] is not ('U' or 'J' or 'Z'))
        {
            return NumberFault.Form($"Character 4 of the container number is «{text[3]}»; it is U for containers, "
                + "J for equipment and Z for trailers.");
        }

        var expected = Iso6346.CheckDigit(text.AsSpan(0, Size - 1));
        return text[^1] - '0' == expected ? null : NumberFault.CheckDigit("container number", text[^1], expected);
    }

    /// <summary>Makes a container number.</summary>
    /// <param name="owner">Three letters of the owner and U, J or Z.</param>
    /// <param name="serial">Serial number, 0 to 999,999.</param>
    /// <exception cref="ArgumentException">One of them is outside its range.</exception>
    public static string Make(string owner, int serial)
    {
        var text = string.Create(null, $"{owner}{serial:000000}");
        var isWhole = text.Length == Size - 1 && serial >= 0
            && NumberFault.OfShape("container number", text, "AAAA999999") is null;
        var whole = isWhole ? text + (char)('0' + Iso6346.CheckDigit(text)) : text;
        return FindFault(whole) is { } fault ? throw new ArgumentException(fault.Reason, nameof(owner)) : whole;
    }
}
