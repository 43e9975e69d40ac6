using System.Globalization;
using static Throughline.Customs.Presences;

namespace Throughline.Customs;

/// <summary>Containers, seals, and what is in which.</summary>
public sealed partial class RuleBook
{
    private void AddConditionsOnEquipment()
    {
        Add("C0569", Seals);
        Add("C0670", GoodsInEquipment);
        Add("C0820", ContainerAfterTranshipment);
        Add("C0822", ContainerIndicator);
        Add("C0823", EquipmentWithIndicator);
        Add("C0872", Equipment);
    }

    /// <summary>C0569: as many seals as are counted are named, and none when none are.</summary>
    private static Presence Seals(RuleScope scope) => scope.Group.Find("numberOfSeals") is not { } count
        ? Presence.Forbidden
        : decimal.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var seals)
            ? RequiredOnlyIf(seals > 0)
            : Presence.Unknown;

    /// <summary>C0670: with more than one piece of equipment somebody must say which goods are in which.</summary>
    private static Presence GoodsInEquipment(RuleScope scope) =>
        RequiredIf(scope.Group.Parent!.List(scope.Group.Structure).Count > 1);

    /// <summary>C0820: goods that went into a container on the way have a container number at least once; the finding
    /// stands at the first piece of equipment.</summary>
    private static Presence ContainerAfterTranshipment(RuleScope scope)
    {
        var incident = scope.Group.Parent!;
        if (scope.Group.Index > 1 || incident.First("Transhipment")?.Find("containerIndicator") != "1")
            return Presence.Free;
        foreach (var equipment in incident.List(scope.Group.Structure))
        {
            if (equipment.Find("containerIdentificationNumber") is not null)
                return Presence.Free;
        }

        return Presence.Required;
    }

    /// <summary>C0822: whether goods are in containers is known once they are presented.</summary>
    private static Presence ContainerIndicator(RuleScope scope) =>
        RequiredIf(scope.Operation("additionalDeclarationType") != "D");

    /// <summary>C0823: containers are described when there are some, and nothing is while nobody said whether there
    /// are.</summary>
    private static Presence EquipmentWithIndicator(RuleScope scope) =>
        scope.Group.Find("containerIndicator") is null ? Presence.Forbidden : Equipment(scope);

    /// <summary>C0872: goods in containers name the containers.</summary>
    private static Presence Equipment(RuleScope scope) => RequiredIf(scope.Group.Find("containerIndicator") == "1");
}
