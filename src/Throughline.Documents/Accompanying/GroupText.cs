using System.Globalization;
using System.Numerics;
using Throughline.Customs;

namespace Throughline.Documents;

/// <summary>Values of a message as a box of the accompanying document shows them: what belongs together is divided by
/// slashes, repetitions by semicolons. Everything is clean.</summary>
internal static class GroupText
{
    private const string Divider = "/";
    private const string Between = "; ";
    private const int DateLength = 10;

    /// <summary>One value; empty when it is absent.</summary>
    public static string Value(MessageGroup? group, string item)
    {
        var value = PrintableText.Clean(group?.Find(item) ?? "").Replace('\n', ' ').Trim();
        var isInstant = item.EndsWith("DateAndTimeEstimated", StringComparison.Ordinal) && value.Length > DateLength;
        return isInstant && value[DateLength] == 'T' ? $"{value[..DateLength]} {value[(DateLength + 1)..]}" : value;
    }

    /// <summary>The values of some items that are there.</summary>
    public static string Row(MessageGroup? group, params ReadOnlySpan<string> items)
    {
        var values = new List<string>(items.Length);
        foreach (var item in items)
        {
            if (Value(group, item) is { Length: > 0 } value)
                values.Add(value);
        }

        return string.Join(Divider, values);
    }

    /// <summary>The values of some items of every group of a name.</summary>
    public static string Rows(MessageGroup group, string name, params string[] items) =>
        string.Join(Between, group.List(name).Select(g => Row(g, items)).Where(r => r.Length > 0));

    /// <summary>Name and address of a party.</summary>
    public static string Party(MessageGroup? party) => Lines(Value(party, "name"), Address(party?.First("Address")));

    /// <summary>An address on one line.</summary>
    public static string Address(MessageGroup? address)
    {
        var city = Spaced(Value(address, "postcode"), Value(address, "city"));
        var street = Spaced(Value(address, "streetAndNumber"), Value(address, "houseNumber"));
        return string.Join(", ", Present(street, city, Value(address, "country")));
    }

    /// <summary>Who can be asked.</summary>
    public static string Contact(MessageGroup? party)
    {
        var contact = party?.First("ContactPerson");
        return string.Join(", ",
            Present(Value(contact, "name"), Value(contact, "phoneNumber"), Value(contact, "eMailAddress")));
    }

    /// <summary>Containers with the number of their seals and the goods that they carry.</summary>
    public static string Equipment(MessageGroup consignment) => string.Join(Between,
        consignment.List("TransportEquipment").Select(e =>
        {
            var container = Value(e, "containerIdentificationNumber") is { Length: > 0 } number ? number : "-";
            var goods = Rows(e, "GoodsReference", "declarationGoodsItemNumber")
                .Replace(Between, ",", StringComparison.Ordinal);
            return string.Join(Divider,
                Present(Value(e, "sequenceNumber"), container, Value(e, "numberOfSeals"), goods));
        }));

    /// <summary>Seals, each with the number of the equipment that it closes.</summary>
    public static string Seals(MessageGroup consignment) => string.Join(Between,
        from equipment in consignment.List("TransportEquipment")
        from seal in equipment.List("Seal")
        select string.Join(Divider, Present(Value(equipment, "sequenceNumber"), Value(seal, "identifier"))));

    /// <summary>Where the goods are.</summary>
    public static string Location(MessageGroup? location) => string.Join(", ", Present(
        Row(location, "typeOfLocation", "qualifierOfIdentification", "authorisationNumber", "additionalIdentifier",
            "UNLocode"),
        Row(location?.First("CustomsOffice"), "referenceNumber"),
        Row(location?.First("GNSS"), "latitude", "longitude"),
        Row(location?.First("EconomicOperator"), "identificationNumber"),
        Address(location?.First("Address")),
        Address(location?.First("PostcodeAddress"))));

    /// <summary>Guarantees: kind and references. Neither amounts nor access codes are printed: the paper goes through
    /// many hands.</summary>
    public static string Guarantees(MessageGroup root) => string.Join(Between,
        root.List("Guarantee").Select(g => string.Join(Divider, Present(
            Row(g, "sequenceNumber", "guaranteeType", "otherGuaranteeReference"),
            Rows(g, "GuaranteeReference", "GRN").Replace(Between, ", ", StringComparison.Ordinal)))));

    /// <summary>Kinds, numbers and marks of packages.</summary>
    public static string Packages(MessageGroup item) =>
        Rows(item, "Packaging", "typeOfPackages", "numberOfPackages", "shippingMarks");

    /// <summary>The sum of all packages; values that are no number do not count.</summary>
    public static string TotalPackages(IEnumerable<MessageGroup> items)
    {
        var sum = BigInteger.Zero;
        foreach (var value in items.SelectMany(i => i.Values("Packaging/numberOfPackages")))
        {
            if (BigInteger.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                sum += number;
        }

        return sum.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The texts that are not empty, one a line.</summary>
    public static string Lines(params ReadOnlySpan<string> texts) => string.Join('\n', Present(texts));

    private static string Spaced(string first, string second) => string.Join(' ', Present(first, second));

    private static List<string> Present(params ReadOnlySpan<string> texts)
    {
        var present = new List<string>(texts.Length);
        foreach (var text in texts)
        {
            if (text.Length > 0)
                present.Add(text);
        }

        return present;
    }
}
