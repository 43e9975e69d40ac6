using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Throughline.Customs;

namespace Throughline.Server;

internal static class TransitApi
{
    private const string GuaranteeQuery = "CC034C";
    private static readonly Role[] Senders = [Role.Trader, Role.Representative, Role.Guarantor];
    private static readonly GivesTypes Document =
        new(Negotiated.Xml, Negotiated.Json, ProblemMiddleware.JsonType, ProblemMiddleware.XmlType);

    private static readonly JsonLimits DecisionLimits = new(64_000, 50, 512);

    public static void MapTransit(this IEndpointRouteBuilder routes)
    {
        var transit = routes.MapGroup("/transit").WithTags("Transit");
        transit.MapPost("/messages", SendAsync)
            .Needs(Senders)
            .WithName("SendMessage")
            .WithSummary("Hands a message to an administration")
            .WithDescription(
                "The body is the XML document. It is on the disk before it is answered. 201 gives its receipt with the "
                + "administration's answers so far; 200 gives the first receipt when the same document, or the same "
                + "declaration in a new envelope, is here already. Guarantors ask about guarantees (CC034C).")
            .Accepts<string>("application/xml")
            .Gives<ReceiptView>(201).Gives<ReceiptView>();
        transit.MapGet("/receipts", ListReceiptsAsync)
            .Needs(Senders)
            .WithName("ListReceipts")
            .WithSummary("Which of my messages are held here, in the order in which they came")
            .Gives<ReceiptList>()
            .WithQuery(("after", "Number of the last receipt that you know; 0 when absent.", "0"));
        transit.MapGet("/receipts/{id:long}", GetReceiptAsync)
            .Needs(Senders)
            .WithName("GetReceipt")
            .WithSummary("A message that I sent, and what came of it")
            .Gives<ReceiptView>();
        transit.MapGet("/receipts/{id:long}/document", GetDocumentAsync)
            .Needs(Senders)
            .WithName("GetSentDocument")
            .WithSummary("A message that I sent, byte by byte as it came, or with Accept: application/json its content")
            .WithMetadata(Document)
            .Produces<DocumentView>().Produces<string>(200, Negotiated.Xml);
        transit.MapMovements();
        transit.MapGet("/messages", ListMessagesAsync)
            .Needs(Role.Trader, Role.Representative, Role.Guarantor, Role.Officer, Role.Supervisor)
            .WithName("ListMessages")
            .WithSummary("Messages to me, in order; for officers those of their administration")
            .Gives<MessageList>()
            .WithQuery(("after", "Number of the last message that you know; 0 when absent.", "0"));
        transit.MapGet("/messages/{id:long}", GetMessageAsync)
            .Needs(Role.Trader, Role.Representative, Role.Guarantor, Role.Officer, Role.Supervisor)
            .WithName("GetMessage")
            .WithSummary("A message as XML, or with Accept: application/json its content, and what a refusal means")
            .WithMetadata(Document)
            .Produces<MessageView>().Produces<string>(200, Negotiated.Xml);
    }

