using System.Collections.Frozen;
using System.Globalization;

namespace Throughline.Customs;

/// <summary>What the tables do besides sending, by name.</summary>
internal static class ProcedureActions
{
    /// <summary>Incidents that a message may tell of.</summary>
    private const int MostIncidents = 9;

    private static readonly FrozenDictionary<string, Action<ProcedureStep>> All = Collect();

    /// <summary>Names of all actions.</summary>
    public static IReadOnlyCollection<string> Names => All.Keys;

    /// <summary>Does an action.</summary>
    public static void Do(string name, ProcedureStep step) => All[name](step);

    private static FrozenDictionary<string, Action<ProcedureStep>> Collect()
    {
        var actions = new Dictionary<string, Action<ProcedureStep>>(StringComparer.Ordinal);
        AddRefusals(actions);
        DepartureActions.AddTo(actions);
        AddDestination(actions);
        AddOthers(actions);
        GuaranteeRegister.AddTo(actions);
        Availability.AddTo(actions);
        return actions.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static void AddRefusals(Dictionary<string, Action<ProcedureStep>> actions)
    {
        actions["refuse-findings"] = s =>
        {
            foreach (var finding in s.Findings)
                s.Refuse(finding.Pointer, Rejections.CodeOf(finding), finding.Reason, finding.Value);
        };
        actions["refuse-duplicate"] = s => s.Refuse(Root(s) + "/messageIdentification", "26", "N/A",
            s.Given("messageIdentification"));
        actions["refuse-lrn"] = s => s.Refuse(Root(s) + "/TransitOperation/LRN", "26", "N/A",
            s.Given("TransitOperation/LRN"));
        actions["refuse-sequence"] = s => s.Refuse(Root(s), "92");
        actions["refuse-unknown"] = s => s.Refuse(MrnOf(s), "90", "N/A", s.Given("TransitOperation/MRN"));
        actions["refuse-query"] = s => s.Errors.AddRange(GuaranteeQueries.Errors(s));
        actions["refuse-mrn"] = s => s.Refuse(MrnOf(s), "93", "N/A", s.Given("TransitOperation/MRN"));
        actions["refuse-late"] = s => s.Note("rejection", "The goods were not presented in time.");
        actions["refuse-officer"] = s => s.Note("rejection", s.Detail("reason") ?? "The declaration was not accepted.");
        actions["refuse-answer"] = s =>
        {
            var isUnknown = s.Given("TransitOperation/requestRejectionReasonCode") == Rejections.UnknownMovement;
            s.Refuse(isUnknown ? "/CC007C/TransitOperation/MRN" : "/CC007C", isUnknown ? "90" : "92", "N/A",
                isUnknown ? s.Movement.Mrn : null);
        };
    }

    private static void AddDestination(Dictionary<string, Action<ProcedureStep>> actions)
    {
        actions["keep-record"] = s =>
        {
            s.Keep("record", s.Message!);
            s.Note("mrn", s.Given("TransitOperation/MRN"));
        };
        actions["keep-arrival"] = s =>
        {
            s.Keep("arrival", s.Message!);
            s.Note("mrn", s.Given("TransitOperation/MRN"));
            s.Note("trader", s.Given("messageSender"));
            s.Note("arrival-waits", "1");
        };
        actions["officer-arrival"] = s =>
        {
            s.Note("mrn", s.Officer!.Movement);
            s.Note("arrival-waits", "1");
        };
        actions["settle-at-once"] = s => s.Note("settle", "1");
        actions["arrive"] = s =>
        {
            s.Note("arrival-waits", null);
            s.Note("arrived-on", ProcedureStep.Format(s.Local));
        };
        actions["permit"] = s => s.Note("permissions", Next(s.Fact("permissions")));
        actions["keep-remarks"] = s => s.Keep("remarks", s.Message!);
        actions["note-control"] = s => s.Note("controlled", "1");
        actions["considered-satisfactory"] = s =>
        {
            Settle(s, "A2");
            if (s.Fact("settle") is not null)
                s.Note("settled", "1");
        };
        actions["satisfactory"] = s => Settle(s, s.Fact("controlled") is null ? "A2" : "A1");
        actions["minor-discrepancies"] = s => Settle(s, "A5");
        actions["major-discrepancies"] = s => Settle(s, "B1");
        actions["let-go"] = s => s.Note("held", null);
        actions["keep-enquiry"] = s => Keep(s, "enquiry");
        actions["keep-recovery-request"] = s => Keep(s, "recovery-request");
        actions["keep-incident"] = s =>
        {
            KeepIncident(s);
            s.Note("mrn", s.Given("TransitOperation/MRN"));
        };
    }

    private static void AddOthers(Dictionary<string, Action<ProcedureStep>> actions)
    {
        actions["name-movement"] = s => s.Note("mrn", s.Officer!.Movement);
        actions["ask-passage"] = s => s.Note("passage-waits", "1");
        actions["pass"] = s =>
        {
            s.Note("passage-waits", null);
            s.Note("passed-on", s.Today);
        };
        actions["use"] = s =>
        {
            Keep(s, "use");
            s.Note("used-on", s.Today);
        };
        actions["credit"] = s =>
        {
            s.Note("credited-on", s.Today);
            s.Note("arrived-on", s.Given("TransitOperation/arrivalDateAndTimeActual"));
        };
    }

    /// <summary>Keeps an incident behind those that were told before, as far as a message has room for
    /// them.</summary>
    public static void KeepIncident(ProcedureStep step)
    {
        if (step.Kept("incident") is not { } before)
        {
            step.Keep("incident", step.Message!);
            return;
        }

        var all = Message.Make(step.Message!.Code);
        all.Root.CopyFrom(step.Message.Root);
        var goods = all.Root.Open("Consignment");
        goods.Clear("Incident");
        foreach (var incident in before.Root.Descend("Consignment/Incident")
            .Concat(step.Message.Root.Descend("Consignment/Incident")).TakeLast(MostIncidents))
        {
            var told = goods.Add("Incident");
            told.CopyFrom(incident);
            told["sequenceNumber"] = told.Index.ToString(CultureInfo.InvariantCulture);
        }

        step.Keep("incident", all);
    }

    private static void Settle(ProcedureStep step, string code)
    {
        step.Note("result", step.Detail("code") ?? code);
        step.Note("held", code == "B1" ? "1" : null);
    }

    private static void Keep(ProcedureStep step, string name)
    {
        step.Keep(name, step.Message!);
        step.Note("mrn", step.Given("TransitOperation/MRN"));
    }

    private static string Next(string? number) => ((number is null ? 0
        : int.Parse(number, CultureInfo.InvariantCulture)) + 1).ToString(CultureInfo.InvariantCulture);

    private static string Root(ProcedureStep step) => "/" + step.Message!.Code;

    /// <summary>A movement may also be named by an LRN that nobody knows.</summary>
    private static string MrnOf(ProcedureStep step) =>
        Root(step) + "/TransitOperation/" + (step.Given("TransitOperation/MRN") is null ? "LRN" : "MRN");
}
