namespace Throughline.Cli.Tests;

/// <summary>A GMNS network through the command: what is written can be planned with at once.</summary>
public sealed class ImportNetworkTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("throughline");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public async Task Imports_a_network_that_is_then_planned_with()
    {
        var corridor = Path.Combine(_root.FullName, "corridor");
        var (code, output) = await CommandTests.RunAsync("corridor", "import", Network("49.87"), "--output", corridor,
            "--country", "AZ", "--time-zone", "Asia/Baku");
        Assert.True(code == 0, output);
        Assert.Contains("3 places, 2 links", output, StringComparison.Ordinal);
        (code, output) = await CommandTests.RunAsync("plan", "--corridor", corridor, "--from", "Alpha", "--to", "Gamma",
            "--unit", "truck", "--depart", "2026-03-02T08:00");
        Assert.True(code == 0, output);
        // 75 km and 225 km at 90 km/h, with no border and no rest between.
        Assert.Contains("Alpha → Gamma", output, StringComparison.Ordinal);
        Assert.Contains("One itinerary that nothing beats", output, StringComparison.Ordinal);
        Assert.Contains("300 km", output, StringComparison.Ordinal);
        Assert.Contains("3 h 20 min", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suggests_the_places_of_an_import_by_name_and_only_once()
    {
        var corridor = Path.Combine(_root.FullName, "corridor");
        await CommandTests.RunAsync("corridor", "import", Network("49.87"), "--output", corridor, "--country", "AZ",
            "--time-zone", "Asia/Baku");
        var (code, output) = await CommandTests.RunAsync(
            "plan", "--corridor", corridor, "--from", "Alhpa", "--to", "Gamma", "--unit", "truck");
        Assert.Equal(2, code);
        Assert.Equal("error: --from: Which place is 'Alhpa'? Perhaps Alpha (1).", output.Trim());
    }

    [Fact]
    public async Task Tells_the_row_and_the_column_of_a_fault()
    {
        var corridor = Path.Combine(_root.FullName, "corridor");
        var (code, output) = await CommandTests.RunAsync("corridor", "import", Network("east"), "--output", corridor,
            "--country", "AZ", "--time-zone", "Asia/Baku");
        Assert.Equal(1, code);
        Assert.Contains("node.csv:2 x_coord", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(corridor));
    }

    [Fact]
    public async Task Says_when_a_file_is_no_zip()
    {
        var file = Path.Combine(_root.FullName, "network.zip");
        await File.WriteAllTextAsync(file, "PK, but not really", TestContext.Current.CancellationToken);
        var (code, output) = await CommandTests.RunAsync(
            "corridor", "import", file, "--output", Path.Combine(_root.FullName, "corridor"));
        Assert.Equal(2, code);
        Assert.Contains("no zip file that can be read", output, StringComparison.Ordinal);
    }

    private string Network(string firstX)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root.FullName, "network")).FullName;
        File.WriteAllText(Path.Combine(folder, "config.csv"),
            "dataset_name,short_length,long_length,speed,crs,version_number\nTest,m,km,kmh,EPSG:4326,0.95\n");
        File.WriteAllText(Path.Combine(folder, "node.csv"),
            $"node_id,name,x_coord,y_coord\n1,Alpha,{firstX},40.41\n2,Beta,49.41,39.94\n3,Gamma,47.16,40.38\n");
        File.WriteAllText(Path.Combine(folder, "link.csv"),
            "link_id,from_node_id,to_node_id,directed,length,free_speed,allowed_uses\n"
            + "a,1,2,false,75,90,truck\nb,2,3,false,225,90,truck\n");
        return folder;
    }
}
