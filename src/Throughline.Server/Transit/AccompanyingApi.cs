using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Throughline.Customs;
using Throughline.Documents;

namespace Throughline.Server;

/// <summary>The accompanying document of a movement.</summary>
internal static class AccompanyingApi
{
    private const string Pdf = "application/pdf";

    private static readonly GivesTypes Types =
        new(Pdf, Negotiated.Json, Negotiated.Xml, ProblemMiddleware.JsonType, ProblemMiddleware.XmlType);

    public static void MapAccompanying(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/transit/movements/{country}/{number:int}/accompanying-document", GetAsync)
            .Needs(Role.Trader, Role.Representative, Role.Officer, Role.Supervisor)
            .WithTags("Transit").WithName("GetAccompanyingDocument")
            .WithSummary("The transit accompanying document as PDF, or its data as JSON or XML (CC029C)")
            .WithDescription("For whoever sees the movement, from its release on. It carries the installation's seal "
                + "where one is configured.")
            .WithMetadata(Types)
            .Produces<byte[]>(200, Pdf).Produces<MessageView>().Produces<string>(200, Negotiated.Xml)
            .WithQuery(("language", "Second language of the paper beside English: az, hy, ka, ru or tr.", "hy"));

    private static async Task<IResult> GetAsync(
        HttpContext context, string country, int number, TransitQueries queries, TransitService service)
    {
        var query = new QueryReader(context.Request.Query, "language");
        var language = query.FindWord("language", ["en", .. Labels.Languages]);
        query.ThrowIfWrong();
        if (await queries.FindReleaseAsync(context.GetCaller(), country, number, context.RequestAborted)
            is not { } found)
            throw ProblemException.Of(404, "not-found");
        context.Response.Headers.Append("Vary", "Accept");
        var type = GivesTypes.Choose(context.Request, Types.Types);
        if (type == Negotiated.Xml)
            return TypedResults.Bytes(found.Body, Negotiated.Xml);
        var release = TransitApi.ReadKept(found.Body);
        return type == Negotiated.Json
            ? TypedResults.Json(new MessageView(found.Message, [.. MessageEdit.Lines(release)],
                MessageContent.Of(release.Root), []), WireJson.Answers.MessageView)
            : Print(release, language == "en" ? null : language, service.Settings.Seal);
    }

    private static IResult Print(Message release, string? language, SealKey? key)
    {
        try
        {
            var seal = key is null ? null : TadSeal.Sign(release, key.Pem, key.Id);
            using var pdf = new MemoryStream();
            TadDocument.Write(release, new TadOptions(language, seal), pdf);
            return TypedResults.File(pdf.ToArray(), Pdf, $"TAD-{release.Root.First("TransitOperation")?["MRN"]}.pdf");
        }
        catch (ArgumentException e)
        {
            throw ProblemException.Unprocessable(
                [new FieldError("", Texts.Server.Get("tad.not-printable", e.Message))]);
        }
    }
}
