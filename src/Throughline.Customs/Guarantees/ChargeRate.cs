namespace Throughline.Customs;

/// <summary>Kinds of charge that a transit guarantee secures.</summary>
public enum ChargeKind
{
    /// <summary>Customs duty, at the conventional rate.</summary>
    Duty,
    /// <summary>Excise.</summary>
    Excise,
    /// <summary>Value added tax, over value, duty and excise.</summary>
    ValueAddedTax,
}

/// <summary>A rate of duty or tax in the country of departure.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Commodity">Start of the commodity codes that it holds for; empty for all.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day, inclusive.</param>
/// <param name="BasisPoints">Share of the value in hundredths of a percent, 0 or more: 12 % is 1,200.</param>
/// <param name="PerUnit">Amount for each unit of quantity, 0 or more, or null. Where share and amount are both given
/// they are added.</param>
/// <param name="Unit">Unit of quantity as of CL349, for example <c>KGM</c>; empty without an amount.</param>
public sealed record ChargeRate(
    ChargeKind Kind, string Commodity, DateOnly From, DateOnly To, long BasisPoints, Money? PerUnit = null,
    string Unit = "")
{
    /// <summary>Whether it holds for a commodity on a day.</summary>
    public bool HoldsFor(string commodity, DateOnly at) =>
        From <= at && at <= To && commodity.StartsWith(Commodity, StringComparison.Ordinal);
}

/// <summary>An item of goods whose charges are secured.</summary>
/// <param name="Number">Number of the item in the declaration.</param>
/// <param name="Commodity">Commodity code, HS or longer; empty when it is not known.</param>
/// <param name="Value">Customs value, 0 or more; null when it is not known.</param>
/// <param name="QuantityThousandths">Quantities by unit of CL349, in thousandths, 0 or more.</param>
public sealed record SecuredItem(
    int Number, string Commodity, Money? Value, IReadOnlyDictionary<string, long> QuantityThousandths);

/// <summary>The charges of one item.</summary>
/// <param name="Number">Number of the item.</param>
/// <param name="Duty">Duty.</param>
/// <param name="Excise">Excise.</param>
/// <param name="ValueAddedTax">Value added tax.</param>
public sealed record ItemCharges(int Number, Money Duty, Money Excise, Money ValueAddedTax)
{
    /// <summary>All charges.</summary>
    public Money Total => Duty + Excise + ValueAddedTax;
}
