using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Throughline.Customs;

namespace Throughline.Server;

internal static class GuaranteeApi
{
    private const long MostCents = 100_000_000_000_000;
    private static readonly JsonLimits Limits = new(64_000, 99, 512);

    public static void MapGuarantees(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/guarantees").WithTags("Guarantees");
        group.MapPost("", OfferAsync).Needs(Role.Guarantor)
            .WithName("OfferGuarantee").WithSummary("Offers a guarantee; it can be used once an officer accepts it")
            .Accepts<GuaranteeBody>("application/json").Gives<GuaranteeSummary>(201);
        group.MapGet("", ListAsync)
            .Needs(Role.Trader, Role.Representative, Role.Guarantor, Role.Officer, Role.Supervisor)
            .WithName("ListGuarantees").WithSummary("My guarantees with their balances")
            .Gives<GuaranteeList>();
        group.MapGet("/{grn}", GetAsync)
            .Needs(Role.Trader, Role.Representative, Role.Guarantor, Role.Officer, Role.Supervisor)
            .WithName("GetGuarantee").WithSummary("A guarantee: balance, what movements hold, and every posting")
            .Gives<GuaranteeView>();
        group.MapPut("/{grn}/access-codes", SetAccessCodesAsync).Needs(Role.Trader)
            .WithName("SetAccessCodes").WithSummary("The holder sets the access codes")
            .Accepts<AccessCodesBody>("application/json").Gives<GuaranteeSummary>();
        group.MapPost("/{grn}/decisions", DecideAsync).Needs(Role.Officer, Role.Supervisor)
            .WithName("DecideGuarantee").WithSummary("An officer accepts, refuses, revokes, or sets the ceiling")
            .WithDescription("202 when the administration wants two persons for it: a proposal waits for a supervisor, "
                + "and nothing changed yet.")
            .Accepts<GuaranteeDecisionBody>("application/json").Gives<GuaranteeSummary>()
            .Produces<ProposalView>(202);
        routes.MapGet("/transit/overdue", ListOverdueAsync).Needs(Role.Officer, Role.Supervisor)
            .WithTags("Guarantees").WithName("ListOverdue")
            .WithSummary("Movements whose limit has gone by, with what to do")
            .Gives<OverdueList>();
    }

    private static async Task<IResult> OfferAsync(HttpContext context, GuaranteeDesk desk,
        GuaranteeQueries queries, TransitSettings settings, TimeProvider time)
    {
        var caller = context.GetCaller();
        var body = await JsonBody.ReadAsync<GuaranteeBody>(context.Request, Limits);
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        if (body.Currency != "EUR" && settings.Rates.Find(body.Currency, today) is null)
            throw Standing.Wrong("/currency", "guarantee.currency");
        var row = Read(body, caller);
        if (!await desk.OfferAsync(row, ActorOf(caller)))
        {
            throw ProblemException.Of(409, "conflict",
                [new FieldError("/grn", Texts.Server.Get("guarantee.exists", row.Grn))]);
        }

        var made = await queries.FindAsync(caller, row.Grn, context.RequestAborted);
        context.Response.Headers.Location = "/api/v1/guarantees/" + row.Grn;
        return Negotiated.Of(
            context, queries.Summary(made!), WireJson.Answers.GuaranteeSummary, "guarantee", 201);
    }

    private static GuaranteeRow Read(GuaranteeBody body, Caller caller)
    {
        var texts = Texts.Server;
        var errors = new List<FieldError>();
        if (Grn.FindFault(body.Grn) is { } fault)
            errors.Add(new FieldError("/grn", fault.Reason));
        if (!GuaranteeTypes.HasGrn(body.Type))
            errors.Add(new FieldError("/type", texts.Get("guarantee.type")));
        if (body.Holder.Length is 0 or > 17)
            errors.Add(new FieldError("/holder", texts.Get("guarantee.holder")));
        if (!IsAccessCode(body.AccessCode))
            errors.Add(new FieldError("/accessCode", texts.Get("guarantee.access-code")));
        if (body.AmountCents is < 0 or > MostCents)
            errors.Add(new FieldError("/amountCents", texts.Get("guarantee.amount", MostCents)));
        if (!Enum.IsDefined((GuaranteeLevel)body.LevelPercent))
            errors.Add(new FieldError("/levelPercent", texts.Get("guarantee.level")));
        if (body.WarnAtPercent is < 1 or > 100)
            errors.Add(new FieldError("/warnAtPercent", texts.Get("query.whole", 1, 100)));
        var from = ReadDay(body.ValidFrom, "/validFrom", errors);
        var to = ReadDay(body.ValidTo, "/validTo", errors);
        if (errors.Count == 0 && to < from)
            errors.Add(new FieldError("/validTo", texts.Get("guarantee.days")));
        if (errors.Count > 0)
            throw ProblemException.Unprocessable(errors);
        var terms = new GuaranteeTerms(
            [body.AccessCode], body.LevelPercent, body.NotValidIn, false, null, null, [], body.WarnAtPercent);
        return new GuaranteeRow(body.Grn, body.Grn[2..4], body.Type, body.Holder, caller.Identification ?? "",
            body.Currency, GuaranteeRow.Offered, from, to, terms, 0, body.AmountCents, 0, 0);
    }

    private static DateOnly ReadDay(string text, string pointer, List<FieldError> errors)
    {
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            errors.Add(new FieldError(pointer, Texts.Server.Get("query.date", 2000, 2099)));
        return day;
    }

    private static bool IsAccessCode(string code) => code.Length == 4 && code.All(char.IsAsciiLetterOrDigit);

