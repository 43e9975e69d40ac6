namespace Throughline.Customs;

/// <summary>The amount of debt that may arise for the goods of one transit operation.</summary>
/// <param name="Amount">In euro (rule R0267), 0 or more.</param>
/// <param name="IsAssumed">True when it could not be calculated and is the 10,000 euro of the law.</param>
/// <param name="Items">Charges of the items that could be calculated, in <see cref="Currency"/>.</param>
/// <param name="Currency">Currency of the items: that of the country of departure.</param>
/// <param name="Notes">Sentences on what was assumed and why. Never empty when <paramref name="IsAssumed"/>.</param>
/// <remarks>Convention on a common transit procedure, appendix I, articles 18 and 74; Regulation (EU) 2015/2447,
/// articles 148 and 155: highest duty and charges for goods of the kind in the country of departure; Union goods count
/// as non-Union goods.</remarks>
public sealed record ReferenceAmount(
    Money Amount, bool IsAssumed, IReadOnlyList<ItemCharges> Items, string Currency, IReadOnlyList<string> Notes)
{
    private const long BasisPointsInAll = 10_000;
    private const long ThousandthsInOne = 1_000;

    /// <summary>What the law lets be taken for one operation whose amount cannot be calculated: 10,000 euro.</summary>
    public static Money Assumed { get; } = Money.Of(10_000, "EUR");

    /// <summary>Calculates the amount.</summary>
    /// <param name="items">Items of the declaration.</param>
    /// <param name="rates">Rates of the country of departure. For each kind the one that gives most is taken. A duty
    /// must be known for each item, be it of nothing; excise and tax count nothing where there is no rate.</param>
    /// <param name="exchange">Exchange rates.</param>
    /// <param name="currency">Currency of the country of departure.</param>
    /// <param name="at">Day of acceptance at the office of departure.</param>
    /// <exception cref="OverflowException">An amount is beyond the range.</exception>
    public static ReferenceAmount Calculate(
        IEnumerable<SecuredItem> items, IReadOnlyCollection<ChargeRate> rates, ExchangeRates exchange, string currency,
        DateOnly at)
    {
        var calculation = new Calculation(rates, exchange, currency, at);
        var charges = new List<ItemCharges>();
        var count = 0;
        foreach (var item in items)
        {
            count++;
            if (calculation.ChargesOf(item) is { } known)
                charges.Add(known);
        }

        if (count == 0)
            calculation.Notes.Add("The declaration has no items.");
        if (calculation.Notes.Count == 0)
        {
            var sum = charges.Aggregate(Money.Zero(currency), (total, item) => total + item.Total);
            if (exchange.Convert(sum, "EUR", at) is { } euro)
                return new ReferenceAmount(euro, false, charges, currency, []);
            calculation.Notes.Add($"There is no exchange rate of {currency} on {at:yyyy-MM-dd}.");
        }

        calculation.Notes.Add($"The amount cannot be calculated; {Assumed} are taken for the operation "
            + "(Convention, appendix I, article 74; Regulation (EU) 2015/2447, article 148).");
        return new ReferenceAmount(Assumed, true, charges, currency, calculation.Notes);
    }

    private sealed class Calculation(
        IReadOnlyCollection<ChargeRate> rates, ExchangeRates exchange, string currency, DateOnly at)
    {
        public List<string> Notes { get; } = [];

        public ItemCharges? ChargesOf(SecuredItem item)
        {
            if (item.Commodity.Length == 0)
                return Miss(item, "has no commodity code");
            if (item.Value is not { } given)
                return Miss(item, "has no value");
            if (exchange.Convert(given, currency, at) is not { } value)
                return Miss(item, $"has a value in {given.Currency}, of which there is no rate on {at:yyyy-MM-dd}");
            if (!rates.Any(r => r.Kind == ChargeKind.Duty && r.HoldsFor(item.Commodity, at)))
                return Miss(item, $"has the commodity code {item.Commodity}, of which no duty is known");
            if (Highest(item, ChargeKind.Duty, value) is not { } duty
                || Highest(item, ChargeKind.Excise, value) is not { } excise
                || Highest(item, ChargeKind.ValueAddedTax, value + duty + excise) is not { } tax)
                return null;
            return new ItemCharges(item.Number, duty, excise, tax);
        }

        private Money? Highest(SecuredItem item, ChargeKind kind, Money basis)
        {
            var most = Money.Zero(currency);
            foreach (var rate in rates)
            {
                if (rate.Kind != kind || !rate.HoldsFor(item.Commodity, at))
                    continue;
                if (Charge(item, rate, basis) is not { } charge)
                    return null;
                most = charge > most ? charge : most;
            }

            return most;
        }

        private Money? Charge(SecuredItem item, ChargeRate rate, Money basis)
        {
            var share = basis.Share(rate.BasisPoints, BasisPointsInAll);
            if (rate.PerUnit is not { } perUnit)
                return share;
            if (!item.QuantityThousandths.TryGetValue(rate.Unit, out var quantity))
            {
                Miss(item, $"has no quantity in {rate.Unit}, which a rate asks for");
                return null;
            }

            if (exchange.Convert(perUnit.Share(quantity, ThousandthsInOne), currency, at) is { } specific)
                return share + specific;
            Miss(item, $"has a rate in {perUnit.Currency}, of which there is no exchange rate on {at:yyyy-MM-dd}");
            return null;
        }

        private ItemCharges? Miss(SecuredItem item, string what)
        {
            Notes.Add($"Item {item.Number} {what}.");
            return null;
        }
    }
}
