using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>What an entry of the journal says of a decision: what came, who decided, what happened. All states follow
/// from these.</summary>
/// <param name="Nonce">128 random bits, hexadecimal, so that nobody can guess the body from its digest.</param>
/// <param name="Country">Country of the administration.</param>
/// <param name="At">When.</param>
/// <param name="Input">What reached it.</param>
/// <param name="Events">What happened, in order; sent messages among them.</param>
/// <param name="Transitions">Transitions of the tables that applied, as «state on state».</param>
/// <param name="Rates">Rates by which declared amounts became euro, each with day and source; null when all were
/// euro.</param>
internal sealed record JournalRecord(string Nonce, string Country, DateTimeOffset At, JournalInput Input,
    IReadOnlyList<JournalEvent> Events, IReadOnlyList<string> Transitions, IReadOnlyList<string>? Rates = null)
{
    /// <summary>A record with a fresh nonce.</summary>
    public static JournalRecord Make(string country, DateTimeOffset at, JournalInput input,
        IReadOnlyList<JournalEvent> events, IReadOnlyList<string> transitions) => new(
            RandomNumberGenerator.GetHexString(32, lowercase: true), country, at, input, events, transitions);

    /// <summary>The record as it is kept.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, JournalJson.Default.JournalRecord);

    /// <summary>Reads a record.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static JournalRecord Read(byte[] bytes) =>
        JsonSerializer.Deserialize(bytes, JournalJson.Default.JournalRecord)
            ?? throw new JsonException("The record is empty.");
}

/// <summary>What was decided on.</summary>
/// <param name="Kind">message, officer or timer.</param>
/// <param name="Digest">Digest of the message, hexadecimal.</param>
/// <param name="Receipt">Number of its receipt, when it came from outside.</param>
/// <param name="By">Who acted or sent: an account of the installation, or the name of an administration.</param>
/// <param name="Role">In which role the office acted, or which role the account had.</param>
/// <param name="Office">The office that acted.</param>
/// <param name="Movement">The movement as the officer named it, or the number of a timer's movement.</param>
/// <param name="Action">What the officer did, or which timer ran out.</param>
/// <param name="Reason">Why, in the officer's words.</param>
/// <param name="Details">What the officer gave beside.</param>
/// <param name="Seen">Version of the movement that was on the screen.</param>
/// <param name="Proposal">Entry of the proposal that a second person confirmed.</param>
/// <param name="ProposedBy">Account that proposed it.</param>
/// <param name="Second">Why the second person confirmed.</param>
internal sealed record JournalInput(string Kind, string? Digest = null, long? Receipt = null, string? By = null,
    string? Role = null, string? Office = null, string? Movement = null, string? Action = null, string? Reason = null,
    IReadOnlyDictionary<string, string>? Details = null, long? Seen = null, long? Proposal = null,
    string? ProposedBy = null, string? Second = null);

/// <summary>One thing that happened; which properties have a value follows from the kind.</summary>
/// <param name="Kind">Name of the event's type.</param>
/// <param name="Movement">Number of the movement.</param>
/// <param name="Name">What: a fact, a message, a timer, a state, a role, a sender.</param>
/// <param name="Value">Its value: of a fact, an office, an identification, a receiver.</param>
/// <param name="Digest">Digest of a message.</param>
/// <param name="Due">When a timer runs out.</param>
internal sealed record JournalEvent(string Kind, int? Movement = null, string? Name = null, string? Value = null,
    string? Digest = null, DateTimeOffset? Due = null)
{
    /// <summary>Writes an event; messages become their digests.</summary>
    public static JournalEvent Of(ProcedureEvent happened, Func<Message, string> digestOf) => happened switch
    {
        MessageTaken e => new(nameof(MessageTaken), null, e.Sender, e.Identification),
        MessageSent e => new(nameof(MessageSent), null, e.To.Kind.ToString(), e.To.Name, digestOf(e.Message)),
        MovementOpened e => new(nameof(MovementOpened), e.Movement, e.Role.ToString(), e.Office),
        StateEntered e => new(nameof(StateEntered), e.Movement, e.State),
        FactNoted e => new(nameof(FactNoted), e.Movement, e.Name, e.Value),
        MessageKept e => new(nameof(MessageKept), e.Movement, e.Name, null, digestOf(e.Message)),
        TimerStarted e => new(nameof(TimerStarted), e.Movement, e.Timer, null, null, e.Due),
        TimerStopped e => new(nameof(TimerStopped), e.Movement, e.Timer),
        _ => throw new ArgumentException($"Nobody said how to keep {happened.GetType().Name}.", nameof(happened)),
    };
}

/// <summary>The JSON of records: short names, nothing that is null.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JournalRecord))]
[JsonSerializable(typeof(MovementBody))]
internal sealed partial class JournalJson : JsonSerializerContext;
