using System.Text;

namespace Throughline.Customs.Tests;

/// <summary>Documents that mean harm, or are merely huge.</summary>
public sealed class HostileDocumentTests
{
    private static readonly DocumentCheck Check = new(new MessageCheck(CodeLists.BuiltIn));
    private static readonly DateOnly Day = RuleCase.Day;

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("{ \"CC015C\": {} }")]
    [InlineData("<CC015C")]
    [InlineData("<CC015C xmlns='http://ncts.dgtaxud.ec'></CC015C><CC015C/>")]
    [InlineData("<a:CC015C xmlns:a='http://ncts.dgtaxud.ec'>\u0001</a:CC015C>")]
    [InlineData("<!DOCTYPE CC015C [<!ENTITY a \"x\">]><CC015C>&a;</CC015C>")]
    [InlineData("<!DOCTYPE CC015C SYSTEM 'file:///etc/passwd'><CC015C/>")]
    [InlineData("<?xml version='1.0' encoding='no-such'?><CC015C/>")]
    public void What_is_no_document_is_refused_in_a_sentence(string text)
    {
        var document = Run(text);
        Assert.False(document.IsAccepted);
        Assert.All(document.Findings, f => Assert.NotEmpty(f.Message));
        Assert.Contains(document.Findings, f => f.Code is "52");
    }

    [Fact]
    public void A_bomb_of_entities_is_refused_before_it_grows()
    {
        var bomb = new StringBuilder("<!DOCTYPE b [<!ENTITY a \"" + new string('x', 100) + "\">");
        for (var c = 'b'; c < 'k'; c++)
            bomb.Append($"<!ENTITY {c} \"{string.Concat(Enumerable.Repeat($"&{(char)(c - 1)};", 20))}\">");
        var document = Run(bomb + "]><CC015C>&j;</CC015C>");
        Assert.Equal("52", Assert.Single(document.Findings).Code);
    }

    [Fact]
    public void Depth_is_limited()
    {
        var deep = string.Concat(Enumerable.Repeat("<Consignment>", 100_000));
        var document = Run("<n:CC015C xmlns:n='http://ncts.dgtaxud.ec'>" + deep);
        Assert.Contains(document.Findings, f => f.Code == "52");
    }

    [Fact]
    public void Size_is_limited()
    {
        var limits = new ReadLimits(MostCharacters: 10_000);
        var text = "<n:CC015C xmlns:n='http://ncts.dgtaxud.ec'><messageSender>" + new string('x', 20_000);
        var read = MessageReader.Read(new StringReader(text), limits);
        Assert.Contains(read.Findings, f => f.Code == "52");
    }

    [Fact]
    public void Findings_are_limited()
    {
        var many = string.Concat(Enumerable.Repeat("<x/>", 50_000));
        var document = Run($"<n:CC015C xmlns:n='http://ncts.dgtaxud.ec'>{many}</n:CC015C>");
        Assert.InRange(document.Findings.Count(f => f.Kind == FindingKind.Structure), 9_000, 9_999);
    }

    [Theory]
    [InlineData(1_999)]
    public void Very_many_items_are_ordinary(int items)
    {
        var message = RuleCase.Base("CC015C");
        var consignment = message.Root.First("Consignment")!;
        var first = consignment.List("HouseConsignment")[0];
        for (var i = 2; i <= items; i++)
        {
            var house = consignment.Add("HouseConsignment");
            house.CopyFrom(first);
            house["sequenceNumber"] = Number(i);
            house.List("ConsignmentItem")[0]["declarationGoodsItemNumber"] = Number(i);
        }

        consignment["grossMass"] = Number(1_500 * items);
        var document = Run(MessageWriter.ToXml(message));
        Assert.Equal([], document.Findings.Where(f => f.Severity == Severity.Error).Take(5)
            .Select(f => $"{f.Code} {f.Reason} {f.Pointer} {f.Message}"));
    }

    [Fact]
    public void Ten_thousand_seals_are_ordinary()
    {
        var message = RuleCase.Base("CC015C");
        var consignment = message.Root.First("Consignment")!;
        consignment.Clear("TransportEquipment");
        for (var i = 1; i <= 102; i++)
        {
            var equipment = consignment.Add("TransportEquipment");
            equipment["sequenceNumber"] = Number(i);
            equipment["containerIdentificationNumber"] = $"CSQU{i:0000000}";
            equipment["numberOfSeals"] = "99";
            for (var s = 1; s <= 99; s++)
            {
                var seal = equipment.Add("Seal");
                seal["sequenceNumber"] = Number(s);
                seal["identifier"] = $"S{i}-{s}";
            }

            var goods = equipment.Add("GoodsReference");
            goods["sequenceNumber"] = "1";
            goods["declarationGoodsItemNumber"] = "1";
        }

        var document = Run(MessageWriter.ToXml(message));
        Assert.Equal([], document.Findings.Where(f => f.Severity == Severity.Error).Take(5)
            .Select(f => $"{f.Code} {f.Reason} {f.Pointer} {f.Message}"));
    }

    private static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static CheckedDocument Run(string text) =>
        Check.Run(new MemoryStream(Encoding.UTF8.GetBytes(text)), "test", null, Day);
}
