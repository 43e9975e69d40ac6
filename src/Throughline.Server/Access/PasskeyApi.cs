using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;

namespace Throughline.Server;

/// <summary>Passkeys (WebAuthn) of the own account, and the login by one.</summary>
internal static class PasskeyApi
{
    // An answer of a device holds its signature, and at its making what the device says of itself.
    private static readonly JsonLimits Limits = new(64_000, 10, 40_000);

    public static void MapPasskeys(this IEndpointRouteBuilder access)
    {
        access.MapPost("/login/options", BeginLoginAsync).Public()
            .WithName("BeginPasskeyLogin").WithSummary("The challenge for a login by passkey")
            .Produces<PasskeyChallenge>();
        access.MapPost("/login/passkey", LoginAsync).Public()
            .WithName("LoginByPasskey").WithSummary("Logs in by passkey; the answer sets the cookie of a session")
            .WithDescription("401 is the same for every reason.")
            .Accepts<PasskeyLoginBody>("application/json").Produces<MeView>();
        access.MapPost("/passkeys/options", BeginAddingAsync).NeedsPerson()
            .WithName("BeginPasskey").WithSummary("The challenge for a new passkey; asks for the password once more")
            .Accepts<BeginPasskeyBody>("application/json").Produces<PasskeyChallenge>();
        access.MapPost("/passkeys", AddAsync).NeedsPerson()
            .WithName("AddPasskey").WithSummary("Adds the passkey that a device made")
            .Accepts<NewPasskeyBody>("application/json").Produces<PasskeyView>(201);
        access.MapGet("/passkeys", ListAsync).NeedsPerson()
            .WithName("ListPasskeys").WithSummary("My passkeys")
            .Produces<PasskeyList>();
        access.MapDelete("/passkeys/{id}", RemoveAsync).NeedsPerson()
            .WithName("RemovePasskey").WithSummary("Takes one of my passkeys away")
            .Produces(204);
    }

    private static async Task<IResult> BeginLoginAsync(HttpContext context, Passkeys passkeys,
        Sessions sessions, IPasskeyHandler<AccountRow> handler, AccessSettings settings)
    {
        CrossSite.Refuse(context.Request, settings.PublicUrl, needsHeader: false);
        // Counted like a login: a challenge costs a row.
        await sessions.CountAsync("", context.Connection.RemoteIpAddress);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(
            await passkeys.BeginLoginAsync(context, handler), WireJson.Answers.PasskeyChallenge);
    }

    private static async Task<IResult> LoginAsync(HttpContext context, Passkeys passkeys, Sessions sessions,
        IPasskeyHandler<AccountRow> handler, AccessSettings settings)
    {
        CrossSite.Refuse(context.Request, settings.PublicUrl, needsHeader: false);
        var body = await JsonBody.ReadAsync<PasskeyLoginBody>(context.Request, Limits);
        var found = await passkeys.CheckAsync(context, body, handler);
        var (account, token) = await sessions.EnterAsync(found, AccessApi.OriginOf(context, settings));
        return AccessApi.Enter(context, settings, account, token);
    }

    private static async Task<IResult> BeginAddingAsync(
        HttpContext context, Passkeys passkeys, IPasskeyHandler<AccountRow> handler)
    {
        var body = await JsonBody.ReadAsync<BeginPasskeyBody>(context.Request, Limits);
        return TypedResults.Json(await passkeys.BeginAddingAsync(
            context, context.GetAdmission().Account, body.Password, handler, context.RequestAborted),
            WireJson.Answers.PasskeyChallenge);
    }

    private static async Task<IResult> AddAsync(
        HttpContext context, Passkeys passkeys, IPasskeyHandler<AccountRow> handler)
    {
        var body = await JsonBody.ReadAsync<NewPasskeyBody>(context.Request, Limits);
        var row = await passkeys.AddAsync(context, context.GetCaller(), body, handler);
        return TypedResults.Json(PasskeyView.Of(row), WireJson.Answers.PasskeyView, statusCode: 201);
    }

    private static async Task<IResult> ListAsync(HttpContext context, Passkeys passkeys)
    {
        var rows = await passkeys.ListAsync(context.GetCaller(), context.RequestAborted);
        return TypedResults.Json(new PasskeyList([.. rows.Select(PasskeyView.Of)]), WireJson.Answers.PasskeyList);
    }

    private static async Task<IResult> RemoveAsync(HttpContext context, string id, Passkeys passkeys)
    {
        await passkeys.RemoveAsync(context.GetCaller(), id);
        return TypedResults.NoContent();
    }
}
