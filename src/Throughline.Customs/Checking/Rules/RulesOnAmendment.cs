namespace Throughline.Customs;

public sealed partial class RuleBook
{
    private const string UnderAmendment = "GuaranteeUnderAmendment";

    /// <summary>What names a movement or a message: it differs between any two of them, or is judged by
    /// itself.</summary>
    private static readonly string[] NamesOfMovement = ["LRN", "MRN", "amendmentTypeFlag"];

    private static readonly string[] FixedGroups =
        ["HolderOfTheTransitProcedure", "Representative", DepartureOffice];

    private static readonly string[] FixedInOperation =
        ["additionalDeclarationType", "declarationType", "MRN", "LRN", "security"];

    private void AddRulesOnAmendment() => Add("R0520", AmendsWhatMayChange);

    /// <summary>R0520: who is liable, where it began and what the goods are stay as declared: for others a new
    /// declaration is due. While a guarantee is amended nothing but the guarantee may change. Where the state of the
    /// movement is not known, the flag of the amendment tells it.</summary>
    private static void AmendsWhatMayChange(RuleScope scope)
    {
        if (scope.Declared() is not { Code: "CC015C" or "CC013C", Root: var declared })
            return;
        var isUnderAmendment = scope.Context.MovementState is { } state
            ? state == UnderAmendment
            : scope.Value == "1";
        if (scope.Value == "1" && isUnderAmendment)
            ForbidAllButGuarantee(scope, declared);
        else if (scope.Value == "0" && !isUnderAmendment)
            KeepIdentity(scope, declared);
    }

    private static void ForbidAllButGuarantee(RuleScope scope, MessageGroup declared)
    {
        foreach (var group in scope.Root.Structure.Groups)
        {
            if (group.Name != "Guarantee")
                ReportDifference(scope, scope.Root, declared, group);
        }
    }

    private static void KeepIdentity(RuleScope scope, MessageGroup declared)
    {
        foreach (var name in FixedGroups)
            ReportDifference(scope, scope.Root, declared, scope.Root.Structure.Find(name)!);
        var before = declared.First(scope.Group.Name);
        foreach (var name in FixedInOperation)
        {
            if (before?.Find(name) is { } old && scope.Group.Find(name) is { } value && value != old)
                scope.Violate(scope.Group, name);
        }

        KeepGoods(scope, declared);
    }

    /// <summary>Items that were taken out or put in renumber the others, so that nobody can tell which item is which:
    /// codes are compared while their number is the same.</summary>
    private static void KeepGoods(RuleScope scope, MessageGroup declared)
    {
        const string Number = "declarationGoodsItemNumber";
        var before = new Dictionary<string, MessageGroup>(StringComparer.Ordinal);
        var declaredCount = 0;
        foreach (var item in declared.Descend(AllItems))
        {
            declaredCount++;
            if (item.Find(Number) is { } number)
                before[number] = item;
        }

        var items = scope.Root.Descend(AllItems).ToList();
        if (items.Count != declaredCount)
            return;
        foreach (var item in items)
        {
            if (item.Find(Number) is { } number && before.TryGetValue(number, out var same)
                && HeadingOf(item) != HeadingOf(same))
            {
                ReportHeading(scope, item);
            }
        }
    }

    private static string? HeadingOf(MessageGroup item) =>
        item.First("Commodity")?.First("CommodityCode")?.Find("harmonizedSystemSubHeadingCode");

    private static void ReportHeading(RuleScope scope, MessageGroup item)
    {
        if (item.First("Commodity") is not { } commodity)
            scope.Violate(item, "Commodity");
        else if (commodity.First("CommodityCode") is not { } code)
            scope.Violate(commodity, "CommodityCode");
        else
            scope.Violate(code, "harmonizedSystemSubHeadingCode");
    }

    /// <summary>Reports the first place where a line differs from what was declared.</summary>
    private static void ReportDifference(
        RuleScope scope, MessageGroup now, MessageGroup before, StructureLine line)
    {
        if (FindDifference(now, before, line) is { } found)
            scope.Violate(found.Group, found.Line);
    }

    private static (MessageGroup Group, StructureLine Line)? FindDifference(
        MessageGroup now, MessageGroup before, StructureLine line)
    {
        if (before.Structure.Find(line.Name) is not { } lineBefore || NamesOfMovement.Contains(line.Name))
            return null;
        if (line is ItemStructure item)
            return now[item] == before.Find(item.Name) ? null : (now, line);
        var (ours, theirs) = (now.List((GroupStructure)line), before.List(lineBefore.Name));
        if (ours.Count != theirs.Count)
            return (now, line);
        for (var i = 0; i < ours.Count; i++)
        {
            foreach (var below in ours[i].Structure.Lines)
            {
                if (FindDifference(ours[i], theirs[i], below) is { } found)
                    return found;
            }
        }

        return null;
    }
}
