using System.Text.Json.Nodes;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>A document that is held, and what came of it.</summary>
/// <param name="Id">Number of the receipt.</param>
/// <param name="Country">The administration that it went to.</param>
/// <param name="Sender">Sender as the document names it.</param>
/// <param name="MessageId">Identification that the sender gave.</param>
/// <param name="Code">Code of the message, for example CC015C.</param>
/// <param name="Lrn">LRN that it names, or null.</param>
/// <param name="Sha256">Digest of the bytes as they came, hexadecimal.</param>
/// <param name="ReceivedAt">When it was held for good.</param>
/// <param name="DecidedAt">When the office decided on it; null while it waits.</param>
/// <param name="Answers">Messages to its sender that answer it, in order.</param>
public sealed record ReceiptView(long Id, string Country, string Sender, string MessageId, string Code, string? Lrn,
    string Sha256, DateTimeOffset ReceivedAt, DateTimeOffset? DecidedAt, IReadOnlyList<MessageSummary> Answers);

/// <summary>Documents that are held.</summary>
/// <param name="Receipts">In the order in which they came.</param>
/// <param name="Next">Give it as «after» for those that follow; null when there are none yet.</param>
public sealed record ReceiptList(IReadOnlyList<ReceiptView> Receipts, long? Next);

/// <summary>A message of an administration.</summary>
/// <param name="Id">Number by which it is fetched; later messages have higher numbers.</param>
/// <param name="Code">Code of the message.</param>
/// <param name="Title">What it is, in words.</param>
/// <param name="Sender">Administration that sent it.</param>
/// <param name="Recipient">Who gets it.</param>
/// <param name="Mrn">MRN of the movement, or null before there is one.</param>
/// <param name="Lrn">LRN of the movement, or null.</param>
/// <param name="SentAt">When it was sent.</param>
public sealed record MessageSummary(long Id, string Code, string Title, string Sender, string Recipient, string? Mrn,
    string? Lrn, DateTimeOffset SentAt);

/// <summary>Messages of administrations.</summary>
/// <param name="Messages">In order.</param>
/// <param name="Next">Give it as «after» for those that follow: the number of the last one, or what was given.</param>
public sealed record MessageList(IReadOnlyList<MessageSummary> Messages, long Next);

/// <summary>A message with its content.</summary>
/// <param name="Message">What it is.</param>
/// <param name="Lines">Its values: path and value, one a line.</param>
/// <param name="Content">Its elements: items are texts, groups objects, groups that may come more than once lists of
/// objects.</param>
/// <param name="Findings">Of a message that refuses another (CC056C, CC057C, CC055C, CC906C, CC917C): what is wrong,
/// each with place, rule, sentence and what to do; empty otherwise.</param>
public sealed record MessageView(MessageSummary Message, IReadOnlyList<string> Lines, JsonObject Content,
    IReadOnlyList<FindingReport> Findings);

/// <summary>A document that the caller sent, with its content.</summary>
/// <param name="Receipt">Its receipt.</param>
/// <param name="Lines">Its values: path and value, one a line.</param>
/// <param name="Content">Its elements: items are texts, groups objects, groups that may come more than once lists of
/// objects.</param>
public sealed record DocumentView(ReceiptView Receipt, IReadOnlyList<string> Lines, JsonObject Content);

/// <summary>A movement as an office sees it.</summary>
/// <param name="Country">Country of the administration.</param>
/// <param name="Number">Its number in the administration.</param>
/// <param name="Version">How often it was changed: give it with a decision as «seen».</param>
/// <param name="Role">Role of the office: departure, transit, destination, guarantee.</param>
/// <param name="Office">Reference number of the office.</param>
/// <param name="State">Its state.</param>
/// <param name="Meaning">The state in words.</param>
/// <param name="Mrn">MRN, or null before there is one.</param>
/// <param name="Lrn">LRN, or null.</param>
/// <param name="Holder">Identification number of the holder, or null where it is not known.</param>
/// <param name="OpenedAt">When the office began to follow it.</param>
/// <param name="ChangedAt">When it last changed.</param>
/// <param name="Due">What runs out next, and when; null when nothing does.</param>
/// <param name="Stage">Who has the next word: decide (an officer of the office), expected (goods come to it), waiting
/// (somebody else acts), done.</param>
/// <param name="Limit">Day by which the goods must be at the destination, or null.</param>
public sealed record MovementSummary(string Country, int Number, long Version, string Role, string Office, string State,
    string Meaning, string? Mrn, string? Lrn, string? Holder, DateTimeOffset OpenedAt, DateTimeOffset ChangedAt,
    DueView? Due, string Stage, string? Limit);

