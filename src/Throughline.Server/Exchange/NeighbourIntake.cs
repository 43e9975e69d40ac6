using Microsoft.Extensions.Logging;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>That a message is kept here: its sender may forget it.</summary>
/// <param name="Digest">SHA-256 of the bytes that are kept, hexadecimal.</param>
/// <param name="ReceivedAt">When they were kept.</param>
/// <param name="IsRepeat">Whether they were here before.</param>
internal sealed record NeighbourReceipt(string Digest, DateTimeOffset ReceivedAt, bool IsRepeat);

/// <summary>Takes messages that other installations send.</summary>
internal sealed partial class NeighbourIntake(
    TransitService service, NeighbourSettings settings, ILogger<NeighbourIntake> logger)
{
    private const int MostIdentification = 35;
    private const int MostErrors = 20;

    /// <summary>Most bytes of a message.</summary>
    public int MostBytes => service.Settings.MostMessageBytes;

    /// <summary>Takes a message, once. What is wrong inside a message its own answers tell (CD906C, CD917C); what it
    /// may not say at all is refused here and not kept.</summary>
    /// <exception cref="ProblemException">It is no message of an administration of the neighbour to one here:
    /// 422.</exception>
    public async Task<NeighbourReceipt> TakeAsync(Neighbour neighbour, byte[] body)
    {
        using var stream = new MemoryStream(body, writable: false);
        var read = MessageReader.Read(stream, ReadLimits.Usual with { MostCharacters = MostBytes });
        var errors = Find(neighbour, read);
        if (errors.Count > 0)
        {
            LogRefused(logger, neighbour.Name, string.Join(' ', errors.Select(e => e.Pointer)));
            throw ProblemException.Unprocessable(errors);
        }

        var country = read.Message!.Root["messageRecipient"]![^2..];
        var (receipt, isRepeat) = await service.TakeFromNeighbourAsync(country, read, body, neighbour.Name);
        return new NeighbourReceipt(receipt.Digest, receipt.ReceivedAt, isRepeat);
    }

    private List<FieldError> Find(Neighbour neighbour, ReadResult read)
    {
        var texts = Texts.Server;
        if (read.Message is not { } message)
        {
            return [.. read.Findings.Take(MostErrors)
                .Select(f => new FieldError(f.Pointer, $"{f.Message} {f.Remedy}"))];
        }

        var root = message.Root;
        var at = "/" + message.Code;
        if (!AuthorityMessages.Codes.Contains(message.Code))
            return [new FieldError(at, texts.Get("neighbours.code", message.Code))];
        var errors = new List<FieldError>();
        var sender = root["messageSender"];
        if (CountryOf(sender) is not { } speaker || !neighbour.Countries.Contains(speaker))
            errors.Add(new FieldError(at + "/messageSender", texts.Get("neighbours.sender", sender, neighbour.Name)));
        var recipient = root["messageRecipient"];
        if (CountryOf(recipient) is not { } hosted || !settings.Countries.Contains(hosted))
        {
            errors.Add(new FieldError(at + "/messageRecipient", texts.Get("transit.recipient", recipient,
                string.Join(", ", settings.Countries.Order(StringComparer.Ordinal).Select(c => "NTA." + c)))));
        }

        if (root["messageIdentification"] is not { Length: > 0 and <= MostIdentification })
            errors.Add(new FieldError(at + "/messageIdentification", texts.Get("transit.no-identification")));
        errors.AddRange(AuthorityMessages.ListSpeakers(message)
            .Where(s => s.Country is { } c && "NTA." + c != sender)
            .Select(s => new FieldError(s.Pointer, texts.Get("neighbours.speaker", sender, s.Country)))
            .DistinctBy(e => e.Message).Take(MostErrors));
        return errors;
    }

    private static string? CountryOf(string? name) =>
        name is { Length: 6 } && name.StartsWith("NTA.", StringComparison.Ordinal) ? name[^2..] : null;

    [LoggerMessage(Level = LogLevel.Warning, Message = "A message of {Neighbour} was refused for {Faults}.")]
    private static partial void LogRefused(ILogger logger, string neighbour, string faults);
}
