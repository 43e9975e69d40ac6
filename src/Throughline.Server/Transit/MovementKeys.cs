using Throughline.Customs;

namespace Throughline.Server;

/// <summary>By what a movement can be found beside its numbers.</summary>
internal static class MovementKeys
{
    /// <summary>The keys of all messages that are kept with a movement, in the form of <see cref="Normal"/>.</summary>
    public static IReadOnlyCollection<(string Kind, string Value)> Of(Movement movement)
    {
        var keys = new HashSet<(string, string)>();
        foreach (var message in movement.Messages.Values)
        {
            var root = message.Root;
            Add("grn", root, "Guarantee/GuaranteeReference/GRN");
            Add("container", root, "Consignment/TransportEquipment/containerIdentificationNumber");
            Add("seal", root, "Consignment/TransportEquipment/Seal/identifier");
            Add("seal", root, "Consignment/Incident/TransportEquipment/Seal/identifier");
            foreach (var means in (string[])["DepartureTransportMeans", "ActiveBorderTransportMeans"])
                Add("vehicle", root, $"Consignment/{means}/identificationNumber");
            foreach (var party in (string[])["HolderOfTheTransitProcedure", "Representative", "Consignment/Consignor",
                "Consignment/Consignee", "TraderAtDestination", "Consignment/Carrier"])
                Add("party", root, party + "/identificationNumber");
            if (RouteOf(message) is { } route)
                keys.Add(("route", Normal(route)));
        }

        return keys;

        void Add(string kind, MessageGroup root, string path)
        {
            foreach (var value in root.Values(path))
                keys.Add((kind, Normal(value)));
        }
    }

    /// <summary>From which office to which one a message leads, or null.</summary>
    public static string? RouteOf(Message message)
    {
        var from = message.Root.Values("CustomsOfficeOfDeparture/referenceNumber").FirstOrDefault();
        var to = message.Root.Values("CustomsOfficeOfDestinationDeclared/referenceNumber").FirstOrDefault();
        return from is null || to is null ? null : $"{from} {to}";
    }

    /// <summary>A value as keys hold it: without spaces, hyphens and case.</summary>
    public static string Normal(string value) => string.Concat(value.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
