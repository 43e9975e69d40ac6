using Microsoft.AspNetCore.Http;

namespace Throughline.Server;

/// <summary>Headers that keep a browser from doing with our pages what nobody asked for.</summary>
internal static class SecurityHeaders
{
    // MapLibre starts its worker from a blob; nothing else needs more than our own origin.
    private const string Policy =
        "default-src 'self'; script-src 'self'; worker-src 'self' blob:; child-src blob:; style-src 'self'; "
        + "img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; object-src 'none'; base-uri 'none'; "
        + "form-action 'self'; frame-ancestors 'none'";

    public static void Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        // The camera reads the barcode of an accompanying document; the browser asks the officer first.
        headers["Permissions-Policy"] = "camera=(self), geolocation=(), microphone=()";
    }
}
