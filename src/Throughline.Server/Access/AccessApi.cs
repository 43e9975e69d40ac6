using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Throughline.Server;

/// <summary>Logging in and out.</summary>
internal static class AccessApi
{
    /// <summary>Most of a body of access.</summary>
    public static JsonLimits Limits { get; } = new(16_000, 100, 500);

    public static void MapAccess(this IEndpointRouteBuilder routes)
    {
        var access = routes.MapGroup("/access").WithTags("Access");
        access.MapPost("/login", LoginAsync).Public()
            .WithName("Login")
            .WithSummary("Logs in by password; the answer sets the cookie of a session")
            .WithDescription("401 is the same for every reason. After some failures 429 says in Retry-After how long "
                + "to wait. Requests that change something under the session carry the header `X-Throughline: 1`.")
            .Accepts<LoginBody>("application/json").Produces<MeView>();
        access.MapPost("/first", RedeemAsync).Public()
            .WithName("RedeemSecret")
            .WithSummary("Redeems a one-time secret: sets a password and logs in")
            .Accepts<FirstBody>("application/json").Produces<MeView>();
        access.MapPost("/logout", LogoutAsync).NeedsPerson()
            .WithName("Logout")
            .WithSummary("Ends the session")
            .Produces(204);
        access.MapGet("/me", GetMeAsync).NeedsLogin()
            .WithName("GetMe")
            .WithSummary("Who I am here and what I may do")
            .Produces<MeView>();
        access.MapPost("/password", ChangePasswordAsync).NeedsPerson()
            .WithName("ChangePassword")
            .WithSummary("Changes the own password; all other sessions of the account end")
            .Accepts<PasswordBody>("application/json").Produces(204);
        access.MapOrganisations();
        access.MapAccounts();
        access.MapKeys();
        access.MapPasskeys();
    }

    private static async Task<IResult> LoginAsync(HttpContext context, Sessions sessions, AccessSettings settings)
    {
        CrossSite.Refuse(context.Request, settings.PublicUrl, needsHeader: false);
        var body = await JsonBody.ReadAsync<LoginBody>(context.Request, Limits);
        var (account, token) = await sessions.LoginAsync(
            body.Login, body.Password, OriginOf(context, settings), context.RequestAborted);
        return Enter(context, settings, account, token);
    }

    private static async Task<IResult> RedeemAsync(HttpContext context, Sessions sessions, AccessSettings settings)
    {
        CrossSite.Refuse(context.Request, settings.PublicUrl, needsHeader: false);
        var body = await JsonBody.ReadAsync<FirstBody>(context.Request, Limits);
        var (account, token) = await sessions.RedeemAsync(
            body.Secret, body.Password, OriginOf(context, settings), context.RequestAborted);
        return Enter(context, settings, account, token);
    }

    private static async Task<IResult> LogoutAsync(HttpContext context, Sessions sessions, AccessSettings settings)
    {
        var session = context.GetAdmission().Session ?? throw Standing.NotFound();
        await sessions.EndAsync(session.Digest);
        SessionCookie.Clear(context, settings);
        return TypedResults.NoContent();
    }

    private static IResult GetMeAsync(HttpContext context) =>
        TypedResults.Json(MeView.Of(context.GetAdmission().Account), WireJson.Answers.MeView);

    private static async Task<IResult> ChangePasswordAsync(
        HttpContext context, Sessions sessions, AccessSettings settings)
    {
        var body = await JsonBody.ReadAsync<PasswordBody>(context.Request, Limits);
        var admission = context.GetAdmission();
        var session = admission.Session ?? throw Standing.NotFound();
        var token = await sessions.ChangePasswordAsync(admission.Caller, session, body.Current, body.Password,
            OriginOf(context, settings), context.RequestAborted);
        SessionCookie.Set(context, settings, token);
        return TypedResults.NoContent();
    }

    /// <summary>Gives the cookie of a new session.</summary>
    internal static IResult Enter(HttpContext context, AccessSettings settings, AccountRow account, string token)
    {
        SessionCookie.Set(context, settings, token);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(MeView.Of(account), WireJson.Answers.MeView);
    }

    /// <summary>Where a login comes from.</summary>
    internal static LoginOrigin OriginOf(HttpContext context, AccessSettings settings) =>
        new(context.Connection.RemoteIpAddress, SessionCookie.Find(context, settings));
}
