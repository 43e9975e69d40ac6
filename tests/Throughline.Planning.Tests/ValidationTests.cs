using Throughline.Planning.Validation;

namespace Throughline.Planning.Tests;

/// <summary>Planned against published: what is removed, how a row is read, and how near the reference corridor comes.
/// </summary>
public class ValidationTests
{
    private static readonly DateTimeOffset Depart = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(9, 10, 12, 0.1)]
    [InlineData(10, 10, 12, 0)]
    [InlineData(12, 10, 12, 0)]
    [InlineData(15, 10, 12, 0.25)]
    public void Error_is_the_relative_distance_to_the_nearest_edge(double planned, double low, double high,
        double error) =>
        Assert.Equal(error, JourneyValidation.ErrorOf(planned, low, high), 12);

    [Theory]
    [InlineData("actual", true)]
    [InlineData("actual, first trains", true)]
    [InlineData("monthly average, 11 trains", true)]
    [InlineData("guidance of the association", true)]
    [InlineData("plan", false)]
    [InlineData("claim and goal", false)]
    [InlineData("published index", false)]
    public void The_kind_of_a_time_decides_whether_it_counts(string kind, bool counts) =>
        Assert.Equal(counts, Run(Time("KZ_ALTYNKOL", "KZ_AKTAU_PORT", "rail", kind: kind)).Counts);

    [Fact]
    public void A_service_is_removed_that_states_the_journey_between_two_of_its_inner_stops()
    {
        var row = Run(Time("CN_XIAN", "PL_MALASZEWICZE", "rail", "Northern corridor"));
        Assert.Contains("china_europe_north", row.Removed);
        Assert.Contains("khorgos_north", row.Removed);
        Assert.DoesNotContain("china_europe_north_back", row.Removed);
        Assert.NotNull(row.Planned);
    }

    [Fact]
    public void A_removed_service_cannot_leak_its_time()
    {
        var row = Time("CN_XIAN", "PL_MALASZEWICZE", "rail", "Northern corridor");
        var removed = Run(row).Removed;
        string[] faster = [.. removed.Select(s => $"service id={s} faster=5")];
        Assert.Equal(Run(row).Planned, Run(row, faster).Planned);
    }

    [Fact]
    public void A_price_leaves_the_service_and_takes_its_price_away()
    {
        var row = Price("AZ_ALAT_PORT", "TM_TURKMENBASHI_PORT", "sea", "per truck");
        var asIs = Run(row);
        Assert.Contains("alat_turkmenbashi_ropax", asIs.Removed);
        Assert.NotNull(asIs.Planned);
        Assert.Equal(asIs.Planned, Run(row, "service id=alat_turkmenbashi_ropax dearer=10").Planned);
        Assert.NotEqual(asIs.Planned, Run(row, "rate mode=ferry dearer=2").Planned);
    }

    [Fact]
    public void A_line_that_does_not_sail_yet_has_a_price_but_no_time()
    {
        var price = Run(Price("KZ_KURYK_PORT", "IR_AMIRABAD", "sea", "per truck"));
        Assert.Contains("kuryk_iran_roro", price.Removed);
        Assert.NotNull(price.Planned);
        Assert.Null(Run(Time("KZ_KURYK_PORT", "IR_AMIRABAD", "ferry")).Planned);
    }

    [Fact]
    public void The_only_line_of_a_journey_sails_at_the_speed_of_other_lines()
    {
        var row = Time("KZ_AKTAU_PORT", "AZ_ALAT_PORT", "sea");
        var asIs = Run(row);
        Assert.Contains("aktau_alat_feeder", asIs.Removed);
        Assert.InRange(asIs.Planned!.Value, 1, 5);
        Assert.Equal(asIs.Planned, Run(row, "service id=aktau_alat_feeder slower=3").Planned);
        Assert.Equal(asIs.Planned, Run(row, "service id=aktau_alat_feeder_back slower=3").Planned);
    }

    [Fact]
    public void A_price_per_kilometre_is_carriage_without_posts_and_terminals()
    {
        var row = Price("KZ_DOSTYK", "BY_BREST", "rail", "per FEU-km");
        var asIs = Run(row).Planned;
        Assert.InRange(asIs!.Value, 0.2, 1);
        Assert.Equal(asIs,
            Run(row, "rate mode=rail per=crossing dearer=3", "rate mode=rail per=start dearer=3").Planned);
        Assert.Equal(asIs.Value * 2, Run(row, "rate mode=rail per=unit_km dearer=2").Planned!.Value, 3);
    }

    [Fact]
    public void A_price_per_kilogram_is_that_of_pieces_by_air()
    {
        var row = Run(Price("CN_CGO", "LU_LUX", "air", "per kg"));
        Assert.True(row.Counts);
        Assert.InRange(row.Planned!.Value, 1, 10);
        var tripled = Run(Price("CN_CGO", "LU_LUX", "air", "per kg"), "rate mode=air dearer=3").Planned!.Value;
        Assert.InRange(tripled, row.Planned.Value * 2, row.Planned.Value * 3);
    }

    [Theory]
    [InlineData("via Aktau, by BTK")]
    [InlineData("Aktau, BTK")]
    [InlineData("the Middle Corridor, Georgia")]
    public void Words_of_the_way_are_known(string route) =>
        Assert.Empty(Run(Time("KZ_ALTYNKOL", "TR_KOSEKOY", "rail+sea", route)).Remarks);

    [Fact]
    public void What_goes_by_road_and_rail_goes_in_a_box()
    {
        Assert.StartsWith("rail", Run(Time("KZ_ALTYNKOL", "KZ_AKTAU_PORT", "rail+road")).Way, StringComparison.Ordinal);
        Assert.StartsWith("road", Run(Time("KZ_ALMATY", "KZ_AKTAU_PORT", "road")).Way, StringComparison.Ordinal);
    }

    [Fact]
    public void No_journey_that_counts_depends_on_a_service_that_states_it()
    {
        foreach (var row in Facts())
        {
            var asIs = Run(row);
            if (asIs.Removed.Count == 0)
                continue;
            string[] changes = row.IsPrice
                ? [.. asIs.Removed.Where(Sails).Select(s => $"service id={s} price=7")]
                : [.. asIs.Removed.Select(s => $"service id={s} close")];
            Assert.Equal((row.Id, asIs.Planned), (row.Id, Run(row, changes).Planned));
        }
    }

    [Fact]
    public void Planned_comes_near_to_published()
    {
        var report = new JourneyValidation(ReferenceMaterial.Snapshot(), Depart)
            .Run(Facts(), cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(report.Time.Counted, report.Time.Planned);
        Assert.Equal(report.Cost.Counted, report.Cost.Planned);
        Assert.True(report.Time.MedianError <= 0.20, $"times: median error {report.Time.MedianError:P1}");
        Assert.True(report.Cost.MedianError <= 0.25, $"prices: median error {report.Cost.MedianError:P1}");
    }

    private static bool Sails(string service) => ReferenceMaterial.Snapshot().Services.Any(s => s.Id == service);

    private static ValidationRow Run(PublishedJourney row, params string[] changes) =>
        Assert.Single(new JourneyValidation(ReferenceMaterial.Snapshot("today", changes), Depart)
            .Run([row], cancellation: TestContext.Current.CancellationToken).Rows);

    private static List<PublishedJourney> Facts()
    {
        var rows = new List<PublishedJourney>();
        foreach (var file in new[] { "times.csv", "tariffs.csv" })
        {
            var path = ReferenceMaterial.FindFacts(file);
            Assert.SkipUnless(path is not null, ReferenceMaterial.Remedy);
            using var reader = new StreamReader(path!);
            rows.AddRange(PublishedJourney.Read(reader, file));
        }

        return rows;
    }

    private static PublishedJourney Time(
        string from, string to, string mode, string route = "", string kind = "actual") => new()
        {
            Id = "t",
            From = from,
            To = to,
            Route = route,
            Mode = mode,
            Low = 10,
            High = 12,
            Unit = "day",
            Kind = kind,
        };

    private static PublishedJourney Price(string from, string to, string mode, string unit) => new()
    {
        Id = "p",
        From = from,
        To = to,
        Route = "",
        Mode = mode,
        Low = 900,
        High = 1000,
        Unit = unit,
        Kind = "tariff",
        Currency = "USD",
    };
}
