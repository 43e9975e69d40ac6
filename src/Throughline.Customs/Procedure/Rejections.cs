using System.Collections.Frozen;
using System.Globalization;

namespace Throughline.Customs;

/// <summary>Fills messages that refuse another.</summary>
internal static class Rejections
{
    /// <summary>Reason code of CD003C and CD115C when the movement is not known (C0811).</summary>
    public const string UnknownMovement = "1";

    /// <summary>Reason code when it is known, but not in a state to be followed.</summary>
    public const string WrongState = "2";

    private const int MostErrors = 9_999;
    private const int MostPointer = 512;
    private const int MostReason = 7;

    /// <summary>Codes that a rejection may hold (<c>AesNctsP5FunctionalErrorCodes</c> of the schema).</summary>
    private static readonly FrozenSet<string> Functional =
        FrozenSet.ToFrozenSet(["12", "13", "14", "15", "26", "50", "51", "52", "90", "92", "93"]);

    /// <summary>The code under which a rejection tells a finding. Errors of structure have codes of their own, of which
    /// a rejection has only some.</summary>
    public static string CodeOf(Finding finding) => finding.Kind != FindingKind.Structure ? finding.Code
        : finding.Code switch
        {
            "13" => "13",
            "15" or "35" => "15",
            _ => "12",
        };

    /// <summary>CC056C.</summary>
    public static void FillDeparture(ProcedureStep step, Message message)
    {
        var operation = message.Root.Open("TransitOperation");
        NameMovement(step, operation);
        operation["businessRejectionType"] = step.Message?.Code switch
        {
            "CC013C" => "013",
            "CC014C" => "014",
            "CC054C" => "054",
            "CC141C" => "141",
            "CC170C" => "170",
            _ => "015",
        };
        operation["rejectionDateAndTime"] = ProcedureStep.Format(step.Local);
        Reason(step, operation);
        message.Root.Open("CustomsOfficeOfDeparture")["referenceNumber"] = step.Movement.Office;
        Envelope.AddHolder(step, message);
        Envelope.AddRepresentative(step, message);
        AddErrors(step, message.Root);
    }

    /// <summary>CC057C.</summary>
    public static void FillDestination(ProcedureStep step, Message message)
    {
        var refused = step.Message is { Code: "CC007C" or "CC044C" } ? step.Message : step.Kept("arrival");
        var operation = message.Root.Open("TransitOperation");
        operation["MRN"] = refused?.Root.Values("TransitOperation/MRN").FirstOrDefault() ?? step.Movement.Mrn;
        operation["businessRejectionType"] = refused?.Code == "CC044C" ? "044" : "007";
        operation["rejectionDateAndTime"] = ProcedureStep.Format(step.Local);
        Reason(step, operation);
        message.Root.Open("CustomsOfficeOfDestinationActual")["referenceNumber"] = step.Movement.Office;
        message.Root.Open("TraderAtDestination")["identificationNumber"] =
            refused?.Root.Values("TraderAtDestination/identificationNumber").FirstOrDefault();
        AddErrors(step, message.Root);
    }

    /// <summary>CD906C.</summary>
    public static void FillFunctional(ProcedureStep step, Message message)
    {
        if (step.Given("TransitOperation/MRN") is { } mrn)
            message.Root.Open("Header")["MRN"] = mrn;
        AddErrors(step, message.Root);
    }

    /// <summary>CC917C, and CD917C between authorities, which know no LRN.</summary>
    public static void FillXml(ProcedureStep step, Message message)
    {
        var (lrn, mrn) = (step.Given("TransitOperation/LRN"), step.Given("TransitOperation/MRN"));
        if (lrn is { Length: > 0 and <= 35 } && message.Code == "CC917C")
            message.Root.Open("Header")["LRN"] = lrn;
        if (mrn is { Length: > 0 and <= 35 })
            message.Root.Open("Header")["MRN"] = mrn;
        var findings = step.Input is MessageInput input ? input.Findings : [];
        foreach (var finding in findings.Where(f => f.Severity == Severity.Error).Take(MostErrors))
        {
            var error = message.Root.Add("XMLError");
            error["errorLineNumber"] = finding.Line.ToString(CultureInfo.InvariantCulture);
            error["errorColumnNumber"] = finding.Column.ToString(CultureInfo.InvariantCulture);
            error["errorPointer"] = Cut(finding.Pointer);
            error["errorCode"] = finding.Code;
            error["errorText"] = Cut(finding.Message);
            error["originalAttributeValue"] = Cut(finding.Value);
        }
    }

    /// <summary>C0467: the MRN once there is one, before it the LRN. What the refused message named counts when the
    /// movement is not known.</summary>
    public static void NameMovement(ProcedureStep step, MessageGroup operation)
    {
        var isKnown = step.Movement.State != Movement.Start;
        var mrn = isKnown ? step.Movement.Mrn : step.Given("TransitOperation/MRN");
        if (mrn is not null)
            operation["MRN"] = mrn;
        else
            operation["LRN"] = step.Movement.Lrn ?? step.Given("TransitOperation/LRN");
    }

    private static void Reason(ProcedureStep step, MessageGroup operation)
    {
        operation["rejectionCode"] = step.Errors.Count > 0 ? "12" : "4";
        if (step.Errors.Count == 0)
            operation["rejectionReason"] = step.Fact("rejection");
    }

    /// <summary>The errors of the step, in groups of a refusal.</summary>
    public static void AddErrors(ProcedureStep step, MessageGroup root)
    {
        foreach (var (pointer, code, reason, value) in step.Errors.Take(MostErrors))
        {
            var error = root.Add("FunctionalError");
            error["errorPointer"] = Cut(pointer);
            error["errorCode"] = Functional.Contains(code) ? code : "14";
            error["errorReason"] = reason.Length <= MostReason ? reason : "N/A";
            error["originalAttributeValue"] = Cut(value);
        }
    }

    private static string? Cut(string? text) => string.IsNullOrWhiteSpace(text) ? null
        : text.Length <= MostPointer ? text : text[..MostPointer];
}
