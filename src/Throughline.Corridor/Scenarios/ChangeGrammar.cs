namespace Throughline.Corridor.Scenarios;

/// <summary>Which kinds, selectors and actions the grammar of changes has.</summary>
internal static class ChangeGrammar
{
    public static readonly string[] Kinds = ["link", "crossing", "service", "transfer", "rate"];

    /// <summary>Selectors of a kind.</summary>
    public static string[] SelectorsOf(string kind) => kind switch
    {
        "link" => ["id", "tag", "mode", "country", "place", "gauge", "status"],
        "crossing" => ["id", "tag", "mode", "country", "place", "status"],
        "service" => ["id", "tag", "mode", "country", "place", "unit", "kind", "status"],
        "transfer" => ["id", "place", "country", "kind", "from", "to"],
        "rate" => ["id", "mode", "country", "unit", "per"],
        _ => [],
    };

    /// <summary>Actions of a kind, in the words of the grammar.</summary>
    public static string[] ActionsOf(string kind) => kind switch
    {
        "link" => ["open", "close", "slower", "faster", "speed"],
        "crossing" =>
            ["open", "close", "dwell", "dwell-ab", "dwell-ba", "slower", "faster", "hours", "hours-a", "hours-b"],
        "service" => ["open", "close", "per-week", "time", "slower", "faster", "price", "dearer", "cheaper"],
        "transfer" => ["close", "time", "slower", "faster", "hours", "price", "dearer", "cheaper"],
        "rate" => ["price", "dearer", "cheaper"],
        _ => [],
    };

    /// <summary>The action behind a word of the grammar.</summary>
    public static string ActionOf(string word) => word switch
    {
        "slower" or "faster" => "time_factor",
        "dearer" or "cheaper" => "price_factor",
        "dwell" or "time" => "time_hours",
        "dwell-ab" => "time_hours_ab",
        "dwell-ba" => "time_hours_ba",
        "hours-a" => "hours_a",
        "hours-b" => "hours_b",
        "per-week" => "per_week",
        _ => word,
    };

    /// <summary>A word of the grammar for an action.</summary>
    public static string WordOf(string action) => action switch
    {
        "time_factor" => "slower",
        "price_factor" => "dearer",
        "time_hours" => "time",
        "time_hours_ab" => "dwell-ab",
        "time_hours_ba" => "dwell-ba",
        "hours_a" => "hours-a",
        "hours_b" => "hours-b",
        "per_week" => "per-week",
        _ => action,
    };
}
