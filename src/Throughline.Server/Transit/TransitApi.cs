using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Throughline.Customs;

namespace Throughline.Server;

internal static class TransitApi
{
    private const string GuaranteeQuery = "CC034C";
    private static readonly JsonLimits DecisionLimits = new(64_000, 50, 512);

    public static void MapTransit(this IEndpointRouteBuilder routes)
    {
        var transit = routes.MapGroup("/transit").WithTags("Transit");
        transit.MapPost("/messages", SendAsync)
            .Needs(Role.Trader, Role.Representative)
            .WithName("SendMessage")
            .WithSummary("Hands a message to an administration")
            .WithDescription(
                "The body is the XML document. It is on the disk before it is answered. 201 gives its receipt with the "
                + "administration's answers so far; 200 gives the first receipt when the same document, or the same "
                + "declaration in a new envelope, is here already.")
            .Accepts<string>("application/xml")
            .Produces<ReceiptView>(201).Produces<ReceiptView>();
        transit.MapGet("/receipts", ListReceiptsAsync)
            .Needs(Role.Trader, Role.Representative)
            .WithName("ListReceipts")
            .WithSummary("Which of my messages are held here, in the order in which they came")
            .Produces<ReceiptList>()
            .WithQuery(("after", "Number of the last receipt that you know; 0 when absent.", "0"));
        transit.MapGet("/receipts/{id:long}", GetReceiptAsync)
            .Needs(Role.Trader, Role.Representative)
            .WithName("GetReceipt")
            .WithSummary("A message that I sent, and what came of it")
            .Produces<ReceiptView>();
        transit.MapGet("/messages", ListMessagesAsync)
            .Needs(Role.Trader, Role.Representative, Role.Guarantor, Role.Officer, Role.Supervisor)
            .WithName("ListMessages")
            .WithSummary("Messages to me, in order; for officers those of their administration")
            .Produces<MessageList>()
            .WithQuery(("after", "Number of the last message that you know; 0 when absent.", "0"));
        transit.MapGet("/messages/{id:long}", GetMessageAsync)
            .Needs(Role.Trader, Role.Representative, Role.Guarantor, Role.Officer, Role.Supervisor)
            .WithName("GetMessage")
            .WithSummary("A message as XML, or with Accept: application/json as lines of path and value")
            .Produces<MessageView>().Produces<string>(200, "application/xml");
        transit.MapGet("/movements", ListMovementsAsync)
            .Needs(Role.Trader, Role.Representative, Role.Officer, Role.Supervisor)
            .WithName("ListMovements")
            .WithSummary("Movements, those that changed last first; at most 200")
            .Produces<MovementList>()
            .WithQuery(
                ("q", "MRN, LRN, GRN, number of a container, seal, vehicle or party.", "MSCU1234566"),
                ("state", "Only movements in this state.", "Accepted"),
                ("office", "Only movements of this office.", "AMXX0NRN"));
        transit.MapGet("/movements/{country}/{number:int}", GetMovementAsync)
            .Needs(Role.Trader, Role.Representative, Role.Officer, Role.Supervisor)
            .WithName("GetMovement")
            .WithSummary("A movement at an office, with its messages, periods and history")
            .Produces<MovementView>();
        transit.MapPost("/decisions", DecideAsync)
            .Needs(Role.Officer, Role.Supervisor)
            .WithName("Decide")
            .WithSummary("An officer decides on a movement")
            .WithDescription("422 says what the state allows when the action is not possible; 409 when the movement "
                + "changed since the version that was seen.")
            .Accepts<DecisionBody>("application/json")
            .Produces<DecisionView>();
    }

    private static async Task<IResult> SendAsync(HttpContext context, TransitService service, TransitQueries queries)
    {
        var caller = context.GetCaller();
        var (read, body) = await ReadMessageAsync(context, service.Settings);
        var country = CountryOf(read, caller, service.Settings);
        var (receipt, isRepeat) = await service.TakeAsync(
            country, read, body, new Actor(caller.Account, caller.Role.ToString()), context.RequestAborted);
        var view = await queries.FindReceiptAsync(caller, receipt.Id, context.RequestAborted)
            ?? throw new InvalidOperationException("The receipt is not where it was written.");
        if (!isRepeat)
            context.Response.Headers.Location = "/api/v1/transit/receipts/" + TransitDecisions.Text(receipt.Id);
        return TypedResults.Json(view, WireJson.Answers.ReceiptView, statusCode: isRepeat ? 200 : 201);
    }

