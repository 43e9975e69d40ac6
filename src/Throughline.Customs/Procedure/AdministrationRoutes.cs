using System.Collections.Frozen;

namespace Throughline.Customs;

/// <summary>Which movements of an administration a message concerns.</summary>
internal static class AdministrationRoutes
{
    private const string Actual = "CustomsOfficeOfDestinationActual/referenceNumber";

    /// <summary>Messages to the office of departure: one movement of the MRN or LRN.</summary>
    private static readonly FrozenDictionary<string, string> ToDeparture = new Dictionary<string, string>
    {
        ["CC013C"] = "CustomsOfficeOfDeparture/referenceNumber",
        ["CC014C"] = "CustomsOfficeOfDeparture/referenceNumber",
        ["CC015C"] = "CustomsOfficeOfDeparture/referenceNumber",
        ["CC054C"] = "CustomsOfficeOfDeparture/referenceNumber",
        ["CC170C"] = "CustomsOfficeOfDeparture/referenceNumber",
        ["CC141C"] = "CustomsOfficeOfEnquiryAtDeparture/referenceNumber",
        ["CD002C"] = "",
        ["CD114C"] = "",
        ["CD006C"] = "CustomsOfficeOfDeparture/referenceNumber",
        ["CD018C"] = "CustomsOfficeOfDeparture/referenceNumber",
        ["CD118C"] = "CustomsOfficeOfDeparture/referenceNumber",
        ["CD180C"] = "CustomsOfficeOfDeparture/referenceNumber",
        ["CD143C"] = "CustomsOfficeOfEnquiryAtDeparture/referenceNumber",
        ["CD145C"] = "CompetentCustomsOfficeAtDeparture/referenceNumber",
        ["CD151C"] = "CustomsOfficeOfRecoveryRequesting/referenceNumber",
        ["CD152C"] = "CustomsOfficeOfRecoveryAtDeparture/referenceNumber",
        ["CD201C"] = "CustomsOfficeOfDeparture/referenceNumber",
        ["CD205C"] = "CustomsOfficeOfDeparture/referenceNumber",
        ["CD975C"] = "",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Messages to an office of destination, which the message names.</summary>
    private static readonly FrozenDictionary<string, string> ToDestination = new Dictionary<string, string>
    {
        ["CC007C"] = Actual,
        ["CC044C"] = Actual,
        ["CD001C"] = "CustomsOfficeOfDestinationDeclared/referenceNumber",
        ["CD003C"] = Actual,
        ["CD049C"] = Actual,
        ["CD059C"] = "CustomsOfficeOfRequest/referenceNumber",
        ["CD142C"] = "CustomsOfficeOfRequest/referenceNumber",
        ["CD144C"] = "CompetentCustomsOfficeAtDestination/referenceNumber",
        ["CD150C"] = "CustomsOfficeOfRecoveryRequested/referenceNumber",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Messages to all offices on the way that follow the movement.</summary>
    private static readonly FrozenSet<string> ToAll = FrozenSet.ToFrozenSet(["CD010C", "CD024C", "CD063C", "CD181C"]);

    private static readonly FrozenSet<string> ToGuarantee =
        FrozenSet.ToFrozenSet(["CC034C", "CD200C", "CD203C", "CD204C", "CD209C"]);

    private static readonly FrozenSet<string> ToRegister = FrozenSet.ToFrozenSet(["CC026C", "CC224C"]);

    private static readonly FrozenSet<string> OfAvailability =
        FrozenSet.ToFrozenSet(["CD070C", "CD071C", "CD971C", "CD974C"]);

    /// <summary>Codes of all messages that an administration takes.</summary>
    public static IReadOnlyList<string> Codes { get; } =
    [
        .. ToDeparture.Keys.Concat(ToDestination.Keys).Concat(ToAll).Concat(ToGuarantee)
            .Concat(ToRegister).Concat(OfAvailability).Concat(["CD050C", "CD115C"]).Order(StringComparer.Ordinal),
    ];

    /// <summary>The office of guarantee of a country.</summary>
    public static string GuaranteeOffice(string country) => country + "GUA001";

    /// <summary>The movements that a message concerns; new ones, not yet opened, where none is known. Empty when the
    /// administration takes no such message.</summary>
    public static IReadOnlyList<Movement> Find(Administration state, Message message)
    {
        var mrn = At(message, message.Code == "CD975C" ? "Header/MRN" : "TransitOperation/MRN");
        if (message.Code == "CC015C")
            return [New(state, ProcedureRole.Departure, At(message, ToDeparture["CC015C"]))];
        if (ToDeparture.TryGetValue(message.Code, out var departure))
            return [FindDeclared(state, message, mrn) ?? New(state, ProcedureRole.Departure, At(message, departure))];
        if (ToDestination.TryGetValue(message.Code, out var destination))
            return [Find(state, ProcedureRole.Destination, mrn, At(message, destination))];
        if (ToGuarantee.Contains(message.Code))
            return [Find(state, ProcedureRole.Guarantee, mrn, GuaranteeOffice(state.Country))];
        if (ToRegister.Contains(message.Code))
            return ListEntries(state, message);
        if (OfAvailability.Contains(message.Code))
            return ListOutages(state, message);
        return message.Code switch
        {
            "CD050C" => ListTransit(state, message, mrn),
            "CD115C" => [Find(state, ProcedureRole.Transit, mrn,
                At(message, "CustomsOfficeOfTransitActual/referenceNumber"))],
            _ when ToAll.Contains(message.Code) => ListFollowers(state, message, mrn),
            _ => [],
        };
    }

    /// <summary>All offices on the way that follow the movement; where none does, the declared destination answers for
    /// the administration.</summary>
    private static IReadOnlyList<Movement> ListFollowers(Administration state, Message message, string? mrn)
    {
        var known = state.Movements.Values.Where(m => mrn is not null && m.Mrn == mrn
            && m.Role is ProcedureRole.Transit or ProcedureRole.Destination).ToList();
        return known.Count > 0 ? known : [New(state, ProcedureRole.Destination,
            At(message, "CustomsOfficeOfDestinationDeclared/referenceNumber"))];
    }

    /// <summary>An entry of the register for each guarantee that the message names.</summary>
    private static IReadOnlyList<Movement> ListEntries(Administration state, Message message) =>
    [
        .. message.Root.Values("GuaranteeReference/GRN").Distinct().DefaultIfEmpty("")
            .Select(grn => state.List(ProcedureRole.Register, grn).FirstOrDefault()
                ?? Named(New(state, ProcedureRole.Register, GuaranteeOffice(state.Country)), "grn", grn)),
    ];

    /// <summary>An entry for each outage that the message tells of; a question is about the own system.</summary>
    private static IReadOnlyList<Movement> ListOutages(Administration state, Message message) =>
    [
        .. Availability.List(message).Select(o => o.Key).Distinct().DefaultIfEmpty("")
            .Select(key => state.Movements.Values.FirstOrDefault(
                    m => m.Role == ProcedureRole.Availability && m.Find("outage") == key)
                ?? Named(New(state, ProcedureRole.Availability, null), "outage", key)),
    ];

    private static Movement Named(Movement movement, string fact, string value) => value.Length == 0 ? movement
        : movement with { Facts = movement.Facts.SetItem(fact, value) };

    /// <summary>A movement that nobody has opened yet.</summary>
    public static Movement New(Administration state, ProcedureRole role, string? office) => new(state.NextNumber, role,
        office is { Length: 8 } ? office : state.Country + "000000");

    /// <summary>An LRN names a movement only together with who declared it; of several the last counts.</summary>
    private static Movement? FindDeclared(Administration state, Message message, string? mrn)
    {
        if (mrn is not null)
            return state.List(ProcedureRole.Departure, mrn).FirstOrDefault(m => m.Mrn == mrn);
        var (lrn, sender) = (At(message, "TransitOperation/LRN"), message.Root.Find("messageSender"));
        return lrn is null ? null : state.List(ProcedureRole.Departure, lrn)
            .FirstOrDefault(m => m.Lrn == lrn && m.Find("holder") == sender);
    }

    private static Movement Find(Administration state, ProcedureRole role, string? mrn, string? office) =>
        (mrn is null || office is null ? null : state.List(role, mrn, office).FirstOrDefault())
        ?? New(state, role, office);

    private static IReadOnlyList<Movement> ListTransit(Administration state, Message message, string? mrn) =>
    [
        .. message.Root.Values("CustomsOfficeOfTransitDeclared/referenceNumber").Distinct()
            .Where(o => o.StartsWith(state.Country, StringComparison.Ordinal))
            .Select(o => Find(state, ProcedureRole.Transit, mrn, o)),
    ];

    private static string? At(Message message, string path) =>
        path.Length == 0 ? null : message.Root.Values(path).FirstOrDefault();
}
