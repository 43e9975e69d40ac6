namespace Throughline.Customs;

/// <summary>What a trader knows when it makes a message.</summary>
/// <param name="Departure">The movement at the office of departure.</param>
/// <param name="Destination">The movement at the office of destination, or null before there is one.</param>
/// <param name="Local">Time by the clock of the office that gets the message.</param>
public sealed record TraderView(Movement Departure, Movement? Destination, DateTime Local);

/// <summary>Makes the messages by which traders go on with a movement, from its declaration.</summary>
/// <remarks>Sender, receiver, time and identification are left to whoever sends.</remarks>
public static class TraderMessages
{
    /// <summary>Codes of the messages that can be made.</summary>
    public static IReadOnlyList<string> Codes { get; } =
        ["CC007C", "CC013C", "CC014C", "CC034C", "CC044C", "CC054C", "CC141C", "CC170C"];

    /// <summary>Makes a message that is right as far as the declaration is.</summary>
    /// <param name="code">One of <see cref="Codes"/>.</param>
    /// <param name="view">What the trader knows.</param>
    /// <exception cref="ArgumentException">No such message can be made, or there is no declaration.</exception>
    public static Message Make(string code, TraderView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (view.Departure.Declaration is not { } declaration)
            throw new ArgumentException("There is no declaration to make a message from.", nameof(view));
        var message = Message.Make(code);
        message.PhaseId = "NCTS6";
        var root = message.Root;
        switch (code)
        {
            case "CC013C":
                root.CopyFrom(declaration.Root);
                Name(root.Open("TransitOperation"), view.Departure);
                root.Open("TransitOperation")["amendmentTypeFlag"] =
                    view.Departure.State == "GuaranteeUnderAmendment" ? "1" : "0";
                break;
            case "CC014C":
                Name(root.Open("TransitOperation"), view.Departure);
                root.Open("Invalidation")["requestDateAndTime"] = ProcedureStep.Format(view.Local);
                root.Open("Invalidation")["initiatedByCustoms"] = "0";
                root.Open("Invalidation")["justification"] = "The goods do not travel.";
                AddParties(root, declaration);
                break;
            case "CC034C":
                FillQuery(root, declaration.Root);
                break;
            case "CC054C":
                root.Open("TransitOperation")["MRN"] = view.Departure.Mrn;
                root.Open("TransitOperation")["releaseRequested"] = "1";
                root.Open("TransitOperation")["releaseRequestDateAndTime"] = ProcedureStep.Format(view.Local);
                AddParties(root, declaration);
                break;
            case "CC141C":
                root.Open("TransitOperation")["MRN"] = view.Departure.Mrn;
                root.Open("CustomsOfficeOfEnquiryAtDeparture")["referenceNumber"] = view.Departure.Office;
                AddParties(root, declaration);
                break;
            case "CC170C":
                FillPresentation(root, declaration.Root, view.Departure);
                break;
            case "CC007C":
                FillArrival(root, declaration.Root, view);
                break;
            case "CC044C":
                FillRemarks(root, declaration.Root, view);
                break;
            default:
                throw new ArgumentException($"No {code} can be made from a declaration.", nameof(code));
        }

        root["messageType"] = code;
        return message;
    }

    /// <summary>The holder asks for the use of the first guarantee, and for what is left of it where it is one that
    /// can tell (R0261).</summary>
    private static void FillQuery(MessageGroup root, MessageGroup declared)
    {
        root.Open("Requester")["identificationNumber"] =
            declared.Values("HolderOfTheTransitProcedure/identificationNumber").FirstOrDefault();
        root.Open("Requester")["role"] = GuaranteeQueries.OwnerAsks;
        var reference = declared.Descend("Guarantee/GuaranteeReference").FirstOrDefault(r => r["GRN"] is not null);
        var asked = root.Add("GuaranteeReference");
        asked["sequenceNumber"] = "1";
        asked["GRN"] = reference?["GRN"];
        asked.Open("GuaranteeQuery")["queryIdentifier"] =
            reference?.Parent!["guaranteeType"] is "2" or "4" ? "1" : "3";
        asked.Open("AccessCode")["accessCode"] = reference?["accessCode"];
    }

