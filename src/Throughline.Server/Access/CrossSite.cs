using Microsoft.AspNetCore.Http;

namespace Throughline.Server;

/// <summary>Refuses what a page of another site makes a browser send: its cookie goes along without anybody wanting
/// it.</summary>
internal static class CrossSite
{
    /// <summary>Header that goes with every request that changes something under a session. A page of another site
    /// cannot set it without asking first, and is not answered.</summary>
    public const string Header = "X-Throughline";

    /// <summary>Whether a request may change something.</summary>
    public static bool IsUnsafe(HttpRequest request) => !HttpMethods.IsGet(request.Method)
        && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method);

    /// <summary>Refuses a request that comes from elsewhere.</summary>
    /// <param name="request">The request.</param>
    /// <param name="publicUrl">Where browsers reach the installation; null: where the request went.</param>
    /// <param name="needsHeader">Whether the header must be there.</param>
    /// <exception cref="ProblemException">403.</exception>
    public static void Refuse(HttpRequest request, Uri? publicUrl, bool needsHeader)
    {
        var own = publicUrl?.GetLeftPart(UriPartial.Authority) ?? $"{request.Scheme}://{request.Host}";
        var site = request.Headers["Sec-Fetch-Site"];
        var origin = request.Headers.Origin;
        if (site.Count > 0 && site != "same-origin"
            || origin.Count > 0 && !string.Equals(origin, own, StringComparison.OrdinalIgnoreCase)
            || needsHeader && request.Headers[Header].Count == 0)
            throw ProblemException.Of(403, "cross-site");
    }
}
