using static Throughline.Customs.Presences;

namespace Throughline.Customs;

public sealed partial class RuleBook
{
    /// <summary>The day from which all parties run phase 5 or later: the transition from phase 4 ended with 20 January
    /// 2025 (announced by the Commission on that day). Rules that hold up to its end asked nothing of a phase 6
    /// message ever: phase 6 began later.</summary>
    internal static DateOnly FirstDayAfterPhase4 { get; } = new(2025, 1, 21);

    private void AddRulesOfTransition()
    {
        Add("T0001", scope => RequiredIf(scope.Line.Name == "LRN" && !scope.Group.Has("MRN")));
        Add("B2101", scope => RequiredIf(scope.Date >= FirstDayAfterPhase4));
        Add("B2200", ShorterConveyance);
        Add("B2400", scope => ForbiddenIf(scope.Date >= FirstDayAfterPhase4));
    }

    /// <summary>B2200: phase 4 left 35 characters for the number of a conveyance, the declaration has 17.</summary>
    private static void ShorterConveyance(RuleScope scope)
    {
        const int MostCharacters = 17;
        if (scope.Date >= FirstDayAfterPhase4 && scope.Value is { Length: > MostCharacters })
            scope.Violate();
    }
}
