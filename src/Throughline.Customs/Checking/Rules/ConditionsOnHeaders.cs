using static Throughline.Customs.Presences;

namespace Throughline.Customs;

/// <summary>Which message a message answers, and by which number a movement is named.</summary>
public sealed partial class RuleBook
{
    private static readonly HashSet<string> StatesBeforeMrn = new(StringComparer.Ordinal) { "PreLodged", "Submitted" };

    private static readonly HashSet<string> StatesWithMrn = new(StringComparer.Ordinal)
    {
        "Accepted", "GuaranteeUnderAmendment", "Releasing", "ReleaseAsked", "Released", "NotReleased", "InTransit",
        "IncidentReported", "Arrived", "DiscrepanciesOpen", "EnquiryRecommended", "UnderEnquiry", "UnderRecovery",
        "WrittenOff",
    };

    private void AddConditionsOnHeaders()
    {
        Add("C0461", HeaderOfRejection);
        Add("C0467", NumberOfMovement);
        Add("C0511", CorrelationIdentifier);
        Add("C0716", NumberOfRejected);
    }

    /// <summary>C0461: a refused message that belongs to no movement has no MRN to give back.</summary>
    private static Presence HeaderOfRejection(RuleScope scope) =>
        scope.Context.Earlier is { Code: var rejected }
            ? scope.InList("CL385", rejected) switch
            {
                true => Presence.Forbidden,
                false => Presence.Required,
                null => Presence.Unknown,
            }
            : Presence.Unknown;

    /// <summary>C0467: a declaration has its own number only until it is accepted; from then on the MRN is the one name
    /// of the movement. Where nobody knows how far it is, one name must still be given, and only one.</summary>
    private static Presence NumberOfMovement(RuleScope scope)
    {
        var isMrn = scope.Line.Name == "MRN";
        if (IsNumbered(scope) is { } numbered)
            return RequiredOnlyIf(numbered == isMrn);
        if (isMrn)
            return Presence.Unknown;
        return RequiredOnlyIf(scope.Group.Find("MRN") is null);
    }

    /// <summary>Whether the movement has its MRN; null when nobody knows.</summary>
    private static bool? IsNumbered(RuleScope scope)
    {
        if (scope.Earlier("CC028C")?.Root.First("TransitOperation")?.Find("declarationAcceptanceDate") is not null)
            return true;
        return scope.Context.MovementState is not { } state ? null
            : StatesWithMrn.Contains(state) ? true
            : StatesBeforeMrn.Contains(state) ? false
            : null;
    }

    /// <summary>C0511: an answer names the message that it answers, so that the two can be put together.</summary>
    private static Presence CorrelationIdentifier(RuleScope scope)
    {
        var type = scope.Root.Find("messageType");
        return scope.InList("CL610", type) switch
        {
            true => Presence.Required,
            null => Presence.Unknown,
            false => ForbiddenIf(scope.InList("CL385", type)),
        };
    }

    /// <summary>C0716: a refusal names the movement as the refused message did: those of the export system by their
    /// LRN until there is an MRN.</summary>
    private static Presence NumberOfRejected(RuleScope scope)
    {
        if (scope.Context.Earlier is not { } rejected)
            return Presence.Unknown;
        var isLrn = scope.Line.Name == "LRN";
        return rejected.Code switch
        {
            "CC040C" or "CC042C" or "CC048C" => RequiredOnlyIf(!isLrn),
            "CC190C" or "CC191C" =>
                RequiredOnlyIf(isLrn == (rejected.Root.First("TransitOperation")?.Find("LRN") is not null)),
            _ => Presence.Free,
        };
    }
}
