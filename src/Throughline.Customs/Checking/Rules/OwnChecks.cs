namespace Throughline.Customs;

/// <summary>Checks of ours that no published table attaches. Their identifiers begin with X and what they find is a
/// warning: an office takes the message all the same.</summary>
public sealed partial class RuleBook
{
    private const string ContainerCheck = "X0001";
    private const string WagonCheck = "X0002";
    private const string GuaranteeCheck = "X0003";
    private const string RuleOfCheckDigits = "R0028";
    private const string WagonType = "20";
    private const int OwnerLetters = 4;

    private static readonly string[] OnContainers = [ContainerCheck];
    private static readonly string[] OnMeans = [WagonCheck, ShipCheck];
    private static readonly string[] OnGuarantees = [GuaranteeCheck];

    /// <summary>Identifiers of the checks of ours that apply to a line, beside the rules that its table
    /// attaches.</summary>
    public static IReadOnlyList<string> OwnChecksOn(StructureLine line) => line.Name switch
    {
        "containerIdentificationNumber" => OnContainers,
        "identificationNumber" when line.Parent?.FindItem("typeOfIdentification") is not null => OnMeans,
        "GRN" when !line.Rules.Contains(RuleOfCheckDigits) => OnGuarantees,
        _ => OwnChecksForTradersOn(line),
    };

    private void AddOwnChecks()
    {
        Add(ContainerCheck, ContainerNumberIsWhole);
        Add(WagonCheck, WagonNumberIsWhole);
        Add(GuaranteeCheck, GuaranteeNumberIsWhole);
        AddOwnChecksForTraders();
    }

    /// <summary>X0001: a container number with a slip of one character is another container, or none. What does not
    /// look like such a number is left alone: swap bodies and loads of shippers have others.</summary>
    private static void ContainerNumberIsWhole(RuleScope scope)
    {
        if (scope.Value is { Length: > OwnerLetters } number && IsOwnerOfContainer(number)
            && ContainerNumber.FindFault(number) is { } fault)
        {
            scope.Warn(fault.Reason);
        }
    }

    /// <summary>X0002: the same for the twelve digits of a wagon. Shorter numbers are those of other
    /// networks.</summary>
    private static void WagonNumberIsWhole(RuleScope scope)
    {
        if (scope.Group.Find("typeOfIdentification") == WagonType
            && WagonNumber.FindFault(scope.Value) is { Kind: NumberFaultKind.CheckDigit } fault)
        {
            scope.Warn(fault.Reason);
        }
    }

    /// <summary>X0003: the tables ask for the check digit of a GRN in queries only. In a declaration a slip shows first
    /// when the office of guarantee refuses, and the goods wait.</summary>
    private static void GuaranteeNumberIsWhole(RuleScope scope)
    {
        if (Grn.FindFault(scope.Value) is { Kind: NumberFaultKind.CheckDigit } fault)
            scope.Warn(fault.Reason);
    }

    private static bool IsOwnerOfContainer(ReadOnlySpan<char> number) =>
        number[..OwnerLetters].IndexOfAnyExceptInRange('A', 'Z') < 0
        && number[OwnerLetters - 1] is 'U' or 'J' or 'Z';
}
