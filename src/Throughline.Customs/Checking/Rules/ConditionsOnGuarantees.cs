using static Throughline.Customs.Presences;

namespace Throughline.Customs;

/// <summary>Guarantees: checks, use and queries.</summary>
public sealed partial class RuleBook
{
    private void AddConditionsOnGuarantees()
    {
        Add("C0417", OfficeOfGuarantee);
        Add("C0815", GoodsOfGuarantee);
        Add("C0817", UsageAnswered);
        Add("C0818", OwnerAsked);
    }

    /// <summary>C0417: a guarantee that does not exist (G01) has no office.</summary>
    private static Presence OfficeOfGuarantee(RuleScope scope)
    {
        foreach (var reason in scope.Group.List("InvalidGuaranteeReason"))
        {
            if (reason.Find("code") == "G01")
                return Presence.Free;
        }

        return Presence.Required;
    }

    /// <summary>C0815: an individual guarantee (2, 9) is given for certain goods, so the office of guarantee must see
    /// them; a comprehensive one is not.</summary>
    private static Presence GoodsOfGuarantee(RuleScope scope)
    {
        foreach (var guarantee in scope.Root.List("Guarantee"))
        {
            if (guarantee.Find("guaranteeType") is "2" or "9")
                return Presence.Required;
        }

        return Presence.Forbidden;
    }

    /// <summary>C0817: questions for the exposure or the certificate alone (2, 4) are not answered with every
    /// use.</summary>
    private static Presence UsageAnswered(RuleScope scope) =>
        ForbiddenIf(scope.Group.First("GuaranteeQuery")?.Find("queryIdentifier") is "2" or "4");

    /// <summary>C0818: an owner who asks for its own guarantee (1) has named itself already; another names the
    /// owner.</summary>
    private static Presence OwnerAsked(RuleScope scope) => scope.Root.First("Requester")?.Find("role") is { } role
        ? RequiredOnlyIf(role != "1")
        : Presence.Unknown;
}
