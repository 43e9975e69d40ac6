using System.Collections.Frozen;

namespace Throughline.Customs;

/// <summary>Makes the messages that the tables send.</summary>
internal static class Composers
{
    private static readonly FrozenDictionary<string, Action<ProcedureStep, Message, Receiver>> All = Collect();

    /// <summary>Messages that are kept when they are sent, because later ones are checked against them.</summary>
    private static readonly FrozenDictionary<string, string> Kept = new Dictionary<string, string>
    {
        ["CC043C"] = "permission",
        ["CC140C"] = "request",
        ["CC029C"] = "release",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Codes of all messages that can be made.</summary>
    public static IReadOnlyCollection<string> Codes => All.Keys;

    /// <summary>Makes a message for each of its receivers and sends it.</summary>
    public static void Send(ProcedureStep step, Sending sending)
    {
        foreach (var receiver in Receivers.List(step, sending.To, sending.Message))
            Send(step, sending.Message, receiver);
    }

    /// <summary>Makes a message for one receiver and sends it.</summary>
    /// <returns>The message.</returns>
    public static Message Send(ProcedureStep step, string code, Receiver receiver)
    {
        var message = Message.Make(code);
        message.PhaseId = "NCTS6";
        All[code](step, message, receiver);
        Envelope.Fill(step, message, receiver.Party);
        foreach (var (_, line) in step.Officer?.Edits.Where(e => e.Message == code) ?? [])
            MessageEdit.Apply(message, line);
        step.Send(receiver.Party, message);
        if (Kept.TryGetValue(code, out var name))
            step.Keep(name, message);
        return message;
    }

    private static FrozenDictionary<string, Action<ProcedureStep, Message, Receiver>> Collect()
    {
        var composers = new Dictionary<string, Action<ProcedureStep, Message, Receiver>>(StringComparer.Ordinal);
        DepartureMessages.AddTo(composers);
        RecordMessages.AddTo(composers);
        JourneyMessages.AddTo(composers);
        DestinationMessages.AddTo(composers);
        EnquiryMessages.AddTo(composers);
        GuaranteeMessages.AddTo(composers);
        GuaranteeQueries.AddTo(composers);
        RegisterMessages.AddTo(composers);
        AvailabilityMessages.AddTo(composers);
        return composers.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
