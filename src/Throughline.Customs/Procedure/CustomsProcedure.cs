namespace Throughline.Customs;

/// <summary>The transit procedure: what an administration decides on messages, officers' actions and timers.</summary>
/// <remarks>Pure: the same state, input, time and settings give the same decision, and nothing else is read or changed.
/// The transitions are those of the tables under <c>Tables/procedure</c>; guards, actions and composers that they name
/// are code.</remarks>
public static class CustomsProcedure
{
    /// <summary>Transitions that may follow one input by themselves; the tables need two.</summary>
    private const int MostAutomatic = 8;

    /// <summary>Decides on an input.</summary>
    /// <param name="state">The administration as it stands.</param>
    /// <param name="input">What reached it.</param>
    /// <param name="now">The time.</param>
    /// <param name="settings">What the administration knows beside.</param>
    public static Decision Decide(
        Administration state, ProcedureInput input, DateTimeOffset now, ProcedureSettings settings) => input switch
        {
            MessageInput message => OnMessage(state, message, now, settings),
            OfficerInput officer => OnOfficer(state, officer, now, settings),
            TimerInput timer => OnTimer(state, timer, now, settings),
            _ => new Decision([]),
        };

    /// <summary>The state after a decision.</summary>
    public static Administration Evolve(Administration state, Decision decision) => state.Evolve(decision.Events);

    private static Decision OnMessage(
        Administration state, MessageInput input, DateTimeOffset now, ProcedureSettings settings)
    {
        var root = input.Message.Root;
        var events = new List<ProcedureEvent>();
        var passed = new List<Transition>();
        foreach (var known in AdministrationRoutes.Find(state, input.Message))
        {
            // An earlier movement of the same message may have opened one: numbers go on from there.
            var current = state.Evolve(events);
            var movement = current.Movements.GetValueOrDefault(known.Number) is { } same && IsSame(same, known)
                ? same
                : known with { Number = current.NextNumber };
            var step = new ProcedureStep(current, movement, input, now, settings);
            Apply(step, input.Message.Code);
            events.AddRange(Close(step, movement));
            passed.AddRange(step.Passed);
            // What tells of several guarantees or systems is refused as a whole, and once.
            if (movement.Role is ProcedureRole.Register or ProcedureRole.Availability && IsRefused(step))
                break;
        }

        events.Add(new MessageTaken(root["messageSender"] ?? "", root["messageIdentification"] ?? ""));
        return new Decision(events) { Transitions = passed };
    }

    private static bool IsRefused(ProcedureStep step) => step.Events.OfType<MessageSent>()
        .Any(s => s.Message.Code is "CC906C" or "CC917C" or "CD906C" or "CD917C");

    private static bool IsSame(Movement one, Movement other) => one.Role == other.Role && one.Office == other.Office
        && one.Mrn == other.Mrn && one.Grn == other.Grn && one.Find("outage") == other.Find("outage");

    private static Decision OnOfficer(
        Administration state, OfficerInput input, DateTimeOffset now, ProcedureSettings settings)
    {
        if (string.IsNullOrWhiteSpace(input.By.Account) || input.By.Country != state.Country)
            return new Decision([], $"Only a named officer of {state.Country} decides here.");
        var movement = FindMeant(state, input);
        if (movement is null && FindFault(input) is { } fault)
        {
            return new Decision([], $"The office of {Word(input.Role)} follows no movement {input.Movement}, and could "
                + $"ask nobody for it: {fault.Reason}");
        }

        movement ??= AdministrationRoutes.New(state, input.Role, input.Role == ProcedureRole.Register
            ? AdministrationRoutes.GuaranteeOffice(state.Country) : input.Office);
        var step = new ProcedureStep(state, movement, input, now, settings);
        if (!Apply(step, input.Action))
        {
            return new Decision([], $"The office of {Word(input.Role)} {movement.Office} cannot «{input.Action}» "
                + $"movement {input.Movement}: it is in the state {movement.State}. {Possible(movement)}");
        }

        return new Decision(Close(step, movement)) { Transitions = step.Passed };
    }

