namespace Throughline.Server;

/// <summary>That two persons make a decision.</summary>
/// <param name="Action">The decision, for example departure/release-without-control.</param>
/// <param name="Office">The office for which this holds; null: all of the administration.</param>
public sealed record FourEyesRule(string Action, string? Office = null);

/// <summary>The decisions of an administration that two persons make.</summary>
/// <param name="Rules">The rules; they take the place of all before.</param>
public sealed record FourEyesBody(IReadOnlyList<FourEyesRule> Rules);

/// <summary>The decisions of an administration that two persons make.</summary>
/// <param name="Country">Its country.</param>
/// <param name="Rules">The rules.</param>
/// <param name="Actions">Every decision for which there can be a rule.</param>
public sealed record FourEyesView(string Country, IReadOnlyList<FourEyesRule> Rules, IReadOnlyList<string> Actions);

/// <summary>A decision that waits for a second person, or waited.</summary>
/// <param name="Id">Its number.</param>
/// <param name="About">movement or guarantee.</param>
/// <param name="Subject">MRN or LRN of the movement, or GRN.</param>
/// <param name="Office">The office; empty of a guarantee.</param>
/// <param name="Action">The decision, for example departure/release.</param>
/// <param name="Reason">Why, in the words of who proposed it.</param>
/// <param name="Seen">Version that was looked at.</param>
/// <param name="Details">Further details by name.</param>
/// <param name="AmountCents">The ceiling in cents, of a guarantee.</param>
/// <param name="ProposedBy">Account that proposed it.</param>
/// <param name="ProposedAt">When.</param>
/// <param name="ExpiresAt">When it ends by itself.</param>
/// <param name="State">open, confirmed, refused, withdrawn or expired.</param>
/// <param name="SettledBy">Account that confirmed, refused or withdrew it, or null.</param>
/// <param name="SettledAt">When, or null.</param>
public sealed record ProposalView(long Id, string About, string Subject, string Office, string Action, string Reason,
    long? Seen, IReadOnlyDictionary<string, string> Details, long? AmountCents, string ProposedBy,
    DateTimeOffset ProposedAt, DateTimeOffset ExpiresAt, string State, string? SettledBy, DateTimeOffset? SettledAt);

/// <summary>Proposals.</summary>
/// <param name="Proposals">The latest first; at most 200.</param>
public sealed record ProposalList(IReadOnlyList<ProposalView> Proposals);

/// <summary>A second person's word on a proposal.</summary>
/// <param name="Reason">Why; it stands in the journal.</param>
public sealed record SecondBody(string Reason);
