using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Throughline.Server;

/// <summary>What waits in the database, as it was last looked at.</summary>
/// <param name="Receipts">Documents that are kept and not decided on.</param>
/// <param name="Outbox">Messages to administrations that were not delivered.</param>
/// <param name="OutboxAge">Seconds since the oldest of them was sent.</param>
/// <param name="LateTimers">Timers that are due and did not run out yet.</param>
/// <param name="Lateness">Seconds since the first of them was due.</param>
internal sealed record QueueLengths(long Receipts, long Outbox, double OutboxAge, long LateTimers, double Lateness);

/// <summary>What the transit service measures of itself. Nobody need listen; names are listed in
/// docs/operations.md.</summary>
internal sealed class TransitMeter : IDisposable
{
    /// <summary>Name of the meter and of the source of traces.</summary>
    public const string Name = "Throughline";

    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _received;
    private readonly Counter<long> _decided;
    private readonly Histogram<double> _decision;
    private readonly Histogram<double> _wait;
    private readonly Histogram<int> _batch;
    private QueueLengths _queues = new(0, 0, 0, 0, 0);
    private int _waiting;

    /// <summary>Makes the instruments.</summary>
    public TransitMeter()
    {
        _received = _meter.CreateCounter<long>("throughline.messages.received", "{message}", "Messages from outside.");
        _decided = _meter.CreateCounter<long>("throughline.decisions", "{decision}", "Inputs that were decided on.");
        _decision = _meter.CreateHistogram<double>(
            "throughline.decision.duration", "s", "From an input to its decision on the disk.");
        _wait = _meter.CreateHistogram<double>(
            "throughline.lane.wait", "s", "From asking for a change to its being on the disk.");
        _batch = _meter.CreateHistogram<int>("throughline.lane.batch", "{change}", "Changes written together.");
        _meter.CreateObservableGauge("throughline.lane.waiting", () => Volatile.Read(ref _waiting), "{change}",
            "Changes that wait to be written.");
        Observe("throughline.receipts.waiting", "{document}", "Documents that are kept and not decided on.",
            q => q.Receipts);
        Observe("throughline.outbox.waiting", "{message}", "Messages to administrations that were not delivered.",
            q => q.Outbox);
        Observe("throughline.outbox.age", "s", "Time since the oldest of them was sent.", q => q.OutboxAge);
        Observe("throughline.timers.late", "{timer}", "Timers that are due and did not run out.", q => q.LateTimers);
        Observe("throughline.timers.lateness", "s", "Time since the first of them was due.", q => q.Lateness);
    }

    /// <summary>The source of traces.</summary>
    public ActivitySource Source { get; } = new(Name);

    /// <inheritdoc/>
    public void Dispose()
    {
        _meter.Dispose();
        Source.Dispose();
    }

    /// <summary>A message came from outside.</summary>
    public void CountReceived(string country, string code, bool isRepeat) => _received.Add(1,
        new("country", country), new("code", code), new("repeat", isRepeat));

    /// <summary>An input was decided on.</summary>
    /// <param name="country">Where.</param>
    /// <param name="kind">message, officer or timer.</param>
    /// <param name="outcome">decided, refused or nothing.</param>
    /// <param name="begun">Timestamp of when it came.</param>
    public void CountDecided(string country, string kind, string outcome, long begun)
    {
        var tags = new TagList { { "country", country }, { "kind", kind }, { "outcome", outcome } };
        _decided.Add(1, tags);
        _decision.Record(Stopwatch.GetElapsedTime(begun).TotalSeconds, tags);
    }

    /// <summary>A change waits to be written.</summary>
    public void CountWaiting() => Interlocked.Increment(ref _waiting);

    /// <summary>A change was written, or failed.</summary>
    public void CountWritten(long begun)
    {
        Interlocked.Decrement(ref _waiting);
        _wait.Record(Stopwatch.GetElapsedTime(begun).TotalSeconds);
    }

    /// <summary>Changes went to the disk together.</summary>
    public void CountBatch(int changes) => _batch.Record(changes);

    /// <summary>Takes note of what waits.</summary>
    public void Note(QueueLengths queues) => Volatile.Write(ref _queues, queues);

    private void Observe(string name, string unit, string description, Func<QueueLengths, double> value) =>
        _meter.CreateObservableGauge(name, () => value(Volatile.Read(ref _queues)), unit, description);
}
