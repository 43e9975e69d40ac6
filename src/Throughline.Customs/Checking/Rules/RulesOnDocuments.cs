namespace Throughline.Customs;

public sealed partial class RuleBook
{
    private const string PreviousDocuments = "PreviousDocument";

    private void AddRulesOnDocuments()
    {
        Add("R0020", UnionStatusIsShown);
        Add("R0023", ExciseDocumentHasNumber);
        Add("R0093", EntryDocumentInArea);
        Add("R0416", ExportIsNamed);
    }

    /// <summary>R0020: goods are under T2 or T2F from another party only on the strength of a document that shows
    /// their Union status. Control results (CC017C) name documents that differ, not all of them: they are not
    /// judged.</summary>
    private static void UnionStatusIsShown(RuleScope scope)
    {
        if (scope.Message.Code == "CC017C" || scope.Group.Index != 1)
            return;
        var facts = scope.Once("union status", static s => new UnionStatus(s));
        if (!facts.IsAsked)
            return;
        if (scope.Group.Parent is not { Name: "ConsignmentItem" } item)
        {
            foreach (var bare in scope.Root.Descend("Consignment/HouseConsignment/ConsignmentItem"))
            {
                if (facts.Concerns(bare) && !bare.Has(PreviousDocuments))
                {
                    scope.Violate();
                    return;
                }
            }
        }
        else if (facts.Concerns(item) && !UnionStatus.IsShownBy(scope, item))
        {
            scope.Violate();
        }
    }

    /// <summary>R0023: an excise document has a number; a zero in its place names none.</summary>
    private static void ExciseDocumentHasNumber(RuleScope scope)
    {
        if (scope.Value == "0" && scope.InList("CL234", scope.Group.Find("type")) == true)
            scope.Violate();
    }

    /// <summary>R0093: an entry declaration (N355) is a matter of the security area; inside it, entry data refer to
    /// one. The recipient tells where the message goes, when it is an administration: of a trader nothing is
    /// known.</summary>
    private static void EntryDocumentInArea(RuleScope scope)
    {
        const string EntryDeclaration = "N355";
        if (scope.Root.Find("messageRecipient") is not { Length: 6 } recipient
            || !recipient.StartsWith("NTA.", StringComparison.Ordinal)
            || scope.InList("CL147", recipient[^2..]) is not { } isInArea)
        {
            return;
        }

        var isWrong = isInArea
            ? scope.Group.Index == 1 && scope.Operation("security") is "1" or "3"
                && scope.Group.Parent!.List(PreviousDocuments).All(d => d.Find("type") != EntryDeclaration)
            : scope.Value == EntryDeclaration;
        if (isWrong)
            scope.Violate();
    }

    /// <summary>R0416: a house that was declared for export carries the number of that declaration: A an export, B
    /// export with exit data, E a dispatch to a special territory.</summary>
    private static void ExportIsNamed(RuleScope scope)
    {
        if (scope.Value is { } value && !HoldsExportMrn(value))
            scope.Violate();
    }

    private static bool HoldsExportMrn(ReadOnlySpan<char> value)
    {
        const int Size = 18;
        for (var at = 0; at + Size <= value.Length; at++)
        {
            var isWord = (at == 0 || !char.IsAsciiLetterOrDigit(value[at - 1]))
                && (at + Size == value.Length || !char.IsAsciiLetterOrDigit(value[at + Size]));
            if (isWord && IsExportMrn(value.Slice(at, Size)))
                return true;
        }

        return false;
    }

    private static bool IsExportMrn(ReadOnlySpan<char> value)
    {
        const int Country = 2;
        const int Serial = 4;
        for (var i = 0; i < value.Length; i++)
        {
            var fits = i < Country ? char.IsAsciiDigit(value[i])
                : i < Serial ? char.IsAsciiLetterUpper(value[i])
                : char.IsAsciiDigit(value[i]) || char.IsAsciiLetterUpper(value[i]);
            if (!fits)
                return false;
        }

        return value[^2] is 'A' or 'B' or 'E' && value[^1] == '0' + Iso6346.CheckDigit(value[..^1]);
    }

    /// <summary>Whether goods of this message must show Union status item by item.</summary>
    private sealed class UnionStatus
    {
        private readonly bool _isForAll;

        public UnionStatus(RuleScope scope)
        {
            var office = scope.Office("CustomsOfficeOfDeparture")
                ?? scope.Declared()?.Root.First("CustomsOfficeOfDeparture")?.Find("referenceNumber");
            IsAsked = scope.InList("CL112", RuleScope.CountryOf(office)) == true
                && scope.Root.First("Consignment") is { } consignment && !IsShownBy(scope, consignment);
            _isForAll = IsUnion(scope.Operation("declarationType"));
        }

        /// <summary>False when goods leave the Union itself, or a document of the whole consignment shows it.</summary>
        public bool IsAsked { get; }

        public bool Concerns(MessageGroup item) => _isForAll || IsUnion(item.Find("declarationType"));

        /// <summary>A list that is not loaded is held to name the document.</summary>
        public static bool IsShownBy(RuleScope scope, MessageGroup group) => group.List(PreviousDocuments)
            .Any(d => d.Find("type") is { } type && scope.InList("CL178", type) != false);

        private static bool IsUnion(string? type) => type is "T2" or "T2F";
    }
}
