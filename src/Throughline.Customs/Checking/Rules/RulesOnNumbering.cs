namespace Throughline.Customs;

public sealed partial class RuleBook
{
    private const string SequenceNumber = "sequenceNumber";
    private const string NumberInHouse = "goodsItemNumber";
    private const string NumberInDeclaration = "declarationGoodsItemNumber";

    private void AddRulesOnNumbering()
    {
        Add("R0007", ItemsCountUp);
        Add("R0054", NumberAsDeclared);
        Add("R0055", ItemAsDeclared);
    }

    /// <summary>R0007: items are found by their number through the whole movement, so they count 1, 2, 3 over all
    /// houses. After a gap it counts on from there: one gap is one finding.</summary>
    private static void ItemsCountUp(RuleScope scope)
    {
        var last = scope.Once("R0007", static () => new LastNumber());
        if (WholeOf(scope.Value) is not { } number)
            return;
        if (number != last.Number + 1)
            scope.Violate();
        last.Number = number;
    }

    /// <summary>R0054: a report on goods speaks of a declared group under its number, and of one that was not declared
    /// under the next number, in full.</summary>
    private static void NumberAsDeclared(RuleScope scope) => DeclaredGroups.Of(scope).Judge(scope);

    /// <summary>R0055: the same for goods, which have a number in their house and one in the declaration.</summary>
    private static void ItemAsDeclared(RuleScope scope)
    {
        var groups = DeclaredGroups.Of(scope);
        if (scope.Line.Name == NumberInDeclaration)
            groups.JudgeNumberInDeclaration(scope);
        else
            groups.Judge(scope);
    }

    private sealed class LastNumber
    {
        public int Number { get; set; }
    }

    /// <summary>Finds, for the groups of a report, those of the declaration that bear their numbers. Without a
    /// declaration only doubles are found.</summary>
    private sealed class DeclaredGroups
    {
        private readonly MessageGroup? _declared;
        private readonly Dictionary<(MessageGroup Parent, GroupStructure Group), Numbers> _lists = [];
        private readonly HashSet<string> _itemNumbers = new(StringComparer.Ordinal);
        private readonly HashSet<string> _declaredItems = new(StringComparer.Ordinal);
        private int _nextItem = 1;

        private DeclaredGroups(MessageGroup? declared)
        {
            _declared = declared;
            const string Path = "Consignment/HouseConsignment/ConsignmentItem/" + NumberInDeclaration;
            foreach (var number in declared?.Values(Path) ?? [])
            {
                _declaredItems.Add(number);
                _nextItem = Math.Max(_nextItem, (WholeOf(number) ?? 0) + 1);
            }
        }

        public static DeclaredGroups Of(RuleScope scope) =>
            scope.Once("declared groups", static s => new DeclaredGroups(s.Declared()?.Root));

        /// <summary>Judges the number of a group among those of its name.</summary>
        public void Judge(RuleScope scope)
        {
            var group = scope.Group;
            var list = ListOf(group.Parent!, group.Structure);
            if (scope.Value is not { } number)
                return;
            if (!list.Seen.Add(number))
            {
                scope.Violate();
            }
            else if (list.Declared?.ContainsKey(number) == false)
            {
                if (WholeOf(number) != list.Next)
                {
                    scope.Violate();
                    return;
                }

                list.Next++;
                if (list.Group is { } full)
                    FindGaps(scope, group, full);
            }
        }

        /// <summary>Judges the number that an item has in the declaration.</summary>
        public void JudgeNumberInDeclaration(RuleScope scope)
        {
            if (scope.Value is not { } number)
                return;
            if (!_itemNumbers.Add(number))
            {
                scope.Violate();
                return;
            }

            if (_declared is null)
                return;
            var isRight = Match(scope.Group) is { } declared
                ? declared.Find(NumberInDeclaration) == number
                : !_declaredItems.Contains(number) && WholeOf(number) == _nextItem++;
            if (!isRight)
                scope.Violate();
        }

        /// <summary>What a new group leaves out though every declaration must say it, at all levels.</summary>
        private static void FindGaps(RuleScope scope, MessageGroup group, GroupStructure full)
        {
            foreach (var line in full.Lines)
            {
                if (group.Structure.Find(line.Name) is not { } here)
                    continue;
                if (line.Status == Status.Required && !group.Has(here))
                    scope.Violate(group, here);
                if (line is not GroupStructure below || here is not GroupStructure reported)
                    continue;
                foreach (var next in group.List(reported))
                    FindGaps(scope, next, below);
            }
        }

        private Numbers ListOf(MessageGroup parent, GroupStructure group)
        {
            if (_lists.TryGetValue((parent, group), out var known))
                return known;
            known = new Numbers();
            var above = _declared is null ? null : Match(parent);
            known.Group = above?.Structure.FindGroup(group.Name);
            // A declaration of another kind may know no such group at all: then nothing can be compared.
            if (_declared is not null && (above is null || known.Group is not null))
            {
                known.Declared = new Dictionary<string, MessageGroup>(StringComparer.Ordinal);
                foreach (var declared in above?.List(group.Name) ?? [])
                {
                    if (NumberOf(declared) is not { } number)
                        continue;
                    known.Declared[number] = declared;
                    known.Next = Math.Max(known.Next, (WholeOf(number) ?? 0) + 1);
                }
            }

            return _lists[(parent, group)] = known;
        }

        /// <summary>The declared group that a group of the report speaks of, or null for a new one.</summary>
        private MessageGroup? Match(MessageGroup group)
        {
            if (group.Parent is null)
                return _declared;
            if (NumberOf(group) is { } number)
                return ListOf(group.Parent, group.Structure).Declared?.GetValueOrDefault(number);
            return Match(group.Parent)?.First(group.Name);
        }

        private static string? NumberOf(MessageGroup group) => group.Find(SequenceNumber) ?? group.Find(NumberInHouse);

        /// <summary>The numbers of the groups of one name in one group.</summary>
        private sealed class Numbers
        {
            public HashSet<string> Seen { get; } = new(StringComparer.Ordinal);

            /// <summary>The declared groups by number; null when there is no declaration.</summary>
            public Dictionary<string, MessageGroup>? Declared { get; set; }

            /// <summary>What the declaration can say in such a group; null below a group that is new itself, which was
            /// judged with all that is in it.</summary>
            public GroupStructure? Group { get; set; }

            public int Next { get; set; } = 1;
        }
    }
}
