using CsCheck;

namespace Throughline.Corridor.Tests;

/// <summary>Whatever a file contains, loading answers with issues and never throws.</summary>
public class LoaderFuzzTests
{
    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static readonly string[] Files = [.. Sample.Texts().Keys.Order(StringComparer.Ordinal)];

    private static readonly Gen<string> Nasty = OneOf(
        "\"", "\"\"", ",", ";", "\n", "\r", "\r\n", "\0", "\uFEFF", "\uD800", "NaN", "1e308", "-1",
        "99999999999999999999",
        "2147483648", "24:00-24:00", "Mo-", "-", "25:61", "９", "=1+1", "../..", "'; drop table", "0", "open", "A_TOWN",
        " ",
        "yes", "2026-02-30", "٣", "ı", "𝔘");

    private static readonly Gen<string> Text =
        Gen.OneOf(Nasty, Gen.String, Gen.String[Gen.Char.AlphaNumeric, 0, 30]);

    [Fact]
    public void Noise_in_the_place_of_any_text_of_any_file()
    {
        Gen.Select(OneOf(Files), Gen.Int[0, 4000], Gen.Int[0, 60], Text, Gen.Int[1, 4])
            .Sample((file, at, cut, text, times) =>
            {
                var texts = Sample.Texts();
                for (var i = 0; i < times; i++)
                {
                    var old = texts[file];
                    var start = (at * (i + 1) * 7919) % (old.Length + 1);
                    var end = Math.Min(old.Length, start + cut);
                    texts[file] = string.Concat(old.AsSpan(0, start), text, old.AsSpan(end));
                }

                Check(Sample.Load(texts));
            }, iter: 500);
    }

    [Fact]
    public void Cells_and_rows_swapped_about()
    {
        Gen.Select(OneOf(Files), Gen.Int[0, 1000], Gen.Int[0, 1000], Text)
            .Sample((file, row, cell, text) =>
            {
                var texts = Sample.Texts();
                var rows = texts[file].Split('\n');
                var cells = rows[row % rows.Length].Split(',');
                cells[cell % cells.Length] = text;
                rows[row % rows.Length] = string.Join(',', cells);
                texts[file] = string.Join('\n', rows);
                Check(Sample.Load(texts));
            }, iter: 700);
    }

    [Fact]
    public void Bytes_that_are_no_text()
    {
        Gen.Select(OneOf(Files), Gen.Byte.Array[0, 300]).Sample((file, bytes) =>
        {
            var streams = Sample.Texts().ToDictionary(
                t => t.Key, t => (Func<Stream>)(() => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(t.Value))));
            streams[file] = () => new MemoryStream(bytes);
            using var files = FileSet.FromStreams("noise", streams);
            Check(CorridorFolder.Load(files));
        }, iter: 300);
    }

    [Fact]
    public void Opening_hours_and_changes_of_any_text()
    {
        Text.Sample(text =>
        {
            var isRead = OpeningHours.TryParse(text, out var hours, out var error);
            Assert.Equal((isRead, !isRead), (hours is not null, error is not null));
            foreach (var kind in (string[])["link", "crossing", "service", "transfer", "rate"])
            {
                var isChange = ScenarioChange.TryParse($"{kind} {text}", Reference.Corridor, out _, out var fault);
                Assert.NotEqual(isChange, fault is not null);
                if (ScenarioChange.TryParse($"{kind} {text.Replace(' ', '=')}", Reference.Corridor, out var change,
                    out _))
                    Reference.Snapshot("with-tripp", change!.ToString());
            }
        }, iter: 1000);
    }

    [Fact]
    public void Place_names_of_any_text()
    {
        var index = new PlaceIndex(Reference.Corridor);
        Text.Sample(text =>
        {
            index.Search(text);
            index.Suggest(text);
        }, iter: 300);
    }

    /// <summary>Either a corridor or an error, and what loads also writes and loads again.</summary>
    private static void Check(LoadResult result)
    {
        var hasError = result.Issues.Any(i => i.Severity == IssueSeverity.Error);
        Assert.NotEqual(hasError, result.Corridor is not null);
        Assert.All(result.Issues, i => Assert.True(i.Message.Length is > 10 and < 2000, i.ToString()));
        if (result.Corridor is not { } corridor)
            return;
        using var files = FileSet.FromTexts("again", CorridorFolder.WriteTexts(corridor));
        var again = CorridorFolder.Load(files);
        Assert.Equal([], again.Issues.Where(i => i.Severity == IssueSeverity.Error).Select(i => i.ToString()));
        Assert.Equal(corridor.Version, again.Corridor!.Version);
    }
}
