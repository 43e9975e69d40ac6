using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>The instructor's addresses. They are there on a training installation and nowhere else.</summary>
internal static class TrainingApi
{
    private const long MostMinutes = 5_256_000;
    private static readonly JsonLimits Limits = new(64_000, 50, 512);

    public static void MapTraining(this IEndpointRouteBuilder routes)
    {
        var training = routes.MapGroup("/training").WithTags("Training");
        training.MapGet("", GetAsync).Needs(Role.Operator).WithName("GetTraining")
            .WithSummary("Clock and faults of a training installation")
            .Produces<TrainingView>();
        training.MapPost("/clock", MoveAsync).NeedsPerson(Role.Operator).WithName("MoveClock")
            .WithSummary("Moves the clock forward; what is due on the way happens in order")
            .Accepts<ClockBody>("application/json").Produces<ClockView>();
        training.MapPost("/faults", SetFaultAsync).NeedsPerson(Role.Operator).WithName("SetFault")
            .WithSummary("Lets messages to an administration be late, lost, doubled or refused, or lets it be down")
            .Accepts<FaultBody>("application/json").Produces<FaultView>();
        training.MapPost("/faults/{id:long}/end", EndFaultAsync).NeedsPerson(Role.Operator).WithName("EndFault")
            .WithSummary("Ends a fault")
            .Produces<TrainingView>();
        training.MapPost("/decisions", DecideAsync).NeedsPerson(Role.Operator).WithName("PlayOfficer")
            .WithSummary("Decides as an officer of any office would")
            .Accepts<DecisionBody>("application/json").Produces<DecisionView>();
        training.MapPost("/messages", PlayAsync).NeedsPerson(Role.Operator).WithName("PlayNeighbour")
            .WithSummary("Sends a message between administrations as a neighbour would")
            .WithDescription("messageRecipient is an administration that runs here; messageSender any other.")
            .Accepts<string>("application/xml").Produces<PlayedView>();
    }

    private static async Task<IResult> GetAsync(HttpContext context, TrainingDesk desk) => TypedResults.Json(
        new TrainingView(desk.Now, desk.Ahead.TotalSeconds, await desk.ListFaultsAsync(context.RequestAborted)),
        WireJson.Answers.TrainingView);

    private static async Task<IResult> MoveAsync(HttpContext context, TrainingDesk desk)
    {
        var body = await JsonBody.ReadAsync<ClockBody>(context.Request, Limits);
        var texts = Texts.Server;
        if (body.To is null == body.Minutes is null)
            throw ProblemException.Unprocessable([new FieldError("/to", texts.Get("training.to-or-minutes"))]);
        if (body.Minutes is < 1 or > MostMinutes)
        {
            throw ProblemException.Unprocessable(
                [new FieldError("/minutes", texts.Get("query.whole", 1, MostMinutes))]);
        }

        var to = body.To ?? desk.Now.AddMinutes(body.Minutes!.Value);
        if (to > desk.Now.AddMinutes(MostMinutes))
            throw ProblemException.Unprocessable([new FieldError("/to", texts.Get("training.far"))]);
        return await desk.MoveAsync(to, context.GetCaller().Account, context.RequestAborted) is { } done
            ? TypedResults.Json(new ClockView(desk.Now, done), WireJson.Answers.ClockView)
            : throw ProblemException.Unprocessable([new FieldError("/to", texts.Get("training.back", desk.Now))]);
    }

    private static async Task<IResult> SetFaultAsync(HttpContext context, TrainingDesk desk, TransitService service)
    {
        var body = await JsonBody.ReadAsync<FaultBody>(context.Request, Limits);
        var texts = Texts.Server;
        var errors = new List<FieldError>();
        if (!Enum.TryParse<FaultKind>(body.Kind, ignoreCase: true, out var kind) || char.IsAsciiDigit(body.Kind[0]))
            errors.Add(new FieldError("/kind", texts.Get("training.kind")));
        if (FindHosted(service, body.Recipient) is null)
            errors.Add(new FieldError("/recipient", Recipients(service, body.Recipient)));
        if (body.Code is { } code && MessageCatalogue.Ncts.Find(code) is null)
            errors.Add(new FieldError("/code", texts.Get("training.code")));
        if (body.Minutes is < 1 or > 100_000)
            errors.Add(new FieldError("/minutes", texts.Get("query.whole", 1, 100_000)));
        if (body.Count is < 1 or > 1_000)
            errors.Add(new FieldError("/count", texts.Get("query.whole", 1, 1_000)));
        if (errors.Count > 0)
            throw ProblemException.Unprocessable(errors);
        var made = await desk.SetFaultAsync(new FaultView(
            0, kind, body.Recipient, body.Code, body.Minutes, body.Count, default, null), context.GetCaller().Account);
        return TypedResults.Json(made, WireJson.Answers.FaultView);
    }

    private static async Task<IResult> EndFaultAsync(HttpContext context, long id, TrainingDesk desk) =>
        await desk.EndFaultAsync(id, context.GetCaller().Account)
            ? await GetAsync(context, desk)
            : throw ProblemException.Of(404, "not-found");

    private static async Task<IResult> DecideAsync(HttpContext context, TransitService service)
    {
        var body = await TransitApi.ReadDecisionAsync(context);
        var country = body.Office.Length >= 2 ? body.Office[..2] : "";
        if (!service.Settings.Countries.Contains(country))
        {
            throw ProblemException.Unprocessable(
                [new FieldError("/office", Recipients(service, "NTA." + country))]);
        }

        return await TransitApi.ActAsync(context, TransitApi.DecisionOf(body, country), service, "Instructor");
    }

    private static async Task<IResult> PlayAsync(HttpContext context, TrainingDesk desk, TransitService service)
    {
        var (read, body) = await TransitApi.ReadMessageAsync(context, service.Settings);
        if (read.Message is not { } message)
        {
            throw ProblemException.Unprocessable(
                [.. read.Findings.Take(20).Select(f => new FieldError(f.Pointer, $"{f.Message} {f.Remedy}"))]);
        }

        var errors = new List<FieldError>();
        var (sender, recipient) = (message.Root["messageSender"] ?? "", message.Root["messageRecipient"] ?? "");
        if (sender.Length != 6 || !sender.StartsWith("NTA.", StringComparison.Ordinal) || sender == recipient)
            errors.Add(new FieldError($"/{message.Code}/messageSender", Texts.Server.Get("training.sender", sender)));
        if (FindHosted(service, recipient) is null)
            errors.Add(new FieldError($"/{message.Code}/messageRecipient", Recipients(service, recipient)));
        if (errors.Count > 0)
            throw ProblemException.Unprocessable(errors);
        var id = await desk.PlayAsync(message, body, context.GetCaller().Account, context.RequestAborted);
        return TypedResults.Json(new PlayedView(id), WireJson.Answers.PlayedView);
    }

    private static string? FindHosted(TransitService service, string name) => name.Length == 6
        && name.StartsWith("NTA.", StringComparison.Ordinal) && service.Settings.Countries.Contains(name[4..])
            ? name[4..]
            : null;

    private static string Recipients(TransitService service, string name) => Texts.Server.Get("transit.recipient", name,
        string.Join(", ", service.Settings.Countries.Order(StringComparer.Ordinal).Select(c => "NTA." + c)));
}
