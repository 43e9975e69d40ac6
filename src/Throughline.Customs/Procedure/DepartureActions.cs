using System.Globalization;

namespace Throughline.Customs;

/// <summary>What the table of the office of departure does besides sending, by name.</summary>
internal static class DepartureActions
{
    /// <summary>Adds the actions.</summary>
    public static void AddTo(Dictionary<string, Action<ProcedureStep>> actions)
    {
        actions["declare"] = Declare;
        actions["amend"] = Amend;
        actions["present"] = Present;
        actions["accept"] = Accept;
        actions["ask-invalidation"] = AskInvalidation;
        actions["grant"] = s => Decide(s, "1");
        actions["deny"] = s => Decide(s, "0");
        actions["cancel"] = Cancel;
        actions["announce-intention"] = s => s.Note("notification", "2");
        actions["announce-documents"] = s => s.Note("notification", "1");
        actions["announce-control"] = s => s.Note("notification", "0");
        actions["ask-amendment"] = s => s.Note("amendment", ProcedureStep.Format(s.Local));
        actions["keep-release-request"] = s => s.Keep("release-request", s.Message!);
        actions["check-self"] = s =>
        {
            s.Note("checked", "1");
            s.Note("refused", string.Join(' ',
                GuaranteeAnswers.Refused(s).Select(r => r.Grn + ":" + GuaranteeAnswers.ReasonAgainst(s, r))));
        };
        actions["check"] = s =>
        {
            s.Note("checked", "1");
            ExpectAnswers(s);
        };
        actions["reserve"] = ExpectAnswers;
        actions["answer"] = TakeAnswer;
        actions["want-release"] = WantRelease;
        actions["controlled"] = s => s.Note("controlled", "1");
        actions["release"] = Release;
        actions["refuse-release"] = s => Motivate(s, s.Fact("notification") is "0" or "1" ? "C1" : "S1",
            s.Fact("notification") is "0" or "1" ? "The control was not satisfactory." : "Release was refused.");
        actions["refuse-guarantee"] = s => Motivate(s, "G1", "The guarantee is not valid.");
        AddJourney(actions);
    }

    private static void AddJourney(Dictionary<string, Action<ProcedureStep>> actions)
    {
        actions["note-passage"] = s => AddTo(s, "passed", s.Given("CustomsOfficeOfTransitActual/referenceNumber"));
        actions["note-other-transit"] =
            s => AddTo(s, "other-transit", s.Given("CustomsOfficeOfTransitActual/referenceNumber"));
        actions["note-other-destination"] =
            s => s.Note("other-destination", s.Given("CustomsOfficeOfDestinationActual/referenceNumber"));
        actions["note-incident"] = s =>
        {
            ProcedureActions.KeepIncident(s);
            s.Note("incident-office", s.Given("CustomsOfficeOfIncidentRegistration/referenceNumber"));
        };
        actions["note-arrival"] = s =>
        {
            s.Note("arrived-at", s.Given("CustomsOfficeOfDestinationActual/referenceNumber"));
            s.Note("arrived-on", s.Given("TransitOperation/arrivalDateAndTimeActual"));
        };
        actions["await-unloading"] = s => s.Note("consignee", "1");
        actions["note-results"] = s => s.Keep("results", s.Message!);
        actions["resolved"] = s => s.Note("resolved", "1");
        actions["unresolved"] = s => s.Note("resolved", "0");
        actions["recover"] = s =>
        {
            s.Note("claimed", s.Detail("amount") ?? Claimed(s).ToString("0.00", CultureInfo.InvariantCulture));
            s.Note("claimed-currency", s.Detail("currency") ?? Currency(s));
        };
        actions["ask-holder"] = s => s.Note("holder-asked", s.Today);
        actions["keep-holder-answer"] = s => s.Keep("holder-answer", s.Message!);
        actions["enquire"] = s => s.Note("informed", s.Kept("holder-answer")?.Root.Has("Enquiry") == true
            || s.Detail("days") == "40" ? "1" : null);
        actions["keep-response"] = s => s.Keep("response", s.Message!);
        actions["keep-question"] = s => s.Keep("question", s.Message!);
        actions["note-silence"] = s => s.Note("unanswered", s.Today);
        actions["keep-acceptance"] = s => s.Keep("acceptance", s.Message!);
        actions["keep-availability"] = s => s.Keep("availability", s.Message!);
    }

