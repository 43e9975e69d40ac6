using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Throughline.Server;

/// <summary>Keys for systems.</summary>
internal static class KeyApi
{
    private static readonly Role[] Holders = [.. Enum.GetValues<Role>().Where(Grants.MayHoldKeys)];

    public static void MapKeys(this IEndpointRouteBuilder access)
    {
        access.MapPost("/keys", CreateAsync).NeedsPerson(Holders)
            .WithName("CreateKey")
            .WithSummary("Makes a key for a system that acts as this account")
            .WithDescription("The key is shown in this answer only. Whoever decides or administers has none: a "
                + "decision and a grant are a person's.")
            .Accepts<NewKeyBody>("application/json").Produces<NewKeyView>(201);
        access.MapGet("/keys", ListAsync).NeedsPerson(Holders)
            .WithName("ListKeys")
            .WithSummary("My keys that are good")
            .Produces<KeyList>();
        access.MapGet("/accounts/{id}/keys", ListOfAsync).NeedsPerson(Role.Administrator)
            .WithName("ListKeysOfAccount")
            .WithSummary("The keys of an account that are good")
            .Produces<KeyList>();
        access.MapPost("/keys/{id}/rotate", RotateAsync).NeedsPerson(Holders)
            .WithName("RotateKey")
            .WithSummary("Makes the successor of a key; both are good for some hours")
            .Accepts<RotationBody>("application/json").Produces<NewKeyView>(201);
        access.MapDelete("/keys/{id}", RevokeAsync).NeedsPerson()
            .WithName("RevokeKey")
            .WithSummary("Takes a key away at once: its own account, or an administrator over it")
            .Produces(204);
    }

    private static async Task<IResult> CreateAsync(HttpContext context, Keys keys)
    {
        var body = await JsonBody.ReadAsync<NewKeyBody>(context.Request, AccessApi.Limits);
        return Answer(await keys.CreateAsync(context.GetCaller(), body));
    }

    private static async Task<IResult> RotateAsync(HttpContext context, string id, Keys keys)
    {
        var body = await JsonBody.ReadAsync<RotationBody>(context.Request, AccessApi.Limits);
        return Answer(await keys.RotateAsync(context.GetCaller(), id, body));
    }

    private static Task<IResult> ListAsync(HttpContext context, Keys keys) =>
        ListOfAsync(context, context.GetCaller().Account, keys);

    private static async Task<IResult> ListOfAsync(HttpContext context, string id, Keys keys)
    {
        var rows = await keys.ListAsync(context.GetCaller(), id, context.RequestAborted);
        return TypedResults.Json(new KeyList([.. rows.Select(KeyView.Of)]), WireJson.Answers.KeyList);
    }

    private static async Task<IResult> RevokeAsync(HttpContext context, string id, Keys keys)
    {
        await keys.RevokeAsync(context.GetCaller(), id);
        return TypedResults.NoContent();
    }

    private static IResult Answer((KeyRow Row, string Key) made) => TypedResults.Json(
        new NewKeyView(made.Row.Id, made.Row.Name, made.Key, made.Row.ExpiresAt), WireJson.Answers.NewKeyView,
        statusCode: 201);
}