    private static void FillPresentation(MessageGroup root, MessageGroup declared, Movement movement)
    {
        root.Open("TransitOperation")["LRN"] = movement.Lrn;
        root.Open("TransitOperation")["limitDate"] = declared.Values("TransitOperation/limitDate").FirstOrDefault();
        root.Open("CustomsOfficeOfDeparture")["referenceNumber"] = movement.Office;
        root.Open("HolderOfTheTransitProcedure").CopyFrom(declared.Open("HolderOfTheTransitProcedure"));
        if (declared.First("Representative") is { } representative)
            root.Open("Representative").CopyFrom(representative);
        root.Open("Consignment").CopyFrom(declared.Open("Consignment"));
    }

    private static void FillArrival(MessageGroup root, MessageGroup declared, TraderView view)
    {
        var office = view.Destination?.Office
            ?? declared.Values("CustomsOfficeOfDestinationDeclared/referenceNumber").First();
        root.Open("TransitOperation")["MRN"] = view.Departure.Mrn;
        root.Open("TransitOperation")["arrivalNotificationDateAndTime"] = ProcedureStep.Format(view.Local);
        root.Open("TransitOperation")["simplifiedProcedure"] = "0";
        root.Open("CustomsOfficeOfDestinationActual")["referenceNumber"] = office;
        root.Open("TraderAtDestination")["identificationNumber"] = office[..2] + "TRADER01";
        var location = root.Open("Consignment").Open("LocationOfGoods");
        location["typeOfLocation"] = "A";
        location["qualifierOfIdentification"] = "V";
        location.Open("CustomsOffice")["referenceNumber"] = office;
    }

    private static void FillRemarks(MessageGroup root, MessageGroup declared, TraderView view)
    {
        var arrival = view.Destination?.Messages.GetValueOrDefault("arrival")?.Root;
        var office = view.Destination?.Office
            ?? declared.Values("CustomsOfficeOfDestinationDeclared/referenceNumber").First();
        root.Open("TransitOperation")["MRN"] = view.Departure.Mrn;
        root.Open("CustomsOfficeOfDestinationActual")["referenceNumber"] = office;
        root.Open("TraderAtDestination")["identificationNumber"] =
            arrival?.Values("TraderAtDestination/identificationNumber").FirstOrDefault() ?? office[..2] + "TRADER01";
        var remark = root.Open("UnloadingRemark");
        remark["conform"] = "1";
        remark["unloadingCompletion"] = "1";
        remark["unloadingDate"] = ProcedureStep.Format(DateOnly.FromDateTime(view.Local));
        // C0440: the state of seals is told where the permission speaks of any.
        var permission = view.Destination?.Messages.GetValueOrDefault("permission")?.Root ?? declared;
        string[] seals =
        [
            .. permission.Values("Consignment/TransportEquipment/numberOfSeals"),
            .. permission.Values("Consignment/Incident/TransportEquipment/numberOfSeals"),
        ];
        if (seals.Any(n => n != "0"))
            remark["stateOfSeals"] = "1";
    }

    private static void AddParties(MessageGroup root, Message declaration)
    {
        if (root.Structure.FindGroup("CustomsOfficeOfDeparture") is not null)
        {
            root.Open("CustomsOfficeOfDeparture")["referenceNumber"] =
                declaration.Root.Values("CustomsOfficeOfDeparture/referenceNumber").FirstOrDefault();
        }

        root.Open("HolderOfTheTransitProcedure").CopyFrom(declaration.Root.Open("HolderOfTheTransitProcedure"));
    }

    private static void Name(MessageGroup operation, Movement movement)
    {
        operation["LRN"] = movement.Mrn is null ? movement.Lrn : null;
        operation["MRN"] = movement.Mrn;
    }
}
