using CsCheck;

namespace Throughline.Customs.Tests;

public class MoneyTests
{
    private static readonly DateOnly Day = new(2026, 4, 1);
    private static readonly Gen<long> Minor = Gen.Long[0, 1_000_000_000_000];

    [Theory]
    [InlineData("10000", "EUR", 1_000_000L)]
    [InlineData("10000.5", "EUR", 1_000_050L)]
    [InlineData("0.01", "EUR", 1L)]
    [InlineData("12", "ISK", 12L)]
    [InlineData("0.001", "EUR", null)]
    [InlineData("12.5", "ISK", null)]
    [InlineData("-1", "EUR", null)]
    [InlineData("1e3", "EUR", null)]
    [InlineData("1,000", "EUR", null)]
    [InlineData(" 1", "EUR", null)]
    [InlineData("99999999999999999999", "EUR", null)]
    [InlineData("", "EUR", null)]
    [InlineData(null, "EUR", null)]
    public void An_amount_is_read_exactly_or_not_at_all(string? text, string currency, long? minor) =>
        Assert.Equal(minor, Money.Parse(text, currency)?.Minor);

    [Fact]
    public void What_is_written_is_read_again() => Minor.Sample(minor =>
    {
        foreach (var currency in new[] { "EUR", "ISK", "KWD" })
        {
            var money = new Money(minor, currency);
            Assert.Equal(money, Money.Parse(money.ToString().Split(' ')[0], currency));
        }
    });

    [Fact]
    public void Sums_are_exact_and_never_wrap()
    {
        Gen.Select(Minor, Minor).Sample((a, b) =>
        {
            var (x, y) = (new Money(a, "EUR"), new Money(b, "EUR"));
            Assert.Equal(x, x + y - y);
            Assert.Equal(a < b, x < y);
        });
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue, "EUR") + new Money(1, "EUR"));
        Assert.Throws<OverflowException>(() => Money.Of(long.MaxValue, "EUR"));
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue, "EUR").Share(2, 1));
        Assert.Throws<InvalidOperationException>(() => Money.Of(1, "EUR") + Money.Of(1, "TRY"));
        Assert.Throws<InvalidOperationException>(() => Money.Of(1, "EUR") < Money.Of(1, "TRY"));
    }

    [Fact]
    public void Shares_are_rounded_by_less_than_a_minor_unit() =>
        Gen.Select(Minor, Gen.Long[0, 10_000], Gen.Long[1, 10_000]).Sample((minor, numerator, denominator) =>
        {
            var exact = (decimal)minor * numerator / denominator;
            var (half, up) = (new Money(minor, "EUR").Share(numerator, denominator).Minor,
                new Money(minor, "EUR").ShareUp(numerator, denominator).Minor);
            Assert.True(Math.Abs(half - exact) <= 0.5m);
            Assert.Equal(decimal.Ceiling(exact), up);
        });

    [Fact]
    public void Halves_are_rounded_up()
    {
        Assert.Equal(1, new Money(1, "EUR").Share(1, 2).Minor);
        Assert.Equal(0, new Money(1, "EUR").Share(49, 100).Minor);
        Assert.Equal(1, new Money(1, "EUR").ShareUp(1, 100).Minor);
        Assert.Equal(0, new Money(0, "EUR").ShareUp(1, 100).Minor);
    }

    [Fact]
    public void A_rate_changes_at_midnight_of_the_office()
    {
        var rates = new ExchangeRates(
            [new("TRY", new(2026, 1, 1), 50_000_000), new("TRY", new(2026, 4, 1), 40_000_000)]);
        var zone = TimeZoneInfo.CreateCustomTimeZone("+3", TimeSpan.FromHours(3), null, null);
        var before = new DateTimeOffset(2026, 3, 31, 20, 59, 59, 999, TimeSpan.Zero);
        Assert.Equal(new(2026, 3, 31), ExchangeRates.DayAt(before, zone));
        Assert.Equal(new(2026, 4, 1), ExchangeRates.DayAt(before.AddMilliseconds(1), zone));
        var hundred = Money.Of(100, "TRY");
        Assert.Equal(new(200, "EUR"), rates.Convert(hundred, "EUR", ExchangeRates.DayAt(before, zone)));
        Assert.Equal(new(250, "EUR"),
            rates.Convert(hundred, "EUR", ExchangeRates.DayAt(before.AddMilliseconds(1), zone)));
        Assert.Null(rates.Convert(hundred, "EUR", new(2025, 12, 31)));
        Assert.Null(rates.Convert(Money.Of(1, "GEL"), "EUR", Day));
        Assert.Equal(hundred, rates.Convert(hundred, "TRY", new(2025, 12, 31)));
    }

    [Fact]
    public void Currencies_with_other_minor_units_are_converted()
    {
        var rates = new ExchangeRates(
            [new("ISK", DateOnly.MinValue, 149_900_000), new("TRY", DateOnly.MinValue, 37_957_000)]);
        Assert.Equal(new(1_499, "ISK"), rates.Convert(Money.Of(10, "EUR"), "ISK", Day));
        Assert.Equal(Money.Of(10, "EUR"), rates.Convert(new(1_499, "ISK"), "EUR", Day));
        Assert.Equal(new(25_321_548, "TRY"), rates.Convert(new(1_000_000, "ISK"), "TRY", Day));
    }

    [Fact]
    public void To_another_currency_and_back_loses_no_more_than_rounding() =>
        Gen.Select(Minor, Gen.Long[1_000_000, 1_000_000_000]).Sample((minor, rate) =>
        {
            var rates = new ExchangeRates([new("TRY", DateOnly.MinValue, rate)]);
            var there = rates.Convert(new(minor, "EUR"), "TRY", Day)!.Value;
            Assert.InRange(rates.Convert(there, "EUR", Day)!.Value.Minor, minor - 1, minor + 1);
        });

    [Fact]
    public void A_wrong_table_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new ExchangeRates([new("TRY", Day, 0)]));
        Assert.Throws<ArgumentException>(() => new ExchangeRates([new("TRY", Day, 1), new("TRY", Day, 2)]));
    }
}
