namespace Throughline.Customs;

/// <summary>A code that a profile adds to a list.</summary>
/// <param name="List">Number of the list.</param>
/// <param name="Entry">The code and its days.</param>
public sealed record ProfileCode(string List, CodeEntry Entry);

/// <summary>A value that a profile adds to a list of the schema itself, apart from the code
/// lists of reference data.</summary>
/// <param name="List">Name of the list, for example <c>CountryCodesCustomsOfficeLists</c>.</param>
/// <param name="Value">The value.</param>
public sealed record ProfileValue(string List, string Value);

/// <summary>A rule that the offices of one country do not check.</summary>
/// <param name="Country">Country of the office, two letters.</param>
/// <param name="Rule">Number of the condition or rule, for example <c>R0855</c>.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day, inclusive.</param>
/// <param name="Reason">Why, and how one knows.</param>
public sealed record RuleSwitch(string Country, string Rule, DateOnly From, DateOnly To, string Reason)
{
    /// <summary>The switches that are known, as <c>Tables/profiles/switches.txt</c> lists them.</summary>
    public static IReadOnlyList<RuleSwitch> BuiltIn { get; } = ProfileTable.ReadBuiltIn("switches").Switches;
}

/// <summary>What makes a corridor of the published standard: more codes and offices, fewer rules by country.</summary>
/// <param name="Name">Name, for example <c>corridor</c>.</param>
/// <param name="Codes">Codes that it adds.</param>
/// <param name="Offices">Offices that it adds, with reference numbers of ours in the form of the standard.</param>
/// <param name="Switches">Rules that countries do not check.</param>
public sealed record Profile(
    string Name, IReadOnlyList<ProfileCode> Codes, IReadOnlyList<CustomsOffice> Offices,
    IReadOnlyList<RuleSwitch> Switches)
{
    /// <summary>Values that it adds to the lists of the schema, on every day: a schema knows no dates.</summary>
    public IReadOnlyList<ProfileValue> Values { get; init; } = [];

    /// <summary>NCTS as published: nothing more, nothing less.</summary>
    public static Profile Ncts { get; } = new("ncts", [], [], []);

    /// <summary>The corridor: Armenia and Azerbaijan as parties, their posts and those of Georgia with unofficial
    /// numbers, and the switches that are known.</summary>
    public static Profile Corridor { get; } =
        ProfileTable.ReadBuiltIn("corridor") with { Switches = RuleSwitch.BuiltIn };

    /// <summary>The built-in profile of a name, or null.</summary>
    public static Profile? Find(string name) => name switch
    {
        "ncts" => Ncts,
        "corridor" => Corridor,
        _ => null,
    };

    /// <summary>Whether the offices of a country pass over a rule on a day.</summary>
    /// <param name="rule">Number of the rule.</param>
    /// <param name="country">Country, two letters.</param>
    /// <param name="at">The day.</param>
    public bool IsSwitchedOff(string rule, string country, DateOnly at) => FindSwitch(rule, country, at) is not null;

    /// <summary>The switch by which they do, or null.</summary>
    public RuleSwitch? FindSwitch(string rule, string country, DateOnly at) => Switches.FirstOrDefault(
        s => s.Rule == rule && s.Country == country && s.From <= at && at <= s.To);

    /// <summary>Reads a profile from a text in the form of <c>Tables/profiles</c>.</summary>
    /// <exception cref="FormatException">A line is wrong; says which.</exception>
    public static Profile Read(TextReader text) => ProfileTable.Read(text);
}
