using System.Collections.Immutable;
using System.Globalization;

namespace Throughline.Customs;

/// <summary>The customs administration of one country: all movements that its offices follow. Immutable; follows
/// from its events alone.</summary>
/// <param name="Country">Two letters.</param>
public sealed record Administration(string Country)
{
    /// <summary>Movements by number.</summary>
    public ImmutableSortedDictionary<int, Movement> Movements { get; init; } =
        ImmutableSortedDictionary<int, Movement>.Empty;

    /// <summary>Sender and identification of every message that was taken in.</summary>
    public ImmutableHashSet<(string Sender, string Identification)> Taken { get; init; } = [];

    /// <summary>How many messages were sent: they are numbered by it.</summary>
    public int Sent { get; init; }

    /// <summary>Number of the next movement.</summary>
    public int NextNumber { get; init; } = 1;

    /// <summary>Name of the administration in messages.</summary>
    public string Name => "NTA." + Country;

    /// <summary>The administration after an event.</summary>
    public Administration Evolve(ProcedureEvent happened) => happened switch
    {
        MessageTaken e => this with { Taken = Taken.Add((e.Sender, e.Identification)) },
        MessageSent => this with { Sent = Sent + 1 },
        MovementOpened e => this with
        {
            Movements = Movements.SetItem(e.Movement, new Movement(e.Movement, e.Role, e.Office)),
            NextNumber = Math.Max(NextNumber, e.Movement + 1),
        },
        MovementEvent e when Movements.TryGetValue(e.Movement, out var movement) =>
            this with { Movements = Movements.SetItem(e.Movement, movement.Evolve(e)) },
        _ => this,
    };

    /// <summary>The administration after events, in order.</summary>
    public Administration Evolve(IEnumerable<ProcedureEvent> happened) =>
        happened.Aggregate(this, (state, e) => state.Evolve(e));

    /// <summary>The movements of an MRN or LRN in a role, latest first.</summary>
    /// <param name="role">Role of the office.</param>
    /// <param name="reference">MRN or LRN; in the register the GRN, for availability the country.</param>
    /// <param name="office">Only of this office; of all when null.</param>
    public IEnumerable<Movement> List(ProcedureRole role, string reference, string? office = null) =>
        Movements.Values.Reverse().Where(m => m.Role == role && (office is null || m.Office == office)
            && (m.Mrn == reference || m.Lrn == reference || m.Grn == reference || m.SystemCountry == reference));

    /// <summary>The timer that runs out first, or null when none runs.</summary>
    public (DateTimeOffset Due, TimerInput Input)? NextTimer()
    {
        (DateTimeOffset Due, TimerInput Input)? next = null;
        foreach (var movement in Movements.Values)
        {
            foreach (var (name, due) in movement.Timers)
            {
                if (next is null || due < next.Value.Due)
                    next = (due, new TimerInput(movement.Number, name));
            }
        }

        return next;
    }

    /// <summary>Everything about it as text: equal texts, equal states.</summary>
    public string Describe() => string.Join('\n',
        [
            string.Create(CultureInfo.InvariantCulture, $"{Country} sent {Sent} next {NextNumber}"),
            .. Taken.Select(t => t.Sender + " " + t.Identification).Order(StringComparer.Ordinal),
            .. Movements.Values.Select(m => m.Describe()),
        ]);
}
