using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Throughline.Customs;

/// <summary>A movement as one office sees it. Immutable; follows from its events alone.</summary>
/// <param name="Number">Its number in the administration, from 1.</param>
/// <param name="Role">Role of the office.</param>
/// <param name="Office">Reference number of the office.</param>
public sealed record Movement(int Number, ProcedureRole Role, string Office)
{
    /// <summary>The state of a movement of which nothing is known yet.</summary>
    public const string Start = "Start";

    /// <summary>Name of the state, as the table of the role has it.</summary>
    public string State { get; init; } = Start;

    /// <summary>What is known, by name.</summary>
    public ImmutableSortedDictionary<string, string> Facts { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Messages that are kept, by what they are.</summary>
    public ImmutableSortedDictionary<string, Message> Messages { get; init; } =
        ImmutableSortedDictionary.Create<string, Message>(StringComparer.Ordinal);

    /// <summary>Timers that run, with the instants at which they run out.</summary>
    public ImmutableSortedDictionary<string, DateTimeOffset> Timers { get; init; } =
        ImmutableSortedDictionary.Create<string, DateTimeOffset>(StringComparer.Ordinal);

    /// <summary>The movement reference number, or null before there is one.</summary>
    public string? Mrn => Find("mrn");

    /// <summary>The local reference number, or null.</summary>
    public string? Lrn => Find("lrn");

    /// <summary>The guarantee reference number of an entry of the register, or null.</summary>
    public string? Grn => Find("grn");

    /// <summary>Country of the system that an entry about availability is about, or null.</summary>
    public string? SystemCountry => Find("system");

    /// <summary>The declaration as it stands after all amendments, or null.</summary>
    public Message? Declaration => Messages.GetValueOrDefault("declaration");

    /// <summary>Something that is known, or null.</summary>
    public string? Find(string fact) => Facts.GetValueOrDefault(fact);

    /// <summary>The movement after an event.</summary>
    public Movement Evolve(MovementEvent happened) => happened switch
    {
        StateEntered e => this with { State = e.State },
        FactNoted { Value: { } value } e => this with { Facts = Facts.SetItem(e.Name, value) },
        FactNoted e => this with { Facts = Facts.Remove(e.Name) },
        MessageKept e => this with { Messages = Messages.SetItem(e.Name, e.Message) },
        TimerStarted e => this with { Timers = Timers.SetItem(e.Timer, e.Due) },
        TimerStopped e => this with { Timers = Timers.Remove(e.Timer) },
        _ => this,
    };

    /// <summary>Everything about it as text, one thing a line: equal texts, equal movements.</summary>
    public string Describe()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Role} {Office} {Number} {State}\n");
        foreach (var (name, value) in Facts)
            text.Append(CultureInfo.InvariantCulture, $"{name} = {value}\n");
        foreach (var (name, due) in Timers)
            text.Append(CultureInfo.InvariantCulture, $"{name} at {due:O}\n");
        foreach (var (name, message) in Messages)
            text.Append(name).Append('\n').AppendJoin('\n', MessageEdit.Lines(message)).Append('\n');
        return text.ToString();
    }
}
