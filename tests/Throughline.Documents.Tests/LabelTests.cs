namespace Throughline.Documents.Tests;

public sealed class LabelTests
{
    public static TheoryData<string> Languages => [.. Labels.Languages];

    [Fact]
    public void There_are_the_languages_of_the_corridor() =>
        Assert.Equal(["az", "hy", "ka", "ru", "tr"], Labels.Languages);

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_language_has_every_label(string language)
    {
        var labels = Labels.Load(language);
        foreach (var key in labels.Keys)
        {
            Assert.False(string.IsNullOrWhiteSpace(labels.Second(key)), $"{language} has no '{key}'.");
            Assert.Equal(Places(labels.English(key)), Places(labels.Second(key)!));
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void No_language_has_a_label_that_English_lacks(string language)
    {
        using var stream = typeof(Labels).Assembly.GetManifestResourceStream($"tad.{language}.json")!;
        using var json = System.Text.Json.JsonDocument.Parse(stream);
        var keys = json.RootElement.EnumerateObject().Select(p => p.Name).ToList();
        Assert.Equal(Labels.Load(null).Keys.Order(StringComparer.Ordinal), keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void The_fonts_have_every_letter(string language)
    {
        var labels = Labels.Load(language);
        foreach (var text in labels.Keys.Select(k => labels.Second(k)!))
            Assert.Equal(text, PrintableText.Clean(text));
    }

    [Theory]
    [InlineData("hy", 'Ա', 'Ֆ')]
    [InlineData("hy", 'ա', 'և')]
    [InlineData("ka", 'ა', 'ჰ')]
    [InlineData("ru", 'А', 'я')]
    public void The_fonts_have_whole_alphabets(string language, char first, char last)
    {
        Assert.Contains(language, Labels.Languages);
        for (var c = first; c <= last; c++)
            Assert.True(PrintFonts.Regular.Has(c) && PrintFonts.Bold.Has(c), $"U+{(int)c:X4} is missing.");
    }

    [Fact]
    public void The_fonts_have_the_letters_of_Azerbaijani_and_Turkish() =>
        Assert.Equal("ƏəĞğIıİiÖöŞşÜüÇç", PrintableText.Clean("ƏəĞğIıİiÖöŞşÜüÇç"));

    [Fact]
    public void An_unknown_language_is_refused() =>
        Assert.Contains("az, hy", Assert.Throws<ArgumentException>(() => Labels.Load("xx")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void What_cannot_be_printed_is_replaced_or_left_out() =>
        Assert.Equal("a b\uFFFDc d", PrintableText.Clean("a\tb\U0001F600c\u202E\u0007\u00A0d"));

    private static int Places(string text) => text.Count(c => c == '{');
}
