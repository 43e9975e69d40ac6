using System.Text.Json;

namespace Throughline.Server.Tests;

public sealed class PlanApiTests(TestServer server)
{
    [Fact]
    public async Task An_answer_explains_every_itinerary()
    {
        var answer = await server.PostOkAsync("/api/v1/plan", Requests.Plan);
        Assert.Equal("with-tripp", answer.GetProperty("scenario").GetString());
        var itineraries = answer.GetProperty("itineraries");
        Assert.True(itineraries.GetArrayLength() >= 2);
        foreach (var pick in answer.GetProperty("shortList").EnumerateArray())
        {
            Assert.InRange(pick.GetProperty("itinerary").GetInt32(), 0, itineraries.GetArrayLength() - 1);
            Assert.NotEqual(0, pick.GetProperty("reasons").GetArrayLength());
        }

        var first = itineraries[0];
        var steps = first.GetProperty("steps").EnumerateArray().ToList();
        Assert.Equal("start", steps[0].GetProperty("kind").GetString());
        Assert.Equal("end", steps[^1].GetProperty("kind").GetString());
        Assert.Equal(
            first.GetProperty("durationSeconds").GetInt32(), steps.Sum(s => s.GetProperty("seconds").GetInt32()));
        Assert.EndsWith("+04:00", first.GetProperty("departure").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("+03:00", first.GetProperty("arrival").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Alat port", "Kars", "AZ_ALAT_PORT", "TR_KARS")]
    [InlineData("Баку", "თბილისი", "AZ_BAKU", "GE_TBILISI")]
    [InlineData("AZBAK", "TR_KARS", "AZ_BAKU", "TR_KARS")]
    public async Task Places_may_be_named_in_any_script_or_by_code(string from, string to, string fromId, string toId)
    {
        var answer = await server.PostOkAsync("/api/v1/plan", $$"""
            {"request": {"from": {"place": "{{from}}"}, "to": {"place": "{{to}}" },
             "departAfter": "2026-12-01T00:00:00Z"} }
            """);
        Assert.Equal(fromId, answer.GetProperty("from").GetProperty("place").GetString());
        Assert.Equal(toId, answer.GetProperty("to").GetProperty("place").GetString());
        Assert.Equal("today", answer.GetProperty("scenario").GetString());
    }

    [Fact]
    public async Task A_wrong_name_gets_suggestions_and_a_pointer()
    {
        using var response = await server.PostAsync("/api/v1/plan", """
            {"request": {"from": {"place": "Tbilissy"}, "to": {"place": "Krs"}, "departAfter": "2026-12-01T00:00:00Z",
              "constraints": {"avoidPlaces": ["TR_KARS", "Nowhere at all"]}}}
            """);
        var problem = await TestServer.ProblemOfAsync(response, 422, "unprocessable-request");
        Assert.Equal(
            ["/request/from/place", "/request/to/place", "/request/constraints/avoidPlaces/1"],
            TestServer.PointersOf(problem));
        Assert.Contains("GE_TBILISI", SuggestionsOf(problem, 0));
        Assert.Contains("TR_KARS", SuggestionsOf(problem, 1));
    }

    [Fact]
    public async Task The_planners_own_checks_point_into_the_body()
    {
        using var response = await server.PostAsync("/api/v1/plan", """
            {"request": {"from": {"place": "AZ_BAKU"}, "to": {"place": "AZ_BAKU"}, "departAfter": "2019-12-01T00:00:00Z",
              "cargo": {"unit": "canoe", "count": 0, "grossMassKg": -5}}}
            """);
        var problem = await TestServer.ProblemOfAsync(response, 422, "unprocessable-request");
        var pointers = TestServer.PointersOf(problem);
        Assert.Contains("/request/cargo/unit", pointers);
        Assert.Contains("/request/cargo/count", pointers);
        Assert.Contains("/request/cargo/grossMassKg", pointers);
        Assert.Contains("/request/departAfter", pointers);
    }

    [Fact]
    public async Task Nothing_found_says_what_would_help()
    {
        var answer = await server.PostOkAsync("/api/v1/plan", """
            {"request": {"from": {"place": "AZ_BAKU"}, "to": {"place": "TR_KARS"}, "departAfter": "2026-12-01T00:00:00Z",
              "constraints": {"avoidCountries": ["AZ"]}}}
            """);
        Assert.Equal(0, answer.GetProperty("itineraries").GetArrayLength());
        Assert.NotEmpty(answer.GetProperty("blocked").GetProperty("message").GetString()!);
    }

    [Fact]
    public async Task A_scenario_may_carry_switches_a_year_and_changes()
    {
        var answer = await server.PostOkAsync("/api/v1/plan", $$"""
            { {{Requests.AlatKars}},
              "scenario": {"name": "without-tripp", "switches": ["tripp_on"], "year": 2031,
                "changes": ["crossing country=AM mode=rail dwell=3h"]} }
            """);
        Assert.NotEqual(0, answer.GetProperty("itineraries").GetArrayLength());
        var same = await server.PostOkAsync("/api/v1/plan", Requests.Plan);
        Assert.NotEqual(
            same.GetProperty("snapshotVersion").GetString(), answer.GetProperty("snapshotVersion").GetString());
    }

    [Fact]
    public async Task A_wrong_scenario_is_told_field_by_field()
    {
        using var response = await server.PostAsync("/api/v1/plan", $$"""
            { {{Requests.AlatKars}},
              "scenario": {"name": "with-trip", "switches": ["tripp_on", "irn_closed"], "year": 1999,
                "changes": ["crossing country=AM dwell=3h", "crossing colour=red"]} }
            """);
        var problem = await TestServer.ProblemOfAsync(response, 422, "unprocessable-request");
        Assert.Equal(
            ["/scenario/name", "/scenario/switches/1", "/scenario/year", "/scenario/changes/1"],
            TestServer.PointersOf(problem));
        Assert.Contains("with-tripp", SuggestionsOf(problem, 0));
        Assert.Contains("iran_closed", SuggestionsOf(problem, 1));
    }

    [Fact]
    public async Task A_window_lists_every_departure_that_nothing_dominates()
    {
        var answer = await server.PostOkAsync("/api/v1/plan", $$"""
            { {{Requests.AlatKars}}, "departUntil": "2030-06-04T08:00:00+04:00", "departStepSeconds": 7200 }
            """);
        var window = answer.GetProperty("departures");
        Assert.Equal(7200, window.GetProperty("stepSeconds").GetInt32());
        var ways = answer.GetProperty("itineraries").GetArrayLength();
        var options = window.GetProperty("options").EnumerateArray().Select(o => (
            Ready: o.GetProperty("ready").GetDateTimeOffset(), Arrival: o.GetProperty("arrival").GetDateTimeOffset(),
            Cost: o.GetProperty("costMinor").GetInt64(), Co2e: o.GetProperty("co2eGrams").GetInt64(),
            Handlings: o.GetProperty("handlings").GetInt32(), Way: o.GetProperty("way").GetInt32())).ToList();
        Assert.NotEmpty(options);
        Assert.All(options, o => Assert.InRange(o.Way, 0, ways - 1));
        Assert.All(options, a => Assert.DoesNotContain(options, b => b != a && b.Ready >= a.Ready
            && b.Arrival <= a.Arrival && b.Cost <= a.Cost && b.Co2e <= a.Co2e && b.Handlings <= a.Handlings));
        // What a plan finds for the last instant of the window is in it.
        var last = await server.PostOkAsync("/api/v1/plan", $$"""
            { {{Requests.AlatKars.Replace("2030-06-03", "2030-06-04", StringComparison.Ordinal)}} }
            """);
        Assert.All(last.GetProperty("itineraries").EnumerateArray(), i => Assert.Contains(options, o =>
            o.Arrival == i.GetProperty("arrival").GetDateTimeOffset()
            && o.Cost == i.GetProperty("costMinor").GetInt64()));
    }

    [Theory]
    [InlineData("\"departUntil\": \"2030-06-02T08:00:00+04:00\"", "/departUntil")]
    [InlineData("\"departUntil\": \"2061-06-02T08:00:00+04:00\"", "/departUntil")]
    [InlineData("\"departUntil\": \"2030-12-03T08:00:00+04:00\"", "/departStepSeconds")]
    [InlineData("\"departUntil\": \"2030-06-04T08:00:00+04:00\", \"departStepSeconds\": 1", "/departStepSeconds")]
    [InlineData("\"departStepSeconds\": 3600", "/departUntil")]
    public async Task A_wrong_window_gets_a_pointer(string window, string pointer)
    {
        using var response = await server.PostAsync("/api/v1/plan", $$"""{ {{Requests.AlatKars}}, {{window}} }""");
        var problem = await TestServer.ProblemOfAsync(response, 422, "unprocessable-request");
        Assert.Contains(pointer, TestServer.PointersOf(problem));
    }

    private static List<string?> SuggestionsOf(JsonElement problem, int index) =>
    [
        .. problem.GetProperty("errors")[index].GetProperty("suggestions").EnumerateArray().Select(s => s.GetString()),
    ];
}