    /// <summary>The document of a request, within the limits.</summary>
    internal static async Task<(ReadResult Read, byte[] Body)> ReadMessageAsync(
        HttpContext context, TransitSettings settings)
    {
        var request = context.Request;
        if (!CustomsApi.IsXml(request.ContentType))
            throw ProblemException.Of(415, "unsupported-media-type");
        var most = settings.MostMessageBytes;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = BodyBytes.MostRead(most);
        var body = (await BodyBytes.ReadAsync(request, most)).ToArray();
        using var stream = new MemoryStream(body, writable: false);
        return (MessageReader.Read(stream, ReadLimits.Usual with { MostCharacters = most }), body);
    }

    /// <summary>The administration that a document is for, once it is one that the caller may send.</summary>
    private static string CountryOf(ReadResult read, Caller caller, TransitSettings settings)
    {
        var texts = Texts.Server;
        if (read.Message is not { } message)
        {
            throw ProblemException.Unprocessable(
                [.. read.Findings.Take(20).Select(f => new FieldError(f.Pointer, $"{f.Message} {f.Remedy}"))]);
        }

        var errors = new List<FieldError>();
        if (!IsFromTraders(message.Code))
        {
            errors.Add(new FieldError("/" + message.Code, texts.Get(message.Code == GuaranteeQuery
                ? "transit.guarantee-query"
                : "transit.not-from-traders", message.Code)));
        }

        var sender = message.Root["messageSender"];
        if (sender is null || sender != caller.Identification)
        {
            errors.Add(new FieldError($"/{message.Code}/messageSender",
                texts.Get("transit.sender", sender ?? "", caller.Identification ?? "")));
        }

        if (string.IsNullOrEmpty(message.Root["messageIdentification"]))
        {
            errors.Add(new FieldError(
                $"/{message.Code}/messageIdentification", texts.Get("transit.no-identification")));
        }

        var recipient = message.Root["messageRecipient"] ?? "";
        var country = recipient.Length == 6 && recipient.StartsWith("NTA.", StringComparison.Ordinal)
            ? recipient[4..]
            : "";
        if (!settings.Countries.Contains(country))
        {
            errors.Add(new FieldError($"/{message.Code}/messageRecipient", texts.Get("transit.recipient", recipient,
                string.Join(", ", settings.Countries.Order(StringComparer.Ordinal).Select(c => "NTA." + c)))));
        }

        return errors.Count == 0 ? country : throw ProblemException.Unprocessable(errors);
    }

    // What a guarantee holds stands in the ledger, which the interface answers from; an answer by CC037C would have to
    // come from there too, and does not yet.
    private static bool IsFromTraders(string code) =>
        code != GuaranteeQuery && TraderMessages.Codes.Contains(code) || code == "CC015C";

    private static async Task<IResult> ListReceiptsAsync(HttpContext context, TransitQueries queries)
    {
        var after = After(context);
        var list = await queries.ListReceiptsAsync(context.GetCaller(), after, context.RequestAborted);
        return TypedResults.Json(list, WireJson.Answers.ReceiptList);
    }

    private static async Task<IResult> GetReceiptAsync(HttpContext context, long id, TransitQueries queries) =>
        await queries.FindReceiptAsync(context.GetCaller(), id, context.RequestAborted) is { } receipt
            ? TypedResults.Json(receipt, WireJson.Answers.ReceiptView)
            : throw ProblemException.Of(404, "not-found");

    private static async Task<IResult> ListMessagesAsync(HttpContext context, TransitQueries queries)
    {
        var after = After(context);
        var list = await queries.ListMessagesAsync(context.GetCaller(), after, context.RequestAborted);
        return TypedResults.Json(list, WireJson.Answers.MessageList);
    }

