using System.Text.Json;

namespace Throughline.Server;

/// <summary>An entry of the journal.</summary>
/// <param name="Entry">Its number.</param>
/// <param name="At">When.</param>
/// <param name="Kind">What it is about: decision, guarantee, access.</param>
/// <param name="Subject">What it concerns, for example AM/17 or guarantee/GRN.</param>
/// <param name="Mrn">MRN or LRN of the movement, or null.</param>
/// <param name="Digest">SHA-256 of its body, hexadecimal.</param>
/// <param name="Hash">Hash of the chain with this entry, hexadecimal.</param>
/// <param name="IsErased">Whether its body is not kept any more.</param>
/// <param name="Body">Its body, with who and why; null when erased, and for auditors of the operator, who see no
/// content.</param>
public sealed record JournalEntryView(long Entry, DateTimeOffset At, string Kind, string Subject, string? Mrn,
    string Digest, string Hash, bool IsErased, JsonElement? Body);

/// <summary>Entries of the journal.</summary>
/// <param name="Entries">The latest first.</param>
/// <param name="Next">Give it as «before» for those that stand before; null when there are none. A page may be empty
/// though there are.</param>
/// <param name="Names">Accounts of the caller's organisation that the entries name, by identification.</param>
public sealed record JournalPage(
    IReadOnlyList<JournalEntryView> Entries, long? Next, IReadOnlyDictionary<string, string> Names);
