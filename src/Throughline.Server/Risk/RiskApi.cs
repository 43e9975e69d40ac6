using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>Risk over HTTP: for officers, supervisors and auditors, never for parties.</summary>
internal static class RiskApi
{
    private const long MostCents = 100_000_000_000_000;
    private static readonly JsonLimits Limits = new(64_000, 50, 2_000);
    private static readonly JsonLimits RulesLimits = new(1_200_000, 10, 1_000_000);

    public static void MapRisk(this IEndpointRouteBuilder routes)
    {
        var risk = routes.MapGroup("/risk").WithTags("Risk");
        risk.MapGet("/movements/{country}/{number:int}", GetAsync).Needs(Role.Officer, Role.Supervisor)
            .WithName("GetRisk").WithSummary("Why a movement is or is not to be controlled, and what is proposed")
            .Produces<RiskView>();
        risk.MapPost("/movements/{country}/{number:int}/assessments", AssessAsync)
            .Needs(Role.Officer, Role.Supervisor)
            .WithName("AssessMovement").WithSummary("Assesses a movement again as it stands now")
            .Produces<RiskView>();
        risk.MapPost("/movements/{country}/{number:int}/control", NoteControlAsync)
            .Needs(Role.Officer, Role.Supervisor)
            .WithName("NoteControl").WithSummary("Writes down what a control found")
            .Accepts<ControlBody>("application/json").Produces<RiskView>();
        risk.MapGet("/statistics", StatisticsAsync).Needs(Role.Officer, Role.Supervisor, Role.Auditor)
            .WithName("RiskStatistics").WithSummary("Green share, channels, precision and yield of each rule")
            .Produces<RiskStatistics>()
            .WithQuery(("from", "First day; 30 days ago when absent.", "2026-12-01"),
                ("to", "Last day; today when absent.", "2026-12-31"),
                ("country", "For auditors of the installation: the administration.", "AM"));
        risk.MapGet("/draws/{day}", DrawsAsync).Needs(Role.Supervisor, Role.Auditor)
            .WithName("ListDraws")
            .WithSummary("The draws of a day, and the secret that they follow from once it is over")
            .Produces<DrawDayView>()
            .WithQuery(("country", "For auditors of the installation: the administration.", "AM"));
        MapRules(risk);
    }

    private static void MapRules(RouteGroupBuilder risk)
    {
        risk.MapGet("/rules", GetRulesAsync).Needs(Role.Officer, Role.Supervisor, Role.Auditor)
            .WithName("GetRiskRules").WithSummary("The rules that hold today, or a version of them")
            .Produces<RulesView>()
            .WithQuery(("version", "Number of the version; 0 gives the built-in rules.", "3"),
                ("country", "For auditors of the installation: the administration.", "AM"));
        risk.MapPost("/rules", PublishAsync).Needs(Role.Supervisor)
            .WithName("PublishRiskRules").WithSummary("Publishes the next version of the rules")
            .WithDescription("A text with an error is refused with all its errors, line by line.")
            .Accepts<RulesBody>("application/json").Produces<RulesView>(201);
    }

    private static async Task<IResult> GetAsync(
        HttpContext context, string country, int number, TransitQueries queries, RiskQueries risk)
    {
        var row = await FindAsync(context, country, number, queries);
        return TypedResults.Json(await risk.ViewAsync(row, context.RequestAborted), WireJson.Answers.RiskView);
    }

    private static async Task<IResult> AssessAsync(HttpContext context, string country, int number,
        TransitQueries queries, TransitService service, RiskQueries risk)
    {
        var row = await FindAsync(context, country, number, queries);
        if (!await service.AssessAsync(row, context.RequestAborted))
            throw ProblemException.Unprocessable([new FieldError("", Texts.Server.Get("risk.state", row.State))]);
        return TypedResults.Json(await risk.ViewAsync(row, context.RequestAborted), WireJson.Answers.RiskView);
    }

