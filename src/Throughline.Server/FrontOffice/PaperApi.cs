using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Throughline.Server;

/// <summary>Papers: handed in at the front office, seen by officers and by the holder.</summary>
internal static class PaperApi
{
    private static readonly JsonLimits Limits = new(8_000, 10, 512);

    public static void MapPapers(this IEndpointRouteBuilder routes)
    {
        var front = routes.MapGroup("/front-office").WithTags("Front office");
        front.MapPost("/movements/{country}/{number:int}/papers", CollectAsync).Needs(Role.FrontOffice)
            .WithName("CollectPaper").WithSummary("Notes a paper that was handed in, with the digest of its scan")
            .WithDescription("The scan follows with PUT. The same paper again is found (200 in place of 201).")
            .Accepts<PaperBody>("application/json").Produces<PaperView>(201).Produces<PaperView>();
        front.MapPut("/papers/{id:long}/scan", KeepScanAsync).Needs(Role.FrontOffice)
            .WithName("PutScan").WithSummary("Hands in the scan of a paper: the bytes whose digest was noted")
            .Accepts<string>("application/octet-stream").Produces<PaperView>();
        front.MapGet("/papers/{id:long}/scan", GetOwnScanAsync).Needs(Role.FrontOffice)
            .WithName("GetOwnScan").WithSummary("The scan of a paper, as a file")
            .WithMetadata(new GivesTypes([.. Scans.Media]))
            .Produces<string>(200, "application/pdf");
        front.MapPost("/papers/{id:long}/withdrawal", WithdrawAsync).Needs(Role.FrontOffice)
            .WithName("WithdrawPaper").WithSummary("Takes back a paper that was collected by mistake; it stays, marked")
            .Accepts<TakeBackBody>("application/json").Produces<PaperView>();
        var transit = routes.MapGroup("/transit").WithTags("Front office");
        transit.MapGet("/movements/{country}/{number:int}/papers", GetForMovementAsync)
            .Needs(Role.Trader, Role.Representative, Role.Officer, Role.Supervisor)
            .WithName("GetMovementPapers").WithSummary("Papers and fees that front offices collected for a movement")
            .Produces<MovementPapersView>();
        transit.MapGet("/movements/{country}/{number:int}/papers/{id:long}/scan", GetScanAsync)
            .Needs(Role.Trader, Role.Representative, Role.Officer, Role.Supervisor)
            .WithName("GetMovementScan").WithSummary("The scan of a paper of a movement, as a file")
            .WithMetadata(new GivesTypes([.. Scans.Media]))
            .Produces<string>(200, "application/pdf");
    }

    /// <summary>Reads why something is taken back.</summary>
    internal static async Task<string> ReadReasonAsync(HttpContext context)
    {
        var body = await JsonBody.ReadAsync<TakeBackBody>(context.Request, Limits);
        return string.IsNullOrWhiteSpace(body.Reason)
            ? throw Standing.Wrong("/reason", "transit.reason")
            : body.Reason.Trim();
    }

    private static async Task<IResult> CollectAsync(
        HttpContext context, string country, int number, Papers papers, FrontQueries queries)
    {
        var body = await JsonBody.ReadAsync<PaperBody>(context.Request, Limits);
        var (id, isRepeat) = await papers.CollectAsync(context.GetCaller(), country, number, body);
        return await AnswerAsync(context, id, queries, isRepeat ? 200 : 201);
    }

    private static async Task<IResult> KeepScanAsync(
        HttpContext context, long id, Papers papers, FrontQueries queries)
    {
        if (context.Request.ContentType?.Split(';')[0].Trim() is not "application/octet-stream")
            throw ProblemException.Of(415, "unsupported-media-type");
        // Whoever may not hand it in learns that before the bytes are on the way.
        if ((await queries.ListOwnPapersAsync(context.GetCaller(), id, context.RequestAborted)).Count == 0)
            throw Standing.NotFound();
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = BodyBytes.MostRead(papers.MostScanBytes);
        var scan = await BodyBytes.ReadAsync(context.Request, papers.MostScanBytes);
        await papers.KeepScanAsync(context.GetCaller(), id, scan.ToArray());
        return await AnswerAsync(context, id, queries, 200);
    }

    private static async Task<IResult> WithdrawAsync(
        HttpContext context, long id, Papers papers, FrontQueries queries)
    {
        await papers.WithdrawAsync(context.GetCaller(), id, await ReadReasonAsync(context));
        return await AnswerAsync(context, id, queries, 200);
    }

    private static async Task<IResult> GetOwnScanAsync(
        HttpContext context, long id, Papers papers, FrontQueries queries) => await ScanAsync(
            context, papers, await queries.ListOwnPapersAsync(context.GetCaller(), id, context.RequestAborted), id);

    private static async Task<IResult> GetForMovementAsync(
        HttpContext context, string country, int number, FrontQueries queries) =>
        await queries.FindForMovementAsync(context.GetCaller(), country, number, context.RequestAborted) is { } found
            ? TypedResults.Json(found.View, WireJson.Answers.MovementPapersView)
            : throw Standing.NotFound();

    private static async Task<IResult> GetScanAsync(
        HttpContext context, string country, int number, long id, Papers papers, FrontQueries queries) =>
        await queries.FindForMovementAsync(context.GetCaller(), country, number, context.RequestAborted) is { } found
            ? await ScanAsync(context, papers, found.Papers, id)
            : throw Standing.NotFound();

    /// <summary>A scan as a file to keep: never shown as a page of this site, whatever it holds.</summary>
    private static async Task<IResult> ScanAsync(
        HttpContext context, Papers papers, IReadOnlyList<PaperRow> seen, long id)
    {
        if (await papers.FindScanAsync(seen, id, context.RequestAborted) is not var (paper, scan))
            throw Standing.NotFound();
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return TypedResults.Bytes(scan, paper.Media,
            FormattableString.Invariant($"paper-{paper.Id}.{Scans.ExtensionOf(paper.Media)}"));
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, long id, FrontQueries queries, int status)
    {
        var papers = await queries.ListOwnPapersAsync(context.GetCaller(), id, context.RequestAborted);
        if (papers.Count == 0)
            throw Standing.NotFound();
        var movement = await queries.FindMovementAsync(
            context.GetCaller(), papers[0].Country, papers[0].Number, context.RequestAborted);
        var view = movement?.Papers.FirstOrDefault(p => p.Id == id) ?? throw Standing.NotFound();
        return TypedResults.Json(view, WireJson.Answers.PaperView, statusCode: status);
    }
}
