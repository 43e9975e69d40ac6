namespace Throughline.Server;

/// <summary>Something that an officer should look at.</summary>
/// <param name="Severity">high, medium or low.</param>
/// <param name="Kind">rule, list or goods.</param>
/// <param name="Title">The rule, the list or the goods' code.</param>
/// <param name="Message">Why, in a sentence.</param>
/// <param name="Pointer">Where in the message, as XPath; null when it is of the whole.</param>
/// <param name="Status">What stands of it: open, kept, cleared, gone, asked, named; null of rules.</param>
/// <param name="Hit">Number of a hit on a list, by which it is decided on; null of others.</param>
public sealed record FindingView(string Severity, string Kind, string Title, string Message, string? Pointer,
    string? Status, long? Hit);

/// <summary>An assessment of a movement.</summary>
/// <param name="Id">Its number.</param>
/// <param name="At">When.</param>
/// <param name="Moment">acceptance, transit or destination.</param>
/// <param name="Entry">Number of its entry in the journal.</param>
/// <param name="RulesVersion">Version of the country's rules; 0 for the built-in ones.</param>
/// <param name="Score">Sum of the scores of the rules that hit.</param>
/// <param name="Channel">green, documents, seals, non-intrusive or physical.</param>
/// <param name="Controls">Control types (CL716) that are proposed: the officer decides.</param>
/// <param name="DrawDay">Day whose secret was drawn with, or null.</param>
/// <param name="Draw">The number that was drawn, 0 to 999999, or null.</param>
/// <param name="Hits">The rules that hit.</param>
public sealed record AssessmentView(long Id, DateTimeOffset At, string Moment, long Entry, long RulesVersion, int Score,
    string Channel, IReadOnlyList<string> Controls, string? DrawDay, int? Draw, IReadOnlyList<RiskHitView> Hits);

/// <summary>A rule that hit.</summary>
/// <param name="Rule">Its id; draw for the random selection.</param>
/// <param name="Pointer">What it hit, as XPath.</param>
/// <param name="Message">Why, with the values.</param>
/// <param name="Score">What it adds.</param>
/// <param name="Controls">Control types that it proposes.</param>
public sealed record RiskHitView(
    string Rule, string Pointer, string Message, int Score, IReadOnlyList<string> Controls);

/// <summary>What a control found.</summary>
/// <param name="At">When it was written down.</param>
/// <param name="Account">Account of the officer.</param>
/// <param name="Controls">Control types.</param>
/// <param name="Found">Whether it found an infringement.</param>
/// <param name="Text">In words.</param>
/// <param name="RecoveredCents">What was recovered, in cents of euro.</param>
public sealed record ControlView(DateTimeOffset At, string? Account, IReadOnlyList<string> Controls, bool Found,
    string Text, long RecoveredCents);

/// <summary>What officers see of the risk of a movement.</summary>
/// <param name="Country">Country of the administration.</param>
/// <param name="Number">Number of the movement.</param>
/// <param name="Assessments">The latest first.</param>
/// <param name="Findings">Everything to look at: rules of the latest assessment, hits on lists, goods.</param>
/// <param name="Control">What a control found, or null.</param>
/// <param name="Action">The procedure's action that is proposed: control, or null.</param>
/// <param name="Types">The detail «types» of that action.</param>
public sealed record RiskView(string Country, int Number, IReadOnlyList<AssessmentView> Assessments,
    IReadOnlyList<FindingView> Findings, ControlView? Control, string? Action, string? Types);

/// <summary>The result of a control.</summary>
public sealed record ControlBody
{
    /// <summary>Whether it found an infringement.</summary>
    public required bool Found { get; init; }

    /// <summary>What was found, in words.</summary>
    public required string Text { get; init; }

    /// <summary>Control types of CL716.</summary>
    public required IReadOnlyList<string> Controls { get; init; }

    /// <summary>What was recovered, in cents of euro.</summary>
    public long RecoveredCents { get; init; }
}

/// <summary>A decision on a hit.</summary>
public sealed record HitDecisionBody
{
    /// <summary>clear: somebody else is meant. keep: the release stays held.</summary>
    public required string Decision { get; init; }

    /// <summary>Why; it stands in the journal.</summary>
    public required string Reason { get; init; }
}

/// <summary>Rules to be published.</summary>
public sealed record RulesBody
{
    /// <summary>The text.</summary>
    public required string Text { get; init; }

    /// <summary>First day on which they hold; today when it is left out.</summary>
    public string? ValidFrom { get; init; }

    /// <summary>Why; it stands in the journal.</summary>
    public required string Reason { get; init; }
}

