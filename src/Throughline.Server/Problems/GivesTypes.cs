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

    /// <summary>The type that a request wants most of those that there are, or null when it accepts none. Of each type
    /// the most exact range decides (RFC 9110, 12.5.1); among equals the one that the client names first.</summary>
    public static string? Choose(HttpRequest request, IReadOnlyList<string> types)
    {
        if (request.Headers.Accept.Count == 0)
            return types[0];
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted))
            return null;
        return types
            .Select(t => (Type: t, Range: Find(accepted, new MediaTypeHeaderValue(t))))
            .Where(t => t.Range is { Quality: not 0 })
            .OrderByDescending(t => t.Range!.Quality ?? 1)
            .ThenBy(t => accepted.IndexOf(t.Range!))
            .Select(t => t.Type)
            .FirstOrDefault();
    }

    private static MediaTypeHeaderValue? Find(IList<MediaTypeHeaderValue> accepted, MediaTypeHeaderValue type) =>
        accepted.Where(a => type.IsSubsetOf(WithoutParameters(a)))
            .MinBy(a => a.MatchesAllTypes ? 2 : a.MatchesAllSubTypes ? 1 : 0);

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
