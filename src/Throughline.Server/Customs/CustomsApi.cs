using System.Globalization;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Throughline.Customs;

namespace Throughline.Server;

internal static class CustomsApi
{
    private const int FirstYear = 2000;
    private const int LastYear = 2099;
    private const int MostFindings = 9_999;

    public static void MapCustoms(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/customs/check", CheckAsync)
            .WithName("CheckDocument").WithTags("Customs")
            .WithSummary("Everything that is wrong with a declaration or another message of electronic transit")
            .WithDescription(
                "The body is the XML document. Structure, code lists, conditions, rules and guidelines are checked in "
                + "one pass; a document that is wrong, or no message at all, is answered with its findings. Nothing is "
                + "stored.")
            .Accepts<string>("application/xml")
            .Produces<CheckAnswer>()
            .WithQuery(
                ("date", "The day for which codes and rules are read; the day on which the message was prepared when "
                    + "absent.", "2026-06-30"),
                ("profile", "ncts: as published; corridor: with Armenia and Azerbaijan as parties and offices of ours.",
                    "ncts"),
                ("route", "true: only what the countries of the offices on the way check, with their names, and what "
                    + "the messages that these offices make of the declaration would be refused for.", "true"));
        routes.MapGet("/customs/rules/{id}", Explain)
            .WithName("GetRule").WithTags("Customs")
            .WithSummary("What a rule, condition, guideline or code list asks, and where it applies")
            .Produces<RuleReport>();
    }

    private static async Task<IResult> CheckAsync(
        HttpContext context, DocumentChecks checks, WorkGate gate, TimeProvider time)
    {
        var request = context.Request;
        if (!IsXml(request.ContentType))
            throw ProblemException.Of(415, "unsupported-media-type");
        var query = new QueryReader(request.Query, "date", "profile", "route");
        var date = query.FindDate("date", FirstYear, LastYear);
        var profile = query.FindWord("profile", DocumentChecks.Profiles);
        var withRoute = query.FindBool("route");
        query.ThrowIfWrong();
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = BodyBytes.MostRead(DocumentChecks.MaxBytes);
        // The whole body is here before a turn is taken, so that a slow client holds nobody up.
        var body = await BodyBytes.HoldAsync(request, DocumentChecks.MaxBytes);
        try
        {
            using var work = await gate.EnterAsync(context.RequestAborted);
            await using var stream = PipeReader.Create(body).AsStream();
            var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
            var set = checks.Get(profile);
            var document = set.Document.Run(stream, Texts.Server.Get("customs.body"), date, today);
            return TypedResults.Json(Answer(document, withRoute ? set.Route : null), WireJson.Answers.CheckAnswer);
        }
        finally
        {
            BodyBytes.Release(request);
        }
    }

    private static CheckAnswer Answer(CheckedDocument document, RouteCheck? route)
    {
        var found = document.Message is { } message && route is not null
            ? route.Judge(message, document.Date, document.Findings)
            : [.. document.Findings.Select(f => new RouteFinding(f, [], false))];
        var counts = found.CountBy(f => f.Finding.Severity).ToDictionary();
        var errors = counts.GetValueOrDefault(Severity.Error);
        return new CheckAnswer(
            document.Message is not null && errors == 0, document.Message?.Code, document.Message?.Structure.Title,
            document.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            errors, counts.GetValueOrDefault(Severity.Warning), counts.GetValueOrDefault(Severity.Hint),
            document.Message is { } sent && route is not null ? RouteCheck.ListCountries(sent) : [],
            [.. found.Take(MostFindings).Select(FindingReport.Of)]);
    }

    private static IResult Explain(string id) => RuleReport.Find(id) is { } report
        ? TypedResults.Json(report, WireJson.Answers.RuleReport)
        : throw ProblemException.Of(404, "not-found",
            [new FieldError("", Texts.Server.Get("customs.no-rule", Shorten(id)), RuleReport.ListNear(id))]);

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";

    private static bool IsXml(string? contentType)
    {
        var media = contentType?.Split(';')[0].Trim() ?? "";
        return media.Equals("application/xml", StringComparison.OrdinalIgnoreCase)
            || media.Equals("text/xml", StringComparison.OrdinalIgnoreCase)
            || media.EndsWith("+xml", StringComparison.OrdinalIgnoreCase);
    }
}
