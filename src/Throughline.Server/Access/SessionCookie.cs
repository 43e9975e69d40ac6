using Microsoft.AspNetCore.Http;

namespace Throughline.Server;

/// <summary>The cookie with the token of a session. Scripts cannot read it, other sites do not send it.</summary>
internal static class SessionCookie
{
    // The prefix makes browsers refuse a cookie that is not secure, has a domain, or came over plain HTTP: no host
    // beside this one can plant it.
    private const string Secure = "__Host-";

    /// <summary>The token that came with a request, or null.</summary>
    public static string? Find(HttpContext context, AccessSettings settings) =>
        context.Request.Cookies[Name(context, settings)];

    /// <summary>Gives a token to the browser.</summary>
    public static void Set(HttpContext context, AccessSettings settings, string token) =>
        context.Response.Cookies.Append(Name(context, settings), token, Make(context, settings));

    /// <summary>Takes it back.</summary>
    public static void Clear(HttpContext context, AccessSettings settings) =>
        context.Response.Cookies.Delete(Name(context, settings), Make(context, settings));

    private static string Name(HttpContext context, AccessSettings settings) =>
        (IsSecure(context, settings) ? Secure : "") + settings.Cookie;

    private static CookieOptions Make(HttpContext context, AccessSettings settings) => new()
    {
        HttpOnly = true,
        Secure = IsSecure(context, settings),
        SameSite = SameSiteMode.Strict,
        Path = "/",
        IsEssential = true,
    };

    // Behind a proxy the request itself came over plain HTTP; headers that say otherwise anybody can send.
    private static bool IsSecure(HttpContext context, AccessSettings settings) =>
        context.Request.IsHttps || settings.PublicUrl?.Scheme == Uri.UriSchemeHttps;
}
