namespace Throughline.Customs;

public sealed partial class RuleBook
{
    private void AddRulesOnPackages()
    {
        Add("R0219", AllOrNoneWithoutPackages);
        Add("R0220", UnpackedIsCounted);
        Add("R0221", MassBesideSharedPackages);
        Add("R0223", NetWithinGross);
        Add("R0364", SharedPackagesAreSomewhere);
    }

    /// <summary>R0219: an item that travels in another item's packages has none of its own.</summary>
    private static void AllOrNoneWithoutPackages(RuleScope scope)
    {
        if (scope.Value != "0" && ItemPackages.Of(scope, scope.Group.Parent!).SharesOthers)
            scope.Violate();
    }

    /// <summary>R0220: what is not packed cannot lie in another item's packages.</summary>
    private static void UnpackedIsCounted(RuleScope scope)
    {
        if (ItemPackages.Of(scope, scope.Group.Parent!).SharesOthers && scope.InList("CL182", scope.Value) == true)
            scope.Violate();
    }

    /// <summary>R0221: the gross mass of shared packages is told once, at the item that has the packages; every other
    /// item weighs something.</summary>
    private static void MassBesideSharedPackages(RuleScope scope)
    {
        if (DecimalOf(scope.Value) is not { } mass || scope.Group.Parent?.Parent is not { } item)
            return;
        var isRight = ItemPackages.Of(scope, item).SharesOthers
            ? mass == 0 && HousePackages.Of(scope, item.Parent!).HasMass
            : mass != 0;
        if (!isRight)
            scope.Violate();
    }

    /// <summary>R0223: goods without their packaging weigh no more than with it. An item in shared packages has its
    /// gross mass elsewhere.</summary>
    private static void NetWithinGross(RuleScope scope)
    {
        if (DecimalOf(scope.Group.Find("grossMass")) is > 0 and var gross && DecimalOf(scope.Value) > gross)
            scope.Violate();
    }

    /// <summary>R0364: packages that an item shares are counted at another item of the house, under the same
    /// marks. Marks that are missing are a finding of C0060.</summary>
    private static void SharedPackagesAreSomewhere(RuleScope scope)
    {
        if (scope.Value != "0" || scope.Group.Find("shippingMarks") is not { } marks)
            return;
        var item = scope.Group.Parent!;
        if (!HousePackages.Of(scope, item.Parent!).AreMarksCountedBeside(item, marks, scope))
            scope.Violate();
    }

    /// <summary>What the packages of an item say together. Items come one after the other, so one is kept.</summary>
    private sealed class ItemPackages
    {
        private MessageGroup? _item;

        /// <summary>Whether some line says that its packages are counted at another item.</summary>
        public bool SharesOthers { get; private set; }

        public static ItemPackages Of(RuleScope scope, MessageGroup item)
        {
            var known = scope.Once("packages of the item", static () => new ItemPackages());
            if (known._item == item)
                return known;
            known._item = item;
            known.SharesOthers = false;
            var packages = item.List("Packaging");
            for (var i = 0; i < packages.Count; i++)
                known.SharesOthers |= packages[i].Find("numberOfPackages") == "0";
            return known;
        }
    }

    /// <summary>What the packages of a house say together; one house is kept.</summary>
    private sealed class HousePackages
    {
        private MessageGroup? _house;
        private Dictionary<string, MessageGroup?>? _itemByMarks;

        /// <summary>Whether some item weighs more than nothing.</summary>
        public bool HasMass { get; private set; }

        public static HousePackages Of(RuleScope scope, MessageGroup house)
        {
            var known = scope.Once("packages of the house", static () => new HousePackages());
            if (known._house == house)
                return known;
            known._house = house;
            known._itemByMarks = null;
            known.HasMass = house.List("ConsignmentItem").Any(i =>
                DecimalOf(i.First("Commodity")?.First("GoodsMeasure")?.Find("grossMass")) > 0);
            return known;
        }

        /// <summary>Whether another item of the house counts packages with these marks.</summary>
        public bool AreMarksCountedBeside(MessageGroup item, string marks, RuleScope scope)
        {
            _itemByMarks ??= Counted(_house!, scope);
            return _itemByMarks.TryGetValue(marks, out var counting) && counting != item;
        }

        /// <summary>By marks the item that counts packages with them; null for several.</summary>
        private static Dictionary<string, MessageGroup?> Counted(MessageGroup house, RuleScope scope)
        {
            var found = new Dictionary<string, MessageGroup?>(StringComparer.Ordinal);
            foreach (var packaging in house.Descend("ConsignmentItem/Packaging"))
            {
                if (packaging.Find("numberOfPackages") is null or "0"
                    || packaging.Find("shippingMarks") is not { } marks
                    || scope.InList("CL181", packaging.Find("typeOfPackages")) == true
                    || scope.InList("CL182", packaging.Find("typeOfPackages")) == true)
                {
                    continue;
                }

                var item = packaging.Parent;
                found[marks] = !found.TryGetValue(marks, out var other) || other == item ? item : null;
            }

            return found;
        }
    }
}
