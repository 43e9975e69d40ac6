using System.Globalization;
using System.Text;
using Throughline.Corridor;
using Throughline.Planning.Core;
using Throughline.Planning.Tests.Oracle;

namespace Throughline.Planning.Tests;

/// <summary>What a request bans or requires is known to the bounds, so that the search does not follow what can only
/// win by ignoring it.</summary>
public class ConstrainedSearchTests
{
    private const int Rungs = 8;

    /// <summary>A ladder from L0 to L8, each rung fast and dear or slow and cheap, so that ways along it are many and
    /// none dominates another; R lies at its foot, on the other side.</summary>
    private static string Ladder(string constraint)
    {
        var text = new StringBuilder();
        text.AppendLine("place R GE Asia/Tbilisi 41.0 43.0");
        for (var i = 0; i <= Rungs; i++)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"place L{i} AZ Asia/Baku 41.0 {44.0 + i / 10.0:0.0}");
            if (i == 0)
                continue;
            text.AppendLine(CultureInfo.InvariantCulture, $"place M{i} AZ Asia/Baku 41.1 {44.0 + i / 10.0:0.0}");
            text.AppendLine(CultureInfo.InvariantCulture, $"rail1520 L{i - 1}-L{i} {20 + (1 << i)}km 10km/h");
            text.AppendLine(CultureInfo.InvariantCulture, $"rail1520 L{i - 1}-M{i} {20 + (1 << i)}km 90km/h");
            text.AppendLine(CultureInfo.InvariantCulture, $"rail1520 M{i}-L{i} {20 + (1 << i)}km 90km/h");
        }

        text.AppendLine("rail1520 R-L0 90km 40km/h");
        text.AppendLine("crossing rail1520 R-L0 ab=1h ba=1h");
        text.AppendLine(CultureInfo.InvariantCulture,
            $"request L0 L{Rungs} 2026-03-02T08:00Z unit=wagon mass=20000 {constraint}");
        return text.ToString();
    }

    [Fact]
    public void The_ladder_has_many_ways() => Assert.InRange(Search("").Solutions, 1 << Rungs - 2, int.MaxValue);

    [Fact]
    public void Ways_that_still_must_go_back_for_a_required_place_are_not_followed()
    {
        var free = Search("");
        var bound = Search("require-place=R");

        Assert.Equal(free.Solutions, bound.Solutions);
        // The way to R and back, and the first rungs before the bounds know any way that is better.
        Assert.InRange(bound.Labels, free.Labels, free.Labels + free.Labels / 4);
    }

    [Fact]
    public void A_goal_behind_a_ban_is_known_to_be_out_of_reach()
    {
        var blocked = Search($"avoid-place=L{Rungs - 1}");

        Assert.Equal((0, 0), blocked);
    }

    private static (int Solutions, int Labels) Search(string constraint)
    {
        var (snapshot, request) = NetworkText.Case(Ladder(constraint));
        var unit = new Planner(snapshot).ForUnit(request.Cargo.Unit);
        var query = new Query(request, new RequestFilter(snapshot, request),
            Resolver.Resolve(unit.Unit, request.From, request.Cargo, "/from").Terminals,
            Resolver.Resolve(unit.Unit, request.To, request.Cargo, "/to").Terminals);
        var state = unit.Unit.Rent();
        var ready = CorridorTime.ToSeconds(request.DepartAfter!.Value);
        var weights = unit.Unit.WeightsFor(request.Cargo.Count, request.Cargo.GrossMassKg);
        var problem = unit.Problem(query, weights, state, ready, ready + Planner.MostDays * DayBits.DaySeconds);
        ParetoSearch.Run(problem, state, TestContext.Current.CancellationToken);
        return (state.Solutions.Count, state.Count);
    }
}
