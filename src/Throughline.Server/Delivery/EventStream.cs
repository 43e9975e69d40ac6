using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Throughline.Server;

/// <summary>One open stream: writes what its caller may see, and looks again and again whether the caller may still
/// come in.</summary>
internal sealed class EventStream(
    HttpContext context, Database database, EventSettings settings, TimeProvider time)
{
    private static readonly TimeSpan Trust = TimeSpan.FromSeconds(1);
    private readonly Caller _caller = context.GetCaller();
    private DateTimeOffset _checkedAt = time.GetUtcNow();
    private long _told;

    /// <summary>Writes what happened since the client last heard, up to an entry.</summary>
    public async Task CatchUpAsync(long? known, long until, CancellationToken cancellation)
    {
        var after = known ?? until;
        if (after > until || until - after > settings.MostCaughtUp)
        {
            await context.Response.WriteAsync("event: reset\ndata: {}\n\n", cancellation);
            after = until;
        }

        while (after < until)
        {
            EventPage page;
            await using (var connection = await database.ConnectAsync(cancellation))
                page = await EventPage.ReadAsync(connection, after, until, cancellation);
            if (!await TellAsync(page, after, cancellation))
                return;
            after = page.To;
        }

        _told = until;
        await BeatAsync(cancellation);
    }

    /// <summary>Writes what happens from now on, until the client goes, falls behind or may not come in any
    /// more.</summary>
    public async Task FollowAsync(EventFeed.Subscription subscription, CancellationToken cancellation)
    {
        var pages = subscription.Pages.Reader;
        var more = pages.WaitToReadAsync(cancellation).AsTask();
        while (true)
        {
            using (var beat = CancellationTokenSource.CreateLinkedTokenSource(cancellation))
            {
                await Task.WhenAny(more, Task.Delay(settings.Heartbeat, time, beat.Token));
                await beat.CancelAsync();
            }

            cancellation.ThrowIfCancellationRequested();
            if (!more.IsCompleted)
            {
                if (!await IsStillInAsync(cancellation))
                    return;
                await BeatAsync(cancellation);
                continue;
            }

            if (!await more)
                return;
            while (pages.TryRead(out var page))
            {
                if (!await TellAsync(page, Math.Max(_told, subscription.From), cancellation))
                    return;
            }

            more = pages.WaitToReadAsync(cancellation).AsTask();
        }
    }

    /// <summary>Writes the events of a page that the caller sees. The id stands at the last one of an entry only: who
    /// comes back after half an entry hears all of it again.</summary>
    /// <returns>False when the caller may not come in any more.</returns>
    private async Task<bool> TellAsync(EventPage page, long after, CancellationToken cancellation)
    {
        var events = page.Events.Where(e => e.Entry > after && e.IsFor(_caller)).ToList();
        _told = Math.Max(_told, page.To);
        if (events.Count == 0)
            return true;
        if (!await IsStillInAsync(cancellation))
            return false;
        for (var i = 0; i < events.Count; i++)
        {
            var isLast = i + 1 == events.Count || events[i + 1].Entry != events[i].Entry;
            await WriteAsync(events[i], isLast, cancellation);
        }

        await context.Response.Body.FlushAsync(cancellation);
        return true;
    }

    private Task WriteAsync(FeedEvent told, bool isLast, CancellationToken cancellation) => told switch
    {
        { Message: { } message } =>
            WriteAsync("message", message, WireJson.Answers.MessageSummary, told, isLast, cancellation),
        { Movement: { } movement } => WriteAsync("movement", TransitQueries.Summary(movement.Row),
            WireJson.Answers.MovementSummary, told, isLast, cancellation),
        _ => WriteAsync("notice", told.Notice!.Value.View, WireJson.Answers.NoticeView, told, isLast, cancellation),
    };

    private Task WriteAsync<T>(string name, T value, JsonTypeInfo<T> type, FeedEvent told, bool isLast,
        CancellationToken cancellation)
    {
        // JSON has no line breaks of its own here, so that it is one line of data.
        var id = isLast ? FormattableString.Invariant($"id: {told.Entry}\n") : "";
        return context.Response.WriteAsync(
            $"event: {name}\n{id}data: {JsonSerializer.Serialize(value, type)}\n\n", cancellation);
    }

    /// <summary>A sign of life. Its id moves the client's last id on, without an event.</summary>
    private async Task BeatAsync(CancellationToken cancellation)
    {
        await context.Response.WriteAsync(
            FormattableString.Invariant($": alive\nid: {_told}\n\n"), cancellation);
        await context.Response.Body.FlushAsync(cancellation);
    }

    private async Task<bool> IsStillInAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (now - _checkedAt < Trust)
            return true;
        _checkedAt = now;
        return await AccessGuard.FindAgainAsync(context, cancellation) is { } admission
            && admission.Caller with { Offices = _caller.Offices } == _caller
            && admission.Caller.Offices.SequenceEqual(_caller.Offices, StringComparer.Ordinal);
    }
}
