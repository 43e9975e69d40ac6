namespace Throughline.Customs;

/// <summary>The check digit of ISO 6346, which containers, MRN and GRN share.</summary>
/// <remarks>A digit counts as itself; letters count 10 for A and on, leaving out the multiples of 11. The value of the
/// character at position n, from 0, is taken 2 to the power of n times; the sum modulo 11 is the digit, 10 standing for
/// 0. So the digit cannot tell characters whose values are equal modulo 11 (B and 1, for example), nor a sum that
/// leaves 10 from one that leaves 0.</remarks>
public static class Iso6346
{
    /// <summary>The check digit of a text.</summary>
    /// <param name="text">Digits and upper-case letters A to Z, at most 24.</param>
    /// <returns>0 to 9.</returns>
    /// <exception cref="ArgumentException">The text is too long or has another character.</exception>
    public static int CheckDigit(ReadOnlySpan<char> text) => Remainder(text) % 10;

    /// <summary>The sum modulo 11, 0 to 10, from which the digit is taken.</summary>
    internal static int Remainder(ReadOnlySpan<char> text)
    {
        if (text.Length > 24)
            throw new ArgumentException("A check digit is taken over at most 24 characters.", nameof(text));
        var sum = 0L;
        for (var i = 0; i < text.Length; i++)
            sum += (long)ValueOf(text[i]) << i;
        return (int)(sum % 11);
    }

    /// <summary>What a character counts: 0 to 38.</summary>
    internal static int ValueOf(char c)
    {
        if (char.IsAsciiDigit(c))
            return c - '0';
        if (!char.IsAsciiLetterUpper(c))
            throw new ArgumentException($"«{c}» is neither a digit nor an upper-case letter.", nameof(c));
        // 10 to 20 hold ten letters, as do 21 to 31: one is left out at each multiple of 11.
        var place = c - 'A';
        return 10 + place + (place + 9) / 10;
    }
}
