using CsCheck;
using Throughline.Customs;

namespace Throughline.Documents.Tests;

/// <summary>Where things stand on the pages, before they are drawn.</summary>
public sealed class TadPageTests
{
    private const double Tolerance = 0.05;

    private static readonly string[] Hostile =
    [
        "W", "i", " ", "word ", "/", ";", "…", "Ա", "ჰ", "Щ", "Ə", "\n", "\t", "\u202E", "\u0301", "\U0001F600",
        "漢", "ש", "[16 15]", "-",
    ];

    private static readonly Gen<string> HostileTexts =
        Gen.Select(Gen.Int[0, Hostile.Length - 1].Array[1, 4], Gen.Int[1, 300],
            (pieces, times) => string.Concat(Enumerable.Repeat(string.Concat(pieces.Select(p => Hostile[p])), times)));

    public static TheoryData<string> Languages => ["en", .. Labels.Languages];

    [Fact]
    public void Every_value_of_a_message_is_on_the_paper_but_for_money_access_codes_and_the_envelope()
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var release = Releases.Full((path, item) =>
        {
            var value = IsNumber(item.Name) ? "1" : $"V{names.Count + 10_000}Z";
            names[value] = path;
            return value;
        });
        var printed = AllText(TadDocument.LayOut(release, new TadOptions("hy")));
        var hidden = names.Where(n => IsHidden(n.Value)).ToList();
        var missing = names.Where(n => !IsHidden(n.Value) && !printed.Contains(n.Key, StringComparison.Ordinal));
        Assert.Empty(missing.Select(n => n.Value));
        Assert.True(hidden.Count > 10);
        Assert.All(hidden, n => Assert.DoesNotContain(n.Key, printed, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void No_label_is_cut_in_any_language(string language)
    {
        var sheets = TadDocument.LayOut(Releases.Base(), new TadOptions(language));
        Assert.All(Texts(sheets), t => Assert.DoesNotContain(TextWrap.Ellipsis, t.Text, StringComparison.Ordinal));
        Assert.Equal(2, sheets.Count);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Nothing_overlaps_when_every_box_is_full(string language)
    {
        var release = Releases.Full((_, item) => new string('W', Math.Min(item.Format.MostLength ?? 512, 512)));
        var sheets = TadDocument.LayOut(release, new TadOptions(language, Seal(release)));
        Assert.All(sheets, ExpectOrder);
    }

    [Fact]
    public void Nothing_overlaps_whatever_the_values_are() => Gen.Select(HostileTexts, HostileTexts).Sample(
        (one, other) =>
        {
            var count = 0;
            var release = Releases.Full((_, _) => ++count % 3 == 0 ? other : one);
            Assert.All(TadDocument.LayOut(release, new TadOptions("ka")), ExpectOrder);
        },
        iter: 40);

    [Fact]
    public void A_train_of_forty_wagons_goes_on_behind_the_first_page()
    {
        var release = Releases.Base();
        var consignment = release.Root.First("Consignment")!;
        consignment.Clear("DepartureTransportMeans");
        for (var i = 1; i <= 40; i++)
        {
            var wagon = consignment.Add("DepartureTransportMeans");
            wagon["sequenceNumber"] = $"{i}";
            wagon["typeOfIdentification"] = "20";
            wagon["identificationNumber"] = $"3158066500{i:00}";
            wagon["nationality"] = "AM";
        }

        var sheets = TadDocument.LayOut(release, new TadOptions("az"));
        Assert.Equal(3, sheets.Count);
        Assert.Contains(Texts(sheets.Take(1)), t => t.Text.EndsWith(TextWrap.Ellipsis, StringComparison.Ordinal));
        var second = AllText(sheets.Skip(1).Take(1));
        for (var i = 1; i <= 40; i++)
            Assert.Contains($"{i}/20/3158066500{i:00}/AM", second, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrapped_lines_are_no_wider_than_asked_and_lose_nothing() =>
        Gen.Select(HostileTexts, Gen.Double[10, 300], Gen.Double[4, 12], Gen.Bool).Sample((text, width, size, isBold) =>
        {
            var clean = PrintableText.Clean(text);
            var lines = TextWrap.Break(clean, width, size, isBold);
            var font = PrintFonts.Of(isBold);
            Assert.All(lines, l => Assert.True(l.Length == 1 || font.WidthOf(l, size) <= width + Tolerance, l));
            Assert.Equal(Squeezed(clean), Squeezed(string.Concat(lines)));
        });

    [Fact]
    public void A_seal_of_another_message_is_not_printed()
    {
        var seal = Seal(Releases.WithItems(2));
        Assert.Throws<ArgumentException>(() =>
            TadDocument.LayOut(Releases.WithItems(3), new TadOptions(Seal: seal)));
    }

    [Fact]
    public void A_message_other_than_the_release_is_not_printed()
    {
        var declaration = Message.Make("CC015C");
        var refused = Assert.Throws<ArgumentException>(() => TadDocument.LayOut(declaration, new TadOptions()));
        Assert.Contains("this is CC015C", refused.Message, StringComparison.Ordinal);
    }

    private static string Seal(Message release) => TadSeal.Sign(release, Releases.PrivateKey, Releases.KeyId);

    /// <summary>No text touches another, leaves the paper, or runs over a line of a frame.</summary>
    private static void ExpectOrder(Sheet sheet)
    {
        var texts = Texts([sheet]).OrderBy(t => t.Y).ToList();
        for (var i = 0; i < texts.Count; i++)
        {
            var text = texts[i];
            Assert.True(text.X >= Sheet.Left && text.Right <= Sheet.Left + Sheet.Width + Tolerance, text.ToString());
            Assert.True(text.Y >= Sheet.Top && text.Bottom <= Sheet.PaperHeight - 12, text.ToString());
            for (var j = i + 1; j < texts.Count && texts[j].Y < text.Bottom - Tolerance; j++)
            {
                var isApart = texts[j].X >= text.Right - Tolerance || text.X >= texts[j].Right - Tolerance;
                Assert.True(isApart, $"{text} and {texts[j]}");
            }
        }

        foreach (var line in sheet.Marks.OfType<LineMark>())
        {
            Assert.DoesNotContain(texts, t => t.X < line.X2 - Tolerance && t.Right > line.X1 + Tolerance
                && t.Y + (0.2 * t.Size) < line.Y2 - Tolerance && t.Y + (0.95 * t.Size) > line.Y1 + Tolerance);
        }
    }

    private static bool IsHidden(string path) => path.Contains("/GuaranteeReference", StringComparison.Ordinal)
            && !path.EndsWith("/GRN", StringComparison.Ordinal)
        || path.Count(c => c == '/') == 2 && char.IsLower(path[path.LastIndexOf('/') + 1])
        || path.EndsWith("/communicationLanguageAtDeparture", StringComparison.Ordinal);

    private static bool IsNumber(string item) => item is "sequenceNumber" or "numberOfPackages" or "numberOfSeals"
        or "goodsItemNumber" or "declarationGoodsItemNumber" or "MRN";

    private static IEnumerable<TextMark> Texts(IEnumerable<Sheet> sheets) =>
        sheets.SelectMany(s => s.Marks).OfType<TextMark>();

    /// <summary>The texts of all pages without blanks, in the order in which they were put.</summary>
    private static string AllText(IEnumerable<Sheet> sheets) =>
        Squeezed(string.Concat(Texts(sheets).Select(t => t.Text)));

    private static string Squeezed(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
