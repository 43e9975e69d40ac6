namespace Throughline.Customs;

public sealed partial class RuleBook
{
    private void AddRulesOnRepetition()
    {
        Add("R0506", DiffersBetweenHouses);
        Add("R0507", DiffersBetweenItems);
    }

    /// <summary>R0506: what every house repeats belongs to the consignment and is said once there. One house repeats
    /// nothing. A release may have lost the house that differed, so it is not judged (G0062).</summary>
    private static void DiffersBetweenHouses(RuleScope scope)
    {
        if (scope.Group.Index != 1 || scope.Message.Code == "CC029C")
            return;
        var houses = scope.Group.Parent!.List(scope.Group.Structure);
        for (var i = 1; i < houses.Count; i++)
        {
            if (!IsSame(scope.Group, houses[i], scope.Line))
                return;
        }

        if (houses.Count > 1)
            scope.Violate();
    }

    /// <summary>R0507: the same for items, over all houses.</summary>
    private static void DiffersBetweenItems(RuleScope scope)
    {
        if (scope.Group.Index != 1 || scope.Group.Parent!.Index != 1)
            return;
        var count = 0;
        foreach (var item in scope.Root.Descend(AllItems))
        {
            if (!IsSame(scope.Group, item, scope.Line))
                return;
            count++;
        }

        if (count > 1)
            scope.Violate();
    }

    private static bool IsSame(MessageGroup one, MessageGroup other, StructureLine line)
    {
        if (line is ItemStructure item)
            return one[item] == other[item];
        var (ours, theirs) = (one.List((GroupStructure)line), other.List((GroupStructure)line));
        if (ours.Count != theirs.Count)
            return false;
        for (var i = 0; i < ours.Count; i++)
        {
            if (!ours[i].SameAs(theirs[i]))
                return false;
        }

        return true;
    }
}
