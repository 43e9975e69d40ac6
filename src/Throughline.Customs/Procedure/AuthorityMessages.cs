using System.Collections.Frozen;

namespace Throughline.Customs;

/// <summary>Messages between administrations, and which administration each of them can come from: only the country of
/// departure speaks for the movement, and only the country of an office says what that office saw.</summary>
public static class AuthorityMessages
{
    private const string Mrn = "TransitOperation/MRN";
    private const string Arrival = "CustomsOfficeOfDestinationActual/referenceNumber";
    private const string Passage = "CustomsOfficeOfTransitActual/referenceNumber";
    private const string Grn = "Guarantee/GuaranteeReference/GRN";

    /// <summary>Where a message names who can say it: a number with the country in characters 3 and 4 (MRN, GRN), or an
    /// office. Empty: everybody can.</summary>
    private static readonly FrozenDictionary<string, string> Speakers = new Dictionary<string, string>
    {
        ["CD001C"] = Mrn,
        ["CD002C"] = Arrival,
        ["CD003C"] = Mrn,
        ["CD006C"] = Arrival,
        ["CD010C"] = Mrn,
        ["CD018C"] = Arrival,
        ["CD024C"] = Mrn,
        ["CD049C"] = Mrn,
        ["CD050C"] = Mrn,
        ["CD059C"] = Mrn,
        ["CD063C"] = Mrn,
        ["CD114C"] = Passage,
        ["CD115C"] = Mrn,
        ["CD118C"] = Passage,
        ["CD142C"] = Mrn,
        ["CD143C"] = "CustomsOfficeOfRequest/referenceNumber",
        ["CD144C"] = Mrn,
        ["CD145C"] = "CompetentCustomsOfficeAtDestination/referenceNumber",
        ["CD150C"] = Mrn,
        ["CD151C"] = "CustomsOfficeOfRecoveryRequested/referenceNumber",
        ["CD152C"] = "CustomsOfficeOfRecovery/referenceNumber",
        ["CD180C"] = "CustomsOfficeOfIncidentRegistration/referenceNumber",
        ["CD181C"] = Mrn,
        ["CD200C"] = Mrn,
        ["CD201C"] = Grn,
        ["CD203C"] = Mrn,
        ["CD204C"] = Mrn,
        ["CD205C"] = Grn,
        ["CD209C"] = Mrn,
        ["CD906C"] = "",
        ["CD917C"] = "",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Codes of all messages that one administration takes from another.</summary>
    public static IReadOnlyList<string> Codes { get; } = [.. Speakers.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The places of a message that name who alone can say it, each with the country there; the country is
    /// null where the place is missing or names none.</summary>
    /// <param name="message">A message between administrations.</param>
    /// <returns>Pointer and country; nothing when every administration can say it.</returns>
    /// <exception cref="ArgumentException">It is no message between administrations.</exception>
    public static IReadOnlyList<(string Pointer, string? Country)> ListSpeakers(Message message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (!Speakers.TryGetValue(message.Code, out var path))
            throw new ArgumentException($"{message.Code} does not go between administrations.", nameof(message));
        if (path.Length == 0)
            return [];
        var start = path is Mrn or Grn ? 2 : 0;
        var pointer = $"/{message.Code}/{path}";
        var values = message.Root.Values(path).ToList();
        return values.Count == 0
            ? [(pointer, null)]
            : [.. values.Select(v => (pointer, v.Length >= start + 2 ? v[start..(start + 2)] : null))];
    }
}
