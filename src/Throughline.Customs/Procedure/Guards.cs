using System.Collections.Frozen;

namespace Throughline.Customs;

/// <summary>What the tables ask before a transition applies, by name.</summary>
internal static class Guards
{
    private static readonly FrozenDictionary<string, Func<ProcedureStep, bool>> All =
        new Dictionary<string, Func<ProcedureStep, bool>>(StringComparer.Ordinal)
        {
            ["duplicate"] = s => s.Message?.Root is { } root && s.Administration.Taken.Contains(
                (root["messageSender"] ?? "", root["messageIdentification"] ?? "")),
            ["lrnUsed"] = s => s.IsLrnUsed(),
            ["malformed"] = s => !s.Settings.Of(s.Administration.Country).RefusesBrokenStructure
                && s.Input is MessageInput input && input.Findings.Any(IsStructureError),
            ["invalid"] = s => s.Findings.Count > 0,
            ["badMrn"] = s => s.Given("TransitOperation/MRN") is { } mrn && Mrn.FindFault(mrn) is not null,
            ["preLodged"] = s => s.Given("TransitOperation/additionalDeclarationType") == "D",
            ["simplified"] = s => s.Movement.Declaration?.Root.Values("Authorisation/type").Contains("C521") == true,
            ["invalidationAsked"] = s => s.Fact("invalidation") is not null,
            ["amendmentAsked"] = s => s.Fact("amendment") is not null,
            ["releaseWanted"] = s => s.Fact("release-wanted") is not null,
            ["checkDue"] = s => s.Fact("checked") is null,
            ["selfRefused"] = s => GuaranteeAnswers.Refused(s).Count > 0,
            ["asks"] = s => GuaranteeAnswers.Asked(s).Count > 0,
            ["answersDue"] = s => s.Fact("answers-due") is not null,
            ["notLast"] = s => s.Fact("answers-due") is not "1",
            ["refused"] = s => s.Fact("refused") is not null || GuaranteeAnswers.RefusedBy(s.Message!).Count > 0,
            ["elsewhere"] = s => s.Given("CustomsOfficeOfDestinationActual/referenceNumber")
                != s.Declared("CustomsOfficeOfDestinationDeclared/referenceNumber"),
            ["arrivalKnown"] = s => s.Fact("arrived-at") is not null,
            ["major"] = s => s.Given("ControlResult/code") == "B1",
            ["positive"] = s => s.Given("TransitOperation/requestRejectionReasonCode") is null,
            ["traderWaits"] = s => s.Kept("arrival") is not null,
            ["traderKnown"] = s => s.Kept("arrival") is not null,
            ["arrivalWaits"] = s => s.Fact("arrival-waits") is not null,
            ["simplifiedArrival"] = s => s.Kept("arrival")?.Root.Values("TransitOperation/simplifiedProcedure")
                .Contains("1") == true,
            ["settleAtOnce"] = s => s.Fact("settle") is not null,
            ["settledAtOnce"] = s => s.Fact("settled") is not null,
            ["incomplete"] = s => s.Given("UnloadingRemark/unloadingCompletion") == "0",
            ["conform"] = s => s.Given("UnloadingRemark/conform") == "1"
                && s.Given("UnloadingRemark/stateOfSeals") != "0",
            ["resolvedAnswer"] = s => s.Given("TransitOperation/discrepanciesResolved") == "1",
            ["enquired"] = s => s.Kept("enquiry") is not null,
            ["recoveryRequested"] = s => s.Kept("recovery-request") is not null,
            ["passageWaits"] = s => s.Fact("passage-waits") is not null,
            ["queryRefused"] = s => GuaranteeQueries.Refuses(s),
            ["guaranteeRefused"] = s => GuaranteeOffice.Refuses(s),
            ["toldBefore"] = s => s.Movement.Find("outage") is { } outage
                && outage != Availability.List(s.Message!).Select(o => o.Key).FirstOrDefault(),
            ["saleRefused"] = s => GuaranteeRegister.SaleErrors(s).Count > 0,
            ["codesRefused"] = s => GuaranteeRegister.CodeErrors(s).Count > 0,
            ["registered"] = s => GuaranteeRegister.FindOwn(s) is not null,
            ["forSeveral"] = s => GuaranteeRegister.FindOwn(s) is { } own
                && GuaranteeTypes.IsForSeveralOperations(own.Type),
            ["voucher"] = s => GuaranteeRegister.FindOwn(s)?.Type == "4",
            ["unused"] = s => GuaranteeOffice.Uses(s, s.Movement.Grn ?? "", "InUse").Count == 0,
            ["outageOpen"] = s => Availability.ListOpen(s).Any(),
            ["withdrawn"] = s => s.Fact("operation") == Availability.Deletes,
            ["over"] = s => Availability.FindTime(s.Fact("until")) <= s.Now.UtcDateTime,
            ["begun"] = s => Availability.FindTime(s.Fact("from")) <= s.Now.UtcDateTime,
            ["openEnded"] = s => s.Fact("until") is null,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Names of all guards.</summary>
    public static IReadOnlyCollection<string> Names => All.Keys;

    /// <summary>Whether a guard holds.</summary>
    public static bool Holds(string name, ProcedureStep step) => All[name](step);

    private static bool IsStructureError(Finding finding) =>
        finding.Severity == Severity.Error && finding.Kind == FindingKind.Structure;
}
