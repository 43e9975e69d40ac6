using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Throughline.Server;

/// <summary>Webhooks and notices.</summary>
internal static class WebhookApi
{
    // A key that somebody stole must not leave an address behind that goes on getting messages.
    private static readonly Role[] Owners = [Role.Trader, Role.Representative, Role.Guarantor];

    public static void MapDelivery(this IEndpointRouteBuilder routes)
    {
        var webhooks = routes.MapGroup("/webhooks").WithTags("Webhooks");
        webhooks.MapPost("", CreateAsync).NeedsPerson(Owners)
            .WithName("CreateWebhook")
            .WithSummary("Registers an address to which messages and notices for my organisation are told")
            .WithDescription("By the specification Standard Webhooks: headers webhook-id, webhook-timestamp and "
                + "webhook-signature. The secret is shown in this answer only. Each is told at least once; what one "
                + "office sends about one movement comes in order.")
            .Accepts<NewWebhookBody>("application/json").Produces<NewWebhookView>(201);
        webhooks.MapGet("", ListAsync).Needs(Owners)
            .WithName("ListWebhooks")
            .WithSummary("The webhooks of my organisation")
            .Produces<WebhookList>();
        webhooks.MapGet("/{id}", GetAsync).Needs(Owners)
            .WithName("GetWebhook")
            .WithSummary("A webhook")
            .Produces<WebhookView>();
        webhooks.MapPut("/{id}", ChangeAsync).NeedsPerson(Owners)
            .WithName("ChangeWebhook")
            .WithSummary("Changes a webhook, disables it or enables it again")
            .Accepts<WebhookBody>("application/json").Produces<WebhookView>();
        webhooks.MapDelete("/{id}", RemoveAsync).NeedsPerson(Owners)
            .WithName("RemoveWebhook")
            .WithSummary("Removes a webhook with its log")
            .Produces(204);
        webhooks.MapPost("/{id}/rotate", RotateAsync).NeedsPerson(Owners)
            .WithName("RotateWebhookSecret")
            .WithSummary("Makes a new secret; for some hours what is sent carries a signature with each")
            .Accepts<RotationBody>("application/json").Produces<NewWebhookView>();
        webhooks.MapDeliveries();
        routes.MapGet("/notices", ListNoticesAsync).Needs(Owners).WithTags("Webhooks")
            .WithName("ListNotices")
            .WithSummary("What my organisation should know beside its messages, in order")
            .Produces<NoticeList>()
            .WithQuery(("after", "Number of the last notice that you know; 0 when absent.", "0"));
    }

    private static void MapDeliveries(this RouteGroupBuilder webhooks)
    {
        webhooks.MapPost("/{id}/ping", PingAsync).Needs(Owners)
            .WithName("PingWebhook")
            .WithSummary("Sends a ping, to see whether the address takes it")
            .Produces<DeliveryView>(202);
        webhooks.MapPost("/{id}/replay", ReplaySinceAsync).Needs(Owners)
            .WithName("ReplayMessages")
            .WithSummary("Sends all messages again from a moment on, those too that were never sent there")
            .Accepts<ReplayBody>("application/json").Produces<ReplayView>(202);
        webhooks.MapGet("/{id}/deliveries", ListDeliveriesAsync).Needs(Owners)
            .WithName("ListDeliveries")
            .WithSummary("What was sent there and what will be, the latest first")
            .Produces<DeliveryList>()
            .WithQuery(
                ("before", "Only those before this number.", "1000"),
                ("state", "Only those that are waiting, delivered or given-up.", "waiting"));
        webhooks.MapGet("/{id}/deliveries/{delivery:long}", GetDeliveryAsync).Needs(Owners)
            .WithName("GetDelivery")
            .WithSummary("A delivery with its attempts")
            .Produces<DeliveryLog>();
        webhooks.MapPost("/{id}/deliveries/{delivery:long}/replay", ReplayAsync).Needs(Owners)
            .WithName("ReplayDelivery")
            .WithSummary("Sends one again, whatever became of it")
            .Produces<DeliveryView>(202);
    }

    private static async Task<IResult> CreateAsync(HttpContext context, Webhooks webhooks)
    {
        var body = await JsonBody.ReadAsync<NewWebhookBody>(context.Request, AccessApi.Limits);
        var row = await webhooks.CreateAsync(context.GetCaller(), body);
        context.Response.Headers.Location = "/api/v1/webhooks/" + row.Id;
        return TypedResults.Json(
            new NewWebhookView(WebhookView.Of(row), row.Secret), WireJson.Answers.NewWebhookView, statusCode: 201);
    }

