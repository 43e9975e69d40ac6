using System.Globalization;

namespace Throughline.Customs;

/// <summary>Fills the messages of the office of departure to the holder.</summary>
internal static class DepartureMessages
{
    /// <summary>Adds the composers.</summary>
    public static void AddTo(Dictionary<string, Action<ProcedureStep, Message, Receiver>> composers)
    {
        composers["CC928C"] = (s, m, _) =>
        {
            m.Root.Open("TransitOperation")["LRN"] = s.Movement.Lrn;
            Close(s, m);
        };
        composers["CC028C"] = (s, m, _) =>
        {
            var operation = Mrn(s, m);
            operation["LRN"] = s.Movement.Lrn;
            operation["declarationAcceptanceDate"] = s.Fact("accepted");
            Close(s, m);
        };
        composers["CC004C"] = (s, m, _) =>
        {
            var operation = m.Root.Open("TransitOperation");
            Rejections.NameMovement(s, operation);
            operation["amendmentSubmissionDateAndTime"] = s.Given("preparationDateAndTime") ?? s.Fact("amended");
            operation["amendmentAcceptanceDateAndTime"] = s.Fact("amended");
            Close(s, m);
        };
        composers["CC009C"] = (s, m, _) => FillInvalidation(s, m);
        composers["CC022C"] = (s, m, _) =>
        {
            Mrn(s, m)["amendmentNotificationDateAndTime"] = ProcedureStep.Format(s.Local);
            Close(s, m);
        };
        composers["CC055C"] = (s, m, _) => FillGuarantee(s, m);
        composers["CC056C"] = (s, m, _) => Rejections.FillDeparture(s, m);
        composers["CC917C"] = (s, m, _) => Rejections.FillXml(s, m);
        composers["CC060C"] = (s, m, _) => FillControl(s, m);
        composers["CC051C"] = (s, m, _) =>
        {
            var operation = Mrn(s, m);
            operation["declarationSubmissionDateAndTime"] = s.Fact("submitted");
            operation["noReleaseMotivationCode"] = s.Fact("motive");
            operation["noReleaseMotivationText"] = s.Fact("motive-text");
            Close(s, m);
            Envelope.AddRepresentative(s, m);
        };
        composers["CC029C"] = (s, m, _) => FillRelease(s, m);
        AddAfterRelease(composers);
    }

    /// <summary>Fills a release; records for other offices begin with the same.</summary>
    public static void FillRelease(ProcedureStep step, Message message)
    {
        message.Root.CopyFrom(step.Movement.Declaration!.Root);
        var operation = Mrn(step, message);
        operation["declarationAcceptanceDate"] = step.Fact("accepted");
        operation["releaseDate"] = step.Fact("released");
        var consignment = message.Root.Open("Consignment");
        if (consignment.Structure.FindItem("containerIndicator") is { } container)
            consignment[container] ??= consignment.Has("TransportEquipment") ? "1" : "0";
        var result = message.Root.Open("ControlResult");
        result["code"] = step.Fact("control-code");
        // G0127: the date of the result is the limit by which the goods must arrive.
        result["date"] = step.Fact("limit");
        if (result.Structure.FindItem("controlledBy") is { } controller)
            result[controller] = step.Movement.Office;
    }

