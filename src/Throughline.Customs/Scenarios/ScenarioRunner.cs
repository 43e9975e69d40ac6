using System.Collections.Immutable;

namespace Throughline.Customs;

/// <summary>Runs a scenario in a world of its own and compares what came with what it expects.</summary>
public sealed class ScenarioRunner
{
    private readonly Scenario _scenario;
    private readonly World _world;
    private readonly ScenarioTrader _trader;
    private readonly List<ScenarioFault> _faults = [];
    private string? _refusal;
    private int _seen;

    private ScenarioRunner(Scenario scenario, ScenarioOptions options)
    {
        _scenario = scenario;
        var start = DateOnly.FromDateTime(scenario.Start.UtcDateTime);
        var published = new ReferenceData(scenario.Profile, options.Pack).Lists;
        var lists = published.With(scenario.Codes.Select(c => new CodeList(c.Key, c.Key,
            c.Value.Select(code => new CodeEntry(code, start.AddYears(-10), DateOnly.MaxValue)))));
        var settings = new ProcedureSettings
        {
            Check = new MessageCheck(lists, options.Rules),
            IsTrial = scenario.IsTrial,
            SwitchedOff = scenario.Profile.Switches.Where(w => w.From <= start && start <= w.To)
                .GroupBy(w => w.Country).ToImmutableDictionary(g => g.Key,
                    g => g.Select(w => w.Rule).ToImmutableHashSet(StringComparer.Ordinal), StringComparer.Ordinal),
        };
        _world = new World(scenario.Settings.Aggregate(settings, (s, change) => change(s)), scenario.Start);
        _trader = new ScenarioTrader(_world, options.OpenFile);
    }

    /// <summary>Runs a scenario. Ends at the first line where something else comes than it expects.</summary>
    public static ScenarioResult Run(Scenario scenario, ScenarioOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        var runner = new ScenarioRunner(scenario, options ?? new ScenarioOptions());
        runner.RunLines();
        return new ScenarioResult(scenario.Title, runner._faults, runner._world.Exchanges,
            [.. runner._world.Administrations], runner._world.Transitions);
    }

    /// <summary>Runs everything that a script does, whatever comes of it, and expects nothing.</summary>
    internal static World RunFreely(Scenario scenario)
    {
        var runner = new ScenarioRunner(scenario, new ScenarioOptions());
        foreach (var line in scenario.Lines)
        {
            runner._seen = runner._world.Exchanges.Count;
            runner._refusal = null;
            runner._faults.Clear();
            try
            {
                runner.RunLine(line);
            }
            catch (FormatException)
            {
                // What the script asks cannot be done now, for example a message on a movement without a number.
            }
        }

        return runner._world;
    }

    private void RunLines()
    {
        foreach (var line in _scenario.Lines)
        {
            try
            {
                RunLine(line);
            }
            catch (FormatException fault)
            {
                Fail(line.Line, fault.Message);
            }

            if (_faults.Count > 0)
                return;
        }

        var last = _scenario.Lines.Count > 0 ? _scenario.Lines[^1].Line : 0;
        if (_refusal is { } refusal)
            Fail(last, refusal);
        ExpectNoMore(last, "at the end");
    }

    private void RunLine(ScenarioLine line)
    {
        if (line is SendLine or ResendLine or OfficerLine or WaitLine or StepLine
            && !ExpectNoMore(line.Line, "before this line"))
            return;
        if (_refusal is { } refusal && line is not RefusedLine)
        {
            Fail(line.Line, refusal);
            return;
        }

        switch (line)
        {
            case StepLine step:
                _world.Step = step.Title;
                break;
            case SendLine send:
                _trader.Send(send);
                break;
            case ResendLine resend:
                _trader.Resend(resend.Name);
                break;
            case OfficerLine officer:
                Act(officer);
                break;
            case WaitLine wait:
                Wait(wait);
                break;
            case ExpectLine { Code: null }:
                ExpectNoMore(line.Line, "though nothing is expected");
                break;
            case ExpectLine expect:
                Expect(expect);
                break;
            case StateLine state:
                ExpectState(state);
                break;
            case MovementLine movement:
                _trader.Choose(movement.Name);
                break;
            case RefusedLine:
                if (_refusal is null)
                    Fail(line.Line, "The officer's action before was not refused: it was done.");
                _refusal = null;
                break;
        }
    }

    private void Wait(WaitLine wait)
    {
        var until = wait.Until ?? _world.Now.AddMonths(wait.Period!.Value.Months).AddDays(wait.Period.Value.Days)
            + wait.Period.Value.Exact;
        if (until < _world.Now)
        {
            throw new FormatException(
                $"The time is already {_world.Now:yyyy-MM-dd HH:mm:ss} UTC: wait for a later one.");
        }

        _world.WaitUntil(until);
    }

    private void Act(OfficerLine line)
    {
        if (line.Role is ProcedureRole.Register or ProcedureRole.Availability)
        {
            ActOnEntry(line, line.Role.Value);
            return;
        }

        foreach (var action in line.Actions)
        {
            var reference = _trader.Reference;
            _refusal = null;
            foreach (var (role, movement) in Offices(line, action, reference))
            {
                var office = line.Office ?? movement?.Office;
                var country = office?[..2] ?? _trader.DepartureCountry;
                _refusal = _world.Act(country, Input(line, role, office, movement?.Mrn ?? reference, action, country));
                if (_refusal is null)
                    break;
            }

            if (_refusal is not null)
                return;
        }
    }

