using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>A decision that waits for a second person, as it is stored.</summary>
internal sealed record Proposal(long Id, string Country, string Office, string About, string Subject, string Action,
    long? Seen, ProposedDecision Decision, string ProposedBy, DateTimeOffset ProposedAt, long Entry,
    DateTimeOffset ExpiresAt, string State, string? SettledBy, DateTimeOffset? SettledAt)
{
    public const string OfMovement = "movement";
    public const string OfGuarantee = "guarantee";
    public const string Open = "open";
    public const string Confirmed = "confirmed";
    public const string Refused = "refused";
    public const string Withdrawn = "withdrawn";
    public const string Expired = "expired";

    /// <summary>The columns, of a table «proposal p».</summary>
    public const string Columns = "p.id, p.country, p.office, p.about, p.subject, p.action, p.seen, p.decision, "
        + "p.proposed_by, p.proposed_at, p.entry, p.expires_at, p.state, p.settled_by, p.settled_at";

    /// <summary>Reads a row.</summary>
    public static Proposal Read(DbDataReader row) => new(row.GetInt64(0), row.GetString(1), row.GetString(2),
        row.GetString(3), row.GetString(4), row.GetString(5), row.FindNumber(6),
        JsonSerializer.Deserialize(row.GetBytes(7), ProposalJson.Default.ProposedDecision)!, row.GetString(8),
        row.GetTime(9), row.GetInt64(10), row.GetTime(11), row.GetString(12), row.FindText(13), row.FindTime(14));

    /// <summary>The state as it is at a time: nobody has to come by for a proposal to end.</summary>
    public string StateAt(DateTimeOffset now) => State == Open && ExpiresAt <= now ? Expired : State;

    /// <summary>The proposal as it is told.</summary>
    public ProposalView View(DateTimeOffset now) => new(Id, About, Subject, Office, Action, Decision.Reason, Seen,
        Decision.Details, Decision.AmountCents, ProposedBy, ProposedAt, ExpiresAt, StateAt(now), SettledBy, SettledAt);

    /// <summary>The decision on a movement, for the one who confirms it.</summary>
    public OfficerDecision ToDecision() => new(Country, Enum.Parse<ProcedureRole>(Decision.Role!), Office, Subject,
        Action[(Action.IndexOf('/', StringComparison.Ordinal) + 1)..], Decision.Reason, Decision.Details, Seen)
    {
        Proposal = this,
    };
}

/// <summary>What was proposed, beside what the row has in columns.</summary>
/// <param name="Reason">Why, in the words of who proposed it.</param>
/// <param name="Role">Role of the office, of a movement.</param>
/// <param name="Details">Further details by name.</param>
/// <param name="AmountCents">The ceiling, of a guarantee.</param>
internal sealed record ProposedDecision(string Reason, string? Role, IReadOnlyDictionary<string, string> Details,
    long? AmountCents);

/// <summary>What an entry of the journal says of a proposal, or of the rules for them.</summary>
internal sealed record ProposalRecord(string Nonce, string What, string By, string Role, long? Proposal = null,
    string? Office = null, string? Action = null, long? Seen = null, ProposedDecision? Decision = null,
    string? Reason = null, IReadOnlyList<FourEyesRule>? Rules = null)
{
    /// <summary>A record with a fresh nonce.</summary>
    public static ProposalRecord Make(string what, Caller caller) => new(
        RandomNumberGenerator.GetHexString(32, lowercase: true), what, caller.Account, caller.Role.ToString());

    /// <summary>Appends it to the journal.</summary>
    public Task<long> AppendAsync(Write write, string subject) => write.AppendAsync("proposal", "proposal/" + subject,
        JsonSerializer.SerializeToUtf8Bytes(this, ProposalJson.Default.ProposalRecord));
}

/// <summary>The JSON of proposals.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProposedDecision))]
[JsonSerializable(typeof(ProposalRecord))]
internal sealed partial class ProposalJson : JsonSerializerContext;
