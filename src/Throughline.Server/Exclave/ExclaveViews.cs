namespace Throughline.Server;

/// <summary>Goods that leave the country that they crossed, as an officer saw them.</summary>
public sealed record ExclaveExitBody
{
    /// <summary>MRN.</summary>
    public required string Mrn { get; init; }

    /// <summary>The office of exit.</summary>
    public required string Office { get; init; }

    /// <summary>Numbers of seals.</summary>
    public required IReadOnlyList<string> Seals { get; init; }

    /// <summary>Registrations of vehicles, numbers of wagons.</summary>
    public IReadOnlyList<string> Vehicles { get; init; } = [];

    /// <summary>Numbers of containers.</summary>
    public IReadOnlyList<string> Containers { get; init; } = [];

    /// <summary>Mass that was weighed, in kg; null when none was.</summary>
    public decimal? MassKg { get; init; }
}

/// <summary>How an exit agrees with its entry.</summary>
/// <param name="Mrn">MRN.</param>
/// <param name="Profile">The profile.</param>
/// <param name="Direction">to-exclave or to-main.</param>
/// <param name="EnteredAt">When it came in.</param>
/// <param name="ExitedAt">When it went out.</param>
/// <param name="Outcome">matched or differs.</param>
/// <param name="Findings">Each difference, as a sentence.</param>
public sealed record ExclaveExitView(string Mrn, string Profile, string Direction, DateTimeOffset EnteredAt,
    DateTimeOffset ExitedAt, string Outcome, IReadOnlyList<string> Findings);

/// <summary>Volumes that two sides agreed on.</summary>
public sealed record ExclaveBalanceBody
{
    /// <summary>The profile, for example AZ-AM-AZ.</summary>
    public required string Profile { get; init; }

    /// <summary>to-exclave or to-main.</summary>
    public required string Direction { get; init; }

    /// <summary>First day.</summary>
    public required string From { get; init; }

    /// <summary>Last day.</summary>
    public required string To { get; init; }

    /// <summary>Tonnes that were agreed.</summary>
    public required long Tonnes { get; init; }

    /// <summary>Containers that were agreed.</summary>
    public required int Containers { get; init; }

    /// <summary>Why; it stands in the journal.</summary>
    public required string Reason { get; init; }
}

/// <summary>Transit between the parts of one country.</summary>
/// <param name="Exits">Exits of the last 30 days.</param>
/// <param name="Matched">Of these, those that matched their entry.</param>
/// <param name="MatchedShare">Matched of all, 0 to 1; null when there is none.</param>
/// <param name="MeanHours">Mean time from entry to exit; null when there is none.</param>
/// <param name="Balances">Volumes against what was agreed.</param>
public sealed record ExclaveView(
    int Exits, int Matched, double? MatchedShare, double? MeanHours, IReadOnlyList<ExclaveBalanceView> Balances);

/// <summary>Volumes against what was agreed.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="Direction">to-exclave or to-main.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="AgreedTonnes">Tonnes that were agreed.</param>
/// <param name="UsedTonnes">Tonnes that went out, by declared gross mass.</param>
/// <param name="AgreedContainers">Containers that were agreed.</param>
/// <param name="UsedContainers">Containers that went out.</param>
/// <param name="Warning">From 80 percent on, a sentence; null below.</param>
public sealed record ExclaveBalanceView(string Profile, string Direction, string From, string To, long AgreedTonnes,
    decimal UsedTonnes, int AgreedContainers, int UsedContainers, string? Warning);
