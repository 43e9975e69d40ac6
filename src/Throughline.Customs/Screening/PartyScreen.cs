namespace Throughline.Customs;

/// <summary>A party of a message that may be on a list.</summary>
/// <param name="Pointer">XPath of the party.</param>
/// <param name="Line">Line of the file, from 1; 0 when the message was not read from one.</param>
/// <param name="Part">What the party does in the message, by its element name.</param>
/// <param name="Name">Its name, or the number when it has no name.</param>
/// <param name="Hits">The entries that may be meant, the likeliest first.</param>
public sealed record PartyFinding(string Pointer, int Line, string Part, string Name, IReadOnlyList<ListHit> Hits);

/// <summary>Screens every party and means of transport that a message names, in whatever group: holder, consignor,
/// consignee, carrier, representative, guarantor, their contact persons, and the others of the answering messages.
/// Pure.</summary>
public static class PartyScreen
{
    /// <summary>Screens the parties of a message. A party is screened by its name and by its identification number; one
    /// with a number alone by that.</summary>
    /// <param name="message">The message.</param>
    /// <param name="index">The lists.</param>
    /// <param name="threshold">Least score of a hit, from 0 to 1.</param>
    public static IReadOnlyList<PartyFinding> Run(
        Message message, ListIndex index, double threshold = NameScore.Threshold)
    {
        var found = new List<PartyFinding>();
        Run(message.Root, index, threshold, found);
        return found;
    }

    private static void Run(MessageGroup group, ListIndex index, double threshold, List<PartyFinding> found)
    {
        if (Query(group) is { } query && index.Find(query, threshold) is { Count: > 0 } hits)
        {
            var name = query.Name.Length > 0 ? query.Name : query.Identifiers[0];
            var part = group.Name == "ContactPerson" && group.Parent is { } of ? $"{of.Name}/{group.Name}" : group.Name;
            found.Add(new PartyFinding(group.Pointer, group.Line, part, name, hits));
        }

        foreach (var line in group.Structure.Groups)
        {
            foreach (var below in group.List(line))
                Run(below, index, threshold, found);
        }
    }

    private static ScreenQuery? Query(MessageGroup group)
    {
        string?[] numbers = [group.Find("identificationNumber"), group.Find("TIRHolderIdentificationNumber")];
        var isContact = group.Name == "ContactPerson";
        var name = group.Find("name");
        var country = group.First("Address")?.Find("country");
        if (group.Find("typeOfIdentification") is { } type)
            return OfMeans(type, group.Find("identificationNumber"), group.Find("nationality"));
        if (string.IsNullOrWhiteSpace(name) && numbers.All(n => n is null))
            return null;
        return new ScreenQuery(name ?? "", isContact ? NameKind.Person : NameKind.Unknown)
        {
            Countries = country is null ? [] : [country],
            Identifiers = [.. numbers.OfType<string>()],
        };
    }

    /// <summary>Means of transport are screened by their number, ships that are named (types 11 and 81 of CL750) by
    /// their name.</summary>
    private static ScreenQuery? OfMeans(string type, string? number, string? nationality) => number is null
        ? null
        : new ScreenQuery(type is "11" or "81" ? number : "", NameKind.Vessel)
        {
            Countries = nationality is null ? [] : [nationality],
            Identifiers = type is "11" or "81" ? [] : [number],
        };
}