    /// <summary>The movement that an officer means; null for one that begins with the action. A system may be out of
    /// reach several times: each is one of its own.</summary>
    private static Movement? FindMeant(Administration state, OfficerInput input)
    {
        var known = state.List(input.Role, input.Movement, input.Office);
        return input.Role != ProcedureRole.Availability ? known.FirstOrDefault()
            : ProcedureTable.Of(input.Role).List(Movement.Start, input.Action).Count > 0 ? null
            : known.FirstOrDefault(m => ListActions(m).Contains(input.Action));
    }

    private static NumberFault? FindFault(OfficerInput input) => input.Role switch
    {
        ProcedureRole.Availability => null,
        ProcedureRole.Register => Grn.FindFault(input.Movement),
        _ => Mrn.FindFault(input.Movement),
    };

    private static Decision OnTimer(
        Administration state, TimerInput input, DateTimeOffset now, ProcedureSettings settings)
    {
        if (!state.Movements.TryGetValue(input.Movement, out var movement)
            || !movement.Timers.TryGetValue(input.Timer, out var due) || due > now)
            return new Decision([]);
        var step = new ProcedureStep(state, movement, input, now, settings);
        step.Stop(input.Timer);
        Apply(step, "timer " + input.Timer);
        return new Decision(step.Events) { Transitions = step.Passed };
    }

    /// <summary>What an officer may do with a movement now.</summary>
    public static IReadOnlyList<string> ListActions(Movement movement)
    {
        ArgumentNullException.ThrowIfNull(movement);
        return
        [
            .. ProcedureTable.Of(movement.Role).Transitions
                .Where(t => t.From == movement.State && char.IsAsciiLetterLower(t.On[0]) && t.On != "auto"
                    && !t.On.StartsWith("timer ", StringComparison.Ordinal))
                .Select(t => t.On).Distinct(),
        ];
    }

    private static string Possible(Movement movement) => ListActions(movement) is { Count: > 0 } actions
        ? $"It can: {string.Join(", ", actions)}."
        : "No action of an officer is open.";

    /// <summary>Events of a step. A movement that stays at the start is not opened: only its messages went
    /// out.</summary>
    private static IReadOnlyList<ProcedureEvent> Close(ProcedureStep step, Movement began)
    {
        var movement = step.Movement;
        if (step.Administration.Movements.ContainsKey(movement.Number))
            return step.Events;
        return movement.State == Movement.Start
            ? [.. step.Events.OfType<MessageSent>()]
            :
            [
                new MovementOpened(movement.Number, movement.Role, movement.Office),
                .. began.Facts.Select(f => new FactNoted(movement.Number, f.Key, f.Value)), .. step.Events,
            ];
    }

    /// <summary>Applies the first transition whose guards hold, then those that follow by themselves.</summary>
    private static bool Apply(ProcedureStep step, string on)
    {
        var table = ProcedureTable.Of(step.Movement.Role);
        if (!ApplyOne(table, step, on))
            return false;
        for (var i = 0; i < MostAutomatic && ApplyOne(table, step, "auto"); i++)
        {
            // Each may make the next one possible.
        }

        return true;
    }

    private static bool ApplyOne(ProcedureTable table, ProcedureStep step, string on)
    {
        foreach (var transition in table.List(step.Movement.State, on))
        {
            if (!transition.When.All(guard => Guards.Holds(guard, step)))
                continue;
            step.Passed.Add(transition);
            foreach (var action in transition.Do)
                ProcedureActions.Do(action, step);
            step.Enter(transition.To);
            foreach (var sending in transition.Sends)
                Composers.Send(step, sending);
            foreach (var timer in transition.Stops)
                step.Stop(timer);
            foreach (var timer in transition.Starts)
                step.Start(timer, Deadlines.Of(step, table.GetTimer(timer)));
            return true;
        }

        return false;
    }

    private static string Word(ProcedureRole role) => role.ToString().ToLowerInvariant();
}
