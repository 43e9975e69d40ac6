using System.Globalization;

namespace Throughline.Customs;

/// <summary>Fills what authorities tell each other in an enquiry and a recovery.</summary>
internal static class EnquiryMessages
{
    /// <summary>Adds the composers.</summary>
    public static void AddTo(Dictionary<string, Action<ProcedureStep, Message, Receiver>> composers)
    {
        composers["CD142C"] = (s, m, _) => FillEnquiry(s, m);
        composers["CD059C"] = (s, m, to) =>
        {
            Mrn(s, m)["cancelEnquiryNotificationDateAndTime"] = ProcedureStep.Format(s.Local);
            Envelope.AddOffice(m, "CustomsOfficeOfDeparture", s.Movement.Office);
            Envelope.AddOffice(m, "CustomsOfficeOfRequest", to.Offices[0]);
        };
        composers["CD143C"] = (s, m, _) => FillResponse(s, m);
        composers["CD144C"] = (s, m, to) =>
        {
            Mrn(s, m);
            Envelope.AddOffice(m, "CompetentCustomsOfficeAtDeparture", s.Movement.Office);
            Envelope.AddOffice(m, "CompetentCustomsOfficeAtDestination", to.Offices[0]);
            m.Root.Open("Enquiry")["enquiryRequestDate"] = s.Fact("enquired-on") ?? ProcedureStep.Format(s.Today);
            m.Root.Open("Enquiry")["informationAvailableFromTrader"] = s.Kept("holder-answer") is null ? "0" : "1";
            AddCoded(m, "ResponseInformation", "informationCode", s.Detail("code") ?? "10",
                s.Detail("text") ?? "See the declaration.", ["10", "40", "50"]);
        };
        composers["CD145C"] = (s, m, _) =>
        {
            Mrn(s, m);
            Envelope.AddOffice(m, "CompetentCustomsOfficeAtDeparture", Asking(s));
            Envelope.AddOffice(m, "CompetentCustomsOfficeAtDestination", s.Movement.Office);
            m.Root.Open("Enquiry")["enquiryRequestDate"] = ProcedureStep.Format(s.Today);
            AddCoded(m, "RequestedInformation", "code", s.Detail("code") ?? "5",
                s.Detail("text") ?? "Please send what the holder knows.", ["5", "6"]);
        };
        AddRecovery(composers);
    }

    private static void AddRecovery(Dictionary<string, Action<ProcedureStep, Message, Receiver>> composers)
    {
        composers["CD063C"] = (s, m, to) =>
        {
            Mrn(s, m)["recoveryCommunicationDate"] = ProcedureStep.Format(s.Today);
            Envelope.AddOffice(m, "CustomsOfficeOfDestinationDeclared", Receivers.Destination(s));
            Envelope.AddOffice(m, "CustomsOfficeOfDestinationActual", s.Fact("arrived-at"));
            Envelope.AddOffices(m, "CustomsOfficeOfTransitDeclared", Receivers.Transits(s).Where(to.Offices.Contains));
            Envelope.AddOffice(m, "CustomsOfficeOfRecoveryAtDeparture", s.Movement.Office);
        };
        composers["CD150C"] = (s, m, to) =>
        {
            Mrn(s, m);
            Envelope.AddOffice(m, "CustomsOfficeOfRecoveryRequesting", s.Movement.Office);
            Envelope.AddOffice(m, "CustomsOfficeOfRecoveryRequested", to.Offices[0]);
            FillRecovery(s, m, "The debt is asked to be recovered there.");
            foreach (var reference in GuaranteeAnswers.InUse(s))
            {
                var added = m.Root.Add("GuaranteeReference");
                added["sequenceNumber"] = added.Index.ToString(CultureInfo.InvariantCulture);
                added["GRN"] = reference.Grn;
            }
        };
        composers["CD151C"] = (s, m, _) =>
        {
            Mrn(s, m);
            Envelope.AddOffice(m, "CustomsOfficeOfRecoveryRequesting", s.Kept("recovery-request")?.Root
                .Values("CustomsOfficeOfRecoveryRequesting/referenceNumber").FirstOrDefault());
            Envelope.AddOffice(m, "CustomsOfficeOfRecoveryRequested", s.Movement.Office);
            m.Root.Open("Recovery")["recoveryAcceptance"] = s.Detail("accept") ?? "1";
            FillRecovery(s, m, "The recovery is taken on.");
        };
        composers["CD152C"] = (s, m, _) =>
        {
            Mrn(s, m);
            Envelope.AddOffice(m, "CustomsOfficeOfRecoveryAtDeparture", s.Kept("recovery-request")?.Root
                .Values("CustomsOfficeOfRecoveryRequesting/referenceNumber").FirstOrDefault());
            Envelope.AddOffice(m, "CustomsOfficeOfRecovery", s.Movement.Office);
            var recovery = m.Root.Open("Recovery");
            recovery["collectionDate"] = ProcedureStep.Format(s.Today);
            recovery["text"] = s.Detail("text") ?? "The debt is collected.";
        };
    }

