using Throughline.Corridor;

namespace Throughline.Planning.Core;

/// <summary>Driving seconds since the last break, daily rest and weekly rest, and those by which the week before that
/// shortens this one.</summary>
/// <remarks>The limit of two weeks only shortens a week when the one before was long enough. To keep the excess alone
/// makes drivers equal who can do the same, so that the search drops one of them.</remarks>
internal readonly record struct DriverState(int SinceBreak, int SinceDaily, int SinceWeekly, int WeekShortened)
{
    /// <summary>No worse in any counter.</summary>
    public bool FresherOrEqual(in DriverState other) =>
        SinceBreak <= other.SinceBreak && SinceDaily <= other.SinceDaily && SinceWeekly <= other.SinceWeekly
        && WeekShortened <= other.WeekShortened;
}

/// <summary>A way to drive a run: the pauses it takes and the state after it.</summary>
internal readonly record struct DriveOutcome(int PauseSeconds, DriverState State);

/// <summary>Driving and rest rules as arithmetic on <see cref="DriverState"/>; see docs/planning-model.md,
/// section 4.</summary>
internal readonly struct Drivers(DriverRule rule)
{
    /// <summary>Most outcomes that <see cref="Drive"/> returns.</summary>
    public const int MostOutcomes = 256;

    private readonly int _break = rule.BreakSeconds;
    private readonly int _daily = rule.DailyRestSeconds;
    private readonly int _weekly = rule.WeeklyRestSeconds;
    private readonly int _beforeBreak = rule.DriveBeforeBreakSeconds;
    private readonly int _perDay = rule.DrivePerDaySeconds;
    private readonly int _perWeek = Math.Min(rule.DrivePerWeekSeconds, rule.DrivePerTwoWeeksSeconds);
    private readonly int _free = Math.Max(0, rule.DrivePerTwoWeeksSeconds - rule.DrivePerWeekSeconds);

    /// <summary>Length of a daily rest.</summary>
    public int DailyRest => _daily;

    /// <summary>The longest pause that fits into so many seconds, 0 when none does.</summary>
    public int LongestPauseIn(int seconds) =>
        seconds >= _weekly ? _weekly : seconds >= _daily ? _daily : seconds >= _break ? _break : 0;

    /// <summary>Driving after which a daily rest is due.</summary>
    public int PerDay => _perDay;

    /// <summary>Kinds of pauses: break, daily rest, weekly rest.</summary>
    public const int Pauses = 3;

    /// <summary>Length of a kind of pause.</summary>
    public int PauseSeconds(int pause) => pause switch { 0 => _break, 1 => _daily, _ => _weekly };

    /// <summary>The state after a stop, which counts as the longest pause that fits into it.</summary>
    public DriverState AfterStop(in DriverState state, long seconds)
    {
        if (seconds >= _weekly)
            return new(0, 0, 0, Math.Max(0, state.SinceWeekly - _free));
        if (seconds >= _daily)
            return state with { SinceBreak = 0, SinceDaily = 0 };
        return seconds >= _break ? state with { SinceBreak = 0 } : state;
    }

    /// <summary>Whether a driver in state <paramref name="a"/> who is <paramref name="earlier"/> seconds earlier can
    /// do all that one in state <paramref name="b"/> can.</summary>
    /// <remarks>The earlier one may take a pause at once; taking it later is never worse.</remarks>
    public bool Dominates(in DriverState a, in DriverState b, int earlier)
    {
        if (a.FresherOrEqual(b))
            return true;
        if (earlier < _break)
            return false;
        if (AfterStop(a, _break).FresherOrEqual(b))
            return true;
        if (earlier < _daily)
            return false;
        if (AfterStop(a, _daily).FresherOrEqual(b))
            return true;
        // A closed gate may eat the lead, and a stop counts as one rest only: so the weeks must compare as they stand.
        return earlier >= _weekly && a.SinceWeekly <= b.SinceWeekly && AfterStop(a, _weekly).FresherOrEqual(b);
    }

    /// <summary>All ways to drive a run that are not worse than another.</summary>
    /// <param name="state">State before the run.</param>
    /// <param name="seconds">Driving time of the run.</param>
    /// <param name="outcomes">Receives the outcomes; at least <see cref="MostOutcomes"/> long.</param>
    /// <param name="next">Room to work in, as long.</param>
    /// <returns>Number of outcomes.</returns>
    public int Drive(in DriverState state, int seconds, Span<DriveOutcome> outcomes, Span<DriveOutcome> next)
    {
        if (seconds <= Limit(state))
        {
            outcomes[0] = new(0, Driven(state, seconds));
            return 1;
        }

        outcomes[0] = new(0, state);
        var count = 1;
        // A piece holds few pauses, so the outcomes of one piece fit; the dominated are dropped between pieces.
        var piece = Math.Max(1, _perDay / 2);
        while (seconds > 0)
        {
            var part = Math.Min(piece, seconds);
            seconds -= part;
            var made = 0;
            for (var i = 0; i < count; i++)
                DrivePiece(outcomes[i].State, part, outcomes[i].PauseSeconds, next, ref made);
            count = made;
            next[..made].CopyTo(outcomes);
        }

        return count;
    }

    /// <summary>Finds the pauses that lead to an outcome of <see cref="Drive"/>.</summary>
    /// <param name="state">State before the run.</param>
    /// <param name="seconds">Driving time of the run.</param>
    /// <param name="outcome">The outcome.</param>
    /// <param name="pauses">Receives, in order, the driving seconds before each pause and its length.</param>
    /// <returns>Whether the outcome can be reached.</returns>
    public bool Trace(
        in DriverState state, int seconds, in DriveOutcome outcome, List<(int After, int Seconds)> pauses) =>
        Trace(state, 0, seconds, outcome, pauses);

    private bool Trace(
        in DriverState state, int driven, int seconds, in DriveOutcome outcome, List<(int After, int Seconds)> pauses)
    {
        var paused = 0;
        foreach (var pause in pauses)
            paused += pause.Seconds;
        if (paused > outcome.PauseSeconds)
            return false;
        var week = _perWeek - state.WeekShortened;
        var part = Math.Min(seconds - driven, Limit(state));
        var after = Driven(state, part);
        if (driven + part == seconds)
            return paused == outcome.PauseSeconds && after == outcome.State;
        for (var pause = 0; pause < Pauses; pause++)
        {
            var lifts = pause == 2 || after.SinceWeekly < week && (pause == 1 || after.SinceDaily < _perDay);
            if (!lifts)
                continue;
            pauses.Add((driven + part, PauseSeconds(pause)));
            if (Trace(AfterStop(after, PauseSeconds(pause)), driven + part, seconds, outcome, pauses))
                return true;
            pauses.RemoveAt(pauses.Count - 1);
        }

        return false;
    }

    /// <summary>Driving seconds until a pause must be taken.</summary>
    private int Limit(in DriverState state) => Math.Min(
        Math.Min(_beforeBreak - state.SinceBreak, _perDay - state.SinceDaily),
        _perWeek - state.WeekShortened - state.SinceWeekly);

    private static DriverState Driven(in DriverState state, int seconds) => new(
        state.SinceBreak + seconds, state.SinceDaily + seconds, state.SinceWeekly + seconds, state.WeekShortened);

    private void DrivePiece(
        in DriverState state, int seconds, int paused, Span<DriveOutcome> outcomes, ref int count)
    {
        var week = _perWeek - state.WeekShortened;
        var part = Math.Min(seconds, Limit(state));
        var driven = Driven(state, part);
        if (part == seconds)
        {
            Add(new(paused, driven), outcomes, ref count);
            return;
        }

        var left = seconds - part;
        var weekBinds = driven.SinceWeekly >= week;
        var dayBinds = driven.SinceDaily >= _perDay;
        if (!weekBinds && !dayBinds)
            DrivePiece(AfterStop(driven, _break), left, paused + _break, outcomes, ref count);
        if (!weekBinds)
            DrivePiece(AfterStop(driven, _daily), left, paused + _daily, outcomes, ref count);
        DrivePiece(AfterStop(driven, _weekly), left, paused + _weekly, outcomes, ref count);
    }

    private void Add(in DriveOutcome outcome, Span<DriveOutcome> outcomes, ref int count)
    {
        for (var i = 0; i < count; i++)
        {
            var other = outcomes[i];
            if (other.PauseSeconds <= outcome.PauseSeconds
                && Dominates(other.State, outcome.State, outcome.PauseSeconds - other.PauseSeconds))
                return;
        }

        var kept = 0;
        for (var i = 0; i < count; i++)
        {
            var other = outcomes[i];
            if (outcome.PauseSeconds > other.PauseSeconds
                || !Dominates(outcome.State, other.State, other.PauseSeconds - outcome.PauseSeconds))
                outcomes[kept++] = other;
        }

        count = kept;
        outcomes[count++] = outcome;
    }
}
