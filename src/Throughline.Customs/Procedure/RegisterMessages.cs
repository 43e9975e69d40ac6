using System.Globalization;

namespace Throughline.Customs;

/// <summary>Fills what an office of guarantee tells holders and guarantors of the guarantees themselves.</summary>
internal static class RegisterMessages
{
    /// <summary>Adds the composers.</summary>
    public static void AddTo(Dictionary<string, Action<ProcedureStep, Message, Receiver>> composers)
    {
        composers["CC225C"] = (s, m, _) => FillUpdate(s, m);
        composers["CC228C"] = (s, m, _) =>
        {
            AddHolder(s, m);
            AddGuarantor(s, m);
            var told = Reference(s, m);
            told["sequenceNumber"] = "1";
            told["currency"] = "EUR";
            told["guaranteeAmount"] = Secured(GuaranteeRegister.Get(s));
            told["invalidityDate"] = ProcedureStep.Format(GuaranteeRegister.Get(s).ValidTo.AddDays(1));
            told["liabilityLiberationDate"] = s.Fact("liberated");
        };
        composers["CC229C"] = (s, m, _) =>
        {
            AddGuarantor(s, m);
            Reference(s, m)["invalidityDate"] = ProcedureStep.Format(s.Today);
        };
        composers["CC231C"] = (s, m, _) =>
        {
            m.Root.Open("HolderOfTheTransitProcedure")["identificationNumber"] = GuaranteeRegister.Get(s).Holder;
            var told = Reference(s, m);
            told["invalidityDate"] = ProcedureStep.Format(GuaranteeRegister.Get(s).ValidTo.AddDays(1));
            told["invalidityReasonCode"] = s.Detail("code");
            told["invalidityReasonText"] = s.Detail("text") ?? s.Detail("reason");
        };
    }

    /// <summary>G0650: what can change is told with its value of now.</summary>
    private static void FillUpdate(ProcedureStep step, Message message)
    {
        var guarantee = GuaranteeRegister.Get(step);
        message.Root.Open("HolderOfTheTransitProcedure")["identificationNumber"] = guarantee.Holder;
        var told = Reference(step, message);
        told["sequenceNumber"] = "1";
        told["currency"] = "EUR";
        if (guarantee.Type is "0" or "1")
        {
            told["referenceAmount"] = Text(guarantee.Amount);
            told["percentageOfReferenceAmount"] = ((int)guarantee.Level).ToString(CultureInfo.InvariantCulture);
        }

        told["guaranteeAmount"] = Secured(guarantee);
        told["validityDate"] = ProcedureStep.Format(guarantee.ValidTo);
        told["restrictedUseSuspendedGoods"] = guarantee.ExcludesSuspendedGoods ? "1" : "0";
    }

    private static MessageGroup Reference(ProcedureStep step, Message message)
    {
        var reference = message.Root.Open("GuaranteeReference");
        reference["GRN"] = step.Movement.Grn;
        reference.Open("CustomsOfficeOfGuarantee")["referenceNumber"] = step.Movement.Office;
        return reference;
    }

    private static void AddHolder(ProcedureStep step, Message message)
    {
        var holder = message.Root.Open("HolderOfTheTransitProcedure");
        holder["identificationNumber"] = GuaranteeRegister.Get(step).Holder;
        Name(step, holder);
    }

    private static void AddGuarantor(ProcedureStep step, Message message)
    {
        var guarantor = message.Root.Open("Guarantor");
        guarantor["identificationNumber"] = GuaranteeRegister.Get(step).Guarantor ?? "-";
        Name(step, guarantor);
    }

    /// <summary>C0250: name and address are told of traders that the administration does not know.</summary>
    private static void Name(ProcedureStep step, MessageGroup trader)
    {
        if (!step.Settings.Traders.ContainsKey(trader["identificationNumber"] ?? ""))
            Envelope.NameTrader(step, trader);
    }

    private static string Secured(Guarantee guarantee) =>
        Text(GuaranteeTypes.Secured(guarantee.Amount, guarantee.Level));

    private static string Text(Money amount) => (amount.Minor / 100m).ToString("0.00", CultureInfo.InvariantCulture);
}