    private static void MapMovements(this RouteGroupBuilder transit)
    {
        transit.MapGet("/movements", ListMovementsAsync)
            .Needs(Role.Trader, Role.Representative, Role.Officer, Role.Supervisor)
            .WithName("ListMovements")
            .WithSummary("Movements, those that changed last first; at most 200")
            .Gives<MovementList>()
            .WithQuery(
                ("q", "MRN, LRN, GRN, number of a container, seal, vehicle or party.", "MSCU1234566"),
                ("state", "Only movements in this state.", "Accepted"),
                ("office", "Only movements of this office.", "AMXX0NRN"),
                ("stage", "Only those in which an officer is to decide (decide), goods are expected (expected), "
                    + "somebody else acts (waiting), or nothing follows (done). What runs out first comes first, "
                    + "then the oldest.", "decide"));
        transit.MapGet("/movements/{country}/{number:int}", GetMovementAsync)
            .Needs(Role.Trader, Role.Representative, Role.Officer, Role.Supervisor)
            .WithName("GetMovement")
            .WithSummary("A movement at an office, with its messages, periods and history")
            .Gives<MovementView>();
        transit.MapGet("/movements/{country}/{number:int}/kept/{name}", GetKeptAsync)
            .Needs(Role.Trader, Role.Representative, Role.Officer, Role.Supervisor)
            .WithName("GetKeptMessage")
            .WithSummary("A message that the office goes by, as XML, or with Accept: application/json as lines")
            .WithDescription("Officers see all of their office's, parties those that they sent: declaration, arrival, "
                + "remarks.")
            .WithMetadata(Document)
            .Produces<KeptView>().Produces<string>(200, Negotiated.Xml);
        transit.MapPost("/decisions", DecideAsync)
            .Needs(Role.Officer, Role.Supervisor)
            .WithName("Decide")
            .WithSummary("An officer decides on a movement")
            .WithDescription("422 says what the state allows when the action is not possible; 409 when the movement "
                + "changed since the version that was seen. 202 when the administration wants two persons for it: a "
                + "proposal waits for a supervisor, and nothing changed yet.")
            .Accepts<DecisionBody>("application/json")
            .Gives<DecisionView>().Produces<ProposalView>(202);
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
        return Negotiated.Of(context, view, WireJson.Answers.ReceiptView, "receipt", isRepeat ? 200 : 201);
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
        if (!MaySend(caller, message.Code))
            errors.Add(new FieldError("/" + message.Code, texts.Get("transit.not-from-you", message.Code)));

        var sender = message.Root["messageSender"];
        if (sender is null || sender != caller.Identification)
        {
            errors.Add(new FieldError($"/{message.Code}/messageSender",
                texts.Get("transit.sender", sender ?? "", caller.Identification ?? "")));
        }

        if (message.Code == GuaranteeQuery
            && message.Root.Values("Requester/identificationNumber").FirstOrDefault() != caller.Identification)
        {
            errors.Add(new FieldError($"/{message.Code}/Requester/identificationNumber",
                texts.Get("transit.requester", caller.Identification ?? "")));
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

        var lrn = message.Root.Values("TransitOperation/LRN").FirstOrDefault();
        if (message.Code == "CC015C" && PaperNumber.Find(lrn) is not null)
            errors.Add(new FieldError($"/{message.Code}/TransitOperation/LRN", texts.Get("paper.not-online", lrn)));
        return errors.Count == 0 ? country : throw ProblemException.Unprocessable(errors);
    }

    private static bool MaySend(Caller caller, string code) => caller.Kind == OrganisationKind.Guarantor
        ? code == GuaranteeQuery
        : TraderMessages.Codes.Contains(code) || code == "CC015C";

    private static async Task<IResult> ListReceiptsAsync(HttpContext context, TransitQueries queries)
    {
        var after = After(context);
        var list = await queries.ListReceiptsAsync(context.GetCaller(), after, context.RequestAborted);
        return Negotiated.Of(context, list, WireJson.Answers.ReceiptList, "receipts");
    }

    private static async Task<IResult> GetReceiptAsync(HttpContext context, long id, TransitQueries queries) =>
        await queries.FindReceiptAsync(context.GetCaller(), id, context.RequestAborted) is { } receipt
            ? Negotiated.Of(context, receipt, WireJson.Answers.ReceiptView, "receipt")
            : throw ProblemException.Of(404, "not-found");

    private static async Task<IResult> ListMessagesAsync(HttpContext context, TransitQueries queries)
    {
        var after = After(context);
        var list = await queries.ListMessagesAsync(context.GetCaller(), after, context.RequestAborted);
        return Negotiated.Of(context, list, WireJson.Answers.MessageList, "messages");
    }

    private static async Task<IResult> GetMessageAsync(HttpContext context, long id, TransitQueries queries)
    {
        if (await queries.FindMessageAsync(context.GetCaller(), id, context.RequestAborted) is not { } found)
            throw ProblemException.Of(404, "not-found");
        if (IsXmlWanted(context))
            return TypedResults.Bytes(found.Body, Negotiated.Xml);
        var message = ReadKept(found.Body);
        return TypedResults.Json(new MessageView(found.Message, [.. MessageEdit.Lines(message)],
            MessageContent.Of(message.Root), MessageContent.Explain(message)), WireJson.Answers.MessageView);
    }

    private static async Task<IResult> GetDocumentAsync(HttpContext context, long id, TransitQueries queries)
    {
        if (await queries.FindDocumentAsync(context.GetCaller(), id, context.RequestAborted) is not { } found)
            throw ProblemException.Of(404, "not-found");
        if (IsXmlWanted(context))
            return TypedResults.Bytes(found.Body, Negotiated.Xml);
        var message = ReadKept(found.Body);
        return TypedResults.Json(new DocumentView(found.Receipt, [.. MessageEdit.Lines(message)],
            MessageContent.Of(message.Root)), WireJson.Answers.DocumentView);
    }

    private static bool IsXmlWanted(HttpContext context)
    {
        context.Response.Headers.Append("Vary", "Accept");
        return GivesTypes.Choose(context.Request, Document.Types) == Negotiated.Xml;
    }

    internal static Message ReadKept(byte[] body)
    {
        using var stream = new MemoryStream(body, writable: false);
        return MessageReader.Read(stream, ReadLimits.Usual with { MostCharacters = body.Length + 1 }).Message!;
    }

    private static async Task<IResult> ListMovementsAsync(HttpContext context, TransitQueries queries)
    {
        var query = new QueryReader(context.Request.Query, "q", "state", "office", "stage");
        var (text, state, office) = (query.Find("q"), query.Find("state"), query.Find("office"));
        var stage = query.Find("stage") is null ? null : query.FindWord("stage", [.. MovementStages.All]);
        query.ThrowIfWrong();
        var rows = await queries.ListMovementsAsync(
            context.GetCaller(), text, state, office, stage, context.RequestAborted);
        return Negotiated.Of(context, new MovementList([.. rows.Select(TransitQueries.Summary)]),
            WireJson.Answers.MovementList, "movements");
    }

    private static async Task<IResult> GetMovementAsync(
        HttpContext context, string country, int number, TransitQueries queries, RiskQueries risk)
    {
        var caller = context.GetCaller();
        if (await queries.FindMovementAsync(caller, country, number, context.RequestAborted) is not { } movement)
            throw ProblemException.Of(404, "not-found");
        // Risk is for officers: parties must not learn what a control goes by.
        if (caller.Kind == OrganisationKind.Customs)
        {
            var row = await queries.FindRowAsync(caller, country, number, context.RequestAborted);
            movement = movement with { Findings = await risk.FindingsAsync(row!, context.RequestAborted) };
        }

        return Negotiated.Of(context, movement, WireJson.Answers.MovementView, "movement");
    }

    private static async Task<IResult> GetKeptAsync(
        HttpContext context, string country, int number, string name, TransitQueries queries)
    {
        if (await queries.FindKeptAsync(context.GetCaller(), country, number, name, context.RequestAborted)
            is not { } found)
            throw ProblemException.Of(404, "not-found");
        if (!context.Request.Headers.Accept.ToString().Contains("json", StringComparison.OrdinalIgnoreCase))
            return TypedResults.Bytes(found.Body, "application/xml");
        using var stream = new MemoryStream(found.Body, writable: false);
        var message = MessageReader.Read(
            stream, ReadLimits.Usual with { MostCharacters = found.Body.Length + 1 }).Message!;
        return TypedResults.Json(
            new KeptView(found.Kept, [.. MessageEdit.Lines(message)]), WireJson.Answers.KeptView);
    }

    private static async Task<IResult> DecideAsync(HttpContext context, TransitService service, FourEyes fourEyes)
    {
        var caller = context.GetCaller();
        var body = await ReadDecisionAsync(context);
        if (!caller.DecidesFor(body.Office))
            throw ProblemException.Of(404, "not-found");
        var decision = DecisionOf(body, caller.Country);
        return await fourEyes.ProposeAsync(caller, decision, context.RequestAborted) is { } proposal
            ? FourEyesApi.Answer(proposal)
            : await ActAsync(context, decision, service);
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

    /// <summary>The decision that a body asks for, at an office of a country.</summary>
    internal static OfficerDecision DecisionOf(DecisionBody body, string country) => new(country,
        FindRole(body)!.Value, body.Office, body.Movement, body.Action, body.Reason, body.Details, body.Seen);

    /// <summary>Carries out a decision that one person made, or a second one confirms.</summary>
    internal static Task<IResult> ActAsync(HttpContext context, OfficerDecision decision, TransitService service)
    {
        var caller = context.GetCaller();
        return caller.DecidesFor(decision.Office ?? "")
            ? ActAsync(context, decision, service, caller.Role.ToString())
            : throw ProblemException.Of(404, "not-found");
    }

    /// <summary>Carries out a decision under the name of a role, for any office.</summary>
    internal static async Task<IResult> ActAsync(
        HttpContext context, OfficerDecision decision, TransitService service, string role)
    {
        var texts = Texts.Server;
        var outcome = await service.ActAsync(
            decision, new Actor(context.GetCaller().Account, role), context.RequestAborted);
        if (outcome.Newer is { } newer)
        {
            throw ProblemException.Of(409, "conflict",
                [new FieldError("/seen", texts.Get("transit.seen", newer.Version, newer.State))]);
        }

        if (outcome.Refusal is { } refusal)
            throw ProblemException.Unprocessable([new FieldError("/action", refusal)]);
        if (decision.Proposal is not null && outcome.Entry is null)
            throw Standing.Taken("", "four-eyes.gone");
        return Negotiated.Of(context,
            new DecisionView(outcome.Entry ?? 0, [.. outcome.Movements.Select(TransitQueries.Summary)]),
            WireJson.Answers.DecisionView, "decision");
    }

    private static ProcedureRole? FindRole(DecisionBody body) =>
        Enum.TryParse<ProcedureRole>(body.Role, ignoreCase: true, out var role) && !char.IsAsciiDigit(body.Role[0])
        && role is ProcedureRole.Departure or ProcedureRole.Transit or ProcedureRole.Destination
            ? role
            : null;

    private static long After(HttpContext context)
    {
        var query = new QueryReader(context.Request.Query, "after");
        var after = query.FindLong("after");
        query.ThrowIfWrong();
        return after ?? 0;
    }
}
