namespace Throughline.Customs;

public sealed partial class RuleBook
{
    partial void AddConditionsFromC0400()
    {
        AddConditionsOnHeaders();
        AddConditionsOnOperation();
        AddConditionsOnParties();
        AddConditionsOnOffices();
        AddConditionsOnPlaces();
        AddConditionsOnEquipment();
        AddConditionsOnMeans();
        AddConditionsOnGoods();
        AddConditionsOnPresentation();
        AddConditionsOnAnswers();
        AddConditionsOnGuarantees();
        AddConditionsOnRisk();
        AddConditionsOnExport();
    }
}
