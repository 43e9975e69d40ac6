using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>Transit between the parts of one country over HTTP.</summary>
internal static class ExclaveApi
{
    private const decimal MostKg = 100_000_000;
    private const long MostTonnes = 1_000_000_000;
    private static readonly JsonLimits Limits = new(64_000, 99, 512);

    public static void MapExclave(this IEndpointRouteBuilder routes)
    {
        var exclave = routes.MapGroup("/exclave").WithTags("Risk");
        exclave.MapGet("", ViewAsync).Needs(Role.Officer, Role.Supervisor)
            .WithName("GetExclave").WithSummary("Exits against entries, and volumes against what was agreed")
            .Produces<ExclaveView>();
        exclave.MapPost("/exits", ExitAsync).Needs(Role.Officer, Role.Supervisor)
            .WithName("NoteExit").WithSummary("Goods leave the country that they crossed: compared with their entry")
            .Accepts<ExclaveExitBody>("application/json").Produces<ExclaveExitView>();
        exclave.MapPost("/balances", SetBalanceAsync).Needs(Role.Supervisor)
            .WithName("SetBalance").WithSummary("Sets the volumes that were agreed for a period")
            .Accepts<ExclaveBalanceBody>("application/json").Produces<ExclaveView>();
    }

    private static async Task<IResult> ViewAsync(HttpContext context, ExclaveDesk desk) => TypedResults.Json(
        await desk.ViewAsync(context.GetCaller().Country, context.RequestAborted), WireJson.Answers.ExclaveView);

    private static async Task<IResult> ExitAsync(HttpContext context, ExclaveDesk desk, TransitQueries queries)
    {
        var caller = context.GetCaller();
        var body = await JsonBody.ReadAsync<ExclaveExitBody>(context.Request, Limits);
        if (body.MassKg is < 0 or > MostKg)
            throw ProblemException.Unprocessable([new FieldError("/massKg", Texts.Server.Get("exclave.mass"))]);
        var found = (await queries.ListMovementsAsync(caller, body.Mrn, null, null, null, context.RequestAborted))
            .FirstOrDefault(m => m.Role == ProcedureRole.Transit && m.Mrn == body.Mrn);
        if (found is null || !caller.DecidesFor(body.Office))
            throw ProblemException.Of(404, "not-found");
        return await desk.ExitAsync(found, body, ActorOf(caller), context.RequestAborted) is { } view
            ? TypedResults.Json(view, WireJson.Answers.ExclaveExitView)
            : throw ProblemException.Unprocessable([new FieldError("/mrn", Texts.Server.Get("exclave.no-entry"))]);
    }

    private static async Task<IResult> SetBalanceAsync(HttpContext context, ExclaveDesk desk)
    {
        var caller = context.GetCaller();
        var body = await JsonBody.ReadAsync<ExclaveBalanceBody>(context.Request, Limits);
        var errors = new List<FieldError>();
        if (ExclaveProfile.All.All(p => p.Name != body.Profile))
        {
            errors.Add(new FieldError("/profile", Texts.Server.Get(
                "query.word", string.Join(", ", ExclaveProfile.All.Select(p => p.Name)))));
        }

        if (body.Direction is not ("to-exclave" or "to-main"))
            errors.Add(new FieldError("/direction", Texts.Server.Get("query.word", "to-exclave, to-main")));
        if (!RiskSecrets.TryRead(body.From, out var from))
            errors.Add(new FieldError("/from", Texts.Server.Get("risk.day")));
        if (!RiskSecrets.TryRead(body.To, out var to) || to < from || to.Year > 2099)
            errors.Add(new FieldError("/to", Texts.Server.Get("risk.day")));
        if (body.Tonnes is < 0 or > MostTonnes)
            errors.Add(new FieldError("/tonnes", Texts.Server.Get("query.whole", 0, MostTonnes)));
        if (body.Containers < 0)
            errors.Add(new FieldError("/containers", Texts.Server.Get("query.whole", 0, int.MaxValue)));
        if (string.IsNullOrWhiteSpace(body.Reason))
            errors.Add(new FieldError("/reason", Texts.Server.Get("transit.reason")));
        if (errors.Count > 0)
            throw ProblemException.Unprocessable(errors);
        await desk.SetBalanceAsync(caller.Country, body, ActorOf(caller));
        return await ViewAsync(context, desk);
    }

    private static Actor ActorOf(Caller caller) => new(caller.Account, caller.Role.ToString());
}
