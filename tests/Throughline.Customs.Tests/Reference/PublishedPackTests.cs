namespace Throughline.Customs.Tests;

/// <summary>Loads the published lists, when they lie beside the repository.</summary>
public class PublishedPackTests
{
    private static readonly string Folder =
        Path.Combine(TestFiles.Repository, "..", "shared", "standards", "ncts", "codelists");

    [Fact]
    public void The_published_lists_load_without_an_error_and_agree_with_the_built_in_ones()
    {
        Assert.SkipUnless(Directory.Exists(Folder), "Put the published lists into ../shared/standards/ncts/codelists.");
        var result = ReferencePack.Load(Folder);
        Assert.Empty(result.Issues.Where(i => i.Severity == PackSeverity.Error).Take(10));
        var pack = result.Pack!;
        Assert.Equal(4_136, pack.Offices.Count);
        Assert.Equal(177, pack.Offices.Count(o => o.Country == "TR"));
        Assert.Equal(99_560, pack.Lists.Single(l => l.Number == "CL244").Entries.Count);
        Assert.Equal(5_717, pack.Lists.Single(l => l.Number == "CL152").Entries.Count);
        foreach (var list in pack.Lists)
        {
            if (CodeLists.BuiltIn.Find(list.Number) is { } builtIn)
                Assert.Equal(list.Entries.Select(e => e.Code), builtIn.Entries.Select(e => e.Code));
        }

        using var stream = new MemoryStream();
        pack.Write(stream);
        var again = ReferencePack.Load(PackFiles.FromStreams("again",
            new Dictionary<string, Func<Stream>> { ["pack.txt"] = () => new MemoryStream(stream.ToArray()) }));
        Assert.Equal(pack.Version, again.Pack!.Version);
    }
}
