using System.Diagnostics;
using System.Globalization;
using UglyToad.PdfPig;

namespace Throughline.Documents.Tests;

/// <summary>The files as others read them.</summary>
public sealed class TadPdfTests
{
    private const string Mrn = "26DE007301000001J8";

    [Theory]
    [InlineData(1, 2)]
    [InlineData(5, 2)]
    [InlineData(1_999, null)]
    public void Every_item_can_be_read_in_the_file(int items, int? pages)
    {
        var (bytes, count) = Print(items, "ru");
        using var pdf = PdfDocument.Open(bytes);
        Assert.Equal(count, pdf.NumberOfPages);
        Assert.InRange(count, 2, 2 + (items / 8));
        if (pages is not null)
            Assert.Equal(pages, count);
        var numbers = new HashSet<string>(StringComparer.Ordinal);
        foreach (var page in pdf.GetPages())
        {
            var text = page.Text;
            Assert.Contains(Mrn, text, StringComparison.Ordinal);
            Assert.Contains($"Page {page.Number} of {count} · Страница {page.Number} из {count}", text,
                StringComparison.Ordinal);
            // Numbers of items stand in bold at the left edge.
            foreach (var word in page.GetWords().Where(w => w.BoundingBox.Left < 60 && page.Number > 1))
                numbers.Add(word.Text);
        }

        for (var number = 1; number <= items; number++)
            Assert.Contains(number.ToString(CultureInfo.InvariantCulture), numbers);
    }

    [Fact]
    public void The_same_message_gives_the_same_pages() => Assert.Equal(
        Texts(Print(3, "tr").Bytes), Texts(Print(3, "tr").Bytes));

    [Fact]
    public void Several_may_be_printed_at_once()
    {
        var alone = Labels.Languages.Select(l => Texts(Print(30, l).Bytes)).ToList();
        var together = new List<string>[alone.Count * 4];
        Parallel.For(0, together.Length, i =>
            together[i] = Texts(Print(30, Labels.Languages[i % alone.Count]).Bytes));
        for (var i = 0; i < together.Length; i++)
            Assert.Equal(alone[i % alone.Count], together[i]);
    }

    [Fact]
    public void Letters_of_every_language_can_be_read_in_the_file()
    {
        foreach (var language in Labels.Languages)
        {
            var text = string.Concat(Texts(Print(1, language).Bytes));
            Assert.Contains(Labels.Load(language).Second("departureMeans")!, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Another_program_reads_the_text()
    {
        Assert.SkipUnless(Has("pdftotext"), "Needs pdftotext: apt-get install poppler-utils");
        var file = Save(Print(5, "az").Bytes);
        Assert.Contains(Mrn, Run("pdftotext", file, "-"), StringComparison.Ordinal);
        File.Delete(file);
    }

    [Fact]
    public void A_scanner_reads_the_barcode_on_every_page_and_the_seal_on_the_first()
    {
        Assert.SkipUnless(Has("pdftoppm") && Has("zbarimg"),
            "Needs pdftoppm and zbarimg: apt-get install poppler-utils zbar-tools");
        var release = Releases.WithItems(40);
        var seal = TadSeal.Sign(release, Releases.PrivateKey, Releases.KeyId);
        using var stream = new MemoryStream();
        var pages = TadDocument.Write(release, new TadOptions("hy", seal), stream);
        var file = Save(stream.ToArray());
        Run("pdftoppm", "-r", "200", "-gray", file, file);
        var images = Directory.GetFiles(Path.GetDirectoryName(file)!, Path.GetFileName(file) + "-*.pgm");
        Assert.Equal(pages, images.Length);
        var read = Run("zbarimg", ["-q", "--nodbus", .. images.Order(StringComparer.Ordinal)])
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(pages, read.Count(l => l == "CODE-128:" + Mrn));
        Assert.Equal("QR-Code:" + seal, Assert.Single(read, l => l.StartsWith("QR-Code:", StringComparison.Ordinal)));
        foreach (var image in images)
            File.Delete(image);
        File.Delete(file);
    }

    private static (byte[] Bytes, int Pages) Print(int items, string language)
    {
        using var stream = new MemoryStream();
        var pages = TadDocument.Write(Releases.WithItems(items), new TadOptions(language), stream);
        return (stream.ToArray(), pages);
    }

    private static List<string> Texts(byte[] bytes)
    {
        using var pdf = PdfDocument.Open(bytes);
        return [.. pdf.GetPages().Select(p => p.Text)];
    }

    private static string Save(byte[] bytes)
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".pdf");
        File.WriteAllBytes(file, bytes);
        return file;
    }

    private static bool Has(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator).Any(f => File.Exists(Path.Combine(f, program)));

    private static string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