/// <summary>A period that runs.</summary>
/// <param name="Timer">Its name.</param>
/// <param name="Meaning">What is awaited, in words.</param>
/// <param name="At">When it runs out.</param>
public sealed record DueView(string Timer, string Meaning, DateTimeOffset At);

/// <summary>Movements.</summary>
/// <param name="Movements">Those that changed last come first.</param>
public sealed record MovementList(IReadOnlyList<MovementSummary> Movements);

/// <summary>A movement with everything that the caller may know of it.</summary>
/// <param name="Movement">What it is.</param>
/// <param name="Facts">What the office knows, by name; for parties only what they were told: accepted, released,
/// limit.</param>
/// <param name="Due">All periods that run.</param>
/// <param name="Actions">What the caller may decide now; empty for parties.</param>
/// <param name="Messages">Messages of the movement that the caller sent or may read, in order.</param>
/// <param name="History">What happened at the office, in order.</param>
/// <param name="Kept">Messages that the office goes by, such as the declaration; for parties those that they
/// sent.</param>
public sealed record MovementView(MovementSummary Movement, IReadOnlyDictionary<string, string> Facts,
    IReadOnlyList<DueView> Due, IReadOnlyList<string> Actions, IReadOnlyList<MessageSummary> Messages,
    IReadOnlyList<HistoryView> History, IReadOnlyList<KeptMessage> Kept)
{
    /// <summary>What an officer should look at: rules, lists, goods; empty for parties.</summary>
    public IReadOnlyList<FindingView> Findings { get; init; } = [];
}

/// <summary>A message that an office keeps with a movement and goes by.</summary>
/// <param name="Name">As what it is kept: declaration, record, arrival, remarks, results, incident …</param>
/// <param name="Code">Code of the message.</param>
/// <param name="Title">What it is, in words.</param>
/// <param name="Sender">Who sent it.</param>
public sealed record KeptMessage(string Name, string Code, string Title, string Sender);

/// <summary>A kept message with its content.</summary>
/// <param name="Kept">What it is.</param>
/// <param name="Lines">Its values: path and value, one a line.</param>
public sealed record KeptView(KeptMessage Kept, IReadOnlyList<string> Lines);

/// <summary>Something that happened to a movement.</summary>
/// <param name="Entry">Number of the entry of the journal.</param>
/// <param name="At">When.</param>
/// <param name="Kind">message, officer or timer.</param>
/// <param name="What">The message, the decision or the timer.</param>
/// <param name="By">Who; null for parties and timers.</param>
/// <param name="Reason">Why, as the officer said; null for parties.</param>
/// <param name="Transitions">From which state to which, and on what.</param>
public sealed record HistoryView(long Entry, DateTimeOffset At, string Kind, string What, string? By, string? Reason,
    IReadOnlyList<string> Transitions);

/// <summary>A decision of an officer.</summary>
public sealed record DecisionBody
{
    /// <summary>Role in which the office acts: departure, transit, destination.</summary>
    public required string Role { get; init; }

    /// <summary>Reference number of the office.</summary>
    public required string Office { get; init; }

    /// <summary>MRN of the movement, or its LRN before there is one.</summary>
    public required string Movement { get; init; }

    /// <summary>What is decided, for example release.</summary>
    public required string Action { get; init; }

    /// <summary>Why; it stands in the journal.</summary>
    public required string Reason { get; init; }

    /// <summary>Further details by name, for example code.</summary>
    public IReadOnlyDictionary<string, string> Details { get; init; } = new Dictionary<string, string>();

    /// <summary>Version of the movement that the officer looked at. When it has changed since, the decision is refused
    /// with 409; null only for a movement that the office does not follow yet.</summary>
    public long? Seen { get; init; }
}

/// <summary>What came of a decision.</summary>
/// <param name="Entry">Number of its entry in the journal.</param>
/// <param name="Movements">The movements that it changed.</param>
public sealed record DecisionView(long Entry, IReadOnlyList<MovementSummary> Movements);
