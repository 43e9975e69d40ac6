using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Throughline.Server;

/// <summary>Reads the journal once for all open streams of this node, and only while there are any.</summary>
internal sealed partial class EventFeed(
    Database database, EventSettings settings, TimeProvider time, ILogger<EventFeed> logger) : BackgroundService
{
    private const int MostWaiting = 64;
    private readonly Lock _gate = new();
    private readonly HashSet<Subscription> _subscriptions = [];
    private readonly SemaphoreSlim _opened = new(0);
    private long? _position;

    /// <summary>A stream that listens.</summary>
    /// <param name="Account">Whose it is.</param>
    /// <param name="From">Entry from which on pages come; what was before it the stream reads by itself.</param>
    internal sealed record Subscription(string Account, long From)
    {
        /// <summary>Pages that are still to be looked through. It ends when the stream is too slow or the node
        /// stops.</summary>
        public Channel<EventPage> Pages { get; } = Channel.CreateBounded<EventPage>(
            new BoundedChannelOptions(MostWaiting) { SingleReader = true, SingleWriter = true });
    }

    /// <summary>Begins to listen.</summary>
    /// <exception cref="ProblemException">There are too many streams: 429.</exception>
    public async Task<Subscription> OpenAsync(string account, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        var head = await EventPage.HeadAsync(connection, cancellation);
        Subscription made;
        lock (_gate)
        {
            if (_subscriptions.Count >= settings.Most
                || _subscriptions.Count(s => s.Account == account) >= settings.MostPerAccount)
                throw ProblemException.Wait("too-many-streams", settings.Heartbeat);
            // What was handed out since the look at the journal is for the stream to read itself.
            made = new Subscription(account, Math.Max(head, _position ?? 0));
            _subscriptions.Add(made);
        }

        _opened.Release();
        return made;
    }

    /// <summary>Ends to listen.</summary>
    public void Close(Subscription subscription)
    {
        lock (_gate)
            _subscriptions.Remove(subscription);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _opened.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                if (Begin() is { } position)
                {
                    await ReadOnAsync(position, stoppingToken);
                    await Task.Delay(settings.Pace, time, stoppingToken);
                }
                else
                {
                    await _opened.WaitAsync(stoppingToken);
                }
            }
        }
        finally
        {
            foreach (var subscription in List())
                subscription.Pages.Writer.TryComplete();
        }
    }

    /// <summary>Where to read on; null when nobody listens.</summary>
    private long? Begin()
    {
        lock (_gate)
            return _position = _subscriptions.Count == 0 ? null : _position ?? _subscriptions.Min(s => s.From);
    }

    private async Task ReadOnAsync(long position, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await database.ConnectAsync(cancellation);
            var head = await EventPage.HeadAsync(connection, cancellation);
            while (position < head)
            {
                var page = await EventPage.ReadAsync(connection, position, head, cancellation);
                position = page.To;
                HandOut(page);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailure(logger, e);
        }
    }

    private void HandOut(EventPage page)
    {
        lock (_gate)
        {
            foreach (var subscription in _subscriptions)
            {
                if (!subscription.Pages.Writer.TryWrite(page))
                    subscription.Pages.Writer.TryComplete();
            }

            _position = page.To;
        }
    }

    private List<Subscription> List()
    {
        lock (_gate)
            return [.. _subscriptions];
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The journal could not be read for the streams of events.")]
    private static partial void LogFailure(ILogger logger, Exception error);
}
