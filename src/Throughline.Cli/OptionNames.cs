namespace Throughline.Cli;

/// <summary>Which option a field of a request came from.</summary>
internal static class OptionNames
{
    private static readonly (string Prefix, string Option)[] Names =
    [
        ("/request/from", "--from"),
        ("/request/to", "--to"),
        ("/request/cargo/unit", "--unit"),
        ("/request/cargo/count", "--count"),
        ("/request/cargo/grossMassKg", "--mass"),
        ("/request/cargo/hsCode", "--hs"),
        ("/request/cargo/unNumber", "--un"),
        ("/request/cargo/dangerousGoodsClass", "--dg-class"),
        ("/request/cargo/valueMinor", "--value"),
        ("/request/departAfter", "--depart"),
        ("/request/departUntil", "--depart-until"),
        ("/request/departStepSeconds", "--depart-step"),
        ("/departUntil", "--depart-until"),
        ("/departStepSeconds", "--depart-step"),
        ("/departAfter", "--depart"),
        ("/request/arriveBy", "--arrive-by"),
        ("/request/constraints/avoidCountries", "--avoid-country"),
        ("/request/constraints/requireCountries", "--require-country"),
        ("/request/constraints/avoidModes", "--avoid-mode"),
        ("/request/constraints/requireModes", "--require-mode"),
        ("/request/constraints/avoidPlaces", "--avoid-place"),
        ("/request/constraints/requirePlaces", "--require-place"),
        ("/request/constraints/avoidElements", "--avoid"),
        ("/request/constraints/maxHandlings", "--max-handlings"),
        ("/request/valueOfTimeMinorPerHour", "--value-of-time"),
        ("/request/tolerance", "--tolerance"),
        ("/request/shortListOnly", "--short-list"),
        ("/scenario/name", "--scenario"),
        ("/scenario/switches", "--switch"),
        ("/scenario/year", "--year"),
        ("/scenario/changes", "--change"),
        ("/scenarios/changes", "--change"),
        ("/scenarios", "--scenarios"),
        ("/origins", "--origins"),
        ("/destinations", "--destinations"),
        ("/vary/from", "--values"),
        ("/vary/to", "--values"),
        ("/vary/step", "--values"),
        ("/vary", "--vary"),
        ("/mode", "--mode"),
        ("/route", "--route"),
        ("/routes", "--routes"),
    ];

    /// <summary>The option of a pointer, or null.</summary>
    public static string? Of(string pointer) =>
        Names.Where(n => IsWithin(pointer, n.Prefix)).Select(n => n.Option).FirstOrDefault();

    // A whole part of a pointer: /request/tolerance does not lie in /request/to.
    private static bool IsWithin(string pointer, string prefix) =>
        pointer.StartsWith(prefix, StringComparison.Ordinal)
        && (pointer.Length == prefix.Length || pointer[prefix.Length] == '/');
}
