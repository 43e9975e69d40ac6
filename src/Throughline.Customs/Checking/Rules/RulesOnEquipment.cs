namespace Throughline.Customs;

public sealed partial class RuleBook
{
    private void AddRulesOnEquipment()
    {
        Add("R0010", OneHouseInEquipment);
        Add("R0106", SealsAreCounted);
        Add("R0107", SealsDiffer);
        Add("R0165", AuthorisedSealsAreUsed);
        Add("R0448", SealsWithoutContainer);
    }

    /// <summary>R0010: entry data that are filed under F50 or F51 ask for containers that hold goods of one house. The
    /// presentation tells the containers, the declaration the houses.</summary>
    private static void OneHouseInEquipment(RuleScope scope)
    {
        if (scope.Declared()?.Root is not { } declared
            || declared.First("TransitOperation")?.Find("specificCircumstanceIndicator") is not ("F50" or "F51")
            || (ConsignmentItemOf(scope.Root, "containerIndicator")
                ?? ConsignmentItemOf(declared, "containerIndicator")) != "1")
        {
            return;
        }

        var houses = scope.Once("house by item", static s => HouseByItem(s.Declared()!.Root));
        MessageGroup? first = null;
        foreach (var reference in scope.Groups)
        {
            if (reference.Find("declarationGoodsItemNumber") is not { } number
                || !houses.TryGetValue(number, out var house))
            {
                continue;
            }

            first ??= house;
            if (house != first)
                scope.Violate(reference, "declarationGoodsItemNumber");
        }
    }

    private static string? ConsignmentItemOf(MessageGroup root, string item) =>
        root.First("Consignment")?.Find(item);

    private static Dictionary<string, MessageGroup> HouseByItem(MessageGroup declared)
    {
        var houses = new Dictionary<string, MessageGroup>(StringComparer.Ordinal);
        foreach (var item in declared.Descend("Consignment/HouseConsignment/ConsignmentItem"))
        {
            if (item.Find("declarationGoodsItemNumber") is { } number)
                houses[number] = item.Parent!;
        }

        return houses;
    }

    /// <summary>R0106: the number of seals is that of the last seal. Seals without a number, and a number without
    /// seals, are findings of C0569.</summary>
    private static void SealsAreCounted(RuleScope scope)
    {
        var number = WholeOf(scope.Value) ?? 0;
        if (number == 0)
            return;
        var seals = scope.Group.List("Seal");
        var last = 0;
        for (var i = 0; i < seals.Count; i++)
            last = Math.Max(last, WholeOf(seals[i].Find("sequenceNumber")) ?? 0);
        if (seals.Count > 0 && last != number)
            scope.Violate();
    }

    /// <summary>R0107: a seal is one thing and closes one place. What an incident reports is what stood after it, so
    /// it may name seals again that held; it is judged by itself.</summary>
    private static void SealsDiffer(RuleScope scope)
    {
        if (scope.Value is not { } identifier)
            return;
        var where = scope.Group.Parent?.Parent;
        var seals = scope.Once("seals", static () => new SealsOfOne());
        if (!seals.AddTo(where, identifier))
            scope.Violate();
    }

    /// <summary>R0165: who declares as authorised consignor and names the authorisation for special seals (C523) uses
    /// them. What other authorisations foresee stands in the register of the country.</summary>
    private static void AuthorisedSealsAreUsed(RuleScope scope)
    {
        var (isSimplified, foreseesSeals) = (false, false);
        foreach (var authorisation in scope.Root.List("Authorisation"))
        {
            isSimplified |= authorisation.Find("type") == "C521";
            foreseesSeals |= authorisation.Find("type") == "C523";
        }

        if (isSimplified && foreseesSeals && scope.Value == "0")
            scope.Violate();
    }

    /// <summary>R0448: equipment that is no container is named for its seals only.</summary>
    private static void SealsWithoutContainer(RuleScope scope)
    {
        if (scope.Value == "0" && !scope.Group.Has("containerIdentificationNumber"))
            scope.Violate();
    }

    /// <summary>The seals of the consignment, then of each incident.</summary>
    private sealed class SealsOfOne
    {
        private readonly HashSet<string> _seals = new(StringComparer.Ordinal);
        private MessageGroup? _where;

        /// <summary>Whether a seal is new in its place.</summary>
        public bool AddTo(MessageGroup? where, string identifier)
        {
            if (_where != where)
                _seals.Clear();
            _where = where;
            return _seals.Add(identifier);
        }
    }
}