    /// <summary>Acts on a guarantee of the register or on the availability of a system, which the line
    /// names.</summary>
    private void ActOnEntry(OfficerLine line, ProcedureRole role)
    {
        var named = ScenarioTexts.Fill(line.Office!, _trader.Fill);
        var country = role == ProcedureRole.Register ? named[2..4] : named;
        foreach (var action in line.Actions)
        {
            _refusal = _world.Act(country, Input(line, role, null, named, action, country));
            if (_refusal is not null)
                return;
        }
    }

    private OfficerInput Input(OfficerLine line, ProcedureRole role, string? office, string named, string action,
        string country) => new(role, office, named, action, line.Details.ToDictionary(d => d.Key,
            d => ScenarioTexts.Fill(d.Value, _trader.Fill), StringComparer.Ordinal))
        {
            By = new OfficerId(country, "officer"),
            Edits =
            [
                .. line.Edits.Select(e => (e.Text[..e.Text.IndexOf(' ', StringComparison.Ordinal)],
                    ScenarioTexts.Fill(e.Text[(e.Text.IndexOf(' ', StringComparison.Ordinal) + 1)..],
                        _trader.Fill))),
            ],
        };

    /// <summary>Offices that may be meant: as the line says, else every role that has the movement or can begin with
    /// it.</summary>
    private IEnumerable<(ProcedureRole Role, Movement? Movement)> Offices(
        OfficerLine line, string action, string reference)
    {
        ProcedureRole[] roles = line.Role is { } one ? [one]
            : [ProcedureRole.Departure, ProcedureRole.Destination, ProcedureRole.Transit];
        var known = roles.Select(r => (Role: r, Movement: _world.Find(r, reference, line.Office))).ToList();
        var able = known.Where(k => k.Movement is { } m
            ? CustomsProcedure.ListActions(m).Contains(action)
            : line.Office is not null && ProcedureTable.Of(k.Role).List(Movement.Start, action).Count > 0).ToList();
        if (able.Count > 0)
            return able.OrderByDescending(k => k.Movement is not null).Select(k => (k.Role, k.Movement));
        var present = known.Where(k => k.Movement is not null || line.Office is not null)
            .OrderByDescending(k => k.Movement is not null).ToList();
        return present.Count > 0
            ? [present[0]]
            : throw new FormatException($"No office of {string.Join(" or ", roles)} follows movement {reference}: "
                + "name the office, or let the goods be released first.");
    }

    private void ExpectState(StateLine line)
    {
        var isEntry = line.Role is ProcedureRole.Register or ProcedureRole.Availability;
        var movement = isEntry
            ? _world.FindEntry(line.Role, ScenarioTexts.Fill(line.Office ?? "", _trader.Fill), line.At)
            : _world.Find(line.Role, _trader.Reference, line.Office);
        if (movement?.State != line.State)
        {
            Fail(line.Line, $"The movement should be in the state {line.State} at the office of "
                + $"{line.Role.ToString().ToLowerInvariant()}, and "
                + (movement is null ? "no such office follows it." : $"is in {movement.State}."));
        }
    }

    private void Expect(ExpectLine line)
    {
        var next = Next();
        if (next is null || next.Message.Code != line.Code
            || line.To is { } to && to != ScenarioWords.WordOf(next.To) && to != next.To.Name)
        {
            Fail(line.Line, $"Expected {line.Code}{(line.To is null ? "" : " to " + line.To)}, but "
                + (next is null ? "nothing more came." : $"{Describe(next)} came."));
            return;
        }

        _seen++;
        SkipUncompared();
        foreach (var value in line.Values)
            CheckValue(value, next.Message);
    }

    private void CheckValue(ScenarioEdit value, Message message)
    {
        var text = ScenarioTexts.Fill(value.Text, _trader.Fill);
        if (ScenarioValues.FindDifference(message, text) is { } difference)
            Fail(value.Line, $"{difference}\n{message.Code} was:\n  {string.Join("\n  ", MessageEdit.Lines(message))}");
    }

    private bool ExpectNoMore(int line, string when)
    {
        var next = Next();
        if (next is null)
            return true;
        var more = new List<string>();
        for (; next is not null; next = Next())
        {
            more.Add(Describe(next));
            _seen++;
        }

        Fail(line, $"Came {when} without being expected: {string.Join(", ", more)}.");
        return false;
    }

    /// <summary>The next message of those that are compared.</summary>
    private Exchange? Next()
    {
        SkipUncompared();
        return _seen < _world.Exchanges.Count ? _world.Exchanges[_seen] : null;
    }

    private void SkipUncompared()
    {
        while (_seen < _world.Exchanges.Count && !IsCompared(_world.Exchanges[_seen]))
            _seen++;
    }

    private bool IsCompared(Exchange exchange) => exchange.From.Kind == PartyKind.Administration
        && (_scenario.ComparesAll || exchange.To.Kind != PartyKind.Administration);

    private static string Describe(Exchange exchange)
    {
        var errors = exchange.Message.Root.List("FunctionalError").Concat(exchange.Message.Root.List("XMLError"))
            .Select(e => $"{e["errorCode"]} {e["errorPointer"]} {e.Find("errorReason") ?? e.Find("errorText")}".Trim())
            .ToList();
        return $"{exchange.Message.Code} to {ScenarioWords.WordOf(exchange.To)}"
            + (errors.Count > 0 ? $" ({string.Join("; ", errors)})" : "");
    }

    private void Fail(int line, string message) => _faults.Add(new ScenarioFault(line, message));
}