    private static async Task<IResult> ListAsync(HttpContext context, GuaranteeQueries queries) => Negotiated.Of(
        context, await queries.ListAsync(context.GetCaller(), context.RequestAborted), WireJson.Answers.GuaranteeList,
        "guarantees");

    private static async Task<IResult> GetAsync(HttpContext context, string grn, GuaranteeQueries queries)
    {
        var row = await FindAsync(context, grn, queries);
        return Negotiated.Of(context, await queries.ViewAsync(context.GetCaller(), row, context.RequestAborted),
            WireJson.Answers.GuaranteeView, "guarantee");
    }

    private static async Task<IResult> SetAccessCodesAsync(
        HttpContext context, string grn, GuaranteeDesk desk, GuaranteeQueries queries)
    {
        var caller = context.GetCaller();
        var body = await JsonBody.ReadAsync<AccessCodesBody>(context.Request, Limits);
        if (body.AccessCodes.Count is 0 or > 99 || !body.AccessCodes.All(IsAccessCode))
        {
            throw ProblemException.Unprocessable(
                [new FieldError("/accessCodes", Texts.Server.Get("guarantee.access-code"))]);
        }

        var row = await FindAsync(context, grn, queries);
        if (!await desk.SetAccessCodesAsync(row, body.AccessCodes, ActorOf(caller)))
            throw ProblemException.Of(409, "conflict");
        return await AnswerAsync(context, grn, queries);
    }

    private static async Task<IResult> DecideAsync(
        HttpContext context, string grn, GuaranteeDesk desk, GuaranteeQueries queries, FourEyes fourEyes)
    {
        var caller = context.GetCaller();
        var body = await JsonBody.ReadAsync<GuaranteeDecisionBody>(context.Request, Limits);
        var texts = Texts.Server;
        var errors = new List<FieldError>();
        if (string.IsNullOrWhiteSpace(body.Reason))
            errors.Add(new FieldError("/reason", texts.Get("transit.reason")));
        if (body.Decision is not ("accept" or "refuse" or "revoke" or "ceiling"))
            errors.Add(new FieldError("/decision", texts.Get("query.word", "accept, refuse, revoke, ceiling")));
        if (body.Decision == "ceiling" != body.AmountCents is not null || body.AmountCents is < 0 or > MostCents)
            errors.Add(new FieldError("/amountCents", texts.Get("guarantee.amount", MostCents)));
        if (errors.Count > 0)
            throw ProblemException.Unprocessable(errors);
        var row = await FindAsync(context, grn, queries);
        if (await fourEyes.ProposeAsync(caller, row, body, context.RequestAborted) is { } proposal)
            return FourEyesApi.Answer(proposal);
        await ActAsync(desk, row, body, new GuaranteeActor(ActorOf(caller), body.Reason, null, null));
        return await AnswerAsync(context, grn, queries);
    }

    /// <summary>Carries out a proposed decision that a second person confirms.</summary>
    internal static async Task<IResult> ConfirmAsync(
        HttpContext context, Proposal proposal, string second, GuaranteeDesk desk, GuaranteeQueries queries)
    {
        var row = await FindAsync(context, proposal.Subject, queries);
        if (row.TermsVersion != proposal.Seen)
        {
            throw ProblemException.Of(409, "conflict",
                [new FieldError("", Texts.Server.Get("four-eyes.changed", row.State))]);
        }

        await ActAsync(desk, row, new GuaranteeDecisionBody
        {
            Decision = proposal.Action[(proposal.Action.IndexOf('/', StringComparison.Ordinal) + 1)..],
            Reason = proposal.Decision.Reason,
            AmountCents = proposal.Decision.AmountCents,
        }, new GuaranteeActor(ActorOf(context.GetCaller()), proposal.Decision.Reason, proposal, second));
        return await AnswerAsync(context, proposal.Subject, queries);
    }

    private static async Task ActAsync(
        GuaranteeDesk desk, GuaranteeRow row, GuaranteeDecisionBody body, GuaranteeActor actor)
    {
        var texts = Texts.Server;
        var done = body.Decision switch
        {
            "accept" => await desk.SetStateAsync(row, GuaranteeRow.Offered, GuaranteeRow.InForce, actor),
            "refuse" => await desk.SetStateAsync(row, GuaranteeRow.Offered, GuaranteeRow.Refused, actor),
            "revoke" => await desk.SetStateAsync(row, GuaranteeRow.InForce, GuaranteeRow.Revoked, actor),
            _ => await desk.SetCeilingAsync(row, body.AmountCents!.Value, actor),
        };
        if (!done)
        {
            throw ProblemException.Of(409, "conflict", [new FieldError("/decision", body.Decision == "ceiling"
                ? texts.Get("guarantee.held", row.Reserved)
                : texts.Get("guarantee.state", row.State))]);
        }
    }

    private static async Task<IResult> ListOverdueAsync(
        HttpContext context, GuaranteeQueries queries, TransitService service) => Negotiated.Of(context,
            await queries.ListOverdueAsync(context.GetCaller(), service.Settings.Procedure, context.RequestAborted),
            WireJson.Answers.OverdueList, "overdue");

    private static async Task<IResult> AnswerAsync(HttpContext context, string grn, GuaranteeQueries queries) =>
        Negotiated.Of(context, queries.Summary(await FindAsync(context, grn, queries)),
            WireJson.Answers.GuaranteeSummary, "guarantee");

    private static async Task<GuaranteeRow> FindAsync(HttpContext context, string grn, GuaranteeQueries queries) =>
        await queries.FindAsync(context.GetCaller(), grn, context.RequestAborted)
            ?? throw ProblemException.Of(404, "not-found");

    private static Actor ActorOf(Caller caller) => new(caller.Account, caller.Role.ToString());
}
