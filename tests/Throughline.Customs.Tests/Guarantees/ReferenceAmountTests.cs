using CsCheck;

namespace Throughline.Customs.Tests;

public class ReferenceAmountTests
{
    private static readonly DateOnly Day = new(2026, 4, 1);
    private static readonly ExchangeRates Rates = new([new("TRY", new(2026, 1, 1), 40_000_000)]);

    private static readonly ChargeRate[] Charges =
    [
        new(ChargeKind.Duty, "", DateOnly.MinValue, DateOnly.MaxValue, 0),
        new(ChargeKind.Duty, "8703", DateOnly.MinValue, DateOnly.MaxValue, 1_000),
        new(ChargeKind.Duty, "2402", DateOnly.MinValue, new(2026, 3, 31), 5_760),
        new(ChargeKind.Duty, "2402", new(2026, 4, 1), DateOnly.MaxValue, 2_600),
        new(ChargeKind.Excise, "2402", DateOnly.MinValue, DateOnly.MaxValue, 0, Money.Of(100, "EUR"), "MIL"),
        new(ChargeKind.Excise, "2402", DateOnly.MinValue, DateOnly.MaxValue, 6_300),
        new(ChargeKind.ValueAddedTax, "", DateOnly.MinValue, DateOnly.MaxValue, 2_000),
    ];

    [Fact]
    public void Duty_and_tax_add_up()
    {
        // 10,000 EUR: duty 10 % = 1,000; tax 20 % of 11,000 = 2,200.
        var result = Calculate([Item(1, "870323", Money.Of(10_000, "EUR"))]);
        Assert.Equal(Money.Of(3_200, "EUR"), result.Amount);
        Assert.False(result.IsAssumed);
        Assert.Empty(result.Notes);
        Assert.Equal(new ItemCharges(1, Money.Of(1_000, "EUR"), Money.Zero("EUR"), Money.Of(2_200, "EUR")),
            Assert.Single(result.Items));
    }

    [Fact]
    public void The_rate_that_gives_most_is_taken()
    {
        // 50 thousand cigarettes of 1,000 EUR: excise 5,000 by number, 630 by value; duty 260; tax 20 % of 6,260.
        var result = Calculate([Item(1, "240220", Money.Of(1_000, "EUR"), ("MIL", 50_000))]);
        Assert.Equal(new ItemCharges(1, Money.Of(260, "EUR"), Money.Of(5_000, "EUR"), Money.Of(1_252, "EUR")),
            Assert.Single(result.Items));
        // One thousand of them: excise 100 by number, 630 by value.
        var few = Calculate([Item(1, "240220", Money.Of(1_000, "EUR"), ("MIL", 1_000))]);
        Assert.Equal(Money.Of(630, "EUR"), few.Items[0].Excise);
    }

    [Fact]
    public void A_rate_holds_on_its_days_only()
    {
        var item = Item(1, "240220", Money.Of(1_000, "EUR"), ("MIL", 0));
        Assert.Equal(Money.Of(576, "EUR"), Calculate([item], at: new(2026, 3, 31)).Items[0].Duty);
        Assert.Equal(Money.Of(260, "EUR"), Calculate([item], at: new(2026, 4, 1)).Items[0].Duty);
    }

    [Fact]
    public void Values_in_other_currencies_are_converted_and_the_amount_is_in_euro()
    {
        // 400,000 TRY are 10,000 EUR.
        var result = Calculate([Item(1, "870323", Money.Of(400_000, "TRY"))], "TRY");
        Assert.Equal(Money.Of(3_200, "EUR"), result.Amount);
        Assert.Equal(Money.Of(128_000, "TRY"), result.Items[0].Total);
    }

    [Theory]
    [InlineData("", 1L, "EUR", "Item 1 has no commodity code.")]
    [InlineData("870323", null, "EUR", "Item 1 has no value.")]
    [InlineData("870323", 1L, "GEL", "Item 1 has a value in GEL, of which there is no rate on 2026-04-01.")]
    [InlineData("240220", 1L, "EUR", "Item 1 has no quantity in MIL, which a rate asks for.")]
    public void What_cannot_be_calculated_is_10000_euro_and_says_so(
        string commodity, long? value, string currency, string note)
    {
        var bad = Item(1, commodity, value is { } known ? Money.Of(known, currency) : null);
        var result = Calculate([bad, Item(2, "870323", Money.Of(10_000, "EUR"))]);
        Assert.True(result.IsAssumed);
        Assert.Equal(Money.Of(10_000, "EUR"), result.Amount);
        Assert.Equal(note, result.Notes[0]);
        Assert.Contains("10000.00 EUR", result.Notes[^1]);
        Assert.Equal(2, Assert.Single(result.Items).Number);
    }

    [Fact]
    public void No_items_no_known_duty_and_no_rate_say_so()
    {
        Assert.True(Calculate([]).IsAssumed);
        var item = Item(1, "870323", Money.Of(1, "EUR"));
        Assert.True(ReferenceAmount.Calculate([item], [], Rates, "EUR", Day).IsAssumed);
        Assert.True(ReferenceAmount.Calculate([item], Charges, Rates, "GEL", Day).IsAssumed);
    }

    [Fact]
    public void Nothing_due_is_nothing_and_not_10000_euro()
    {
        var result = Calculate([Item(1, "870323", Money.Zero("EUR"))]);
        Assert.Equal(Money.Zero("EUR"), result.Amount);
        Assert.False(result.IsAssumed);
    }

    [Fact]
    public void The_amount_is_the_sum_of_its_items_never_negative_and_grows_with_value() =>
        Gen.Long[0, 10_000_000_000].Array[1, 20].Sample(values =>
        {
            var items = values.Select((v, i) => Item(i + 1, "870323", new Money(v, "EUR"))).ToList();
            var result = Calculate(items);
            Assert.Equal(result.Items.Sum(i => i.Total.Minor), result.Amount.Minor);
            Assert.True(result.Amount.Minor >= 0);
            var more = Calculate([.. items, Item(99, "870323", Money.Of(1, "EUR"))]);
            Assert.True(more.Amount > result.Amount);
        });

    private static ReferenceAmount Calculate(
        IEnumerable<SecuredItem> items, string currency = "EUR", DateOnly? at = null) =>
        ReferenceAmount.Calculate(items, Charges, Rates, currency, at ?? Day);

    private static SecuredItem Item(int number, string commodity, Money? value, params (string, long)[] quantities) =>
        new(number, commodity, value, quantities.ToDictionary(q => q.Item1, q => q.Item2));
}
