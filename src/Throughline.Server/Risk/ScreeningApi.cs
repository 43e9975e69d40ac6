using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>Lists and hits over HTTP.</summary>
internal static partial class ScreeningApi
{
    private const int MostListBytes = 200_000_000;
    private static readonly JsonLimits Limits = new(64_000, 10, 2_000);

    public static void MapScreening(this IEndpointRouteBuilder routes)
    {
        var screening = routes.MapGroup("/screening").WithTags("Risk");
        screening.MapGet("/lists", ListAsync).Needs(Role.Officer, Role.Supervisor)
            .WithName("ListScreeningLists").WithSummary("The lists that the administration screens against")
            .Produces<ScreeningListsView>();
        screening.MapPost("/lists/{name}", LoadAsync).Needs(Role.Supervisor)
            .WithName("LoadScreeningList").WithSummary("Loads a list, or the next version of it")
            .WithDescription("CSV or JSON with one entity a line, 200 MB at most. A list with an error is refused with "
                + "its errors. Movements under way are screened again.")
            .Accepts<string>("text/csv", "application/json", "application/octet-stream")
            .Produces<ScreeningListsView>(201);
        screening.MapPost("/lists/{name}/close", CloseAsync).Needs(Role.Supervisor)
            .WithName("CloseScreeningList").WithSummary("Nothing is screened against a list any more")
            .Accepts<ReasonBody>("application/json").Produces<ScreeningListsView>();
        screening.MapPost("/hits/{id:long}/decisions", DecideAsync).Needs(Role.Officer, Role.Supervisor)
            .WithName("DecideHit").WithSummary("An officer clears a hit, or keeps it")
            .Accepts<HitDecisionBody>("application/json").Produces<RiskView>();
    }

    private static async Task<IResult> ListAsync(HttpContext context, RiskQueries risk) => TypedResults.Json(
        await risk.ListsAsync(context.GetCaller().Country, context.RequestAborted),
        WireJson.Answers.ScreeningListsView);

    private static async Task<IResult> LoadAsync(
        HttpContext context, string name, ScreeningDesk desk, RiskQueries risk)
    {
        var caller = context.GetCaller();
        var type = (context.Request.ContentType ?? "").Split(';')[0].Trim();
        if (type is not ("text/csv" or "application/json" or "application/octet-stream"))
            throw ProblemException.Of(415, "unsupported-media-type");
        if (!NameForm().IsMatch(name))
            throw ProblemException.Unprocessable([new FieldError("", Texts.Server.Get("risk.list-name"))]);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = BodyBytes.MostRead(MostListBytes);
        var bytes = (await BodyBytes.ReadAsync(context.Request, MostListBytes)).ToArray();
        using var stream = new MemoryStream(bytes, writable: false);
        var list = ListReader.Read(stream, name, new ListLimits(MostBytes: MostListBytes, MostIssues: 50));
        if (list.Issues.Count > 0)
        {
            throw ProblemException.Unprocessable([.. list.Issues.Select(i => new FieldError(
                "", Texts.Server.Get("risk.rule", i.Line, i.Message, i.Remedy)))]);
        }

        if (list.Entries.Count == 0)
            throw ProblemException.Unprocessable([new FieldError("", Texts.Server.Get("risk.list-empty"))]);
        await desk.LoadAsync(caller.Country, name, bytes, list.Entries.Count, ActorOf(caller));
        return TypedResults.Json(await risk.ListsAsync(caller.Country, context.RequestAborted),
            WireJson.Answers.ScreeningListsView, statusCode: 201);
    }

    private static async Task<IResult> CloseAsync(
        HttpContext context, string name, ScreeningDesk desk, RiskQueries risk)
    {
        var caller = context.GetCaller();
        var body = await JsonBody.ReadAsync<ReasonBody>(context.Request, Limits);
        if (string.IsNullOrWhiteSpace(body.Reason))
            throw ProblemException.Unprocessable([new FieldError("/reason", Texts.Server.Get("transit.reason"))]);
        if (!await desk.CloseAsync(caller.Country, name, ActorOf(caller), body.Reason))
            throw ProblemException.Of(404, "not-found");
        return await ListAsync(context, risk);
    }

    private static async Task<IResult> DecideAsync(HttpContext context, long id, ScreeningDesk desk,
        Database database, TransitQueries queries, RiskQueries risk)
    {
        var caller = context.GetCaller();
        var body = await JsonBody.ReadAsync<HitDecisionBody>(context.Request, Limits);
        var errors = new List<FieldError>();
        if (body.Decision is not ("clear" or "keep"))
            errors.Add(new FieldError("/decision", Texts.Server.Get("risk.decision")));
        if (string.IsNullOrWhiteSpace(body.Reason))
            errors.Add(new FieldError("/reason", Texts.Server.Get("transit.reason")));
        if (errors.Count > 0)
            throw ProblemException.Unprocessable(errors);
        ScreeningHit? hit;
        await using (var connection = await database.ConnectAsync(context.RequestAborted))
            hit = await ScreeningHit.FindAsync(connection, caller.Country, id, context.RequestAborted);
        if (hit is null)
            throw ProblemException.Of(404, "not-found");
        var row = await RiskApi.FindAsync(context, caller.Country, hit.Number, queries);
        if (!caller.DecidesFor(row.Office))
            throw ProblemException.Of(404, "not-found");
        var state = body.Decision == "clear" ? ScreeningHit.Cleared : ScreeningHit.Kept;
        if (!await desk.DecideAsync(caller.Country, id, state, ActorOf(caller), body.Reason))
        {
            throw ProblemException.Of(
                409, "conflict", [new FieldError("/decision", Texts.Server.Get("risk.decided", hit.State))]);
        }

        return TypedResults.Json(await risk.ViewAsync(row, context.RequestAborted), WireJson.Answers.RiskView);
    }

    private static Actor ActorOf(Caller caller) => new(caller.Account, caller.Role.ToString());

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9.-]{0,59}$", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex NameForm();
}
