using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Throughline.Server;

/// <summary>Rules for decisions of two, and the proposals that wait.</summary>
internal static class FourEyesApi
{
    private static readonly JsonLimits Limits = new(64_000, 500, 512);

    public static void MapFourEyes(this IEndpointRouteBuilder routes)
    {
        var transit = routes.MapGroup("/transit").WithTags("Four eyes");
        transit.MapGet("/four-eyes/{country}", GetRulesAsync)
            .Needs(Role.Officer, Role.Supervisor, Role.Auditor, Role.Administrator)
            .WithName("GetFourEyes").WithSummary("The decisions of my administration that two persons make")
            .Produces<FourEyesView>();
        transit.MapPut("/four-eyes/{country}", SetRulesAsync)
            .NeedsPersonOf(OrganisationKind.Customs, Role.Administrator)
            .WithName("SetFourEyes").WithSummary("Customs' administrator says which decisions two persons make")
            .Accepts<FourEyesBody>("application/json").Produces<FourEyesView>();
        transit.MapGet("/proposals", ListAsync).Needs(Role.Officer, Role.Supervisor)
            .WithName("ListProposals").WithSummary("Decisions that wait for a second person; all with all=true")
            .Produces<ProposalList>()
            .WithQuery(("all", "Whether settled ones are listed too.", "false"));
        transit.MapPost("/proposals/{id:long}/confirmation", ConfirmAsync).Needs(Role.Supervisor)
            .WithName("ConfirmProposal").WithSummary("A second person confirms: now it is decided")
            .WithDescription("409 when what was seen has changed since, when the proposal is settled, or when it is "
                + "the caller's own.")
            .Accepts<SecondBody>("application/json").Produces<DecisionView>().Produces<GuaranteeSummary>();
        transit.MapPost("/proposals/{id:long}/refusal", RefuseAsync).Needs(Role.Supervisor)
            .WithName("RefuseProposal").WithSummary("A second person refuses: nothing is decided")
            .Accepts<SecondBody>("application/json").Produces<ProposalView>();
        transit.MapPost("/proposals/{id:long}/withdrawal", WithdrawAsync).Needs(Role.Officer, Role.Supervisor)
            .WithName("WithdrawProposal").WithSummary("Who proposed withdraws")
            .Accepts<SecondBody>("application/json").Produces<ProposalView>();
    }

    /// <summary>The answer to a decision that waits for a second person.</summary>
    internal static IResult Answer(Proposal proposal) => TypedResults.Json(
        proposal.View(proposal.ProposedAt), WireJson.Answers.ProposalView, statusCode: 202);

    private static async Task<IResult> GetRulesAsync(HttpContext context, string country, FourEyes fourEyes)
    {
        RefuseForeign(context.GetCaller(), country);
        return TypedResults.Json(
            await fourEyes.ListRulesAsync(country, context.RequestAborted), WireJson.Answers.FourEyesView);
    }

    private static async Task<IResult> SetRulesAsync(HttpContext context, string country, FourEyes fourEyes)
    {
        RefuseForeign(context.GetCaller(), country);
        var body = await JsonBody.ReadAsync<FourEyesBody>(context.Request, Limits);
        await fourEyes.SetRulesAsync(context.GetCaller(), body);
        return await GetRulesAsync(context, country, fourEyes);
    }

    private static async Task<IResult> ListAsync(HttpContext context, FourEyes fourEyes)
    {
        var query = new QueryReader(context.Request.Query, "all");
        var all = query.FindBool("all");
        query.ThrowIfWrong();
        return TypedResults.Json(await fourEyes.ListAsync(context.GetCaller(), all, context.RequestAborted),
            WireJson.Answers.ProposalList);
    }

    private static async Task<IResult> ConfirmAsync(HttpContext context, long id, FourEyes fourEyes,
        TransitService service, GuaranteeDesk desk, GuaranteeQueries queries)
    {
        var reason = await ReadReasonAsync(context);
        var proposal = await fourEyes.GetForSecondAsync(context.GetCaller(), id, context.RequestAborted);
        return proposal.About == Proposal.OfGuarantee
            ? await GuaranteeApi.ConfirmAsync(context, proposal, reason, desk, queries)
            : await TransitApi.ActAsync(context, proposal.ToDecision() with { Second = reason }, service);
    }

    private static async Task<IResult> RefuseAsync(HttpContext context, long id, FourEyes fourEyes) =>
        await EndAsync(context, id, isWithdrawal: false, fourEyes);

    private static async Task<IResult> WithdrawAsync(HttpContext context, long id, FourEyes fourEyes) =>
        await EndAsync(context, id, isWithdrawal: true, fourEyes);

    private static async Task<IResult> EndAsync(HttpContext context, long id, bool isWithdrawal, FourEyes fourEyes)
    {
        var reason = await ReadReasonAsync(context);
        return TypedResults.Json(await fourEyes.EndAsync(context.GetCaller(), id, reason, isWithdrawal),
            WireJson.Answers.ProposalView);
    }

    private static async Task<string> ReadReasonAsync(HttpContext context)
    {
        var body = await JsonBody.ReadAsync<SecondBody>(context.Request, Limits);
        return string.IsNullOrWhiteSpace(body.Reason)
            ? throw Standing.Wrong("/reason", "transit.reason")
            : body.Reason.Trim();
    }

    private static void RefuseForeign(Caller caller, string country)
    {
        if (caller.Kind != OrganisationKind.Customs || caller.Country != country)
            throw Standing.NotFound();
    }
}
