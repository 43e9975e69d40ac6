using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Throughline.Server;

/// <summary>Answers that are given as JSON or as XML, as the header Accept asks.</summary>
internal static class Negotiated
{
    /// <summary>JSON.</summary>
    public const string Json = "application/json";

    /// <summary>XML.</summary>
    public const string Xml = "application/xml";

    private static readonly string[] Types = [Json, Xml];

    /// <summary>States that an address gives both, and what it gives.</summary>
    public static RouteHandlerBuilder Gives<T>(this RouteHandlerBuilder builder, int status = 200) => builder
        .WithMetadata(new GivesTypes(Json, Xml, ProblemMiddleware.JsonType, ProblemMiddleware.XmlType))
        .Produces<T>(status, Json, Xml);

    /// <summary>A value in the form that the request wants most.</summary>
    /// <param name="context">The request.</param>
    /// <param name="value">The value.</param>
    /// <param name="type">How it is JSON.</param>
    /// <param name="root">Name of the outermost element of XML.</param>
    /// <param name="status">Status of the answer.</param>
    public static IResult Of<T>(HttpContext context, T value, JsonTypeInfo<T> type, string root, int status = 200)
    {
        context.Response.Headers.Append("Vary", "Accept");
        if (GivesTypes.Choose(context.Request, Types) != Xml)
            return TypedResults.Json(value, type, statusCode: status);
        context.Response.StatusCode = status;
        return TypedResults.Bytes(XmlAnswer.Write(value, type, root), Xml);
    }
}