    private static void Declare(ProcedureStep step)
    {
        step.Note("holder", step.Given("messageSender"));
        step.Note("lrn", step.Given("TransitOperation/LRN"));
        step.Note("declared-by", step.Given("messageIdentification"));
        step.Note("submitted", ProcedureStep.Format(step.Local));
        step.Keep("declaration", step.Message!);
        if (step.Input is MessageInput { Paper: { } paper })
        {
            step.Note("paper-accepted", paper.AcceptedOn);
            step.Note("paper-released", paper.ReleasedOn);
        }
    }

    /// <summary>An amendment brings the whole declaration anew; what names the movement stays.</summary>
    private static void Amend(ProcedureStep step)
    {
        var declaration = Message.Make("CC015C");
        declaration.Root.CopyFrom(step.Message!.Root);
        declaration.Root["messageType"] = "CC015C";
        declaration.Root.Open("TransitOperation")["LRN"] = step.Movement.Lrn;
        step.Keep("declaration", declaration);
        step.Note("amended", ProcedureStep.Format(step.Local));
        step.Note("amended-by", step.Given("messageIdentification"));
        foreach (var fact in (string[])["checked", "amendment", "refused", "answers-due"])
            step.Note(fact, null);
    }

    /// <summary>What a presentation brings takes the place of what the declaration had.</summary>
    private static void Present(ProcedureStep step)
    {
        var declaration = Message.Make("CC015C");
        declaration.Root.CopyFrom(step.Movement.Declaration!.Root);
        if (step.Given("TransitOperation/limitDate") is { } limit)
            declaration.Root.Open("TransitOperation")["limitDate"] = limit;
        if (step.Message!.Root.First("Consignment") is { } presented)
            Overlay(declaration.Root.Open("Consignment"), presented);
        if (step.Given("Consignment/containerIndicator") == "0")
            TakeContainersAway(declaration.Root.Open("Consignment"));
        step.Keep("declaration", declaration);
        step.Note("presented", ProcedureStep.Format(step.Local));
    }

    /// <summary>Goods that were declared in a container and come without one keep the seals of the vehicle only
    /// (C0055).</summary>
    private static void TakeContainersAway(MessageGroup consignment)
    {
        foreach (var equipment in consignment.List("TransportEquipment").ToList())
        {
            equipment["containerIdentificationNumber"] = null;
            if (!equipment.Has("Seal"))
                consignment.Remove(equipment);
        }
    }

    private static void Overlay(MessageGroup declared, MessageGroup presented)
    {
        foreach (var item in presented.Structure.Items)
        {
            if (presented[item] is { } value && declared.Structure.FindItem(item.Name) is { } own)
                declared[own] = value;
        }

        foreach (var group in presented.Structure.Groups.Where(g => presented.Has(g)))
        {
            if (declared.Structure.FindGroup(group.Name) is null)
                continue;
            if (group.Name == "HouseConsignment")
            {
                foreach (var (ours, theirs) in declared.List(group.Name).Zip(presented.List(group)))
                    Overlay(ours, theirs);
                continue;
            }

            declared.Clear(group.Name);
            foreach (var source in presented.List(group))
                declared.Add(group.Name).CopyFrom(source);
        }
    }

    /// <summary>The number is made of the office and the movement's place in the administration, so that it never comes
    /// twice in a year. A movement that began on paper keeps its number and the day of its acceptance.</summary>
    private static void Accept(ProcedureStep step)
    {
        var mrn = PaperNumber.Find(step.Movement.Lrn) ?? Mrn.Make(step.Today.Year, step.Movement.Office[..2],
            PaperNumber.SerialOf(step.Movement.Office, step.Movement.Number),
            Mrn.ProcedureFor(step.Declared("TransitOperation/security")));
        step.Note("mrn", mrn.Value);
        step.Note("accepted", ProcedureStep.FindDay(step.Fact("paper-accepted")) ?? step.Today);
    }

    private static void AskInvalidation(ProcedureStep step)
    {
        step.Note("invalidation", step.Given("Invalidation/requestDateAndTime") ?? ProcedureStep.Format(step.Local));
        step.Note("invalidation-by", step.Given("messageIdentification"));
        step.Note("invalidation-reason", step.Given("Invalidation/justification"));
    }

    private static void Decide(ProcedureStep step, string decision)
    {
        step.Note("decided-request", step.Fact("invalidation"));
        step.Note("decision", decision);
        step.Note("invalidation", null);
    }

