namespace Throughline.Customs;

/// <summary>The twelve-digit number of a railway wagon (UIC leaflet 438-2; OSJD uses the same).</summary>
/// <remarks>NCTS takes any text and eight-digit numbers of the 1,520 mm network are in use, so a fault here is a
/// warning and never a refusal.</remarks>
public static class WagonNumber
{
    private const int Size = 12;

    /// <summary>Why a text is no wagon number, or null when it is one: 12 digits, the last one by the method of Luhn.
    /// Blanks and hyphens between digits are passed over, as wagons show them.</summary>
    public static NumberFault? FindFault(string? text)
    {
        Span<char> digits = stackalloc char[Size];
        var count = 0;
        foreach (var c in text ?? "")
        {
            if (c is ' ' or '-')
                continue;
            if (!char.IsAsciiDigit(c))
                return NumberFault.Form($"A wagon number has digits only; this has «{c}».");
            if (count < Size)
                digits[count] = c;
            count++;
        }

        if (count != Size)
            return NumberFault.Length($"A wagon number has {Size} digits; this has {count}.");
        var expected = Luhn(digits[..^1]);
        return digits[^1] - '0' == expected ? null : NumberFault.CheckDigit("wagon number", digits[^1], expected);
    }

    /// <summary>The check digit of eleven digits, 0 to 9: from the right every other digit counts twice, digits of the
    /// products are added, and the digit makes the sum a multiple of ten.</summary>
    /// <exception cref="ArgumentException">The text is not eleven digits.</exception>
    public static int CheckDigit(string text)
    {
        if (text.Length != Size - 1 || !text.All(char.IsAsciiDigit))
            throw new ArgumentException("The check digit of a wagon is taken over eleven digits.", nameof(text));
        return Luhn(text);
    }

    private static int Luhn(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = (digits[^(i + 1)] - '0') * (i % 2 == 0 ? 2 : 1);
            sum += digit > 9 ? digit - 9 : digit;
        }

        return (10 - sum % 10) % 10;
    }
}
