using System.IO.Compression;
using System.Text;

namespace Throughline.Corridor.Tests;

/// <summary>Forms and limits of the files themselves.</summary>
public class LoaderFileTests
{
    [Theory]
    [InlineData("\uFEFF")]
    [InlineData("")]
    public void A_byte_order_mark_is_no_matter(string mark)
    {
        var texts = Sample.Texts();
        foreach (var file in texts.Keys.ToList())
            texts[file] = mark + texts[file];
        Assert.Equal(Sample.Load(Sample.Texts()).GetCorridor().Version, Sample.Load(texts).GetCorridor().Version);
    }

    [Fact]
    public void Order_of_columns_line_ends_quotes_and_spaces_do_not_change_the_version()
    {
        var texts = Sample.Texts();
        texts["tags.csv"] =
            "source,\"name\", description ,tag\r\n test ,\"In use\",, base\r\n\r\ntest,Extra,,extra\r\n\r\n";
        Assert.Equal(Sample.Load(Sample.Texts()).GetCorridor().Version, Sample.Load(texts).GetCorridor().Version);
    }

    [Fact]
    public void Another_content_has_another_version()
    {
        var version = Sample.Load(Sample.Texts()).GetCorridor().Version;
        Assert.Matches("^[0-9a-f]{64}$", version);
        Assert.NotEqual(version, Sample.LoadWith("tags.csv", "In use", "In uses").GetCorridor().Version);
    }

    [Fact]
    public void Rows_are_counted_as_a_spreadsheet_shows_them()
    {
        var texts = Sample.Texts();
        texts["tags.csv"] = "tag,name,description,source\n\nbase,\"In\nuse\",,test\n,,,\nextra,Extra,,\n";
        var issue = Sample.Load(texts).Issues[0];
        Assert.Equal(("tags.csv", 5, "source"), (issue.File, issue.Row, issue.Field));
    }

    [Theory]
    [InlineData("tag;name;description;source\nbase;In use;;test", "not separated by commas")]
    [InlineData("", "the file is empty")]
    [InlineData("tag,name,description,source\nbase,\"In\" use,,test", "quoting")]
    [InlineData("tag,name,description,source\nbase,In\u0001use,,test", "control character U+0001")]
    public void A_file_of_another_form_is_explained(string text, string part)
    {
        var texts = Sample.Texts();
        texts["tags.csv"] = text;
        Assert.Contains(Sample.Load(texts).Issues,
            i => i.File == "tags.csv" && i.Message.Contains(part, StringComparison.Ordinal));
    }

    [Fact]
    public void A_quote_that_never_closes_stops_the_file_with_an_error()
    {
        var texts = Sample.Texts();
        texts["tags.csv"] = "tag,name,description,source\nbase,\"In use,,test\n" + new string('x', 2_000_000);
        var issue = Assert.Single(Sample.Load(texts).Issues, i => i.File == "tags.csv");
        Assert.Contains("rows after this one were not read", issue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cell_that_is_too_long_is_an_error()
    {
        var result = Sample.LoadWith("tags.csv", "In use", new string('x', 10_001));
        Assert.Contains(result.Issues, i => i.Message.Contains("the limit is 10,000", StringComparison.Ordinal));
        Assert.False(Sample.LoadWith("tags.csv", "In use", new string('x', 10_000)).HasErrors);
    }

    [Fact]
    public void Another_encoding_is_named()
    {
        var streams = Sample.Texts().ToDictionary(
            t => t.Key, t => (Func<Stream>)(() => new MemoryStream(Encoding.UTF8.GetBytes(t.Value))));
        streams["tags.csv"] = () =>
            new MemoryStream(Encoding.Latin1.GetBytes("tag,name,description,source\nbase,Türkiye,,test"));
        using var files = FileSet.FromStreams("sample", streams);
        Assert.Contains(CorridorFolder.Load(files).Issues,
            i => i.Message.Contains("not UTF-8", StringComparison.Ordinal));
    }

    [Fact]
    public void A_stream_that_fails_is_an_error_not_an_exception()
    {
        var streams = Sample.Texts().ToDictionary(
            t => t.Key, t => (Func<Stream>)(() => new MemoryStream(Encoding.UTF8.GetBytes(t.Value))));
        streams["tags.csv"] = () => throw new UnauthorizedAccessException("no");
        using var files = FileSet.FromStreams("sample", streams);
        Assert.Contains(CorridorFolder.Load(files).Issues,
            i => i.File == "tags.csv" && i.Message.Contains("cannot be read", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("my-corridor/")]
    public void A_zip_archive_is_a_folder_too(string inside)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in Sample.Texts())
            {
                using var writer = new StreamWriter(zip.CreateEntry(inside + name).Open());
                writer.Write(text);
            }
        }

        using var files = FileSet.FromZip(stream, "zipped");
        var corridor = CorridorFolder.Load(files).GetCorridor();
        Assert.Equal(Sample.Load(Sample.Texts()).GetCorridor().Version, corridor.Version);
        Assert.Equal("zipped", corridor.Name);
    }

    [Fact]
    public void A_folder_in_the_place_of_an_optional_file_is_told()
    {
        var root = Directory.CreateTempSubdirectory("throughline");
        try
        {
            foreach (var (name, text) in Sample.Texts().Where(t => t.Key != "access.csv"))
                File.WriteAllText(Path.Combine(root.FullName, name), text);
            Directory.CreateDirectory(Path.Combine(root.FullName, "access.csv"));
            var issues = CorridorFolder.Load(root.FullName).Issues;
            Assert.Contains(issues, i => i.File == "access.csv" && i.Severity == IssueSeverity.Error
                && i.Message.Contains("It is a folder.", StringComparison.Ordinal));
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    [Fact]
    public void Thousands_of_faults_are_counted_but_not_all_listed()
    {
        var texts = Sample.Texts();
        texts["observations.csv"] += string.Concat(Enumerable.Repeat("\n,,,,,,,,", 3000));
        texts["observations.csv"] += string.Concat(Enumerable.Repeat("\nx,nowhere,ab,exit,2023,mean,5,,test", 3000));
        var result = Sample.Load(texts);
        Assert.True(result.Issues.Count < 1100);
        Assert.Contains(result.Issues, i => i.Message.Contains("nowhere", StringComparison.Ordinal));
    }
}
