using System.Globalization;

namespace Throughline.Customs;

/// <summary>Fills the records that the office of departure sends ahead or on request: anticipated arrival and
/// transit.</summary>
internal static class RecordMessages
{
    /// <summary>Adds the composers.</summary>
    public static void AddTo(Dictionary<string, Action<ProcedureStep, Message, Receiver>> composers)
    {
        composers["CD001C"] = FillRecord;
        composers["CD050C"] = FillRecord;
        composers["CD003C"] = (s, m, to) => Answer(s, m, to, "CustomsOfficeOfDestinationActual");
        composers["CD115C"] = (s, m, to) =>
        {
            Answer(s, m, to, "CustomsOfficeOfTransitActual");
            m.Root.Open("CustomsOfficeOfTransitActual")["guaranteeNotValidForCountry"] = "0";
        };
    }

    /// <summary>The movement as declared, amended and released, without what must not go to this receiver.</summary>
    private static void FillRecord(ProcedureStep step, Message message, Receiver to)
    {
        DepartureMessages.FillRelease(step, message);
        message.Root["correlationIdentifier"] = null;
        Envelope.AddOffice(message, "CustomsOfficeOfDeparture", step.Movement.Office);
        foreach (var trader in Traders(message.Root))
            Envelope.NameTrader(step, trader);
        if (message.Root.Open("Consignment") is var consignment && step.Kept("incident") is { } incident
            && consignment.Structure.FindGroup("Incident") is not null)
            consignment.CopyFrom(incident.Root.Open("Consignment"));
        RemoveForeign(step, message, to);
        AddRisk(step, message, to);
    }

    /// <summary>The record when the movement is under way, otherwise the reason why there is none.</summary>
    private static void Answer(ProcedureStep step, Message message, Receiver to, string actual)
    {
        var isKnown = step.Movement.State != Movement.Start;
        var isUnderWay = step.Movement.State is "Released" or "InTransit" or "IncidentReported" or "EnquiryRecommended"
            or "UnderEnquiry";
        if (isUnderWay)
            FillRecord(step, message, to);
        else
            message.Root.Open("TransitOperation")["requestRejectionReasonCode"] =
                isKnown ? Rejections.WrongState : Rejections.UnknownMovement;
        message.Root.Open("TransitOperation")["MRN"] = step.Given("TransitOperation/MRN");
        if (isKnown)
            Envelope.AddOffice(message, "CustomsOfficeOfDeparture", step.Movement.Office);
        Envelope.AddOffice(message, actual, step.Given(actual + "/referenceNumber"));
    }

    private static IEnumerable<MessageGroup> Traders(MessageGroup root) =>
    [
        .. root.List("HolderOfTheTransitProcedure"),
        .. root.Descend("Consignment/Consignor"), .. root.Descend("Consignment/Consignee"),
        .. root.Descend("Consignment/HouseConsignment/Consignor"),
        .. root.Descend("Consignment/HouseConsignment/Consignee"),
        .. root.Descend("Consignment/HouseConsignment/ConsignmentItem/Consignee"),
    ];

    /// <summary>C0812 and R0093: what belongs to security data, the entry declaration among it, stays inside the
    /// security area.</summary>
    private static void RemoveForeign(ProcedureStep step, Message message, Receiver to)
    {
        if (IsIn(step, "CL147", to.Party.Country) != false)
            return;
        if (message.Root.First("TransitOperation") is { } operation
            && operation.Structure.FindItem("specificCircumstanceIndicator") is { } indicator)
            operation[indicator] = null;
        message.Root.Clear("CustomsOfficeOfExitForTransitDeclared");
        foreach (var consignment in message.Root.List("Consignment"))
        {
            foreach (var group in (string[])["Carrier", "PlaceOfUnloading", "TransportCharges"])
                consignment.Clear(group);
            RemoveEntry(consignment);
            foreach (var house in consignment.List("HouseConsignment"))
            {
                house.Clear("TransportCharges");
                RemoveEntry(house);
                foreach (var item in house.List("ConsignmentItem"))
                    RemoveEntry(item);
            }
        }
    }

    private static void RemoveEntry(MessageGroup group)
    {
        var entries = group.List("PreviousDocument").Where(d => d["type"] == "N355").ToList();
        foreach (var document in entries)
            group.Remove(document);
        if (entries.Count == 0)
            return;
        foreach (var document in group.List("PreviousDocument"))
            document["sequenceNumber"] = document.Index.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>C0813: members of one area tell each other that the office found no risk (G0041).</summary>
    private static void AddRisk(ProcedureStep step, Message message, Receiver to)
    {
        var list = step.Declared("TransitOperation/security") is "1" or "2" or "3" ? "CL147" : "CL010";
        if (IsIn(step, list, step.Administration.Country) == true && IsIn(step, list, to.Party.Country) == true)
            message.Root.Open("RiskAnalysisIdentification")["code"] = "N";
    }

    private static bool? IsIn(ProcedureStep step, string list, string country) =>
        step.Settings.Check.Lists.Contains(list, country, step.Today);
}
