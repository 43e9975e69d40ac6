using CsCheck;

namespace Throughline.Server.Tests.FrontOffice;

/// <summary>What is due, over all tariffs and movements that there can be.</summary>
public sealed class FeesTests
{
    private static readonly Gen<Tariff> Tariffs =
        from fund in Gen.Enum<Fund>()
        from version in Gen.Int[1, 5]
        from day in Gen.Int[0, 10]
        from lines in (
            from per in Gen.Enum<FeeBasis>()
            from amount in Gen.Long[1, 1_000_000]
            from currency in Gen.Int[0, 2].Select(i => ((string[])["AMD", "AZN", "EUR"])[i])
            select (per, amount, currency)).List[1, 4]
        select new Tariff(fund, "AM", version, new DateOnly(2026, 12, 1).AddDays(day), default,
            [.. lines.Select((l, i) => new TariffLine($"F{i}", "Fee", l.per, l.amount, l.currency))]);

    [Fact]
    public void What_was_assessed_is_not_due_again_and_more_papers_are_due_once() => (
        from treasury in Tariffs
        from own in Tariffs
        from papers in Gen.Int[0, 9]
        from more in Gen.Int[0, 9]
        from containers in Gen.Int[0, 9]
        select (Tariffs: (Tariff[])[treasury with { Fund = Fund.Treasury }, own with { Fund = Fund.Operator }], papers,
            more, containers)).Sample(c =>
    {
        var first = Fees.Assess(c.Tariffs, new FeeCounts(c.papers, c.containers), []);
        var then = Fees.Assess(c.Tariffs, new FeeCounts(c.papers + c.more, c.containers), [.. first]);
        var atOnce = Fees.Assess(c.Tariffs, new FeeCounts(c.papers + c.more, c.containers), []);
        Assert.Empty(Fees.Assess(c.Tariffs, new FeeCounts(c.papers, c.containers), [.. first]));
        Assert.Equal(Fees.Sum(atOnce), Fees.Sum([.. first, .. then]));
        Assert.All(then, l => Assert.Equal(FeeBasis.Paper, l.Per));
        Assert.All(atOnce, l => Assert.Equal(l.Quantity * l.UnitMinor, l.AmountMinor));
    });

    [Fact]
    public void Totals_keep_funds_and_currencies_apart() => Tariffs.List[1, 4].Sample(tariffs =>
    {
        var lines = Fees.Assess(tariffs, new FeeCounts(3, 2), []);
        var totals = Fees.Sum(lines);
        Assert.Equal(totals.Count, totals.DistinctBy(t => (t.Fund, t.Currency)).Count());
        Assert.All(totals, t => Assert.Equal(t.AmountMinor,
            lines.Where(l => l.Fund == t.Fund && l.Currency == t.Currency).Sum(l => l.AmountMinor)));
    });

    [Fact]
    public void The_latest_version_that_has_begun_holds() => Tariffs.List[0, 6].Sample(tariffs =>
    {
        var day = new DateOnly(2026, 12, 5);
        var found = Fees.FindTariff(tariffs, Fund.Treasury, day);
        var begun = tariffs.Where(t => t.Fund == Fund.Treasury && t.ValidFrom <= day).ToList();
        Assert.Equal(begun.Count == 0 ? null : begun.Max(t => t.Version), found?.Version);
    });

    [Fact]
    public void An_amount_beyond_the_range_is_no_other_amount()
    {
        var tariff = new Tariff(Fund.Treasury, "AM", 1, default, default,
            [new TariffLine("A", "Fee", FeeBasis.Container, long.MaxValue / 2, "AMD")]);
        Assert.Throws<OverflowException>(() => Fees.Assess([tariff], new FeeCounts(0, 3), []));
    }

    [Theory]
    [InlineData("application/pdf", "%PDF-1.7", true)]
    [InlineData("application/pdf", "<html>", false)]
    [InlineData("image/tiff", "II*\0", true)]
    [InlineData("image/png", "%PDF-1.7", false)]
    [InlineData("text/html", "<html>", false)]
    [InlineData("image/jpeg", "", false)]
    public void A_scan_is_what_its_first_bytes_say(string media, string start, bool isTaken) =>
        Assert.Equal(isTaken, Scans.IsOf(media, System.Text.Encoding.Latin1.GetBytes(start)));
}
