using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>Numbers for paper.</summary>
/// <param name="Numbers">The numbers.</param>
public sealed record PaperNumberList(IReadOnlyList<PaperNumberView> Numbers);

/// <summary>Asks for numbers.</summary>
public sealed record PaperIssueBody
{
    /// <summary>The office that they are for.</summary>
    public required string Office { get; init; }

    /// <summary>How many, 1 to 200.</summary>
    public required int Count { get; init; }

    /// <summary>Safety and security data of the movements, as in the declaration: 0 to 3.</summary>
    public string Security { get; init; } = "0";

    /// <summary>Why; it stands in the journal.</summary>
    public required string Reason { get; init; }
}

/// <summary>Tells what became of a number.</summary>
public sealed record PaperSettleBody
{
    /// <summary>closed: the movement began and ended on paper. void: the number was never used. entered: the movement
    /// began on paper and goes on here.</summary>
    public required string State { get; init; }

    /// <summary>Day of acceptance on paper; not of a number that was never used.</summary>
    public DateOnly? AcceptedOn { get; init; }

    /// <summary>Day of release on paper; not of a number that was never used.</summary>
    public DateOnly? ReleasedOn { get; init; }

    /// <summary>The declaration (CC015C as XML) of a movement that is entered.</summary>
    public string? Declaration { get; init; }

    /// <summary>Why, or what happened; it stands in the journal.</summary>
    public required string Reason { get; init; }
}

internal static class PaperNumberApi
{
    private const int MostNumbers = 200;
    private const int MostReason = 500;

    public static void MapPaper(this IEndpointRouteBuilder routes)
    {
        var paper = routes.MapGroup("/transit/paper").WithTags("Transit");
        paper.MapPost("", IssueAsync).Needs(Role.Officer, Role.Supervisor)
            .WithName("IssuePaperNumbers").WithSummary("Hands out numbers for movements that begin on paper")
            .Accepts<PaperIssueBody>("application/json").Produces<PaperNumberList>(201);
        paper.MapGet("", ListAsync).Needs(Role.Officer, Role.Supervisor)
            .WithName("ListPaperNumbers").WithSummary("Numbers for paper, and what became of them; at most 1000")
            .Produces<PaperNumberList>()
            .WithQuery(("office", "Only those of this office.", "AMXX0NRN"), ("state", "Only those in this state.",
                "issued"));
        paper.MapPost("/{mrn}", SettleAsync).Needs(Role.Officer, Role.Supervisor)
            .WithName("SettlePaperNumber")
            .WithSummary("Tells once what became of a number: closed on paper, void, or entered here")
            .WithDescription("409 says what became of it before. A number that was closed on paper is never entered.")
            .Accepts<PaperSettleBody>("application/json").Produces<PaperNumberView>();
    }

