using System.Globalization;

namespace Throughline.Customs;

/// <summary>What an office of guarantee answers when a trader asks about a guarantee (CC034C), and the notice that the
/// office of departure gives to guarantors (CC023C).</summary>
internal static class GuaranteeQueries
{
    /// <summary>The reference amount is followed, so that a balance can be told (C0286).</summary>
    private const string MonitorsBalance = "3";

    /// <summary>The role of whoever asks for a guarantee of their own (C0818).</summary>
    public const string OwnerAsks = "1";

    /// <summary>The query that asks for the owner, and for nothing that depends on the type.</summary>
    private const string OwnerIsAsked = "4";

    /// <summary>Adds the composers.</summary>
    public static void AddTo(Dictionary<string, Action<ProcedureStep, Message, Receiver>> composers)
    {
        composers["CC037C"] = (s, m, _) => FillAnswer(s, m);
        composers["CC906C"] = (s, m, _) =>
        {
            m.Root.Open("Header");
            Rejections.AddErrors(s, m.Root);
        };
        composers["CC023C"] = FillNotice;
    }

    /// <summary>Whether a query is refused.</summary>
    public static bool Refuses(ProcedureStep step) => Errors(step).Count > 0;

    /// <summary>What is wrong with a query: guarantees that are not registered here, access codes, and who asks.
    /// Whoever has no right code learns nothing of the guarantee.</summary>
    public static IReadOnlyList<ProcedureError> Errors(ProcedureStep step)
    {
        var errors = new List<ProcedureError>();
        foreach (var reference in step.Message!.Root.List("GuaranteeReference"))
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"/CC034C/GuaranteeReference[{reference.Index}]/");
            var code = reference.First("AccessCode")?["accessCode"];
            if (Find(step, reference) is not { } guarantee)
                errors.Add(new ProcedureError(at + "GRN", "90", "N/A", reference["GRN"]));
            else if (!guarantee.AccessCodes.Contains(code ?? "", StringComparer.Ordinal))
                errors.Add(new ProcedureError(at + "AccessCode/accessCode", "12", "N/A", code));
            else if (Owner(step, reference) is { Owner: var owner, Pointer: var pointer } && owner != guarantee.Holder)
                errors.Add(new ProcedureError(pointer ?? at + "Owner/identificationNumber", "14", "G0035", owner));
            else if (guarantee.Type == "2" && reference.First("GuaranteeQuery")?["queryIdentifier"] != OwnerIsAsked
                && OfficesOf(step, guarantee) is (null, _) or (_, null))
                errors.Add(new ProcedureError(at + "GRN", "14", "C0280", reference["GRN"]));
        }

        return errors;
    }

    /// <summary>The offices that an individual guarantee is for: as registered, else those of the movement that used
    /// it.</summary>
    private static (string? Departure, string? Destination) OfficesOf(ProcedureStep step, Guarantee guarantee)
    {
        var use = GuaranteeOffice.Uses(step, guarantee.Grn, "InUse", "Credited").Select(u => u.Movement.Messages["use"])
            .FirstOrDefault()?.Root;
        return (guarantee.OfficeOfDeparture
                ?? use?.Values("CustomsOfficeOfDeparture/referenceNumber").FirstOrDefault(),
            guarantee.OfficeOfDestination
                ?? use?.Values("CustomsOfficeOfDestinationDeclared/referenceNumber").FirstOrDefault());
    }

    /// <summary>Who is said to own a guarantee: whoever asks, or who is named beside it; with the place in the message
    /// where it is the requester.</summary>
    private static (string? Owner, string? Pointer) Owner(ProcedureStep step, MessageGroup reference) =>
        step.Given("Requester/role") == OwnerAsks
            ? (step.Given("Requester/identificationNumber"), "/CC034C/Requester/identificationNumber")
            : (reference.First("Owner")?["identificationNumber"], null);

    private static Guarantee? Find(ProcedureStep step, MessageGroup reference) => reference["GRN"] is { } grn
        ? GuaranteeRegister.Find(step, grn)?.Registered
        : null;

    private static void FillAnswer(ProcedureStep step, Message message)
    {
        message.Root.Open("Requester").CopyFrom(step.Message!.Root.Open("Requester"));
        Envelope.AddOffice(message, "CustomsOfficeOfGuarantee", step.Movement.Office);
        foreach (var asked in step.Message.Root.List("GuaranteeReference"))
        {
            var guarantee = Find(step, asked)!;
            var query = asked.Open("GuaranteeQuery");
            var told = message.Root.Add("GuaranteeReference");
            told["sequenceNumber"] = Number(told.Index);
            told["GRN"] = guarantee.Grn;
            told["acceptanceDateAndTime"] = ProcedureStep.Format(guarantee.ValidFrom.ToDateTime(TimeOnly.MinValue));
            told["guaranteeType"] = guarantee.Type;
            told["guaranteeMonitoringCode"] = MonitorsBalance;
            told.Open("GuaranteeQuery").CopyFrom(query);
            var identifier = query["queryIdentifier"];
            if (identifier is "1" or "3")
                AddUsages(step, told, guarantee, query);
            if (identifier is "2" or "3" && guarantee.Type != "4")
                AddExposure(step, told, guarantee);
            if (guarantee.Type != "0")
                AddTrader(step, told.Open("Guarantor"), guarantee.Guarantor ?? "-");
            if (identifier == OwnerIsAsked)
                AddTrader(step, told.Open("Owner"), guarantee.Holder);
            else
                AddKind(told, guarantee, OfficesOf(step, guarantee));
        }
    }

    private static void AddTrader(ProcedureStep step, MessageGroup trader, string number)
    {
        trader["identificationNumber"] = number;
        Envelope.NameTrader(step, trader);
    }

    /// <summary>The movements under a guarantee whose amounts were put in use in the period asked for.</summary>
    private static void AddUsages(ProcedureStep step, MessageGroup told, Guarantee guarantee, MessageGroup query)
    {
        var (from, to) = (ProcedureStep.FindDay(query["periodFromDate"]), ProcedureStep.FindDay(query["periodToDate"]));
        foreach (var (movement, amount) in GuaranteeOffice.Uses(step, guarantee.Grn, "InUse", "Credited"))
        {
            var day = ProcedureStep.FindDay(movement.Find("used-on"));
            if (day < from || day > to)
                continue;
            var usage = told.Add("Usage");
            usage["sequenceNumber"] = Number(usage.Index);
            usage["MRN"] = movement.Mrn;
            usage["coveredAmount"] = Text(amount);
            usage["currency"] = "EUR";
            usage["lockDate"] = movement.Find("used-on");
            if (guarantee.Type is "0" or "1")
                usage["arrivalDateAndTime"] = movement.Find("arrived-on");
            usage["releaseDate"] = movement.Find("credited-on");
        }
    }

    private static void AddExposure(ProcedureStep step, MessageGroup told, Guarantee guarantee)
    {
        var uses = GuaranteeOffice.Uses(step, guarantee.Grn, "InUse");
        var used = uses.Sum(u => u.AmountEuro) + Euros(guarantee.Reserved);
        var exposure = told.Open("Exposure");
        exposure["exposure"] = Text(used);
        exposure["exposureCounter"] = Number(uses.Count);
        exposure["balance"] = Text(Math.Max(0, Euros(guarantee.Amount) - used));
        exposure["currency"] = "EUR";
    }

    /// <summary>C0280: one of three groups. A guarantee for several uses (9) stands with the comprehensive ones, which
    /// have a reference amount only when they are of type 0 or 1 (C0231).</summary>
    private static void AddKind(
        MessageGroup told, Guarantee guarantee, (string? Departure, string? Destination) offices)
    {
        if (guarantee.Type == "4")
        {
            var voucher = told.Open("IndividualGuaranteeVoucher");
            voucher["issueDate"] = ProcedureStep.Format(guarantee.ValidFrom);
            voucher["expiryDate"] = ProcedureStep.Format(guarantee.ValidTo);
            voucher["copyGiven"] = "0";
            voucher["TIRCarnet"] = "0";
        }
        else if (guarantee.Type == "2")
        {
            var individual = told.Open("IndividualGuaranteeByGuarantor");
            individual["guaranteeAmount"] = Text(Euros(guarantee.Amount));
            individual["currency"] = "EUR";
            individual.Open("CustomsOfficeOfDeparture")["referenceNumber"] = offices.Departure;
            individual.Open("CustomsOfficeOfDestination")["referenceNumber"] = offices.Destination;
        }
        else
        {
            AddComprehensive(told.Open("ComprehensiveGuarantee"), guarantee);
        }
    }

    private static void AddComprehensive(MessageGroup group, Guarantee guarantee)
    {
        if (guarantee.Type is "0" or "1")
        {
            group["referenceAmount"] = Text(Euros(guarantee.Amount));
            group["percentageOfReferenceAmount"] = Number((int)guarantee.Level);
        }

        group["guaranteeAmount"] = Text(Euros(GuaranteeTypes.Secured(guarantee.Amount, guarantee.Level)));
        group["currency"] = "EUR";
        group["numberOfCertificates"] = "0";
        group["validityStartDate"] = ProcedureStep.Format(guarantee.ValidFrom);
        group["validityEndDate"] = ProcedureStep.Format(guarantee.ValidTo);
        group["restrictedUseForSuspendedGoods"] = guarantee.ExcludesSuspendedGoods ? "1" : "0";
        foreach (var country in guarantee.NotValidIn)
        {
            var limit = group.Add("ValidityLimitation");
            limit["sequenceNumber"] = Number(limit.Index);
            limit["guaranteeNotValidIn"] = country;
        }
    }

    /// <summary>The guarantor learns that goods under its guarantee were not written off in time.</summary>
    private static void FillNotice(ProcedureStep step, Message message, Receiver to)
    {
        var operation = message.Root.Open("TransitOperation");
        operation["MRN"] = step.Movement.Mrn;
        operation["declarationAcceptanceDate"] = step.Fact("accepted");
        Envelope.AddOffice(message, "CustomsOfficeOfDeparture", step.Movement.Office);
        Envelope.AddOffice(message, "CustomsOfficeOfRecoveryAtDeparture", step.Movement.Office);
        Envelope.AddHolder(step, message);
        if (to.Party.Name != "-")
            AddTrader(step, message.Root.Open("Guarantor"), to.Party.Name);
        var notice = message.Root.Open("GuarantorNotification");
        notice["guarantorNotificationDate"] = ProcedureStep.Format(step.Today);
        notice["guarantorNotificationText"] = step.Detail("text");
    }

    private static decimal Euros(Money amount) => amount.Minor / 100m;

    private static string Text(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