    private static async Task<IResult> NoteControlAsync(HttpContext context, string country, int number,
        TransitQueries queries, WriteLane lane, RiskQueries risk)
    {
        var caller = context.GetCaller();
        var body = await JsonBody.ReadAsync<ControlBody>(context.Request, Limits);
        var errors = new List<FieldError>();
        if (string.IsNullOrWhiteSpace(body.Text))
            errors.Add(new FieldError("/text", Texts.Server.Get("transit.reason")));
        if (body.Controls.Count == 0 || body.Controls.Any(c => !RiskRulesReader.ControlTypes.Contains(c)))
        {
            errors.Add(new FieldError(
                "/controls", Texts.Server.Get("risk.controls", string.Join(", ", RiskRulesReader.ControlTypes))));
        }

        if (body.RecoveredCents is < 0 or > MostCents)
            errors.Add(new FieldError("/recoveredCents", Texts.Server.Get("risk.cents", MostCents)));
        if (errors.Count > 0)
            throw ProblemException.Unprocessable(errors);
        var row = await FindAsync(context, country, number, queries);
        if (!caller.DecidesFor(row.Office))
            throw ProblemException.Of(404, "not-found");
        await RiskRecords.NoteControlAsync(lane, row, body, caller.Account);
        return TypedResults.Json(await risk.ViewAsync(row, context.RequestAborted), WireJson.Answers.RiskView);
    }

    private static async Task<IResult> StatisticsAsync(HttpContext context, TimeProvider time, RiskQueries risk)
    {
        var query = new QueryReader(context.Request.Query, "from", "to", "country");
        var today = RiskSecrets.DayOf(time.GetUtcNow());
        var from = query.FindDate("from", 2020, 2060) ?? today.AddDays(-30);
        var to = query.FindDate("to", 2020, 2060) ?? today;
        var country = CountryOf(context, query);
        query.ThrowIfWrong();
        return TypedResults.Json(await risk.StatisticsAsync(country, Start(from), Start(to.AddDays(1)),
            context.RequestAborted), WireJson.Answers.RiskStatistics);
    }

    private static async Task<IResult> DrawsAsync(HttpContext context, string day, RiskQueries risk)
    {
        var query = new QueryReader(context.Request.Query, "country");
        var country = CountryOf(context, query);
        query.ThrowIfWrong();
        if (!RiskSecrets.TryRead(day, out var asked))
            throw ProblemException.Unprocessable([new FieldError("?day", Texts.Server.Get("risk.day"))]);
        return await risk.DrawsAsync(country, asked, context.RequestAborted) is { } draws
            ? TypedResults.Json(draws, WireJson.Answers.DrawDayView)
            : throw ProblemException.Of(404, "not-found");
    }

    private static async Task<IResult> GetRulesAsync(HttpContext context, RiskQueries risk)
    {
        var query = new QueryReader(context.Request.Query, "version", "country");
        var version = query.FindInt("version", 0, int.MaxValue);
        var country = CountryOf(context, query);
        query.ThrowIfWrong();
        return await risk.RulesAsync(country, version, context.RequestAborted) is { } rules
            ? TypedResults.Json(rules, WireJson.Answers.RulesView)
            : throw ProblemException.Of(404, "not-found");
    }

    private static async Task<IResult> PublishAsync(
        HttpContext context, TimeProvider time, WriteLane lane, RiskQueries risk)
    {
        var caller = context.GetCaller();
        var body = await JsonBody.ReadAsync<RulesBody>(context.Request, RulesLimits);
        var today = RiskSecrets.DayOf(time.GetUtcNow());
        var from = today;
        var errors = RiskRulesReader.Read(body.Text).Issues.Select(i => new FieldError(
            "/text", Texts.Server.Get("risk.rule", i.Line, i.Message, i.Remedy))).ToList();
        if (body.ValidFrom is { } text && (!RiskSecrets.TryRead(text, out from) || from < today))
            errors.Add(new FieldError("/validFrom", Texts.Server.Get("risk.valid-from")));
        if (string.IsNullOrWhiteSpace(body.Reason))
            errors.Add(new FieldError("/reason", Texts.Server.Get("transit.reason")));
        if (errors.Count > 0)
            throw ProblemException.Unprocessable(errors);
        var version = await RiskRecords.PublishAsync(lane, caller.Country, body, from, caller.Account);
        return TypedResults.Json(await risk.RulesAsync(caller.Country, version, context.RequestAborted),
            WireJson.Answers.RulesView, statusCode: 201);
    }

    /// <summary>The movement, if the caller may see it.</summary>
    internal static async Task<MovementRow> FindAsync(
        HttpContext context, string country, int number, TransitQueries queries) =>
        await queries.FindRowAsync(context.GetCaller(), country, number, context.RequestAborted)
            ?? throw ProblemException.Of(404, "not-found");

    /// <summary>The caller's own administration; an auditor of the installation names one.</summary>
    private static string CountryOf(HttpContext context, QueryReader query)
    {
        var (caller, asked) = (context.GetCaller(), query.Find("country"));
        return caller.Kind == OrganisationKind.Operator && asked is not null ? asked : caller.Country;
    }

    private static DateTimeOffset Start(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
}
