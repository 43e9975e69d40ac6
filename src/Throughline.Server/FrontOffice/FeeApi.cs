using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Throughline.Server;

/// <summary>Tariffs, assessments, receipts and the till.</summary>
internal static class FeeApi
{
    private static readonly JsonLimits Limits = new(64_000, 200, 500);

    public static void MapFees(this IEndpointRouteBuilder routes)
    {
        var front = routes.MapGroup("/front-office").WithTags("Front office");
        front.MapGet("/tariffs", ListTariffsAsync)
            .Needs(Role.Trader, Role.Representative, Role.FrontOffice, Role.Officer, Role.Supervisor, Role.Operator,
                Role.Auditor)
            .WithName("ListTariffs").WithSummary("All versions of the tariffs, of one country or of all")
            .Produces<TariffList>()
            .WithQuery(("country", "Country of the treasury; the operator's tariff is listed too.", "AM"));
        front.MapPost("/tariffs/treasury", PublishTreasuryAsync).Needs(Role.Supervisor)
            .WithName("PublishTreasuryTariff").WithSummary("Customs publishes the next version of its tariff")
            .Accepts<TariffBody>("application/json").Produces<TariffView>(201);
        front.MapPost("/tariffs/operator", PublishOperatorAsync).Needs(Role.Operator)
            .WithName("PublishOperatorTariff").WithSummary("The operator publishes the next version of its tariff")
            .Accepts<TariffBody>("application/json").Produces<TariffView>(201);
        front.MapPost("/movements/{country}/{number:int}/assessments", AssessAsync).Needs(Role.FrontOffice)
            .WithName("AssessFees").WithSummary("Assesses what is due at a movement and was not assessed yet")
            .Produces<FeeAssessmentView>(201);
        front.MapPost("/assessments/{id:long}/payment", PayAsync).Needs(Role.FrontOffice)
            .WithName("TakePayment").WithSummary("Takes the payment of an assessment and gives the numbered receipt")
            .WithDescription("An assessment is paid once: asked again, the first receipt is given (200 in place of "
                + "201).")
            .Accepts<PaymentBody>("application/json").Produces<FeeReceiptView>(201).Produces<FeeReceiptView>();
        front.MapPost("/assessments/{id:long}/cancellation", CancelAsync).Needs(Role.FrontOffice)
            .WithName("CancelAssessment").WithSummary("Takes back an assessment that was not paid")
            .Accepts<TakeBackBody>("application/json").Produces<FeeAssessmentView>();
        front.MapGet("/receipts/{number:long}", GetReceiptAsync).Needs(Role.FrontOffice)
            .WithName("GetFeeReceipt").WithSummary("A receipt of my front office")
            .Produces<FeeReceiptView>();
        front.MapPost("/receipts/{number:long}/cancellation", ReturnAsync).Needs(Role.FrontOffice)
            .WithName("ReturnPayment").WithSummary("Gives a payment back, by a receipt of its own")
            .Accepts<TakeBackBody>("application/json").Produces<FeeReceiptView>(201).Produces<FeeReceiptView>();
        front.MapGet("/till", GetTillAsync).Needs(Role.FrontOffice)
            .WithName("GetTill").WithSummary("What was taken in since the last closing, by fund and currency")
            .Produces<TillView>();
        front.MapPost("/closings", CloseAsync).Needs(Role.FrontOffice)
            .WithName("CloseTill").WithSummary("Closes the till: what was taken in is handed over, fund by fund")
            .Produces<ClosingView>(201);
        front.MapGet("/closings", ListClosingsAsync).Needs(Role.FrontOffice)
            .WithName("ListClosings").WithSummary("Closings of my front office, the latest first")
            .Produces<ClosingList>();
    }

    private static async Task<IResult> ListTariffsAsync(HttpContext context, TariffBook tariffs)
    {
        var query = new QueryReader(context.Request.Query, "country");
        var country = query.Find("country");
        query.ThrowIfWrong();
        return TypedResults.Json(
            await tariffs.ListAsync(country, context.RequestAborted), WireJson.Answers.TariffList);
    }

    private static Task<IResult> PublishTreasuryAsync(HttpContext context, TariffBook tariffs) =>
        PublishAsync(context, Fund.Treasury, tariffs);

    private static Task<IResult> PublishOperatorAsync(HttpContext context, TariffBook tariffs) =>
        PublishAsync(context, Fund.Operator, tariffs);

    private static async Task<IResult> PublishAsync(HttpContext context, Fund fund, TariffBook tariffs)
    {
        var body = await JsonBody.ReadAsync<TariffBody>(context.Request, Limits);
        return TypedResults.Json(await tariffs.PublishAsync(context.GetCaller(), fund, body),
            WireJson.Answers.TariffView, statusCode: 201);
    }

    private static async Task<IResult> AssessAsync(HttpContext context, string country, int number, FeeDesk desk) =>
        TypedResults.Json((await desk.AssessAsync(context.GetCaller(), country, number)).View(),
            WireJson.Answers.FeeAssessmentView, statusCode: 201);

    private static async Task<IResult> PayAsync(HttpContext context, long id, FeeDesk desk, FrontQueries queries)
    {
        var body = await JsonBody.ReadAsync<PaymentBody>(context.Request, Limits);
        var (number, isRepeat) = await desk.PayAsync(context.GetCaller(), id, body);
        return await AnswerAsync(context, number, queries, isRepeat ? 200 : 201);
    }

    private static async Task<IResult> CancelAsync(HttpContext context, long id, FeeDesk desk)
    {
        var reason = await PaperApi.ReadReasonAsync(context);
        return TypedResults.Json((await desk.CancelAsync(context.GetCaller(), id, reason)).View(),
            WireJson.Answers.FeeAssessmentView);
    }

    private static Task<IResult> GetReceiptAsync(HttpContext context, long number, FrontQueries queries) =>
        AnswerAsync(context, number, queries, 200);

    private static async Task<IResult> ReturnAsync(
        HttpContext context, long number, FeeDesk desk, FrontQueries queries)
    {
        var reason = await PaperApi.ReadReasonAsync(context);
        var (made, isRepeat) = await desk.ReturnAsync(context.GetCaller(), number, reason);
        return await AnswerAsync(context, made, queries, isRepeat ? 200 : 201);
    }

    private static async Task<IResult> GetTillAsync(HttpContext context, Till till) => TypedResults.Json(
        await till.ViewAsync(context.GetCaller(), context.RequestAborted), WireJson.Answers.TillView);

    private static async Task<IResult> CloseAsync(HttpContext context, Till till) => TypedResults.Json(
        await till.CloseAsync(context.GetCaller()), WireJson.Answers.ClosingView, statusCode: 201);

    private static async Task<IResult> ListClosingsAsync(HttpContext context, Till till) => TypedResults.Json(
        await till.ListAsync(context.GetCaller(), context.RequestAborted), WireJson.Answers.ClosingList);

    private static async Task<IResult> AnswerAsync(
        HttpContext context, long number, FrontQueries queries, int status) =>
        await queries.FindReceiptAsync(context.GetCaller(), number, context.RequestAborted) is { } receipt
            ? TypedResults.Json(receipt, WireJson.Answers.FeeReceiptView, statusCode: status)
            : throw Standing.NotFound();
}
