namespace Throughline.Customs;

/// <summary>Checks of ours that no published table attaches. Their identifiers begin with X and what they find is a
/// warning: an office takes the message all the same.</summary>
public sealed partial class RuleBook
{
    private const string ContainerCheck = "X0001";
    private const string WagonCheck = "X0002";
    private const string WagonType = "20";
    private const int OwnerLetters = 4;

    private static readonly string[] OnContainers = [ContainerCheck];
    private static readonly string[] OnMeans = [WagonCheck];

    /// <summary>Identifiers of the checks of ours that apply to a line, beside the rules that its table
    /// attaches.</summary>
    public static IReadOnlyList<string> OwnChecksOn(StructureLine line) => line.Name switch
    {
        "containerIdentificationNumber" => OnContainers,
        "identificationNumber" when line.Parent?.FindItem("typeOfIdentification") is not null => OnMeans,
        _ => [],
    };

    private void AddOwnChecks()
    {
        Add(ContainerCheck, ContainerNumberIsWhole);
        Add(WagonCheck, WagonNumberIsWhole);
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

    private static bool IsOwnerOfContainer(ReadOnlySpan<char> number) =>
        number[..OwnerLetters].IndexOfAnyExceptInRange('A', 'Z') < 0
        && number[OwnerLetters - 1] is 'U' or 'J' or 'Z';
}
