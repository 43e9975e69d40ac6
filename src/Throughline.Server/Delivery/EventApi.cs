using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Throughline.Server;

/// <summary>The stream of events.</summary>
internal static class EventApi
{
    private const string ContentType = "text/event-stream";

    public static void MapEvents(this IEndpointRouteBuilder routes) => routes.MapGet("/transit/events", StreamAsync)
        .Needs(Role.Trader, Role.Representative, Role.Guarantor, Role.Officer, Role.Supervisor)
        .WithTags("Transit").WithName("StreamEvents")
        .WithSummary("Messages to me and movements of mine as they come, as server-sent events")
        .WithDescription("Events: «message» with a message, «movement» with a movement as it stands, «notice» with a "
            + "notice, «reset» when too much happened since: read the lists again. After a break send the last id as "
            + "Last-Event-ID; what was not told yet follows. The stream ends when the session or the key does.")
        .Produces<string>(200, ContentType)
        .WithMetadata(new GivesTypes(ContentType))
        .WithQuery(("after", "The last id that you know, for a client that cannot set Last-Event-ID; without both it "
            + "begins now.", "0"));

    private static async Task StreamAsync(HttpContext context, EventFeed feed, Database database,
        EventSettings settings, TimeProvider time, IHostApplicationLifetime lifetime)
    {
        var known = ReadKnown(context);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, lifetime.ApplicationStopping);
        var subscription = await feed.OpenAsync(context.GetCaller().Account, over.Token);
        try
        {
            context.Response.ContentType = ContentType;
            // A proxy that collects would keep events back.
            context.Response.Headers["X-Accel-Buffering"] = "no";
            context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            var stream = new EventStream(context, database, settings, time);
            await stream.CatchUpAsync(known, subscription.From, over.Token);
            await stream.FollowAsync(subscription, over.Token);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The client went away, or the node stops: the client comes back with the last id.
        }
        finally
        {
            feed.Close(subscription);
        }
    }

    private static long? ReadKnown(HttpContext context)
    {
        var query = new QueryReader(context.Request.Query, "after");
        var after = query.FindLong("after");
        query.ThrowIfWrong();
        return long.TryParse(context.Request.Headers["Last-Event-ID"].ToString(), NumberStyles.None,
            CultureInfo.InvariantCulture, out var last) ? last : after;
    }
}
