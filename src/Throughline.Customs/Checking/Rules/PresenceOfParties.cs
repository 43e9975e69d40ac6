using static Throughline.Customs.Presences;

namespace Throughline.Customs;

public sealed partial class RuleBook
{
    private void AddPresenceOfParties()
    {
        Add("C0001", ConsigneeByDestination);
        Add("C0003", ConsigneeBySecurity);
        Add("C0250", NameUnlessKnown);
        Add("C0349", scope => ForbiddenIf(scope.Group.Parent?.Has("Consignor")));
    }

    /// <summary>C0001: who receives goods inside common transit must be named, and at one level only; a negotiable
    /// bill (30600) names nobody.</summary>
    private static Presence ConsigneeByDestination(RuleScope scope) => scope.Group.Name == "HouseConsignment"
        ? ConsigneeOfHouse(scope, scope.Group.Parent!)
        : IsConsigneeOpen(scope)
            ?? ForbiddenIf(IsNegotiable(scope.Group) || scope.Group.List("HouseConsignment").Any(IsNegotiable));

    /// <summary>C0003: safety data fix the level, by whether they are filed house by house (F34); without them as
    /// C0001.</summary>
    private static Presence ConsigneeBySecurity(RuleScope scope)
    {
        if (scope.Operation("security") is not ("1" or "3"))
            return ConsigneeByDestination(scope);
        return IsFiledByHouse(scope) is { } byHouse
            ? RequiredOnlyIf(byHouse == (scope.Group.Name == "HouseConsignment"))
            : Presence.Unknown;
    }

    private static Presence ConsigneeOfHouse(RuleScope scope, MessageGroup consignment)
    {
        if (consignment.Has("Consignee"))
            return Presence.Forbidden;
        var isInside = DestinationsOf(scope.Group).Prepend(consignment.Find("countryOfDestination"))
            .Select(c => scope.IsIn("CL009", c)).Any();
        return isInside == false
            ? IsConsigneeOpen(scope) ?? ForbiddenIf(IsNegotiable(consignment) || IsNegotiable(scope.Group))
            : RequiredIf(isInside);
    }

    /// <summary>What is said where only a negotiable bill could still forbid a consignee; null when it may.</summary>
    private static Presence? IsConsigneeOpen(RuleScope scope)
    {
        if (scope.Operation("security") is not { } security)
            return Presence.Unknown;
        if (security is "0" or "1")
            return Presence.Free;
        var inside = scope.Once("C0001", static s => RequiredIf(
            s.Root.List("Consignment").SelectMany(DestinationsOfAll).Select(c => s.IsIn("CL009", c)).Any()));
        return inside switch
        {
            Presence.Required => Presence.Free,
            Presence.Unknown => Presence.Unknown,
            _ => null,
        };
    }

    private static IEnumerable<string?> DestinationsOfAll(MessageGroup consignment) =>
        consignment.List("HouseConsignment").SelectMany(DestinationsOf)
            .Prepend(consignment.Find("countryOfDestination"));

    private static IEnumerable<string?> DestinationsOf(MessageGroup house) =>
        house.List("ConsignmentItem").Select(i => i.Find("countryOfDestination"))
            .Prepend(house.Find("countryOfDestination"));

    private static bool IsNegotiable(MessageGroup group)
    {
        foreach (var information in group.List("AdditionalInformation"))
        {
            if (information.Find("code") == "30600")
                return true;
        }

        return false;
    }

    /// <summary>An unloading permission does not carry the indicator; the declaration does.</summary>
    private static bool? IsFiledByHouse(RuleScope scope)
    {
        const string Indicator = "specificCircumstanceIndicator";
        if (scope.Root.First("TransitOperation")?.Structure.FindItem(Indicator) is not null)
            return scope.Operation(Indicator) == "F34";
        return scope.Declared() is { } declared
            ? declared.Root.First("TransitOperation")?.Find(Indicator) == "F34"
            : null;
    }

    /// <summary>C0250: customs take name and address of a trader that they know from their own register, and need them
    /// of any other: one without the other is never right.</summary>
    private static Presence NameUnlessKnown(RuleScope scope)
    {
        if (scope.Group.Find("identificationNumber") is not { } number)
            return Presence.Required;
        if (scope.Context.KnowsTrader is { } knows)
            return RequiredOnlyIf(!knows(number));
        return scope.Group.Find("name") is null == scope.Group.Has("Address") ? Presence.Required : Presence.Unknown;
    }
}
