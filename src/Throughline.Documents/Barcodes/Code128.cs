namespace Throughline.Documents;

/// <summary>Code 128 in character set B: printable ASCII as bars, after ISO/IEC 15417.</summary>
public static class Code128
{
    /// <summary>Light modules that must stay free on either side of the bars.</summary>
    public const int QuietModules = 10;

    private const int StartB = 104;
    private const int Stop = 106;
    private const int Modulus = 103;

    // Widths of bar, space, bar, space, bar, space of the values 0 to 105; the stop has a seventh, a bar.
    private static readonly string[] Widths =
    [
        .. ("212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 "
            + "113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 "
            + "322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 "
            + "112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 331121 "
            + "312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 "
            + "122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 "
            + "124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113 411311 "
            + "113141 114131 311141 411131 211412 211214 211232 2331112").Split(' '),
    ];

    /// <summary>The symbol values of a text: start B, one a character, check symbol, stop.</summary>
    /// <param name="text">Printable ASCII (U+0020 to U+007E), at least one character.</param>
    /// <exception cref="ArgumentException">The text is empty or has a character that set B does not have.</exception>
    public static IReadOnlyList<int> Symbols(string text)
    {
        if (text.Length == 0)
            throw new ArgumentException("A barcode needs at least one character.", nameof(text));
        var symbols = new List<int>(text.Length + 3) { StartB };
        long check = StartB;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is < ' ' or > '~')
                throw new ArgumentException($"Code 128 set B has no character U+{(int)text[i]:X4}.", nameof(text));
            symbols.Add(text[i] - ' ');
            check += (long)(i + 1) * (text[i] - ' ');
        }

        symbols.Add((int)(check % Modulus));
        symbols.Add(Stop);
        return symbols;
    }

    /// <summary>The modules of a text from left to right, without quiet zones; true is dark.</summary>
    /// <param name="text">Printable ASCII, at least one character.</param>
    /// <exception cref="ArgumentException">The text is empty or has a character that set B does not have.</exception>
    public static IReadOnlyList<bool> Encode(string text)
    {
        var modules = new List<bool>();
        foreach (var symbol in Symbols(text))
        {
            var isDark = true;
            foreach (var width in Widths[symbol])
            {
                for (var i = '0'; i < width; i++)
                    modules.Add(isDark);
                isDark = !isDark;
            }
        }

        return modules;
    }
}
