using Throughline.Corridor;
using Throughline.Planning.Tests.Oracle;

namespace Throughline.Planning.Tests;

/// <summary>A cell of a matrix says what the whole Pareto set of its pair says.</summary>
public class MatrixTests
{
    private static readonly CorridorModel Corridor =
        CorridorFolder.Load(Repository.Folder("data", "corridor")).GetCorridor();

    private static MatrixCell Expected(Planner planner, MatrixRequest request, string origin, string destination)
    {
        if (origin == destination)
            return new MatrixCell(origin, destination, 0, 0, 0, 0, 0, 0, 0, 0, "");
        var all = planner.Plan(new PlanRequest
        {
            From = Endpoint.At(origin),
            To = Endpoint.At(destination),
            Cargo = request.Cargo,
            DepartAfter = request.DepartAfter,
            Constraints = request.Constraints,
            TwoDrivers = request.TwoDrivers,
        }).Itineraries;
        if (all.Count == 0)
            return new MatrixCell(origin, destination, null, null, null, null, null, null, null, null, "");
        var fastest = all.OrderBy(i => i.DurationSeconds).ThenBy(i => i.CostMinor).ThenBy(i => i.Co2eGrams)
            .ThenBy(i => i.Handlings).First();
        return new MatrixCell(origin, destination, fastest.DurationSeconds, fastest.Reliability.P50Seconds,
            fastest.Reliability.P90Seconds, fastest.Distances.Sum(d => d.Metres), fastest.CostMinor,
            all.Min(i => i.CostMinor), all.Min(i => i.Co2eGrams), all.Min(i => i.Handlings), fastest.Summary);
    }

    /// <summary>Itineraries of the same criteria may differ in their way, so that only what the criteria fix is
    /// compared.</summary>
    private static MatrixCell Criteria(MatrixCell cell) => cell with
    {
        P50Seconds = null,
        P90Seconds = null,
        DistanceMetres = null,
        Summary = "",
    };

    [Theory]
    [InlineData("container40", false, 100, "")]
    [InlineData("truck", true, 100, "")]
    [InlineData("wagon", false, 100, "")]
    [InlineData("container40", false, 2, "IR")]
    public void Cells_on_the_reference_corridor(string unit, bool twoDrivers, int maxHandlings, string avoid)
    {
        var planner = new Planner(
            CorridorSnapshot.Build(Corridor, Scenario.Resolve(Corridor, "with-tripp", [], null, [])));
        var random = new Random(4);
        string[] Draw(int count) =>
            [.. Enumerable.Range(0, count).Select(_ => Corridor.Places[random.Next(Corridor.Places.Count)].Id)];
        var request = new MatrixRequest
        {
            Origins = [.. Draw(4), "AZ_ALAT_PORT"],
            Destinations = [.. Draw(4), "AZ_ALAT_PORT", "TR_KARS"],
            DepartAfter = new DateTimeOffset(2030, 3, 29, 17, 0, 0, TimeSpan.Zero),
            Cargo = new Cargo { Unit = unit, GrossMassKg = 15_000 },
            TwoDrivers = twoDrivers,
            Constraints = new PlanConstraints
            {
                MaxHandlings = maxHandlings == 100 ? null : maxHandlings,
                AvoidCountries = avoid.Length > 0 ? [avoid] : [],
            },
        };
        var cells = Matrix.Run(planner, request, 2).ToList();
        Assert.Equal(
            request.Origins.SelectMany(o => request.Destinations.Select(d => Expected(planner, request, o, d))), cells);
        Assert.Contains(cells, c => c.DurationSeconds > 0);
    }

    [Theory]
    [InlineData("truck", "BG_SOFIA", "KZ_AKTOBE")]
    [InlineData("container40", "CN_KASHGAR", "TR_ISTANBUL")]
    public void Cells_after_many_rests(string unit, params string[] origins)
    {
        var planner = new Planner(
            CorridorSnapshot.Build(Corridor, Scenario.Resolve(Corridor, "with-tripp", [], null, [])));
        var request = new MatrixRequest
        {
            Origins = origins,
            Destinations = ["CN_IRKESHTAM", "KG_BISHKEK", "UZ_TASHKENT", "BG_BURGAS", "KZ_DOSTYK", "AM_YEREVAN"],
            DepartAfter = new DateTimeOffset(2030, 6, 3, 4, 0, 0, TimeSpan.Zero),
            Cargo = new Cargo { Unit = unit, GrossMassKg = 20_000 },
        };
        var cells = Matrix.Run(planner, request, 2).ToList();
        Assert.Equal(
            request.Origins.SelectMany(o => request.Destinations.Select(d => Expected(planner, request, o, d))), cells);
        // More than a week of driving lies among them, with the rest that follows it.
        Assert.Contains(cells, c => c.DurationSeconds > 8 * 86_400);
    }

    /// <summary>First all kinds of networks, then more of those in which drivers rest or something is waited
    /// for.</summary>
    [Theory]
    [InlineData(0, 400, "", 200)]
    [InlineData(400, 1600, "Drivers", 100)]
    [InlineData(400, 1600, "Chain", 100)]
    [InlineData(400, 1600, "Ferries", 100)]
    [InlineData(400, 1600, "Hours", 100)]
    [InlineData(400, 1600, "Constraints", 100)]
    public void Cells_on_random_networks(int from, int to, string theme, int leastWays)
    {
        var ways = 0;
        for (var seed = from; seed < to; seed++)
        {
            var text = RandomNetworks.Text(seed);
            if (!text.StartsWith("# " + theme, StringComparison.Ordinal))
                continue;
            var (snapshot, asked) = NetworkText.Case(text);
            if (asked.DepartAfter is not { } depart || asked.From.Place is null || asked.To.Place is null)
                continue;
            var planner = new Planner(snapshot);
            var request = new MatrixRequest
            {
                Origins = [asked.From.Place],
                Destinations = [.. snapshot.Corridor.Places.Select(p => p.Id)],
                DepartAfter = depart,
                Cargo = asked.Cargo,
                Constraints = asked.Constraints,
                TwoDrivers = asked.TwoDrivers,
            };
            foreach (var cell in Matrix.Run(planner, request, 1))
            {
                var expected = Criteria(Expected(planner, request, cell.Origin, cell.Destination));
                Assert.True(expected == Criteria(cell), $"seed {seed}: {cell} instead of {expected}");
                ways += cell.DurationSeconds > 0 ? 1 : 0;
            }
        }

        Assert.True(ways > leastWays, $"Only {ways} ways were compared.");
    }

    [Fact]
    public void A_wrong_place_is_named_with_its_number()
    {
        var planner = new Planner(
            CorridorSnapshot.Build(Corridor, Scenario.Resolve(Corridor, "today", [], null, [])));
        var error = Assert.Throws<PlanRequestException>(() => Matrix.Run(planner, new MatrixRequest
        {
            Origins = ["AZ_BAKU"],
            Destinations = ["AZ_BAKU", "TR_KAR"],
            DepartAfter = new DateTimeOffset(2030, 3, 29, 17, 0, 0, TimeSpan.Zero),
            Cargo = new Cargo { Count = 0 },
        }, 1).Count());
        Assert.Equal(["/cargo/count", "/destinations/1"], error.Errors.Select(e => e.Pointer));
    }
}
