using System.Globalization;

namespace Throughline.Customs;

/// <summary>Fills what offices of departure and of guarantee tell each other.</summary>
internal static class GuaranteeMessages
{
    /// <summary>What one guarantee of a message holds; ninety-nine vouchers and one more are two.</summary>
    private const int MostReferences = 99;

    /// <summary>Adds the composers.</summary>
    public static void AddTo(Dictionary<string, Action<ProcedureStep, Message, Receiver>> composers)
    {
        composers["CD200C"] = FillQuestion;
        composers["CD203C"] = FillQuestion;
        composers["CD201C"] = (s, m, _) => FillAnswer(s, m);
        composers["CD205C"] = (s, m, _) => FillAnswer(s, m);
        composers["CD204C"] = (s, m, to) =>
        {
            var operation = Open(s, m);
            if (s.Fact("released") is { } released && s.Movement.State != "Cancelled")
                operation["releaseDate"] = released;
            else
                operation["usageCancellationDate"] = ProcedureStep.Format(s.Today);
            AddInUse(s, m, to);
        };
        composers["CD209C"] = (s, m, to) =>
        {
            Open(s, m)["arrivalDateAndTimeActual"] = s.Fact("arrived-on") ?? ProcedureStep.Format(s.Local);
            AddInUse(s, m, to);
        };
    }

    /// <summary>What is asked: the countries that the goods touch, the references and their amounts in EUR (R0267); for
    /// individual guarantees the goods too (C0815) and where they go (C0233).</summary>
    private static void FillQuestion(ProcedureStep step, Message message, Receiver to)
    {
        Open(step, message)["declarationAcceptanceDate"] = step.Fact("accepted");
        message.Root.Open("HolderOfTheTransitProcedure")["identificationNumber"] =
            step.Declared("HolderOfTheTransitProcedure/identificationNumber")
            ?? step.Declared("HolderOfTheTransitProcedure/TIRHolderIdentificationNumber") ?? "UNKNOWN";
        string?[] offices = [step.Movement.Office, .. Receivers.Transits(step), Receivers.Destination(step)];
        foreach (var country in offices.OfType<string>().Select(o => o[..2]).Distinct())
        {
            var involved = message.Root.Add("CountryInvolved");
            involved["sequenceNumber"] = Number(involved);
            involved["country"] = country;
        }

        var references = GuaranteeAnswers.Asked(step).Where(r => r.Grn[2..4] == to.Party.Country).ToList();
        foreach (var ofType in ListGroups(references))
        {
            var guarantee = Add(message, ofType[0].Type);
            foreach (var reference in ofType)
            {
                var added = guarantee.Add("GuaranteeReference");
                added["sequenceNumber"] = Number(added);
                added["GRN"] = reference.Grn;
                added["accessCode"] = reference.AccessCode;
                added["amountConcerned"] =
                    GuaranteeAnswers.Euro(step, reference)?.ToString("0.00", CultureInfo.InvariantCulture);
                added["currency"] = "EUR";
            }
        }

        if (references.Exists(r => r.Type == "2"))
            Envelope.AddOffice(message, "CustomsOfficeOfDestinationDeclared", Receivers.Destination(step));
        if (references.Exists(r => r.Type is "2" or "9"))
            AddGoods(step, message);
    }

    private static void AddGoods(ProcedureStep step, Message message)
    {
        var consignment = message.Root.Open("Consignment");
        foreach (var declared in step.Movement.Declaration!.Root.Descend("Consignment/HouseConsignment"))
        {
            var house = consignment.Add("HouseConsignment");
            house["sequenceNumber"] = Number(house);
            foreach (var goods in declared.List("ConsignmentItem"))
            {
                var item = house.Add("ConsignmentItem");
                item["sequenceNumber"] = Number(item);
                if (goods.First("Commodity") is { } commodity)
                    item.Open("Commodity").CopyFrom(commodity);
            }
        }
    }

    private static void FillAnswer(ProcedureStep step, Message message)
    {
        message.Root.Open("TransitOperation")["MRN"] = step.Given("TransitOperation/MRN");
        Envelope.AddOffice(message, "CustomsOfficeOfDeparture", step.Given("CustomsOfficeOfDeparture/referenceNumber"));
        message.Root.Open("HolderOfTheTransitProcedure")["identificationNumber"] =
            step.Given("HolderOfTheTransitProcedure/identificationNumber");
        foreach (var asked in step.Message!.Root.List("Guarantee"))
        {
            var guarantee = Add(message, asked["guaranteeType"] ?? "");
            foreach (var reference in asked.List("GuaranteeReference"))
            {
                var added = guarantee.Add("GuaranteeReference");
                added["sequenceNumber"] = Number(added);
                added["GRN"] = reference["GRN"];
                added.Open("CustomsOfficeOfGuarantee")["referenceNumber"] = step.Movement.Office;
                foreach (var code in GuaranteeOffice.Reasons(step, reference))
                {
                    var reason = added.Add("InvalidGuaranteeReason");
                    reason["sequenceNumber"] = Number(reason);
                    reason["code"] = code;
                }
            }
        }
    }

    private static void AddInUse(ProcedureStep step, Message message, Receiver to)
    {
        foreach (var references in ListGroups(
            GuaranteeAnswers.InUse(step).Where(r => r.Grn[2..4] == to.Party.Country)))
        {
            var guarantee = Add(message, references[0].Type);
            foreach (var reference in references)
            {
                var added = guarantee.Add("GuaranteeReference");
                added["sequenceNumber"] = Number(added);
                added["GRN"] = reference.Grn;
                added.Open("CustomsOfficeOfGuarantee")["referenceNumber"] =
                    AdministrationRoutes.GuaranteeOffice(to.Party.Country);
            }
        }
    }

    private static IEnumerable<DeclaredReference[]> ListGroups(IEnumerable<DeclaredReference> references) =>
        references.GroupBy(r => r.Type).SelectMany(g => g.Chunk(MostReferences));

    private static MessageGroup Add(Message message, string type)
    {
        var guarantee = message.Root.Add("Guarantee");
        guarantee["sequenceNumber"] = Number(guarantee);
        guarantee["guaranteeType"] = type;
        return guarantee;
    }

    private static MessageGroup Open(ProcedureStep step, Message message)
    {
        Envelope.AddOffice(message, "CustomsOfficeOfDeparture", step.Movement.Office);
        var operation = message.Root.Open("TransitOperation");
        operation["MRN"] = step.Movement.Mrn;
        return operation;
    }

    private static string Number(MessageGroup group) => group.Index.ToString(CultureInfo.InvariantCulture);
}