    private static async Task<IResult> ListAsync(HttpContext context, Webhooks webhooks)
    {
        var rows = await webhooks.ListAsync(context.GetCaller(), context.RequestAborted);
        return TypedResults.Json(new WebhookList([.. rows.Select(WebhookView.Of)]), WireJson.Answers.WebhookList);
    }

    private static async Task<IResult> GetAsync(HttpContext context, string id, Webhooks webhooks) =>
        TypedResults.Json(WebhookView.Of(await webhooks.GetAsync(context.GetCaller(), id, context.RequestAborted)),
            WireJson.Answers.WebhookView);

    private static async Task<IResult> ChangeAsync(HttpContext context, string id, Webhooks webhooks)
    {
        var body = await JsonBody.ReadAsync<WebhookBody>(context.Request, AccessApi.Limits);
        return TypedResults.Json(
            WebhookView.Of(await webhooks.ChangeAsync(context.GetCaller(), id, body)), WireJson.Answers.WebhookView);
    }

    private static async Task<IResult> RemoveAsync(HttpContext context, string id, Webhooks webhooks)
    {
        await webhooks.RemoveAsync(context.GetCaller(), id);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> RotateAsync(HttpContext context, string id, Webhooks webhooks)
    {
        var body = await JsonBody.ReadAsync<RotationBody>(context.Request, AccessApi.Limits);
        var row = await webhooks.RotateAsync(context.GetCaller(), id, body.OverlapHours);
        return TypedResults.Json(
            new NewWebhookView(WebhookView.Of(row), row.Secret), WireJson.Answers.NewWebhookView);
    }

    private static async Task<IResult> PingAsync(HttpContext context, string id, Webhooks webhooks) =>
        Accepted(await webhooks.PingAsync(context.GetCaller(), id));

    private static async Task<IResult> ReplayAsync(
        HttpContext context, string id, long delivery, Webhooks webhooks) =>
        Accepted(await webhooks.ReplayAsync(context.GetCaller(), id, delivery));

    private static async Task<IResult> ReplaySinceAsync(HttpContext context, string id, Webhooks webhooks)
    {
        var body = await JsonBody.ReadAsync<ReplayBody>(context.Request, AccessApi.Limits);
        return TypedResults.Json(await webhooks.ReplayAsync(context.GetCaller(), id, body.Since),
            WireJson.Answers.ReplayView, statusCode: 202);
    }

    private static async Task<IResult> ListDeliveriesAsync(HttpContext context, string id, Webhooks webhooks)
    {
        var query = new QueryReader(context.Request.Query, "before", "state");
        var state = query.Find("state") is null
            ? null
            : query.FindWord("state", DeliveryRow.Waiting, DeliveryRow.Delivered, DeliveryRow.GivenUp);
        var before = query.FindLong("before") ?? long.MaxValue;
        query.ThrowIfWrong();
        return TypedResults.Json(await webhooks.ListDeliveriesAsync(
            context.GetCaller(), id, state, before, context.RequestAborted), WireJson.Answers.DeliveryList);
    }

    private static async Task<IResult> GetDeliveryAsync(
        HttpContext context, string id, long delivery, Webhooks webhooks) => TypedResults.Json(
            await webhooks.GetDeliveryAsync(context.GetCaller(), id, delivery, context.RequestAborted),
            WireJson.Answers.DeliveryLog);

    private static async Task<IResult> ListNoticesAsync(HttpContext context, Database database)
    {
        const int MostListed = 200;
        var query = new QueryReader(context.Request.Query, "after");
        var after = query.FindLong("after") ?? 0;
        query.ThrowIfWrong();
        await using var connection = await database.ConnectAsync(context.RequestAborted);
        var rows = await connection.ListAsync($"select {Notices.Columns} from notice n where n.recipient = @1 "
            + $"and n.id > @2 order by n.id limit {MostListed.ToString(CultureInfo.InvariantCulture)}", Notices.Read,
            context.RequestAborted, context.GetCaller().Identification ?? "", after);
        return TypedResults.Json(
            new NoticeList(rows, rows.Count > 0 ? rows[^1].Id : after), WireJson.Answers.NoticeList);
    }

    private static IResult Accepted(DeliveryRow row) =>
        TypedResults.Json(DeliveryView.Of(row), WireJson.Answers.DeliveryView, statusCode: 202);
}
