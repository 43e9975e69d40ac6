using System.Globalization;

namespace Throughline.Customs;

/// <summary>Fills what offices tell each other while the goods travel and after they came.</summary>
internal static class JourneyMessages
{
    /// <summary>Adds the composers.</summary>
    public static void AddTo(Dictionary<string, Action<ProcedureStep, Message, Receiver>> composers)
    {
        composers["CD002C"] = (s, m, _) => Open(s, m, "CustomsOfficeOfDestinationActual");
        composers["CD114C"] = (s, m, _) => Open(s, m, "CustomsOfficeOfTransitActual");
        composers["CD118C"] = (s, m, _) =>
        {
            Open(s, m, "CustomsOfficeOfTransitActual")["passageDate"] = ProcedureStep.Format(s.Today);
            Departure(s, m);
        };
        composers["CD006C"] = (s, m, _) =>
        {
            Open(s, m, "CustomsOfficeOfDestinationActual")["arrivalDateAndTimeActual"] = s.Fact("arrived-on");
            Departure(s, m);
        };
        composers["CD024C"] = (s, m, to) =>
        {
            Open(s, m, "CustomsOfficeOfDeparture")["arrivalDateAndTimeActual"] = s.Fact("arrived-on");
            Envelope.AddOffice(m, "CustomsOfficeOfDestinationDeclared", Receivers.Destination(s));
            Envelope.AddOffice(m, "CustomsOfficeOfDestinationActual", s.Fact("arrived-at"));
            Envelope.AddOffices(m, "CustomsOfficeOfTransitDeclared", Receivers.Unpassed(s).Where(to.Offices.Contains));
        };
        composers["CD010C"] = (s, m, to) =>
        {
            Open(s, m, "CustomsOfficeOfDeparture");
            m.Root.Open("Invalidation")["decisionDateAndTime"] = ProcedureStep.Format(s.Local);
            Envelope.AddOffice(m, "CustomsOfficeOfDestinationDeclared", Receivers.Destination(s));
            Envelope.AddOffices(m, "CustomsOfficeOfTransitDeclared", Receivers.Transits(s).Where(to.Offices.Contains));
        };
        composers["CD018C"] = (s, m, _) => FillResults(s, m);
        composers["CD049C"] = (s, m, _) =>
        {
            var operation = Open(s, m, "CustomsOfficeOfDeparture");
            operation["discrepanciesResolved"] = s.Fact("resolved");
            if (s.Fact("resolved") == "1")
                operation["writeOffDate"] = ProcedureStep.Format(s.Today);
            Envelope.AddOffice(m, "CustomsOfficeOfDestinationActual", s.Fact("arrived-at"));
        };
        composers["CD180C"] = (s, m, _) => FillIncident(s, m);
        composers["CD181C"] = (s, m, to) =>
        {
            m.Root.CopyFrom(s.Message!.Root);
            Envelope.AddOffice(m, "CustomsOfficeOfDestinationDeclared", Receivers.Destination(s));
            Envelope.AddOffices(m, "CustomsOfficeOfTransitDeclared", Receivers.Unpassed(s).Where(to.Offices.Contains));
        };
        composers["CD917C"] = (s, m, _) => Rejections.FillXml(s, m);
        composers["CD906C"] = (s, m, _) => Rejections.FillFunctional(s, m);
    }

    /// <summary>C0930: results with discrepancies name them; C0810: the state of seals where there are some.</summary>
    private static void FillResults(ProcedureStep step, Message message)
    {
        var operation = Open(step, message, "CustomsOfficeOfDestinationActual");
        var record = step.Kept("record");
        operation["bindingItinerary"] =
            record?.Root.Values("TransitOperation/bindingItinerary").FirstOrDefault() ?? "0";
        Departure(step, message);
        var result = message.Root.Open("ControlResult");
        result["code"] = step.Fact("result");
        result["date"] = ProcedureStep.Format(step.Today);
        var remark = step.Kept("remarks")?.Root.First("UnloadingRemark");
        var hasSeals = record?.Root.Values("Consignment/TransportEquipment/numberOfSeals").Any(n => n != "0") == true
            || record?.Root.Values("Consignment/Incident/TransportEquipment/numberOfSeals").Any(n => n != "0") == true
            || step.Kept("incident")?.Root.Values("Consignment/Incident/TransportEquipment/numberOfSeals")
                .Any(n => n != "0") == true;
        result["stateOfSeals"] = remark?["stateOfSeals"] ?? (hasSeals ? step.Detail("seals") ?? "1" : null);
        if (step.Fact("result") is not ("A5" or "B1"))
            return;
        if (step.Kept("remarks")?.Root.First("Consignment") is { } found)
            message.Root.Open("Consignment").CopyFrom(found);
        else
            operation["otherThingsToReport"] = step.Detail("text") ?? remark?["unloadingRemark"]
                ?? step.Kept("remarks")?.Root.Values("TransitOperation/otherThingsToReport").FirstOrDefault()
                ?? "Discrepancies were found.";
    }

