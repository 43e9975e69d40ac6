using System.Collections.Immutable;
using System.Text.Json;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>What is known of a movement, as it stands in its row: messages by digest.</summary>
/// <param name="Facts">Facts by name.</param>
/// <param name="Messages">Digests of messages, hexadecimal, by what they are kept as.</param>
/// <param name="Timers">When timers run out, by name.</param>
internal sealed record MovementBody(SortedDictionary<string, string> Facts,
    SortedDictionary<string, string> Messages, SortedDictionary<string, DateTimeOffset> Timers)
{
    /// <summary>Of a movement that only was opened.</summary>
    public static MovementBody Empty() => new(
        new(StringComparer.Ordinal), new(StringComparer.Ordinal), new(StringComparer.Ordinal));

    /// <summary>The body after an event; the same object. States, openings and sent messages stand elsewhere.</summary>
    public MovementBody Apply(JournalEvent happened)
    {
        var name = happened.Name ?? "";
        switch (happened.Kind)
        {
            case nameof(FactNoted) when happened.Value is { } value:
                Facts[name] = value;
                break;
            case nameof(FactNoted):
                Facts.Remove(name);
                break;
            case nameof(MessageKept):
                Messages[name] = happened.Digest!;
                break;
            case nameof(TimerStarted):
                Timers[name] = happened.Due!.Value;
                break;
            case nameof(TimerStopped):
                Timers.Remove(name);
                break;
        }

        return this;
    }

    /// <summary>As bytes: equal bodies give equal bytes.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, JournalJson.Default.MovementBody);

    /// <summary>Reads a body.</summary>
    public static MovementBody Read(byte[] bytes)
    {
        var read = JsonSerializer.Deserialize(bytes, JournalJson.Default.MovementBody)!;
        return new MovementBody(new(read.Facts, StringComparer.Ordinal), new(read.Messages, StringComparer.Ordinal),
            new(read.Timers, StringComparer.Ordinal));
    }

    /// <summary>The movement with its messages.</summary>
    public Movement ToMovement(int number, ProcedureRole role, string office, string state,
        Func<string, Message> messageOf) => new(number, role, office)
        {
            State = state,
            Facts = Facts.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Timers = Timers.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Messages = Messages.ToImmutableSortedDictionary(
                m => m.Key, m => messageOf(m.Value), StringComparer.Ordinal),
        };
}
