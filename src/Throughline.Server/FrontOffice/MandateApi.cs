using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Throughline.Server;

/// <summary>Who may collect for a movement, and the movements for which a front office may.</summary>
internal static class MandateApi
{
    private static readonly JsonLimits Limits = new(4_000, 10, 200);

    public static void MapMandates(this IEndpointRouteBuilder routes)
    {
        var front = routes.MapGroup("/front-office").WithTags("Front office");
        front.MapGet("/offices", ListOfficesAsync).Needs(Role.Trader, Role.Representative)
            .WithName("ListFrontOffices").WithSummary("Front offices that can be let collect")
            .Produces<FrontOfficeList>();
        front.MapPost("/mandates", GiveAsync).Needs(Role.Trader, Role.Representative)
            .WithName("GiveMandate")
            .WithSummary("The holder lets a front office collect papers and fees for a movement")
            .WithDescription("With a front office it sees the movement at once. Without one the answer holds a code to "
                + "hand over at the counter; the first front office that shows it with the MRN or LRN may collect.")
            .Accepts<MandateBody>("application/json").Produces<MandateView>(201);
        front.MapGet("/mandates/{country}/{number:int}", ListAsync).Needs(Role.Trader, Role.Representative)
            .WithName("ListMandates").WithSummary("Who may collect for a movement of mine")
            .Produces<MandateList>();
        front.MapDelete("/mandates/{id}", EndAsync).Needs(Role.Trader, Role.Representative)
            .WithName("EndMandate").WithSummary("The front office sees the movement no more; what it collected stays")
            .Produces<MandateView>();
        front.MapPost("/movements", ClaimAsync).Needs(Role.FrontOffice)
            .WithName("ClaimMovement").WithSummary("Takes a movement that is presented with the code of its holder")
            .Accepts<ClaimBody>("application/json").Produces<FrontMovementView>();
        front.MapGet("/movements", ListMovementsAsync).Needs(Role.FrontOffice)
            .WithName("ListFrontMovements").WithSummary("Movements for which I may collect; at most 200")
            .Produces<FrontMovementList>()
            .WithQuery(("q", "MRN, LRN or number of a container.", "MSCU1234566"));
        front.MapGet("/movements/{country}/{number:int}", GetMovementAsync).Needs(Role.FrontOffice)
            .WithName("GetFrontMovement").WithSummary("A movement with papers, what is due, and what was paid")
            .Produces<FrontMovementView>();
    }

    private static async Task<IResult> ListOfficesAsync(HttpContext context, Mandates mandates) => TypedResults.Json(
        await mandates.ListOfficesAsync(context.RequestAborted), WireJson.Answers.FrontOfficeList);

    private static async Task<IResult> GiveAsync(HttpContext context, Mandates mandates)
    {
        var body = await JsonBody.ReadAsync<MandateBody>(context.Request, Limits);
        var view = await mandates.GiveAsync(context.GetCaller(), body);
        return TypedResults.Json(view, WireJson.Answers.MandateView, statusCode: 201);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, string country, int number, Mandates mandates) => TypedResults.Json(
            await mandates.ListAsync(context.GetCaller(), country, number, context.RequestAborted),
            WireJson.Answers.MandateList);

    private static async Task<IResult> EndAsync(HttpContext context, string id, Mandates mandates) =>
        TypedResults.Json(await mandates.EndAsync(context.GetCaller(), id), WireJson.Answers.MandateView);

    private static async Task<IResult> ClaimAsync(HttpContext context, Mandates mandates, FrontQueries queries)
    {
        var body = await JsonBody.ReadAsync<ClaimBody>(context.Request, Limits);
        var (country, number) = await mandates.ClaimAsync(context.GetCaller(), body);
        return await AnswerAsync(context, country, number, queries);
    }

    private static async Task<IResult> ListMovementsAsync(HttpContext context, FrontQueries queries)
    {
        var query = new QueryReader(context.Request.Query, "q");
        var text = query.Find("q");
        query.ThrowIfWrong();
        return TypedResults.Json(await queries.ListMovementsAsync(context.GetCaller(), text, context.RequestAborted),
            WireJson.Answers.FrontMovementList);
    }

    private static Task<IResult> GetMovementAsync(
        HttpContext context, string country, int number, FrontQueries queries) =>
        AnswerAsync(context, country, number, queries);

    /// <summary>A movement as the caller's front office sees it now.</summary>
    internal static async Task<IResult> AnswerAsync(
        HttpContext context, string country, int number, FrontQueries queries, int status = 200) =>
        await queries.FindMovementAsync(context.GetCaller(), country, number, context.RequestAborted) is { } view
            ? TypedResults.Json(view, WireJson.Answers.FrontMovementView, statusCode: status)
            : throw Standing.NotFound();
}
