using CsCheck;

namespace Throughline.Documents.Tests;

public sealed class Code128Tests
{
    private static readonly Gen<string> Texts = Gen.Char[' ', '~'].Array[1, 40].Select(c => new string(c));

    [Fact]
    public void Symbols_are_start_characters_check_and_stop() =>
        // The sum of 104 and each value times its place, modulo 103, is 55.
        Assert.Equal([104, 48, 42, 42, 17, 18, 19, 35, 55, 106], Code128.Symbols("PJJ123C"));

    [Fact]
    public void Bars_of_a_letter_are_those_of_the_standard() =>
        // Start B 211214, A (33) 111323, check (104 + 33) mod 103 = 34 131123, stop 2331112.
        Assert.Equal("11010010000" + "10100011000" + "10001011000" + "1100011101011", Drawn("A"));

    [Fact]
    public void Every_symbol_has_three_bars_on_eleven_modules_and_is_the_only_one_of_its_kind()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var c = ' '; c <= '~'; c++)
        {
            var symbol = Drawn(c.ToString())[11..22];
            Assert.StartsWith("1", symbol, StringComparison.Ordinal);
            Assert.EndsWith("0", symbol, StringComparison.Ordinal);
            Assert.Equal(3, symbol.Split('0', StringSplitOptions.RemoveEmptyEntries).Length);
            Assert.Equal(0, symbol.Count(m => m == '1') % 2);
            Assert.True(seen.Add(symbol), $"'{c}' has the bars of another character.");
        }
    }

    [Fact]
    public void Length_follows_from_the_text() => Texts.Sample(text =>
        Assert.Equal((11 * (text.Length + 2)) + 13, Code128.Encode(text).Count));

    [Fact]
    public void A_wrong_character_is_noticed_by_the_check_symbol() =>
        Gen.Select(Texts, Gen.Int[0, 39], Gen.Char[' ', '~']).Sample((text, at, other) =>
        {
            at %= text.Length;
            if (text[at] != other)
            {
                var wrong = text[..at] + other + text[(at + 1)..];
                Assert.NotEqual(Code128.Symbols(text)[^2], Code128.Symbols(wrong)[^2]);
            }
        });

    [Theory]
    [InlineData("")]
    [InlineData("26DE\n")]
    [InlineData("Ա")]
    [InlineData("\u007F")]
    public void What_the_set_does_not_have_is_refused(string text) =>
        Assert.Throws<ArgumentException>(() => Code128.Encode(text));

    private static string Drawn(string text) => string.Concat(Code128.Encode(text).Select(m => m ? '1' : '0'));
}