    private static async Task<IResult> IssueAsync(HttpContext context, PaperNumbers numbers, TimeProvider time)
    {
        var caller = context.GetCaller();
        var body = await JsonBody.ReadAsync<PaperIssueBody>(context.Request, new JsonLimits(16_000, 20, 1_000));
        var errors = new List<FieldError>();
        if (body.Count is < 1 or > MostNumbers)
            errors.Add(new FieldError("/count", Texts.Server.Get("query.whole", 1, MostNumbers)));
        if (body.Security is not ("0" or "1" or "2" or "3"))
            errors.Add(new FieldError("/security", Texts.Server.Get("paper.security")));
        CheckReason(body.Reason, errors);
        ThrowIfWrong(errors);
        if (body.Office.Length != 8 || !caller.DecidesFor(body.Office))
            throw ProblemException.Of(404, "not-found");
        var issued = await TryAsync(() => numbers.IssueAsync(body.Office, time.GetUtcNow().Year, body.Count,
            Mrn.ProcedureFor(body.Security), ActorOf(caller), body.Reason));
        return TypedResults.Json(
            new PaperNumberList(issued), WireJson.Answers.PaperNumberList, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> ListAsync(HttpContext context, PaperNumbers numbers)
    {
        var caller = context.GetCaller();
        var query = new QueryReader(context.Request.Query, "office", "state");
        var (office, text) = (query.Find("office"), query.Find("state"));
        query.ThrowIfWrong();
        PaperState? state = null;
        if (text is not null)
        {
            state = Enum.TryParse<PaperState>(text, ignoreCase: true, out var named) && Enum.IsDefined(named)
                && !char.IsAsciiDigit(text[0])
                ? named
                : throw ProblemException.Invalid([new FieldError("?state", Texts.Server.Get("paper.states"))]);
        }

        var list = await numbers.ListAsync(caller.Country, office, state, context.RequestAborted);
        return TypedResults.Json(new PaperNumberList([.. list.Where(n => caller.DecidesFor(n.Office))]),
            WireJson.Answers.PaperNumberList);
    }

    private static async Task<IResult> SettleAsync(
        HttpContext context, string mrn, PaperNumbers numbers, TransitService service)
    {
        var caller = context.GetCaller();
        var most = service.Settings.MostMessageBytes;
        var body = await JsonBody.ReadAsync<PaperSettleBody>(context.Request, new JsonLimits(1_000_000, 20, 1_000_000));
        if (await numbers.FindAsync(mrn, context.RequestAborted) is not { } number
            || !caller.DecidesFor(number.Office))
            throw ProblemException.Of(404, "not-found");
        var (state, dates) = Read(body, number);
        if (state != PaperState.Entered)
        {
            var settled = await TryAsync(
                () => numbers.SettleAsync(mrn, state, dates, ActorOf(caller), body.Reason));
            return TypedResults.Json(settled, WireJson.Answers.PaperNumberView);
        }

        var bytes = System.Text.Encoding.UTF8.GetBytes(body.Declaration ?? "");
        using var stream = new MemoryStream(bytes, writable: false);
        var read = MessageReader.Read(stream, ReadLimits.Usual with { MostCharacters = most });
        CheckDeclaration(read, number);
        await TryAsync(() => service.TakePaperAsync(number.Office[..2], read, bytes,
            (w, receipt) => PaperNumbers.EnterAsync(w, mrn, dates!, ActorOf(caller), body.Reason, receipt),
            ActorOf(caller), context.RequestAborted));
        return TypedResults.Json(
            (await numbers.FindAsync(mrn, context.RequestAborted))!, WireJson.Answers.PaperNumberView);
    }

    private static (PaperState State, PaperDates? Dates) Read(PaperSettleBody body, PaperNumberView number)
    {
        var errors = new List<FieldError>();
        if (!Enum.TryParse<PaperState>(body.State, ignoreCase: true, out var state) || !Enum.IsDefined(state)
            || state == PaperState.Issued || char.IsAsciiDigit(body.State[0]))
            errors.Add(new FieldError("/state", Texts.Server.Get("paper.states")));
        CheckReason(body.Reason, errors);
        PaperDates? dates = null;
        if (state != PaperState.Void)
        {
            var issued = DateOnly.FromDateTime(number.IssuedAt.UtcDateTime).AddDays(-1);
            if (body.AcceptedOn is not { } accepted || accepted < issued || accepted.Year % 100 != YearOf(number))
                errors.Add(new FieldError("/acceptedOn", Texts.Server.Get("paper.accepted", number.Mrn[..2])));
            else if (body.ReleasedOn is not { } released || released < accepted)
                errors.Add(new FieldError("/releasedOn", Texts.Server.Get("paper.released")));
            else
                dates = new PaperDates(accepted, released);
        }

        if (state == PaperState.Entered && string.IsNullOrWhiteSpace(body.Declaration))
            errors.Add(new FieldError("/declaration", Texts.Server.Get("paper.declaration", number.Lrn)));
        ThrowIfWrong(errors);
        return (state, dates);
    }

    private static int YearOf(PaperNumberView number) =>
        int.Parse(number.Mrn.AsSpan(0, 2), System.Globalization.CultureInfo.InvariantCulture);

    private static void CheckDeclaration(ReadResult read, PaperNumberView number)
    {
        if (read.Message is { Code: "CC015C" } message
            && message.Root.Values("TransitOperation/LRN").FirstOrDefault() == number.Lrn
            && message.Root.Values("CustomsOfficeOfDeparture/referenceNumber").FirstOrDefault() == number.Office
            && message.Root["messageRecipient"] == "NTA." + number.Office[..2])
            return;
        throw ProblemException.Unprocessable([
            new FieldError("/declaration", Texts.Server.Get("paper.declaration", number.Lrn)),
            .. read.Findings.Take(20).Select(f => new FieldError("/declaration", $"{f.Message} {f.Remedy}")),
        ]);
    }

    private static void CheckReason(string reason, List<FieldError> errors)
    {
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > MostReason)
            errors.Add(new FieldError("/reason", Texts.Server.Get("transit.reason")));
    }

    private static void ThrowIfWrong(List<FieldError> errors)
    {
        if (errors.Count > 0)
            throw ProblemException.Unprocessable(errors);
    }

    private static async Task<T> TryAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (PaperNumberException e)
        {
            throw ProblemException.Of(409, "conflict", [new FieldError("/state", e.Message)]);
        }
    }

    private static Actor ActorOf(Caller caller) => new(caller.Account, caller.Role.ToString());
}
