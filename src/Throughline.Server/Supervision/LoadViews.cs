namespace Throughline.Server;

/// <summary>How much work there is, and who does it.</summary>
/// <param name="Offices">Offices of the administration that follow movements, those with the most to decide
/// first.</param>
/// <param name="Officers">Accounts of the organisation that decided since, those with the most decisions first.</param>
/// <param name="Since">From when decisions are counted.</param>
/// <param name="IsWhole">Whether all decisions since then were counted; false when there were too many to read.</param>
public sealed record LoadView(
    IReadOnlyList<OfficeLoad> Offices, IReadOnlyList<OfficerLoad> Officers, DateTimeOffset Since, bool IsWhole);

/// <summary>What an office has before it.</summary>
/// <param name="Office">Reference number.</param>
/// <param name="Decide">Movements in which an officer is to decide.</param>
/// <param name="Expected">Movements whose goods are expected.</param>
/// <param name="Waiting">Movements in which somebody else acts.</param>
/// <param name="Oldest">Since when the oldest one waits for a decision; null when none does.</param>
public sealed record OfficeLoad(string Office, int Decide, int Expected, int Waiting, DateTimeOffset? Oldest);

/// <summary>What an officer decided.</summary>
/// <param name="Account">Identification of the account.</param>
/// <param name="Name">Who it is for.</param>
/// <param name="Day">Decisions of the last 24 hours.</param>
/// <param name="Week">Decisions of the last seven days.</param>
/// <param name="LastAt">When it last decided.</param>
public sealed record OfficerLoad(string Account, string Name, int Day, int Week, DateTimeOffset LastAt);
