namespace Throughline.Customs;

public sealed partial class RuleBook
{
    partial void AddConditionsToC0399()
    {
        AddPresenceOfParties();
        AddPresenceInOperation();
        AddPresenceOfGuarantees();
        AddPresenceOfGoods();
        AddPresenceOfTransport();
        AddPresenceOfPlaces();
        AddPresenceInEnquiry();
    }
}