    private static void FillIncident(ProcedureStep step, Message message)
    {
        Open(step, message, "CustomsOfficeOfIncidentRegistration")["incidentNotificationDateAndTime"] =
            ProcedureStep.Format(step.Local);
        Departure(step, message);
        var incident = message.Root.Open("Consignment").Add("Incident");
        incident["sequenceNumber"] = "1";
        incident["code"] = step.Detail("code") ?? "1";
        incident["text"] = step.Detail("text") ?? "Incident on the way.";
        var location = incident.Open("Location");
        location["country"] = step.Detail("country") ?? step.Administration.Country;
        location["qualifierOfIdentification"] = step.Detail("unlocode") is null ? "Z" : "U";
        location["UNLocode"] = step.Detail("unlocode");
        if (step.Detail("unlocode") is null)
        {
            var address = location.Open("Address");
            address["streetAndNumber"] = step.Detail("street") ?? "-";
            address["postcode"] = step.Detail("postcode") ?? "-";
            address["city"] = step.Detail("city") ?? "-";
        }

        if (incident["code"] is "2" or "4" or "7")
            AddSeals(step, incident);
        if (incident["code"] is "3" or "6" or "8")
            AddVehicle(step, incident);
    }

    private static void AddSeals(ProcedureStep step, MessageGroup incident)
    {
        var equipment = incident.Add("TransportEquipment");
        equipment["sequenceNumber"] = "1";
        var seals = (step.Detail("seals") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        equipment["numberOfSeals"] = seals.Length.ToString(CultureInfo.InvariantCulture);
        equipment["containerIdentificationNumber"] = step.Detail("container") ?? step.Kept("record")?.Root
            .Values("Consignment/TransportEquipment/containerIdentificationNumber").FirstOrDefault();
        foreach (var seal in seals)
        {
            var added = equipment.Add("Seal");
            added["sequenceNumber"] = added.Index.ToString(CultureInfo.InvariantCulture);
            added["identifier"] = seal;
        }
    }

    private static void AddVehicle(ProcedureStep step, MessageGroup incident)
    {
        var change = incident.Open("Transhipment");
        change["containerIndicator"] = "0";
        var means = change.Open("TransportMeans");
        means["typeOfIdentification"] = step.Detail("type") ?? "30";
        means["identificationNumber"] = step.Detail("vehicle") ?? "UNKNOWN";
        means["nationality"] = step.Detail("nationality") ?? step.Administration.Country;
    }

    /// <summary>The MRN, and the own office under a name.</summary>
    private static MessageGroup Open(ProcedureStep step, Message message, string office)
    {
        Envelope.AddOffice(message, office, step.Movement.Office);
        var operation = message.Root.Open("TransitOperation");
        operation["MRN"] = step.Movement.Mrn ?? step.Given("TransitOperation/MRN") ?? step.Officer?.Movement;
        return operation;
    }

    /// <summary>The office of departure; before a record came, only its administration is known from the MRN.</summary>
    private static void Departure(ProcedureStep step, Message message)
    {
        var mrn = step.Movement.Mrn ?? step.Officer?.Movement;
        Envelope.AddOffice(message, "CustomsOfficeOfDeparture", (step.Kept("record") ?? step.Kept("enquiry"))?.Root
            .Values("CustomsOfficeOfDeparture/referenceNumber").FirstOrDefault()
            ?? (mrn is { Length: > 4 } ? mrn[2..4] + "000000" : null));
    }
}
