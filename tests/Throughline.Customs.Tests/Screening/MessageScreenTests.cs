namespace Throughline.Customs.Tests.Screening;

/// <summary>Parties and goods of messages.</summary>
public sealed class MessageScreenTests
{
    private static readonly ListIndex Lists = new(
    [
        new ListEntry
        {
            Id = "C1", Kind = NameKind.Organisation, Name = "Severnyy Put LLC", Identifiers = ["RU7701234567"],
            List = "L",
        },
    ]);

    [Theory]
    [InlineData("HolderOfTheTransitProcedure")]
    [InlineData("Consignment/Consignor")]
    [InlineData("Consignment/Consignee")]
    [InlineData("Consignment/HouseConsignment/Consignor")]
    [InlineData("Consignment/HouseConsignment/Consignee")]
    public void Every_party_with_a_name_is_screened(string path)
    {
        var message = Message.Make("CC015C");
        var group = Open(message, path);
        group["name"] = "ООО «Северный Путь»";
        var found = Assert.Single(PartyScreen.Run(message, Lists));
        Assert.Equal((group.Pointer, "C1"), (found.Pointer, found.Hits[0].Entry.Id));
        group["name"] = "Belmora Trading LLC";
        Assert.Empty(PartyScreen.Run(message, Lists));
    }

    [Theory]
    [InlineData("Representative")]
    [InlineData("Consignment/Carrier")]
    public void A_party_with_a_number_alone_is_screened_by_it(string path)
    {
        var message = Message.Make("CC015C");
        Open(message, path)["identificationNumber"] = "RU7701234567";
        Assert.Equal(1, Assert.Single(PartyScreen.Run(message, Lists)).Hits[0].Score);
    }

    [Fact]
    public void Parties_of_other_messages_are_screened()
    {
        var message = Message.Make("CC029C");
        message.Root.Open("HolderOfTheTransitProcedure")["name"] = "Severnyy Put";
        Assert.Single(PartyScreen.Run(message, Lists));
    }

    [Fact]
    public void Chips_ask_for_a_licence_until_one_is_named()
    {
        var message = Message.Make("CC015C");
        var item = Open(message, "Consignment/HouseConsignment/ConsignmentItem");
        var code = item.Open("Commodity").Open("CommodityCode");
        code["harmonizedSystemSubHeadingCode"] = "854231";
        var finding = Assert.Single(GoodsScreen.Run(message));
        Assert.Equal((code.Pointer + "/harmonizedSystemSubHeadingCode", null), (finding.Pointer, finding.NamedBy));
        Assert.Contains("export licence", finding.Message, StringComparison.Ordinal);

        var document = message.Root.First("Consignment")!.Add("SupportingDocument");
        document["type"] = "N380";
        Assert.Null(Assert.Single(GoodsScreen.Run(message)).NamedBy);
        document["type"] = "X002";
        Assert.Equal(document.Pointer, Assert.Single(GoodsScreen.Run(message)).NamedBy);
        code["harmonizedSystemSubHeadingCode"] = "090111";
        Assert.Empty(GoodsScreen.Run(message));
    }

    [Fact]
    public void An_end_use_certificate_is_known_by_its_words()
    {
        var message = Message.Make("CC015C");
        var item = Open(message, "Consignment/HouseConsignment/ConsignmentItem");
        item.Open("Commodity").Open("CommodityCode")["harmonizedSystemSubHeadingCode"] = "852691";
        var document = item.Add("SupportingDocument");
        document["type"] = "NZZZ";
        document["complementOfInformation"] = "packing list";
        Assert.Null(Assert.Single(GoodsScreen.Run(message)).NamedBy);
        document["complementOfInformation"] = "End use certificate of 5 May";
        Assert.Equal(document.Pointer, Assert.Single(GoodsScreen.Run(message)).NamedBy);
    }

    [Fact]
    public void Dangerous_goods_are_known_by_their_number()
    {
        var message = Message.Make("CC015C");
        var item = Open(message, "Consignment/HouseConsignment/ConsignmentItem");
        item.Open("Commodity").Open("DangerousGoods")["UNNumber"] = "2977";
        Assert.Equal(["dangerous goods declaration", "export licence"],
            GoodsScreen.Run(message).Select(f => f.Row.Document).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_row_of_goods_is_whole() => Assert.All(GoodsScreen.Rows, row =>
    {
        Assert.All(new[] { row.What, row.Why, row.Document, row.Source }, t => Assert.True(t.Length > 3, row.Code));
        Assert.All(row.Types, t => Assert.Matches("^[A-Z][0-9A-Z]{3}(~[a-z-]+)?$", t));
        Assert.Matches("^(HS [0-9]{4,6}|UN [0-9]{1,4}(-[0-9]{3,4})?)$", row.Code);
    });

    private static MessageGroup Open(Message message, string path)
    {
        var at = message.Root;
        foreach (var name in path.Split('/'))
            at = at.Open(name);
        return at;
    }
}
