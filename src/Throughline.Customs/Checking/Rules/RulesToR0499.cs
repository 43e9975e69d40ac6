namespace Throughline.Customs;

public sealed partial class RuleBook
{
    partial void AddRulesToR0499()
    {
        AddRulesOnOffices();
        AddRulesOnPackages();
        AddRulesOnEquipment();
        AddRulesOnMeans();
        AddRulesOnDocuments();
        AddRulesOnNumbering();
        AddRulesOnReferences();
        AddRulesOfTransition();
    }

    /// <summary>Reports a value that stood in the message before, under the same rule.</summary>
    private static void OnlyOnce(RuleScope scope)
    {
        var seen = scope.Once(scope.Rule, static () => new HashSet<string>(StringComparer.Ordinal));
        if (scope.Value is { } value && !seen.Add(value))
            scope.Violate();
    }

    /// <summary>A decimal of the message, or null when it is absent or none: its form is another finding.</summary>
    private static decimal? DecimalOf(string? value) =>
        decimal.TryParse(value, System.Globalization.NumberStyles.AllowDecimalPoint,
            System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>A whole number of the message, or null when it is absent or none.</summary>
    private static int? WholeOf(string? value) =>
        int.TryParse(value, System.Globalization.NumberStyles.None,
            System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
