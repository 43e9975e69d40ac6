using System.Text;
using Throughline.Corridor.Loading;

namespace Throughline.Corridor.Tests;

/// <summary>GMNS networks of a few rows, and what the import makes of them.</summary>
public class GmnsImportTests
{
    private static Dictionary<string, string> Network() => new(StringComparer.Ordinal)
    {
        ["config.csv"] =
            "dataset_name,short_length,long_length,speed,crs,geometry_field_format,currency,version_number\n"
            + "Test,m,km,kmh,EPSG:4326,wkt,USD,0.95\n",
        ["node.csv"] = "node_id,name,x_coord,y_coord\n1,Baku,49.87,40.41\n2,Alat,49.41,39.94\n3,Ganja,46.36,40.68\n",
        ["link.csv"] = "link_id,name,from_node_id,to_node_id,directed,length,free_speed,allowed_uses,facility_type\n"
            + "a,M2,1,2,true,75,90,\"auto,truck\",motorway\nb,M2,2,1,true,75,90,\"auto,truck\",motorway\n"
            + "c,Line,2,3,false,310,60,rail,rail\nd,Path,1,2,false,80,5,walk,path\n",
    };

    private static LoadResult Load(Dictionary<string, string> network, GmnsOptions? options = null)
    {
        using var files = FileSet.FromStreams("network", network.ToDictionary(
            f => f.Key, f => (Func<Stream>)(() => new MemoryStream(Encoding.UTF8.GetBytes(f.Value)))));
        return GmnsImport.Load(files, options ?? new GmnsOptions { Country = "AZ", TimeZone = "Asia/Baku" });
    }

    private static CorridorModel Import(Dictionary<string, string> network, GmnsOptions? options = null)
    {
        var result = Load(network, options);
        Assert.Empty(result.Issues.Where(i => i.Severity == IssueSeverity.Error).Select(i => i.ToString()));
        return result.GetCorridor();
    }

    [Fact]
    public void Two_directed_links_that_are_alike_become_one() =>
        Assert.Equal(["road 1-2 75000 m both ways", "rail 2-3 310000 m both ways"], Import(Network()).Links.Select(l =>
            $"{CorridorWords.Of(l.Mode)} {l.From}-{l.To} {l.LengthMetres} m {(l.OneWay ? "one way" : "both ways")}"));

    [Fact]
    public void A_directed_link_alone_is_one_way()
    {
        var network = Network();
        network["link.csv"] = network["link.csv"]
            .Replace("b,M2,2,1,true,75,90", "b,M2,2,1,true,99,40", StringComparison.Ordinal);
        Assert.Equal([true, true, false], Import(network).Links.Select(l => l.OneWay));
    }

    [Theory]
    [InlineData("mile", "mph", 46.6, 55.9)]
    [InlineData("meter", "m/s", 75_000, 25)]
    public void Units_are_those_of_the_configuration(string lengthUnit, string speedUnit, double length, double speed)
    {
        var network = Network();
        network["config.csv"] = network["config.csv"]
            .Replace("m,km,kmh", $"m,{lengthUnit},{speedUnit}", StringComparison.Ordinal);
        network["link.csv"] = "link_id,from_node_id,to_node_id,directed,length,free_speed,allowed_uses\n"
            + FormattableString.Invariant($"a,1,2,false,{length},{speed},truck\n");
        var link = Assert.Single(Import(network).Links);
        Assert.InRange(link.LengthMetres, 74_900, 75_100);
        Assert.InRange(link.SpeedKmh!.Value, 89.5, 90.5);
    }

    [Fact]
    public void Without_a_unit_the_one_that_fits_the_positions_is_taken_and_said()
    {
        var network = Network();
        network.Remove("config.csv");
        var result = Load(network);
        Assert.Equal(75_000, result.GetCorridor().Links[0].LengthMetres);
        Assert.Contains(result.Issues, i => i.Message.Contains("km fits the positions", StringComparison.Ordinal));
    }

    [Fact]
    public void Links_for_people_are_left_out_and_counted()
    {
        var result = Load(Network());
        Assert.Equal(2, result.GetCorridor().Links.Count);
        Assert.Contains(result.Issues, i => i.Message.StartsWith("1 links are for people", StringComparison.Ordinal));
    }

    [Fact]
    public void The_gauge_of_rail_is_an_option() =>
        Assert.Equal(1520, Import(Network(), new GmnsOptions { Country = "AZ", RailGaugeMm = 1520 }).Links[1].GaugeMm);

    [Theory]
    [InlineData("node.csv", "49.87", "190", "node.csv:2 x_coord")]
    [InlineData("node.csv", "2,Alat", "1,Alat", "node.csv:3 node_id")]
    [InlineData("link.csv", "c,Line,2,3", "c,Line,2,9", "link.csv:4 to_node_id")]
    [InlineData("link.csv", "c,Line,2,3", "c,Line,2,2", "link.csv:4 to_node_id")]
    [InlineData("link.csv", "false,310,60", "false,31,60", "link.csv:4 length")]
    [InlineData("link.csv", "false,310,60", "false,310,", "link.csv:4 free_speed")]
    [InlineData("config.csv", ",km,", ",furlong,", "config.csv:2 long_length")]
    [InlineData("config.csv", "EPSG:4326", "EPSG:32639", "config.csv:2 crs")]
    public void A_fault_is_reported_with_file_row_and_field(string file, string text, string broken, string where)
    {
        var network = Network();
        Assert.Contains(text, network[file], StringComparison.Ordinal);
        network[file] = network[file].Replace(text, broken, StringComparison.Ordinal);
        var result = Load(network);
        Assert.Null(result.Corridor);
        Assert.Contains(result.Issues,
            i => i.Severity == IssueSeverity.Error && i.ToString().StartsWith(where, StringComparison.Ordinal));
    }
}
