using Throughline.Corridor;
using Throughline.Planning.Core;
using Throughline.Planning.Tests.Oracle;

namespace Throughline.Planning.Tests;

/// <summary>The bounds never exceed what is really left: audited at every label of every way that was found.</summary>
public class BoundsTests
{
    [Fact]
    public void On_the_ways_found_in_random_networks()
    {
        var labels = 0;
        var timetabled = 0;
        for (var seed = 0; seed < 600; seed++)
        {
            var (snapshot, request) = NetworkText.Case(RandomNetworks.Text(seed));
            labels += Audit(new Planner(snapshot), request, $"seed {seed}", ref timetabled);
        }

        Assert.InRange(labels, 500, int.MaxValue);
        Assert.InRange(timetabled, 100, labels);
    }

    [Theory]
    [InlineData("CN_XIAN", "AZ_BAKU", "container40")]
    [InlineData("TR_ISTANBUL", "KZ_ALMATY", "truck")]
    [InlineData("UZ_TASHKENT", "GE_POTI_PORT", "wagon")]
    public void On_the_reference_corridor(string from, string to, string unit)
    {
        var corridor = CorridorFolder.Load(Repository.Folder("data", "corridor")).GetCorridor();
        var planner = new Planner(
            CorridorSnapshot.Build(corridor, Scenario.Resolve(corridor, "with-tripp", [], null, [])));
        var request = new PlanRequest
        {
            From = Endpoint.At(from),
            To = Endpoint.At(to),
            DepartAfter = new DateTimeOffset(2030, 10, 25, 20, 0, 0, TimeSpan.Zero),
            Cargo = new Cargo { Unit = unit, GrossMassKg = 20_000 },
        };
        var timetabled = 0;
        Assert.NotEqual(0, Audit(planner, request, $"{from} {to} {unit}", ref timetabled));
    }

    private static int Audit(Planner planner, PlanRequest request, string name, ref int timetabled)
    {
        if (request.DepartAfter is not { } depart || request.From.Place is null || request.To.Place is null)
            return 0;
        var search = planner.ForUnit(request.Cargo.Unit);
        var query = new Query(request, new RequestFilter(planner.Snapshot, request),
            Resolver.Resolve(search.Unit, request.From, request.Cargo, "/from").Terminals,
            Resolver.Resolve(search.Unit, request.To, request.Cargo, "/to").Terminals);
        var state = search.Unit.Rent();
        var ready = CorridorTime.ToSeconds(depart);
        var weights = search.Unit.WeightsFor(request.Cargo.Count, request.Cargo.GrossMassKg);
        var latest = ready + Planner.MostDays * DayBits.DaySeconds;
        // The second time there are bounds that know the timetables.
        search.Problem(query, weights, state, ready, latest);
        var problem = search.Problem(query, weights, state, ready, latest);
        ParetoSearch.Run(problem, state, CancellationToken.None);
        var audited = 0;
        foreach (var goal in state.Solutions)
        {
            for (var label = state[goal].Parent; label >= 0; label = state[label].Parent)
            {
                audited++;
                var left = state[goal].Handlings - state[label].Handlings;
                // Layer n bounds ways with at most n more handlings; the last one bounds all of more.
                var bounds = problem.BoundsOf(state[label].Mask);
                var at = Math.Min(left, Bounds.Layers - 1) * bounds.Stride + state[label].Vertex;
                AssertBelow(bounds.Seconds[at], state[goal].Arrival - state[label].Arrival, "seconds");
                AssertBelow(bounds.Cost[at], state[goal].Cost - state[label].Cost, "cost");
                AssertBelow(bounds.Co2e[at], state[goal].Co2e - state[label].Co2e, "CO2e");
                AssertBelow(bounds.Least[state[label].Vertex], state[goal].Arrival - state[label].Arrival,
                    "least seconds");
                if (problem.Departures is { } departures)
                {
                    timetabled++;
                    AssertBelow(departures.From(state[label].Vertex, state[label].Arrival), state[goal].Arrival,
                        "the first arrival");
                }
            }
        }

        search.Unit.Return(state);
        return audited;

        void AssertBelow(long bound, long real, string what) =>
            Assert.True(bound <= real, $"{name}: the bound of {what} is {bound}, but {real} remain.");
    }
}
