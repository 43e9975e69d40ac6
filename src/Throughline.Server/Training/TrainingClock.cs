namespace Throughline.Server;

/// <summary>The clock of a training installation: an instructor sets it ahead, never back. Waits of the program itself
/// are real.</summary>
internal sealed class TrainingClock(TimeProvider real) : TimeProvider
{
    private long _aheadTicks;

    /// <summary>The clock on the wall.</summary>
    public TimeProvider Real => real;

    /// <summary>How far it is ahead.</summary>
    public TimeSpan Ahead => TimeSpan.FromTicks(Volatile.Read(ref _aheadTicks));

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => real.LocalTimeZone;

    /// <inheritdoc/>
    public override long TimestampFrequency => real.TimestampFrequency;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => real.GetUtcNow() + Ahead;

    /// <inheritdoc/>
    public override long GetTimestamp() => real.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        real.CreateTimer(callback, state, dueTime, period);

    /// <summary>Sets it ahead; one that is further ahead stays.</summary>
    public void Advance(TimeSpan ahead)
    {
        var before = Volatile.Read(ref _aheadTicks);
        while (ahead.Ticks > before)
        {
            var seen = Interlocked.CompareExchange(ref _aheadTicks, ahead.Ticks, before);
            if (seen == before)
                return;
            before = seen;
        }
    }
}
