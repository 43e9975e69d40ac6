using Throughline.Customs;

namespace Throughline.Server;

/// <summary>The decisions for which a country can ask for two persons, as words such as departure/release.</summary>
internal static class FourEyesActions
{
    /// <summary>A release of goods that nobody looked at.</summary>
    public const string ReleaseWithoutControl = "departure/release-without-control";

    private const string Release = "release";
    private const string Controlled = "UnderControl";

    /// <summary>All that can be asked for.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. (from role in (ProcedureRole[])[ProcedureRole.Departure, ProcedureRole.Transit, ProcedureRole.Destination]
            from transition in ProcedureTable.Of(role).Transitions
            where char.IsAsciiLetterLower(transition.On[0]) && transition.On != "auto"
                && !transition.On.StartsWith("timer ", StringComparison.Ordinal)
            select Word(role, transition.On)).Append(ReleaseWithoutControl)
            .Concat(((string[])["accept", "refuse", "revoke", "ceiling"]).Select(OfGuarantee))
            .Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>What a decision on a movement is called; one of these rules is enough.</summary>
    /// <param name="role">Role of the office.</param>
    /// <param name="action">The action.</param>
    /// <param name="state">State of the movement, or null of one that the office does not follow yet.</param>
    public static IReadOnlyList<string> Of(ProcedureRole role, string action, string? state) =>
        role == ProcedureRole.Departure && action == Release && state != Controlled
            ? [Word(role, action), ReleaseWithoutControl]
            : [Word(role, action)];

    /// <summary>What a decision on a guarantee is called.</summary>
    public static string OfGuarantee(string decision) => "guarantee/" + decision;

    private static string Word(ProcedureRole role, string action) => $"{role.ToString().ToLowerInvariant()}/{action}";
}