    private static void Cancel(ProcedureStep step)
    {
        step.Note("decided-request", null);
        step.Note("decision", "1");
        step.Note("invalidation", null);
        step.Note("invalidation-by", null);
        step.Note("invalidation-reason", step.Detail("reason"));
    }

    private static void ExpectAnswers(ProcedureStep step)
    {
        step.Note("answers-due", GuaranteeAnswers.Countries(step).Count.ToString(CultureInfo.InvariantCulture));
        step.Note("reserved", null);
        step.Note("refused", null);
    }

    private static void TakeAnswer(ProcedureStep step)
    {
        var due = int.Parse(step.Fact("answers-due")!, CultureInfo.InvariantCulture) - 1;
        step.Note("answers-due", due > 0 ? due.ToString(CultureInfo.InvariantCulture) : null);
        foreach (var refused in GuaranteeAnswers.RefusedBy(step.Message!))
            AddTo(step, "refused", refused);
        if (step.Message!.Code != "CD205C")
            return;
        foreach (var accepted in GuaranteeAnswers.AcceptedBy(step.Message))
            AddTo(step, "reserved", accepted);
    }

    private static void WantRelease(ProcedureStep step)
    {
        step.Note("release-wanted", "1");
        if (step.Detail("limit") is { } limit)
            step.Note("limit", limit);
        if (step.Detail("code") is { } code)
            step.Note("control-code", code);
        if (step.Detail("seals") is { } seals)
            PutOnSeals(step, seals.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    /// <summary>Seals that the office puts on take the place of those that were declared. They are put on the first
    /// piece of equipment; without any, on one that stands for the vehicle (R0448).</summary>
    private static void PutOnSeals(ProcedureStep step, string[] seals)
    {
        if (step.Movement.Declaration is not { } declared || seals.Length == 0)
            return;
        var declaration = Message.Make("CC015C");
        declaration.Root.CopyFrom(declared.Root);
        var consignment = declaration.Root.Open("Consignment");
        var equipment = consignment.First("TransportEquipment");
        if (equipment is null)
        {
            equipment = consignment.Add("TransportEquipment");
            equipment["sequenceNumber"] = "1";
        }

        equipment.Clear("Seal");
        equipment["numberOfSeals"] = seals.Length.ToString(CultureInfo.InvariantCulture);
        foreach (var seal in seals)
        {
            var added = equipment.Add("Seal");
            added["sequenceNumber"] = added.Index.ToString(CultureInfo.InvariantCulture);
            added["identifier"] = seal;
        }

        step.Keep("declaration", declaration);
        step.Note("sealed", string.Join(' ', seals));
    }

    private static void Release(ProcedureStep step)
    {
        var released = ProcedureStep.FindDay(step.Fact("paper-released")) ?? step.Today;
        var limit = ProcedureStep.FindDay(step.Fact("limit"))
            ?? ProcedureStep.FindDay(step.Declared("TransitOperation/limitDate"))
            ?? released.AddDays(step.Settings.Of(step.Administration.Country).TransitDays);
        step.Note("limit", limit);
        step.Note("released", released);
        step.Note("control-code", step.Fact("control-code") ?? ResultOf(step));
    }

    /// <summary>G0126: A1 after a control, A3 when an authorised consignor lets the goods go, else A2.</summary>
    private static string ResultOf(ProcedureStep step) => step.Fact("controlled") is not null ? "A1"
        : Guards.Holds("simplified", step) && step.Declared("TransitOperation/declarationType") != "TIR" ? "A3" : "A2";

    private static void Motivate(ProcedureStep step, string code, string text)
    {
        step.Note("motive", step.Detail("code") ?? code);
        step.Note("motive-text", step.Detail("reason") ?? text);
    }

    private static decimal Claimed(ProcedureStep step)
    {
        var currency = Currency(step);
        return step.Movement.Declaration?.Root.Descend("Guarantee/GuaranteeReference")
            .Where(r => r["currency"] == currency)
            .Sum(r => decimal.TryParse(r["amountToBeCovered"], NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture, out var amount) ? amount : 0) ?? 0;
    }

    private static string Currency(ProcedureStep step) =>
        step.Declared("Guarantee/GuaranteeReference/currency") ?? "EUR";

    private static void AddTo(ProcedureStep step, string fact, string? word)
    {
        var words = step.Fact(fact)?.Split(' ') ?? [];
        if (word is not null && !words.Contains(word))
            step.Note(fact, string.Join(' ', [.. words, word]));
    }
}
