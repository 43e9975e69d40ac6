namespace Throughline.Customs;

public sealed partial class RuleBook
{
    private void AddRulesOnCounts()
    {
        Add("R0789", scope => AtMost(scope, scope.Root.Has(DeclaredTransit) ? null : 1));
        Add("R0790", ActiveMeansOfDeclaration);
        Add("R0855", scope => AtMost(scope, MostDepartureMeans(scope)));
        Add("R0983", HouseWeighsItsItems);
        Add("R0987", CountsUp);
        Add("R0988", CountsUp);
        Add("R0994", ConsignmentWeighsItsHouses);
    }

    /// <summary>R0789, R0790, R0855: reports the first group too many.</summary>
    private static void AtMost(RuleScope scope, int? most)
    {
        if (most is { } count && scope.Groups.Count > count)
            scope.Violate(scope.Groups[count]);
    }

    /// <summary>R0790: the means change at borders, and the offices there stand in the declaration only.</summary>
    private static void ActiveMeansOfDeclaration(RuleScope scope)
    {
        if (scope.Declared() is { } declared)
            AtMost(scope, declared.Root.Has(DeclaredTransit) ? null : 1);
    }

    /// <summary>R0855: a lorry has a tractor and up to two trailers, a train any number of wagons, all else one
    /// means. A presentation repeats the mode only when it changes, so its absence there says nothing; the same holds
    /// of messages of the office.</summary>
    private static int? MostDepartureMeans(RuleScope scope)
    {
        const string Mode = "inlandModeOfTransport";
        const int TractorAndTrailers = 3;
        var mode = scope.Root.First("Consignment")?.Find(Mode);
        if (mode is null && scope.Message.Code is not ("CC015C" or "CC013C"))
        {
            if (scope.Declared() is not { } declared)
                return null;
            mode = declared.Root.First("Consignment")?.Find(Mode);
        }

        return mode switch
        {
            "2" => null,
            "3" => TractorAndTrailers,
            _ => 1,
        };
    }

    /// <summary>R0983: what a house weighs holds all its items.</summary>
    private static void HouseWeighsItsItems(RuleScope scope)
    {
        var sum = 0m;
        foreach (var item in scope.Group.List("ConsignmentItem"))
            sum += DecimalOf(item.First("Commodity")?.First("GoodsMeasure")?.Find("grossMass")) ?? 0;
        if (DecimalOf(scope.Value) < sum)
            scope.Violate();
    }

    /// <summary>R0994: what a consignment weighs holds all its houses.</summary>
    private static void ConsignmentWeighsItsHouses(RuleScope scope)
    {
        var sum = 0m;
        foreach (var house in scope.Group.List("HouseConsignment"))
            sum += DecimalOf(house.Find("grossMass")) ?? 0;
        if (DecimalOf(scope.Value) < sum)
            scope.Violate();
    }

    /// <summary>R0987, R0988: groups are named by their number, so these count 1, 2, 3 in each list. Where a list is
    /// shifted as a whole, its first number tells it.</summary>
    private static void CountsUp(RuleScope scope)
    {
        var (group, item) = (scope.Group, (ItemStructure)scope.Line);
        if (ShiftOf(group, item) is not (not 0 and var shift))
            return;
        if (group.Index > 1 && ShiftOf(group.Parent!.List(group.Structure)[group.Index - 2], item) == shift)
            return;
        scope.Violate();
    }

    /// <summary>By how much a number is off from its place; null when it is none.</summary>
    private static int? ShiftOf(MessageGroup group, ItemStructure item) => WholeOf(group[item]) - group.Index;
}
