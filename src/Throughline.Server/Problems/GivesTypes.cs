using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Throughline.Server;

/// <summary>The media types that an address gives; a request that accepts none of them gets 406.</summary>
/// <param name="types">The types, the preferred one first.</param>
internal sealed class GivesTypes(params string[] types)
{
    private static readonly string[] Json = ["application/json", "application/problem+json"];

    /// <summary>The types.</summary>
    public IReadOnlyList<string> Types { get; } = types;

    /// <summary>The type that a request wants most of those that there are, or null when it accepts none.</summary>
    public static string? Choose(HttpRequest request, IReadOnlyList<string> types)
    {
        if (request.Headers.Accept.Count == 0)
            return types[0];
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted))
            return null;
        return accepted.Where(a => a.Quality is not 0)
            .OrderByDescending(a => a.Quality ?? 1)
            .Select(a => types.FirstOrDefault(t => new MediaTypeHeaderValue(t).IsSubsetOf(WithoutParameters(a))))
            .FirstOrDefault(t => t is not null);
    }

    /// <summary>Answers 406 before any work is done.</summary>
    public static void Use(WebApplication app) => app.Use((context, next) =>
    {
        if (context.GetEndpoint() is { } endpoint
            && context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
        {
            var types = endpoint.Metadata.GetMetadata<GivesTypes>()?.Types ?? Json;
            if (Choose(context.Request, types) is null)
                throw ProblemException.Of(406, "not-acceptable");
        }

        return next(context);
    });

    private static MediaTypeHeaderValue WithoutParameters(MediaTypeHeaderValue type) => new(type.MediaType);
}