    private static async Task<IResult> GetMessageAsync(HttpContext context, long id, TransitQueries queries)
    {
        if (await queries.FindMessageAsync(context.GetCaller(), id, context.RequestAborted) is not { } found)
            throw ProblemException.Of(404, "not-found");
        if (!context.Request.Headers.Accept.ToString().Contains("json", StringComparison.OrdinalIgnoreCase))
            return TypedResults.Bytes(found.Body, "application/xml");
        using var stream = new MemoryStream(found.Body, writable: false);
        var message = MessageReader.Read(stream).Message!;
        return TypedResults.Json(
            new MessageView(found.Message, [.. MessageEdit.Lines(message)]), WireJson.Answers.MessageView);
    }

    private static async Task<IResult> ListMovementsAsync(HttpContext context, TransitQueries queries)
    {
        var query = new QueryReader(context.Request.Query, "q", "state", "office");
        var (text, state, office) = (query.Find("q"), query.Find("state"), query.Find("office"));
        query.ThrowIfWrong();
        var rows = await queries.ListMovementsAsync(context.GetCaller(), text, state, office, context.RequestAborted);
        return TypedResults.Json(
            new MovementList([.. rows.Select(TransitQueries.Summary)]), WireJson.Answers.MovementList);
    }

    private static async Task<IResult> GetMovementAsync(
        HttpContext context, string country, int number, TransitQueries queries) =>
        await queries.FindMovementAsync(context.GetCaller(), country, number, context.RequestAborted) is { } movement
            ? TypedResults.Json(movement, WireJson.Answers.MovementView)
            : throw ProblemException.Of(404, "not-found");

    private static async Task<IResult> DecideAsync(HttpContext context, TransitService service)
    {
        var caller = context.GetCaller();
        var body = await ReadDecisionAsync(context);
        return caller.DecidesFor(body.Office)
            ? await DecideForAsync(context, service, body, caller.Country, caller.Role.ToString())
            : throw ProblemException.Of(404, "not-found");
    }

    /// <summary>The decision of a request, once it is one.</summary>
    internal static async Task<DecisionBody> ReadDecisionAsync(HttpContext context)
    {
        var body = await JsonBody.ReadAsync<DecisionBody>(context.Request, DecisionLimits);
        var errors = new List<FieldError>();
        var texts = Texts.Server;
        if (FindRole(body) is null)
            errors.Add(new FieldError("/role", texts.Get("transit.role")));
        if (string.IsNullOrWhiteSpace(body.Reason))
            errors.Add(new FieldError("/reason", texts.Get("transit.reason")));
        return errors.Count == 0 ? body : throw ProblemException.Unprocessable(errors);
    }

    /// <summary>Lets somebody decide for an office of a country.</summary>
    internal static async Task<IResult> DecideForAsync(
        HttpContext context, TransitService service, DecisionBody body, string country, string actor)
    {
        var texts = Texts.Server;
        var outcome = await service.ActAsync(new OfficerDecision(country, FindRole(body)!.Value, body.Office,
            body.Movement, body.Action, body.Reason, body.Details, body.Seen),
            new Actor(context.GetCaller().Account, actor), context.RequestAborted);
        if (outcome.Newer is { } newer)
        {
            throw ProblemException.Of(409, "conflict",
                [new FieldError("/seen", texts.Get("transit.seen", newer.Version, newer.State))]);
        }

        if (outcome.Refusal is { } refusal)
            throw ProblemException.Unprocessable([new FieldError("/action", refusal)]);
        return TypedResults.Json(
            new DecisionView(outcome.Entry ?? 0, [.. outcome.Movements.Select(TransitQueries.Summary)]),
            WireJson.Answers.DecisionView);
    }

    private static ProcedureRole? FindRole(DecisionBody body) =>
        Enum.TryParse<ProcedureRole>(body.Role, ignoreCase: true, out var role) && role != ProcedureRole.Guarantee
        && Enum.IsDefined(role) && !char.IsAsciiDigit(body.Role[0])
            ? role
            : null;

    private static long After(HttpContext context)
    {
        var query = new QueryReader(context.Request.Query, "after");
        var text = query.Find("after");
        query.ThrowIfWrong();
        if (text is null)
            return 0;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var after)
            ? after
            : throw ProblemException.Invalid(
                [new FieldError("?after", Texts.Server.Get("query.whole", 0, long.MaxValue))]);
    }
}
