using static Throughline.Customs.Presences;

namespace Throughline.Customs;

/// <summary>What the kind of the operation asks for: carnet, limit, itinerary.</summary>
public sealed partial class RuleBook
{
    private void AddConditionsOnOperation()
    {
        Add("C0411", TirCarnetNumber);
        Add("C0466", NothingWhenRefused);
        Add("C0586", CountriesOfRouting);
        Add("C0812", SecurityDataOnlyWithinArea);
        Add("C0839", LimitDate);
        Add("C0870", DecisionOnInvalidation);
        Add("C0930", DiscrepanciesOfControl);
    }

    /// <summary>Whether safety and security data are declared, for entry (1), exit (2) or both (3).</summary>
    private static bool HasSecurity(string? security) => security is "1" or "2" or "3";

    /// <summary>C0411: only a TIR operation has a carnet, and the association answers for it by that number.</summary>
    private static Presence TirCarnetNumber(RuleScope scope) => scope.Operation("declarationType") is { } type
        ? RequiredOnlyIf(type == "TIR")
        : Presence.Unknown;

    /// <summary>C0466: an answer that refuses a record carries no data of the movement.</summary>
    private static Presence NothingWhenRefused(RuleScope scope) =>
        ForbiddenIf(scope.Operation("requestRejectionReasonCode") is not null);

    /// <summary>C0586: customs can hold a movement to its route, or judge its risk, only when the countries are
    /// named.</summary>
    private static Presence CountriesOfRouting(RuleScope scope) =>
        RequiredIf(scope.Operation("bindingItinerary") == "1" || HasSecurity(scope.Operation("security")));

    /// <summary>C0812: safety and security data are for members of the security area only.</summary>
    private static Presence SecurityDataOnlyWithinArea(RuleScope scope) =>
        LastTwo(scope.Root.Find("messageRecipient")) is { } country
            ? ForbiddenIf(!scope.InList("CL147", country))
            : Presence.Free;

    /// <summary>The country in the name of a sender or recipient such as <c>NTA.DE</c>, or null.</summary>
    private static string? LastTwo(string? party) => party is { Length: >= 2 } ? party[^2..] : null;

    /// <summary>C0839: only an authorised consignor sets the day by which goods must arrive; when the goods are not
    /// there yet it can wait for their presentation.</summary>
    private static Presence LimitDate(RuleScope scope)
    {
        if (!IsAuthorisedConsignor(scope.Root))
            return Presence.Forbidden;
        return RequiredIf(scope.Operation("additionalDeclarationType") != "D");
    }

    /// <summary>Whether the simplified procedure at departure is used: authorisation C521.</summary>
    private static bool IsAuthorisedConsignor(MessageGroup root)
    {
        foreach (var authorisation in root.List("Authorisation"))
        {
            if (authorisation.Find("type") == "C521")
                return true;
        }

        return false;
    }

    /// <summary>C0870: a trader asks for invalidation; the moment of decision is for the authority to state.</summary>
    private static Presence DecisionOnInvalidation(RuleScope scope) =>
        scope.Root.Find("messageRecipient") is { } recipient
            ? RequiredOnlyIf(!recipient.StartsWith("NTA", StringComparison.Ordinal))
            : Presence.Unknown;

    /// <summary>C0930: a control with discrepancies says what they are, in the fields of the declaration or in words;
    /// one without has none to show.</summary>
    private static Presence DiscrepanciesOfControl(RuleScope scope)
    {
        if (scope.Line.Name != "Consignment")
            return Presence.Free;
        return scope.Root.First("ControlResult")?.Find("code") is not { } code ? Presence.Unknown
            : code is not ("B1" or "A5") ? Presence.Forbidden
            : RequiredIf(scope.Operation("otherThingsToReport") is null);
    }
}
