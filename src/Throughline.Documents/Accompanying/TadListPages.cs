using System.Globalization;
using Throughline.Customs;

namespace Throughline.Documents;

/// <summary>The pages after the first: what did not fit on it, and the list of items.</summary>
internal static class TadListPages
{
    private const double NumberWidth = 44;
    private const double CodeWidth = 62;
    private const double MassWidth = 64;
    private const double PackagesWidth = 150;
    private const double Space = 5;
    private const double ColumnsHeight = 19;
    private const double DescriptionX = NumberWidth + CodeWidth;
    private const double PackagesX = DescriptionX + DescriptionWidth;
    private const double GrossX = PackagesX + PackagesWidth;
    private const double NetX = GrossX + MassWidth;
    private const double DescriptionWidth = Sheet.Width - NumberWidth - CodeWidth - PackagesWidth - (2 * MassWidth);

    /// <summary>Pages with the fields that are cut on the first page, whole.</summary>
    public static IReadOnlyList<Sheet> Continuation(string mrn, IReadOnlyList<Field> fields, Labels labels)
    {
        var flow = new Flow(() =>
        {
            var sheet = new Sheet(labels);
            TadHead.Other(sheet, "title.continuation", mrn);
            return (sheet, TadHead.OtherBottom + 4);
        }, 2.5);
        foreach (var field in fields)
        {
            flow.Add(new FlowRow([new FlowCell(Flow.ValueX, Sheet.Width - Flow.ValueX - 4, field.Value)],
                field.Label, field.Number, HasLine: true));
        }

        flow.Close();
        return flow.Sheets;
    }

    /// <summary>The list of items, each house consignment under its heading.</summary>
    public static IReadOnlyList<Sheet> Items(TadContent content, Labels labels)
    {
        var flow = new Flow(() => BeginItems(content.Mrn, labels), NumberWidth + 2.5);
        foreach (var house in content.Houses)
        {
            AddHouse(flow, house, labels);
            foreach (var item in house.List("ConsignmentItem"))
                AddItem(flow, item);
        }

        flow.Close();
        return flow.Sheets;
    }

    private static (Sheet Sheet, double Top) BeginItems(string mrn, Labels labels)
    {
        var sheet = new Sheet(labels);
        TadHead.Other(sheet, "title.list", mrn);
        var y = TadHead.OtherBottom;
        sheet.Frame(Sheet.Left, y, Sheet.Width, ColumnsHeight);
        Column(0, NumberWidth, "item.number", "11 03");
        Column(NumberWidth, CodeWidth, "item.commodity", "18 09");
        Column(DescriptionX, DescriptionWidth, "item.description", "18 05");
        Column(PackagesX, PackagesWidth, "item.packages", "18 06");
        Column(GrossX, MassWidth, "item.grossMass", "18 04");
        Column(NetX, MassWidth, "item.netMass", "18 01");
        return (sheet, y + ColumnsHeight);

        void Column(double x, double width, string label, string number) =>
            sheet.Label(Sheet.Left + x + 2.5, y + 2.5, width - 4, label, number);
    }

    private static void AddHouse(Flow flow, MessageGroup house, Labels labels)
    {
        var number = house.Index.ToString(CultureInfo.InvariantCulture);
        flow.Add(new FlowRow(
            [
                new FlowCell(2.5, GrossX - Space, $"{labels.Both("house")} {number}", IsBold: true),
                new FlowCell(GrossX, MassWidth - Space, GroupText.Value(house, "grossMass"), true, IsRight: true),
            ],
            HasLine: true, IsHead: true));
        foreach (var field in TadContent.HouseFields(house))
            flow.Add(field);
    }

    private static void AddItem(Flow flow, MessageGroup item)
    {
        var commodity = item.First("Commodity");
        var measure = commodity?.First("GoodsMeasure");
        var code = commodity?.First("CommodityCode");
        flow.Add(new FlowRow(
            [
                new FlowCell(2.5, NumberWidth - 4, ItemNumber(item), IsBold: true),
                new FlowCell(NumberWidth + 2.5, CodeWidth - Space,
                    $"{GroupText.Value(code, "harmonizedSystemSubHeadingCode")} "
                    + GroupText.Value(code, "combinedNomenclatureCode")),
                new FlowCell(DescriptionX + 2.5, DescriptionWidth - Space,
                    GroupText.Value(commodity, "descriptionOfGoods")),
                new FlowCell(PackagesX + 2.5, PackagesWidth - Space, GroupText.Packages(item)),
                new FlowCell(GrossX, MassWidth - Space, GroupText.Value(measure, "grossMass"), IsRight: true),
                new FlowCell(NetX, MassWidth - Space, GroupText.Value(measure, "netMass"), IsRight: true),
            ],
            HasLine: true));
        foreach (var field in TadContent.ItemFields(item))
            flow.Add(field);
    }

    /// <summary>The number in the declaration, and that in the house when it is another.</summary>
    private static string ItemNumber(MessageGroup item)
    {
        var declared = GroupText.Value(item, "declarationGoodsItemNumber");
        var inHouse = GroupText.Value(item, "goodsItemNumber");
        return declared == inHouse ? declared : $"{declared} ({inHouse})";
    }
}
