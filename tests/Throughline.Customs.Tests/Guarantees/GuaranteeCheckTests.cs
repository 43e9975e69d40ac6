using CsCheck;

namespace Throughline.Customs.Tests;

public class GuaranteeCheckTests
{
    private static readonly DateOnly Day = new(2026, 4, 1);
    private static readonly string Number = Grn.Make(2026, "TR", "000000000001").Value;

    private static readonly Guarantee Registered =
        new(Number, "1", "TR123", ["AB12"], new(2026, 1, 1), new(2026, 12, 31), Money.Of(100_000, "EUR"));

    private static readonly GuaranteeUse Use = new(
        Number, "1", "AB12", "TR123", Money.Of(10_000, "EUR"), Day, "TR041800", "GEXX0TSI", ["GE", "AZ"], ["870323"]);

    [Fact]
    public void A_good_use_has_no_refusal() => Assert.Empty(GuaranteeCheck.Check(Use, Registered));

    [Fact]
    public void Each_reason_is_given_alone()
    {
        Expect("G01", Use, null);
        Expect("G01", Use with { Grn = "X" }, Registered);
        Expect("G02", Use with { At = new(2025, 12, 31) }, Registered);
        Expect("G02", Use with { At = new(2027, 1, 1) }, Registered);
        Expect("G02", Use, Registered with { IsRevoked = true });
        Expect("G03", Use with { AccessCode = "ab12" }, Registered);
        Expect("G04", Use with { Holder = "TR124" }, Registered);
        Expect("G05", Use with { Type = "4" }, Registered with { Type = "4", IsUsed = true });
        Expect("G06", Use with { HasSuspendedGoods = true }, Registered with { ExcludesSuspendedGoods = true });
        Expect("G08", Use, Registered with { NotValidIn = ["GE", "UA"] });
        Expect("G09", Use with { Amount = new(10_000_001, "EUR") }, Registered);
        Expect("G10", Use with { Type = "2" }, Registered with { Type = "2", IsUsed = true });
        Expect("G11", Use, Registered with { OfficeOfDeparture = "TR041900" });
        Expect("G11", Use, Registered with { OfficeOfDestination = "TR041900" });
        Expect("G12", Use with { Commodities = ["870323", "240220"] }, Registered with { Commodities = ["8703"] });
        Expect("G13", Use with { Type = "0" }, Registered);
    }

    [Fact]
    public void The_first_and_last_day_and_the_last_cent_hold()
    {
        Assert.Empty(GuaranteeCheck.Check(Use with { At = Registered.ValidFrom }, Registered));
        Assert.Empty(GuaranteeCheck.Check(Use with { At = Registered.ValidTo }, Registered));
        var full = Registered with { Reserved = Money.Of(90_000, "EUR") };
        Assert.Empty(GuaranteeCheck.Check(Use, full));
        Expect("G09", Use with { Amount = Use.Amount + new Money(1, "EUR") }, full);
    }

    [Fact]
    public void A_waiver_is_held_to_its_reference_amount_too() =>
        Expect("G09", Use with { Type = "0" }, Registered with
        {
            Type = "0",
            Level = GuaranteeLevel.Waiver,
            Reserved = Money.Of(95_000, "EUR"),
        });

    [Fact]
    public void All_reasons_come_at_once_and_all_are_in_CL252()
    {
        var worst = Registered with
        {
            Type = "2",
            IsUsed = true,
            IsRevoked = true,
            Holder = "X",
            ExcludesSuspendedGoods = true,
            NotValidIn = ["AZ"],
            OfficeOfDeparture = "X",
            Commodities = ["01"],
            Reserved = Money.Of(100_000, "EUR"),
        };
        var codes = GuaranteeCheck.Check(Use with { HasSuspendedGoods = true }, worst).Select(r => r.Code).ToList();
        Assert.Equal(["G02", "G04", "G06", "G08", "G09", "G10", "G11", "G12", "G13"], codes);
        Assert.All(codes, c => Assert.True(CodeLists.BuiltIn.Contains("CL252", c, Day)));
    }

    [Fact]
    public void A_wrong_access_code_learns_nothing_of_amounts() =>
        Expect("G03", Use with { AccessCode = "", Amount = Money.Of(1_000_000, "EUR") }, Registered);

    [Theory]
    [InlineData(GuaranteeLevel.Full, 1_000_001L)]
    [InlineData(GuaranteeLevel.Half, 500_001L)]
    [InlineData(GuaranteeLevel.Thirty, 300_001L)]
    [InlineData(GuaranteeLevel.Waiver, 0L)]
    public void A_level_secures_its_share_rounded_up(GuaranteeLevel level, long minor) =>
        Assert.Equal(minor, GuaranteeTypes.Secured(new Money(1_000_001, "EUR"), level).Minor);

    [Fact]
    public void Another_level_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(
        () => GuaranteeTypes.Secured(Money.Of(1, "EUR"), (GuaranteeLevel)31));

    [Theory]
    [InlineData(0L, 0L)]
    [InlineData(1L, 1L)]
    [InlineData(1_000_000L, 1L)]
    [InlineData(1_000_001L, 2L)]
    [InlineData(2_000_000L, 2L)]
    public void Vouchers_cover_10000_euro_each(long minor, long vouchers) =>
        Assert.Equal(vouchers, GuaranteeTypes.VouchersFor(new Money(minor, "EUR")));

    [Fact]
    public void What_is_available_and_uncovered_is_never_negative() =>
        Gen.Select(Gen.Long[0, 1_000_000_000], Gen.Long[0, 2_000_000_000], Gen.Long[0, 500_000_000].Array[0, 9])
            .Sample((amount, reserved, covered) =>
            {
                var guarantee = Registered with { Amount = new(amount, "EUR"), Reserved = new(reserved, "EUR") };
                Assert.Equal(Math.Max(0, amount - reserved), guarantee.Available.Minor);
                var left = GuaranteeCheck.Uncovered(new(amount, "EUR"), covered.Select(c => new Money(c, "EUR")));
                Assert.Equal(Math.Max(0, amount - covered.Sum()), left.Minor);
            });

    [Fact]
    public void Types_are_those_of_the_code_lists()
    {
        foreach (var entry in CodeLists.BuiltIn.Get("CL251").Entries)
            Assert.Equal(CodeLists.BuiltIn.Contains("CL286", entry.Code, Day), GuaranteeTypes.HasGrn(entry.Code));
    }

    private static void Expect(string code, GuaranteeUse use, Guarantee? guarantee) =>
        Assert.Equal([code], GuaranteeCheck.Check(use, guarantee).Select(r => r.Code));
}
