namespace Throughline.Customs;

/// <summary>Something that happened in an administration: all its state follows from these.</summary>
public abstract record ProcedureEvent;

/// <summary>A message was taken in; a second one of this sender and identification is a duplicate.</summary>
/// <param name="Sender">Sender as the message names it.</param>
/// <param name="Identification">Identification that the sender gave.</param>
public sealed record MessageTaken(string Sender, string Identification) : ProcedureEvent;

/// <summary>A message was sent.</summary>
/// <param name="To">Who gets it.</param>
/// <param name="Message">The message.</param>
public sealed record MessageSent(Party To, Message Message) : ProcedureEvent;

/// <summary>Something that happened to one movement.</summary>
/// <param name="Movement">Number of the movement in the administration, from 1.</param>
public abstract record MovementEvent(int Movement) : ProcedureEvent;

/// <summary>An office began to follow a movement.</summary>
/// <param name="Movement">Number of the movement.</param>
/// <param name="Role">Role of the office.</param>
/// <param name="Office">Reference number of the office.</param>
public sealed record MovementOpened(int Movement, ProcedureRole Role, string Office) : MovementEvent(Movement);

/// <summary>The movement went into a state.</summary>
/// <param name="Movement">Number of the movement.</param>
/// <param name="State">Name of the state.</param>
public sealed record StateEntered(int Movement, string State) : MovementEvent(Movement);

/// <summary>Something became known of the movement, or is no longer held.</summary>
/// <param name="Movement">Number of the movement.</param>
/// <param name="Name">What, for example <c>mrn</c>.</param>
/// <param name="Value">Its value; null when it no longer holds.</param>
public sealed record FactNoted(int Movement, string Name, string? Value) : MovementEvent(Movement);

/// <summary>A message is kept with the movement.</summary>
/// <param name="Movement">Number of the movement.</param>
/// <param name="Name">As what, for example <c>declaration</c>.</param>
/// <param name="Message">The message.</param>
public sealed record MessageKept(int Movement, string Name, Message Message) : MovementEvent(Movement);

/// <summary>A timer was started, or started anew.</summary>
/// <param name="Movement">Number of the movement.</param>
/// <param name="Timer">Its name.</param>
/// <param name="Due">When it runs out.</param>
public sealed record TimerStarted(int Movement, string Timer, DateTimeOffset Due) : MovementEvent(Movement);

/// <summary>A timer ran out or was stopped.</summary>
/// <param name="Movement">Number of the movement.</param>
/// <param name="Timer">Its name.</param>
public sealed record TimerStopped(int Movement, string Timer) : MovementEvent(Movement);

/// <summary>Who takes part in an exchange.</summary>
public enum PartyKind
{
    /// <summary>The holder of the procedure, or who declares for it.</summary>
    Holder,
    /// <summary>The trader at destination.</summary>
    TraderAtDestination,
    /// <summary>The guarantor.</summary>
    Guarantor,
    /// <summary>The administration of a country.</summary>
    Administration,
}

/// <summary>A party of an exchange.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Name in messages: the trader's identification, or <c>NTA.DE</c>.</param>
public sealed record Party(PartyKind Kind, string Name)
{
    /// <summary>Country of an administration, two letters; the name's last two otherwise.</summary>
    public string Country => Name.Length >= 2 ? Name[^2..] : Name;

    /// <summary>The administration of a country.</summary>
    public static Party Administration(string country) => new(PartyKind.Administration, "NTA." + country);
}

/// <summary>What an administration decides on an input.</summary>
/// <param name="Events">What happens, in order; sent messages among them.</param>
/// <param name="Refusal">Why an officer cannot do what was asked, as a sentence; null otherwise.</param>
public sealed record Decision(IReadOnlyList<ProcedureEvent> Events, string? Refusal = null)
{
    /// <summary>The transitions of the tables that applied, in order.</summary>
    public IReadOnlyList<Transition> Transitions { get; init; } = [];

    /// <summary>The messages that go out, in order.</summary>
    public IEnumerable<MessageSent> Sent => Events.OfType<MessageSent>();
}
