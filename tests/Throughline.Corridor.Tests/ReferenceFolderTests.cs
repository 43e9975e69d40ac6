namespace Throughline.Corridor.Tests;

/// <summary>The corridor that the repository ships.</summary>
public class ReferenceFolderTests
{
    [Fact]
    public void The_reference_corridor_loads_without_errors()
    {
        var result = CorridorFolder.Load(Folders.Get("data/corridor"));
        Assert.Equal([], result.Issues.Where(i => i.Severity == IssueSeverity.Error).Select(i => i.ToString()));
        Assert.NotNull(result.Corridor);
    }
}