    /// <summary>G0125: the answer is due 28 or 40 days after the enquiry; 40 where the holder said enough.</summary>
    private static void FillEnquiry(ProcedureStep step, Message message)
    {
        Mrn(step, message);
        Envelope.AddOffice(message, "CustomsOfficeOfDeparture", step.Movement.Office);
        Envelope.AddOffice(message, "CustomsOfficeOfRequest", Receivers.EnquiredOffice(step));
        Envelope.AddOffice(message, "CustomsOfficeOfEnquiryAtDeparture", step.Movement.Office);
        var enquiry = message.Root.Open("Enquiry");
        enquiry["date"] = ProcedureStep.Format(step.Today);
        var answer = step.Kept("holder-answer")?.Root;
        enquiry["TC11DeliveryDate"] = answer?.Values("Enquiry/TC11DeliveryDate").FirstOrDefault();
        enquiry["text"] = step.Detail("text") ?? answer?.Values("Enquiry/text").FirstOrDefault();
        enquiry["limitForTheEnquiryResponseDate"] =
            ProcedureStep.Format(step.Today.AddDays(step.Fact("informed") is null ? 28 : 40));
        if (answer?.First("Consignment") is { } actual)
            message.Root.Open("Consignment").CopyFrom(actual);
        step.Note("enquired-on", step.Today);
    }

    private static void FillResponse(ProcedureStep step, Message message)
    {
        Mrn(step, message);
        Envelope.AddOffice(message, "CustomsOfficeOfRequest", step.Movement.Office);
        Envelope.AddOffice(message, "CustomsOfficeOfEnquiryAtDeparture", Asking(step));
        var enquiry = message.Root.Open("Enquiry");
        enquiry["enquiryResponseDate"] = ProcedureStep.Format(step.Today);
        var code = step.Detail("code") ?? "1";
        enquiry["responseCode"] = code;
        if (code is "2" or "4")
            enquiry["text"] = step.Detail("text") ?? "See our records.";
    }

    private static void FillRecovery(ProcedureStep step, Message message, string text)
    {
        var recovery = message.Root.Open("Recovery");
        recovery["recoveryCommunicationDate"] = ProcedureStep.Format(step.Today);
        recovery["text"] = step.Detail("text") ?? text;
    }

    private static void AddCoded(
        Message message, string group, string item, string code, string text, IReadOnlyList<string> withText)
    {
        var added = message.Root.Add(group);
        added["sequenceNumber"] = "1";
        added[item] = code;
        if (withText.Contains(code))
            added["text"] = text;
    }

    private static string? Asking(ProcedureStep step) =>
        (step.Kept("enquiry")?.Root.Values("CustomsOfficeOfEnquiryAtDeparture/referenceNumber")
            ?? step.Kept("record")?.Root.Values("CustomsOfficeOfDeparture/referenceNumber"))?.FirstOrDefault();

    private static MessageGroup Mrn(ProcedureStep step, Message message)
    {
        var operation = message.Root.Open("TransitOperation");
        operation["MRN"] = step.Movement.Mrn;
        return operation;
    }
}
