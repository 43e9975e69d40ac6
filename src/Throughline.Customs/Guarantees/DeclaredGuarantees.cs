namespace Throughline.Customs;

/// <summary>Reads what a declaration asks of guarantees.</summary>
public static class DeclaredGuarantees
{
    /// <summary>One use for each guarantee reference with a GRN, in the order of the message. References without a
    /// GRN, or whose amount is no number or has no exchange rate, are left out: other rules refuse them.</summary>
    /// <param name="declaration">A declaration or amendment: CC015C, CC013C.</param>
    /// <param name="exchange">Exchange rates, for amounts in other currencies than euro.</param>
    /// <param name="at">Day of acceptance at the office of departure.</param>
    /// <param name="hasSuspendedGoods">Whether goods under suspension are among the items.</param>
    public static IReadOnlyList<GuaranteeUse> List(
        Message declaration, ExchangeRates exchange, DateOnly at, bool hasSuspendedGoods = false)
    {
        var root = declaration.Root;
        var destination = root.First("CustomsOfficeOfDestinationDeclared")?.Find("referenceNumber") ?? "";
        var departure = root.First("CustomsOfficeOfDeparture")?.Find("referenceNumber") ?? "";
        var countries = root.Values("CustomsOfficeOfTransitDeclared/referenceNumber").Append(destination)
            .Where(reference => reference.Length >= 2).Select(reference => reference[..2]).Distinct().ToList();
        var commodities = root.Descend("Consignment/HouseConsignment/ConsignmentItem/Commodity/CommodityCode")
            .Select(code => code.Find("harmonizedSystemSubHeadingCode") + code.Find("combinedNomenclatureCode"))
            .Where(code => code.Length > 0).Distinct().ToList();
        var holder = root.First("HolderOfTheTransitProcedure")?.Find("identificationNumber") ?? "";
        var uses = new List<GuaranteeUse>();
        foreach (var guarantee in root.List("Guarantee"))
        {
            foreach (var reference in guarantee.List("GuaranteeReference"))
            {
                if (reference.Find("GRN") is { } grn && AmountOf(reference, exchange, at) is { } amount)
                {
                    uses.Add(new GuaranteeUse(grn, guarantee.Find("guaranteeType") ?? "",
                        reference.Find("accessCode") ?? "", holder, amount, at, departure, destination, countries,
                        commodities, hasSuspendedGoods));
                }
            }
        }

        return uses;
    }

    private static Money? AmountOf(MessageGroup reference, ExchangeRates exchange, DateOnly at) =>
        Money.Parse(reference.Find("amountToBeCovered"), reference.Find("currency") ?? "EUR") is { } amount
            ? exchange.Convert(amount, "EUR", at)
            : null;
}
