using static Throughline.Customs.Presences;

namespace Throughline.Customs;

public sealed partial class RuleBook
{
    private void AddPresenceInEnquiry()
    {
        Add("C0009", ConsigneeFromTrader);
        Add("C0012", DayOfReturnCopy);
        Add("C0013", scope => RequiredOnlyIf(scope.Group.Find("responseCode") is "2" or "4"));
        Add("C0215", AnswerByText);
        Add("C0220", scope => RequiredIf(scope.Group.Has("TC11DeliveryDate")));
        Add("C0315", scope => RequiredIf(scope.Root.First("Enquiry")?.Has("TC11DeliveryDate") == true));
        Add("C0320", scope => RequiredOnlyIf(scope.Group.Find("informationCode") is "10" or "40" or "50"));
        Add("C0330", scope => RequiredOnlyIf(scope.Group.Find("code") is "5" or "6"));
    }

    /// <summary>C0012: the paper copy went back with phase 4; since then B2301 switches the condition off and B2400
    /// forbids the day.</summary>
    private static Presence DayOfReturnCopy(RuleScope scope) => scope.Date >= FirstDayAfterPhase4
        ? Presence.Free
        : RequiredOnlyIf(scope.Group.Find("responseCode") == "3");

    /// <summary>C0009: what the trader answered about the consignee goes on to the destination, and nothing
    /// else.</summary>
    private static Presence ConsigneeFromTrader(RuleScope scope) =>
        RequiredOnlyIf(scope.Earlier("CC141C")?.Root.Has("Consignment"));

    /// <summary>C0215: a trader who knows something of goods that did not arrive names an office or the consignee; one
    /// who knows nothing names neither.</summary>
    private static Presence AnswerByText(RuleScope scope)
    {
        if (scope.Root.First("Enquiry")?.Has("text") != true)
            return Presence.Forbidden;
        return RequiredIf(scope.Line.Name == "Consignment" && !scope.Root.Has("CustomsOfficeOfDestinationActual"));
    }
}
