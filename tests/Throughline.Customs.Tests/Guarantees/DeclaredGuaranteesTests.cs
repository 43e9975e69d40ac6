namespace Throughline.Customs.Tests;

public class DeclaredGuaranteesTests
{
    [Fact]
    public void Each_reference_with_a_GRN_is_a_use_in_euro()
    {
        var message = Message.Make("CC015C");
        var root = message.Root;
        root.Open("CustomsOfficeOfDeparture")["referenceNumber"] = "TR041800";
        root.Open("CustomsOfficeOfDestinationDeclared")["referenceNumber"] = "AZXX0BAK";
        root.Add("CustomsOfficeOfTransitDeclared")["referenceNumber"] = "GEXX0TSI";
        root.Open("HolderOfTheTransitProcedure")["identificationNumber"] = "TR123";
        var commodity = root.Open("Consignment").Open("HouseConsignment").Open("ConsignmentItem").Open("Commodity");
        commodity.Open("CommodityCode")["harmonizedSystemSubHeadingCode"] = "870323";
        var guarantee = root.Add("Guarantee");
        guarantee["guaranteeType"] = "1";
        foreach (var (grn, amount, currency) in new[]
        {
            ("26TR0000000000011", "400000.00", "TRY"), ("26TR0000000000022", "12.345", "EUR"), (null, "1", "EUR"),
            ("26TR0000000000033", "1", "GEL"), ("26TR0000000000044", "10.5", "EUR"),
        })
        {
            var reference = guarantee.Add("GuaranteeReference");
            reference["GRN"] = grn;
            reference["accessCode"] = "AB12";
            reference["amountToBeCovered"] = amount;
            reference["currency"] = currency;
        }

        var rates = new ExchangeRates([new("TRY", new(2026, 1, 1), 40_000_000)]);
        var uses = DeclaredGuarantees.List(message, rates, new(2026, 4, 1));
        Assert.Equal([("26TR0000000000011", Money.Of(10_000, "EUR")), ("26TR0000000000044", new(1_050, "EUR"))],
            uses.Select(u => (u.Grn, u.Amount)));
        Assert.Equal(["GE", "AZ"], uses[0].Countries);
        Assert.Equal(["870323"], uses[0].Commodities);
        Assert.Equal(("1", "AB12", "TR123", "TR041800"),
            (uses[0].Type, uses[0].AccessCode, uses[0].Holder, uses[0].OfficeOfDeparture));
    }
}