    private static void AddAfterRelease(Dictionary<string, Action<ProcedureStep, Message, Receiver>> composers)
    {
        composers["CC019C"] = (s, m, _) =>
        {
            Mrn(s, m)["discrepanciesNotificationDate"] = Format(s.Today);
            Close(s, m);
        };
        composers["CC045C"] = (s, m, _) =>
        {
            Mrn(s, m)["writeOffDate"] = Format(s.Today);
            Close(s, m);
        };
        composers["CC035C"] = (s, m, _) =>
        {
            Mrn(s, m)["declarationAcceptanceDate"] = s.Fact("accepted");
            var recovery = m.Root.Open("RecoveryNotification");
            recovery["recoveryNotificationDate"] = Format(s.Today);
            recovery["amountClaimed"] = s.Fact("claimed");
            recovery["currency"] = s.Fact("claimed-currency");
            Envelope.AddOffice(m, "CustomsOfficeOfRecoveryAtDeparture", s.Movement.Office);
            Close(s, m);
        };
        composers["CC140C"] = (s, m, _) =>
        {
            var operation = Mrn(s, m);
            operation["requestOnNonArrivedMovementDate"] = Format(s.Today);
            var limit = s.Settings.Of(s.Administration.Country)["holder-answer"]
                .After(s.Now, s.Settings.ZoneOf(s.Movement.Office)) - TimeSpan.FromSeconds(1);
            operation["limitForResponseDate"] = Format(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(limit,
                s.Settings.ZoneOf(s.Movement.Office)).DateTime));
            Envelope.AddOffice(m, "CustomsOfficeOfEnquiryAtDeparture", s.Movement.Office);
            Close(s, m);
        };
        composers["CC182C"] = (s, m, _) =>
        {
            m.Root.CopyFrom(s.Message!.Root);
            Close(s, m);
        };
    }

    private static void FillInvalidation(ProcedureStep step, Message message)
    {
        Rejections.NameMovement(step, message.Root.Open("TransitOperation"));
        var invalidation = message.Root.Open("Invalidation");
        var request = step.Fact("decided-request");
        invalidation["requestDateAndTime"] = request;
        invalidation["decisionDateAndTime"] = ProcedureStep.Format(step.Local);
        invalidation["decision"] = step.Fact("decision");
        invalidation["initiatedByCustoms"] = request is null ? "1" : "0";
        invalidation["justification"] = step.Detail("reason") ?? step.Fact("invalidation-reason");
        Close(step, message);
    }

    private static void FillGuarantee(ProcedureStep step, Message message)
    {
        Mrn(step, message)["declarationAcceptanceDate"] = step.Fact("accepted");
        Close(step, message);
        foreach (var refused in step.Fact("refused")?.Split(' ') ?? [])
        {
            var cut = refused.IndexOf(':', StringComparison.Ordinal);
            var reference = message.Root.Add("GuaranteeReference");
            reference["sequenceNumber"] = reference.Index.ToString(CultureInfo.InvariantCulture);
            reference["GRN"] = refused[..cut];
            foreach (var code in refused[(cut + 1)..].Split(','))
            {
                var reason = reference.Add("InvalidGuaranteeReason");
                reason["sequenceNumber"] = reason.Index.ToString(CultureInfo.InvariantCulture);
                reason["code"] = code;
                reason["text"] = code == "G09" ? Unconverted(step, refused[..cut]) : null;
            }
        }
    }

    /// <summary>Says that the amount was not too high but in a currency that has no rate; null otherwise.</summary>
    private static string? Unconverted(ProcedureStep step, string grn) => GuaranteeAnswers.List(step)
        .FirstOrDefault(r => r.Grn == grn && GuaranteeAnswers.Euro(step, r) is null) is { } reference
        ? $"No exchange rate of {reference.Currency} to EUR is known for {Format(step.Today)}; give the amount in EUR."
        : null;

    /// <summary>C0452 and C0455: a control names its kinds, a request for documents the documents.</summary>
    private static void FillControl(ProcedureStep step, Message message)
    {
        var operation = message.Root.Open("TransitOperation");
        Rejections.NameMovement(step, operation);
        operation["controlNotificationDateAndTime"] = ProcedureStep.Format(step.Local);
        operation["notificationType"] = step.Fact("notification");
        Close(step, message);
        Envelope.AddRepresentative(step, message);
        var (group, item, codes) = step.Fact("notification") switch
        {
            "0" => ("TypeOfControls", "type", step.Detail("types") ?? "10"),
            "1" => ("RequestedDocument", "documentType", step.Detail("documents") ?? "N380"),
            _ => ("", "", ""),
        };
        foreach (var code in codes.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var added = message.Root.Add(group);
            added["sequenceNumber"] = added.Index.ToString(CultureInfo.InvariantCulture);
            added[item] = code;
            if (code == "50" && group == "TypeOfControls")
                added["text"] = step.Detail("text") ?? "Other control";
        }
    }

    private static MessageGroup Mrn(ProcedureStep step, Message message)
    {
        var operation = message.Root.Open("TransitOperation");
        operation["MRN"] = step.Movement.Mrn;
        return operation;
    }

    private static void Close(ProcedureStep step, Message message)
    {
        Envelope.AddOffice(message, "CustomsOfficeOfDeparture", step.Movement.Office);
        if (message.Structure.Root.FindGroup("HolderOfTheTransitProcedure") is { } holder && !message.Root.Has(holder))
            Envelope.AddHolder(step, message);
    }

    private static string Format(DateOnly day) => ProcedureStep.Format(day);
}
