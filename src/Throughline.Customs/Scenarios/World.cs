namespace Throughline.Customs;

/// <summary>Administrations of several countries that exchange messages, and a clock that is set by hand.</summary>
/// <remarks>A message between administrations is written as a document, read by the other, and what the other sends in
/// turn goes out before the next message of the first: the order in which they would reach the traders.</remarks>
/// <param name="settings">What all administrations know.</param>
/// <param name="start">The time at which it begins.</param>
public sealed class World(ProcedureSettings settings, DateTimeOffset start)
{
    private const int MostMessages = 10_000;
    private readonly SortedDictionary<string, Administration> _administrations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ProcedureEvent>> _events = new(StringComparer.Ordinal);
    private readonly List<Exchange> _exchanges = [];
    private readonly List<Transition> _transitions = [];

    /// <summary>The time.</summary>
    public DateTimeOffset Now { get; private set; } = start.ToUniversalTime();

    /// <summary>What all administrations know.</summary>
    public ProcedureSettings Settings { get; } = settings;

    /// <summary>Heading under which messages are noted.</summary>
    public string Step { get; set; } = "";

    /// <summary>All messages, in order.</summary>
    public IReadOnlyList<Exchange> Exchanges => _exchanges;

    /// <summary>All administrations that took part, by country.</summary>
    public IReadOnlyCollection<Administration> Administrations => _administrations.Values;

    /// <summary>All transitions that applied, in order.</summary>
    public IReadOnlyList<Transition> Transitions => _transitions;

    /// <summary>The administration of a country.</summary>
    public Administration Get(string country) =>
        _administrations.TryGetValue(country, out var known) ? known : new Administration(country);

    /// <summary>Everything that happened in the administration of a country, in order.</summary>
    public IReadOnlyList<ProcedureEvent> ListEvents(string country) => _events.GetValueOrDefault(country) ?? [];

    /// <summary>A trader sends a document.</summary>
    /// <param name="from">Who sends it.</param>
    /// <param name="to">Country of the administration that gets it.</param>
    /// <param name="message">The message.</param>
    /// <param name="findings">What reading the document found.</param>
    public void Send(Party from, string to, Message message, IReadOnlyList<Finding> findings)
    {
        _exchanges.Add(new Exchange(Now, from, Party.Administration(to), message, Step, []));
        Take(to, new MessageInput(message, findings));
        Settle();
    }

    /// <summary>An officer acts.</summary>
    /// <returns>Why the officer cannot, or null.</returns>
    public string? Act(string country, OfficerInput input)
    {
        var refusal = Take(country, input);
        Settle();
        return refusal;
    }

    /// <summary>Lets time go by; every timer that runs out on the way does so at its own instant.</summary>
    public void WaitUntil(DateTimeOffset time)
    {
        while (Next() is { } next && next.Due <= time)
        {
            Now = next.Due > Now ? next.Due : Now;
            Take(next.Country, next.Input);
        }

        Now = time > Now ? time.ToUniversalTime() : Now;
    }

    /// <summary>The movement of a reference in a role, or null: of several one where the goods are or were, else the
    /// newest.</summary>
    /// <param name="role">Role of the office.</param>
    /// <param name="reference">MRN or LRN.</param>
    /// <param name="office">The office; any when null.</param>
    public Movement? Find(ProcedureRole role, string reference, string? office = null) => _administrations.Values
        .SelectMany(a => a.List(role, reference, office))
        .OrderBy(m => m.Find("arrived-on") is not null || m.Find("arrival-waits") is not null ? 0
            : m.State is "ArrivalExpected" or "TransitExpected" ? 1 : 2)
        .FirstOrDefault();

    /// <summary>The newest entry about a guarantee or the availability of a system, or null.</summary>
    /// <param name="role">Register or availability.</param>
    /// <param name="named">GRN or country.</param>
    /// <param name="at">Country that has the entry; the one that it is about when null.</param>
    public Movement? FindEntry(ProcedureRole role, string named, string? at) => named.Length < 2 ? null
        : Get(at ?? (role == ProcedureRole.Register && named.Length > 4 ? named[2..4] : named))
            .List(role, named).FirstOrDefault();

    /// <summary>Timers that are due at once.</summary>
    private void Settle() => WaitUntil(Now);

    private (DateTimeOffset Due, string Country, TimerInput Input)? Next()
    {
        (DateTimeOffset Due, string Country, TimerInput Input)? first = null;
        foreach (var administration in _administrations.Values)
        {
            if (administration.NextTimer() is { } next && (first is null || next.Due < first.Value.Due))
                first = (next.Due, administration.Country, next.Input);
        }

        return first;
    }

    private string? Take(string country, ProcedureInput input)
    {
        if (_exchanges.Count >= MostMessages)
            throw new InvalidOperationException($"More than {MostMessages} messages went out.");
        var state = Get(country);
        var decision = CustomsProcedure.Decide(state, input, Now, Settings);
        _administrations[country] = CustomsProcedure.Evolve(state, decision);
        if (!_events.TryGetValue(country, out var events))
            _events[country] = events = [];
        events.AddRange(decision.Events);
        _transitions.AddRange(decision.Transitions);
        foreach (var sent in decision.Sent)
            Deliver(country, sent);
        return decision.Refusal;
    }

    private void Deliver(string country, MessageSent sent)
    {
        var read = MessageReader.Read(
            new StringReader(MessageWriter.ToXml(sent.Message)), lists: Settings.Check.Lists);
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Now, Settings.Of(country).Zone).DateTime);
        var context = new CheckContext
        {
            KnowsTrader = Settings.Knows,
        };
        _exchanges.Add(new Exchange(Now, Party.Administration(country), sent.To, sent.Message, Step,
        [
            .. read.Findings.Concat(Settings.Check.Run(sent.Message, day, context))
                .Where(f => f.Severity == Severity.Error),
        ]));
        if (sent.To.Kind == PartyKind.Administration && read.Message is { } message)
            Take(sent.To.Country, new MessageInput(message, read.Findings));
    }
}
