using System.Runtime.CompilerServices;
using Throughline.Corridor;

namespace Throughline.Planning.Tests;

/// <summary>What the READMEs of the libraries show is what is run here.</summary>
public sealed class LibraryReadmeTests
{
    private static readonly string Folder = Repository.Folder("data", "corridor");

    [Fact]
    public void The_example_of_the_corridor_library_runs()
    {
        var shown = new StringWriter();
        // Shown:
        var loaded = CorridorFolder.Load(Folder);
        foreach (var issue in loaded.Issues)
            shown.WriteLine($"{issue.Severity}: {issue}");
        var corridor = loaded.GetCorridor();
        var scenario = Scenario.Resolve(corridor, "today", [], 2030, ["crossing country=AM mode=rail dwell=6h"]);
        var snapshot = CorridorSnapshot.Build(corridor, scenario);
        // End.
        Assert.Equal(2030, snapshot.Scenario.Year);
        AssertShown("Throughline.Corridor", nameof(The_example_of_the_corridor_library_runs));
    }

    [Fact]
    public void The_example_of_the_planning_library_runs()
    {
        var shown = new StringWriter();
        // Shown:
        var corridor = CorridorFolder.Load(Folder).GetCorridor();
        var places = new PlaceIndex(corridor);
        var planner = new Planner(CorridorSnapshot.Build(corridor, Scenario.Resolve(corridor, "today")));
        var answer = planner.Plan(new PlanRequest
        {
            From = Endpoint.At(places.Search("Баку", 1)[0].Place.Id),
            To = Endpoint.At("TR_KARS"),
            Cargo = new Cargo { Unit = "container40", GrossMassKg = 20_000 },
            DepartAfter = new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.FromHours(4)),
        });
        foreach (var pick in answer.ShortList)
        {
            var itinerary = answer.Itineraries[pick.Itinerary];
            shown.WriteLine($"{string.Join(", ", pick.Reasons)}: {itinerary.Summary}, {itinerary.Arrival}");
        }

        if (answer.Blocked is { } blocked)
            shown.WriteLine(blocked.Message);
        // End.
        Assert.Contains("cheapest", shown.ToString(), StringComparison.Ordinal);
        AssertShown("Throughline.Planning", nameof(The_example_of_the_planning_library_runs));
    }

    [Fact]
    public void An_error_of_a_request_reads_as_a_line()
    {
        var planner = new Planner(ReferenceMaterial.Snapshot());
        var error = Assert.Throws<PlanRequestException>(() => planner.Plan(new PlanRequest
        {
            From = Endpoint.At("nowhere"),
            To = Endpoint.At("TR_KARS"),
            DepartAfter = new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.Zero),
        })).Errors[0].ToString();
        Assert.StartsWith("/from/place: There is no place 'nowhere'", error, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", error, StringComparison.Ordinal);
    }

    // The block in the README and the lines that ran, which differ in where they read from and write to alone.
    private static void AssertShown(string library, string test, [CallerFilePath] string source = "")
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Folder("src", library), "README.md"));
        var example = readme.Split("```csharp")[1].Split("```")[0]
            .Replace("\"my-corridor\"", "Folder", StringComparison.Ordinal)
            .Replace("Console.", "shown.", StringComparison.Ordinal);
        var path = Path.Combine(
            Repository.Folder("tests", "Throughline.Planning.Tests"), Path.GetFileName(source.Replace('\\', '/')));
        var ran = File.ReadAllText(path).Split($"void {test}()")[1].Split("// Shown:")[1].Split("// End.")[0];
        Assert.Equal(Lines(example), Lines(ran));
    }

    private static string[] Lines(string text) =>
        text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