/// <summary>A reason.</summary>
public sealed record ReasonBody
{
    /// <summary>Why; it stands in the journal.</summary>
    public required string Reason { get; init; }
}

/// <summary>Rules of a country.</summary>
/// <param name="Version">Its version; 0 for the built-in ones.</param>
/// <param name="ValidFrom">First day on which they hold; null for the built-in ones.</param>
/// <param name="Text">The text.</param>
/// <param name="Versions">All versions, the latest first.</param>
public sealed record RulesView(
    long Version, string? ValidFrom, string Text, IReadOnlyList<RulesVersionView> Versions);

/// <summary>A version of rules.</summary>
/// <param name="Version">Its number.</param>
/// <param name="ValidFrom">First day on which it holds.</param>
/// <param name="PublishedAt">When it was published.</param>
/// <param name="PublishedBy">Account that did.</param>
/// <param name="Entry">Entry of the journal.</param>
public sealed record RulesVersionView(
    long Version, string ValidFrom, DateTimeOffset PublishedAt, string PublishedBy, long Entry);

/// <summary>How the rules do, over the movements that were first assessed in a period.</summary>
/// <param name="From">Beginning of the period.</param>
/// <param name="To">End of the period.</param>
/// <param name="Movements">Movements that were assessed.</param>
/// <param name="Green">Of these, those for which no control was ever proposed.</param>
/// <param name="GreenShare">Green of all, 0 to 1; null when there is none.</param>
/// <param name="Channels">Movements by their heaviest channel.</param>
/// <param name="Controlled">Movements with the result of a control.</param>
/// <param name="Found">Of these, those that found something.</param>
/// <param name="Rules">Each rule that hit.</param>
public sealed record RiskStatistics(DateTimeOffset From, DateTimeOffset To, int Movements, int Green,
    double? GreenShare, IReadOnlyDictionary<string, int> Channels, int Controlled, int Found,
    IReadOnlyList<RuleStatistics> Rules);

/// <summary>How a rule does.</summary>
/// <param name="Rule">Its id; draw for the random selection, whose precision is what chance alone finds.</param>
/// <param name="Movements">Movements that it hit.</param>
/// <param name="Controlled">Of these, those with the result of a control.</param>
/// <param name="Found">Of these, those that found something.</param>
/// <param name="Precision">Found of controlled, 0 to 1; null when none was controlled.</param>
/// <param name="RecoveredCents">Yield: what was recovered, in cents of euro.</param>
public sealed record RuleStatistics(
    string Rule, int Movements, int Controlled, int Found, double? Precision, long RecoveredCents);

/// <summary>The draws of a day.</summary>
/// <param name="Country">Country of the administration.</param>
/// <param name="Day">The day, UTC.</param>
/// <param name="Commitment">SHA-256 of the secret, hexadecimal, as the journal has it.</param>
/// <param name="Entry">Entry of the journal that published it.</param>
/// <param name="Secret">The secret, hexadecimal; null until the day is over.</param>
/// <param name="IsKept">Whether the secret has that digest and every draw follows from it; null until the day is
/// over.</param>
/// <param name="Draws">The draws.</param>
public sealed record DrawDayView(string Country, string Day, string Commitment, long Entry, string? Secret,
    bool? IsKept, IReadOnlyList<DrawView> Draws);

/// <summary>A draw: the first eight bytes of HMAC-SHA-256 of the secret over «MRN|office», parted into a
/// million.</summary>
/// <param name="Mrn">MRN.</param>
/// <param name="Office">The office.</param>
/// <param name="Number">The number that was drawn.</param>
/// <param name="PerMille">So many of a thousand are selected.</param>
/// <param name="Selected">Whether it was.</param>
/// <param name="Entry">Entry of the journal of the assessment.</param>
public sealed record DrawView(string Mrn, string Office, int Number, int PerMille, bool Selected, long Entry);

/// <summary>Lists that an administration screens against.</summary>
/// <param name="Lists">By name.</param>
/// <param name="IsScreened">Whether all movements under way were screened against them.</param>
public sealed record ScreeningListsView(IReadOnlyList<ScreeningListView> Lists, bool IsScreened);

/// <summary>A list.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Entries">Entries that it has.</param>
/// <param name="Sha256">Digest of its bytes.</param>
/// <param name="LoadedAt">When it was loaded.</param>
/// <param name="LoadedBy">Account that did.</param>
public sealed record ScreeningListView(
    string Name, long Version, int Entries, string Sha256, DateTimeOffset LoadedAt, string LoadedBy);
