using System.Globalization;
using Throughline.Customs;

namespace Throughline.Documents;

/// <summary>What the boxes of an accompanying document say, taken from a release message. Labels are keys of the
/// texts; numbers are those of the data elements of Annex B of the Union Customs Code delegated act.</summary>
internal sealed class TadContent
{
    private readonly MessageGroup _root;
    private readonly MessageGroup? _operation;
    private readonly MessageGroup? _consignment;

    /// <summary>Takes the content of a message.</summary>
    public TadContent(Message release)
    {
        _root = release.Root;
        _operation = _root.First("TransitOperation");
        _consignment = _root.First("Consignment");
        Mrn = TadSeal.MrnOf(release);
        Houses = _consignment?.List("HouseConsignment") ?? [];
        Items = [.. Houses.SelectMany(h => h.List("ConsignmentItem"))];
    }

    /// <summary>Movement reference number.</summary>
    public string Mrn { get; }

    /// <summary>The house consignments.</summary>
    public IReadOnlyList<MessageGroup> Houses { get; }

    /// <summary>The goods items of all houses, in order.</summary>
    public IReadOnlyList<MessageGroup> Items { get; }

    /// <summary>A value of the transit operation.</summary>
    public Field Operation(string label, string number, string item) =>
        new(label, number, GroupText.Value(_operation, item));

    /// <summary>Values of the consignment.</summary>
    public Field Consignment(string label, string number, params string[] items) =>
        new(label, number, GroupText.Row(_consignment, items));

    /// <summary>Values of every group of a name in the consignment.</summary>
    public Field Rows(string label, string number, string group, params string[] items) =>
        new(label, number, _consignment is null ? "" : GroupText.Rows(_consignment, group, items));

    /// <summary>Values of every group of a name on the highest level.</summary>
    public Field RootRows(string label, string number, string group, params string[] items) =>
        new(label, number, GroupText.Rows(_root, group, items));

    /// <summary>A party of the message or the consignment; null when there is none.</summary>
    public MessageGroup? Party(string name) => _root.First(name) ?? _consignment?.First(name);

    /// <summary>Where the goods are, and whom to ask there.</summary>
    public Field Location
    {
        get
        {
            var location = _consignment?.First("LocationOfGoods");
            return new Field("location", "16 15",
                GroupText.Lines(GroupText.Location(location), GroupText.Contact(location)));
        }
    }

    /// <summary>A place of loading or unloading.</summary>
    public Field Place(string label, string number, string group) => new(label, number,
        GroupText.Row(_consignment?.First(group), "UNLocode", "country", "location"));

    /// <summary>Containers.</summary>
    public Field Equipment => new("equipment", "19 07", _consignment is null ? "" : GroupText.Equipment(_consignment));

    /// <summary>Seals.</summary>
    public Field Seals => new("seals", "19 10", _consignment is null ? "" : GroupText.Seals(_consignment));

    /// <summary>Guarantees without amounts.</summary>
    public Field Guarantees => new("guarantee", "99 02 - 99 03", GroupText.Guarantees(_root));

    /// <summary>Number of goods items.</summary>
    public Field TotalItems => new("totalItems", "", Items.Count.ToString(CultureInfo.InvariantCulture));

    /// <summary>Number of packages.</summary>
    public Field TotalPackages => new("totalPackages", "", GroupText.TotalPackages(Items));

    /// <summary>What the control at departure found.</summary>
    public Field ControlResult => new("control.result", "",
        GroupText.Row(_root.First("ControlResult"), "code", "date", "controlledBy", "text"));

    /// <summary>How many seals there are.</summary>
    public Field SealCount => new("control.seals", "", (_consignment?.Descend("TransportEquipment/Seal").Count() ?? 0)
        .ToString(CultureInfo.InvariantCulture));

    /// <summary>What a house consignment says beside its items; empty fields are left out.</summary>
    public static IEnumerable<Field> HouseFields(MessageGroup house) => Shared(house, house.First("TransportCharges"))
        .Concat(
        [
            new("house.export", "", GroupText.Value(house, "securityIndicatorFromExportDeclaration")),
            new("consignor", "13 02", PartyLine(house.First("Consignor"))),
            new("consignee", "13 03", PartyLine(house.First("Consignee"))),
            new("departureMeans", "19 05", GroupText.Rows(house, "DepartureTransportMeans", Means)),
        ]).Where(f => f.Value.Length > 0);

    /// <summary>What an item says beside its main line; empty fields are left out.</summary>
    public static IEnumerable<Field> ItemFields(MessageGroup item)
    {
        var commodity = item.First("Commodity");
        return new Field[]
        {
            new("declarationType", "11 01", GroupText.Value(item, "declarationType")),
            new("item.cus", "18 08", GroupText.Value(commodity, "cusCode")),
            new("item.dangerous", "18 07",
                commodity is null ? "" : GroupText.Rows(commodity, "DangerousGoods", "sequenceNumber", "UNNumber")),
        }.Concat(Shared(item, null)).Where(f => f.Value.Length > 0);
    }

    /// <summary>Items of a means of transport.</summary>
    public static string[] Means { get; } =
        ["sequenceNumber", "typeOfIdentification", "identificationNumber", "nationality"];

    /// <summary>Items of a previous document.</summary>
    public static string[] PreviousDocument { get; } =
    [
        "sequenceNumber", "type", "referenceNumber", "goodsItemNumber", "typeOfPackages", "numberOfPackages",
        "measurementUnitAndQualifier", "quantity", "complementOfInformation",
    ];

    /// <summary>Items of a supporting document.</summary>
    public static string[] SupportingDocument { get; } =
        ["sequenceNumber", "type", "referenceNumber", "documentLineItemNumber", "complementOfInformation"];

    /// <summary>Items of a transport document or an additional reference.</summary>
    public static string[] Reference { get; } = ["sequenceNumber", "type", "referenceNumber"];

    /// <summary>Items of an additional information.</summary>
    public static string[] Information { get; } = ["sequenceNumber", "code", "text"];

    private static Field[] Shared(MessageGroup group, MessageGroup? charges) =>
    [
        new("dispatchCountry", "16 06", GroupText.Value(group, "countryOfDispatch")),
        new("destinationCountry", "16 03", GroupText.Value(group, "countryOfDestination")),
        new("ucr", "12 08", GroupText.Value(group, "referenceNumberUCR")),
        new("actor", "13 14", GroupText.Rows(group, "AdditionalSupplyChainActor",
            "sequenceNumber", "role", "identificationNumber")),
        new("previousDocument", "12 01", GroupText.Rows(group, "PreviousDocument", PreviousDocument)),
        new("supportingDocument", "12 03", GroupText.Rows(group, "SupportingDocument", SupportingDocument)),
        new("transportDocument", "12 05", GroupText.Rows(group, "TransportDocument", Reference)),
        new("additionalReference", "12 04", GroupText.Rows(group, "AdditionalReference", Reference)),
        new("additionalInformation", "12 02", GroupText.Rows(group, "AdditionalInformation", Information)),
        new("charges", "14 02", GroupText.Value(charges, "methodOfPayment")),
    ];

    private static string PartyLine(MessageGroup? party) => GroupText.Lines(
        GroupText.Row(party, "identificationNumber"), GroupText.Party(party), GroupText.Contact(party))
        .Replace("\n", ", ", StringComparison.Ordinal);
}
