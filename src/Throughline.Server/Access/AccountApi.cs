using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Throughline.Server;

/// <summary>Accounts of organisations.</summary>
internal static class AccountApi
{
    public static void MapAccounts(this IEndpointRouteBuilder access)
    {
        access.MapPost("/organisations/{id}/accounts", CreateAsync).NeedsPerson(Role.Administrator)
            .WithName("CreateAccount")
            .WithSummary("Makes an account and the secret with which it sets its password")
            .WithDescription("An organisation's administrator does, and for others the installation administrator; "
                + "for a customs organisation only its own, but for the first one, which the installation "
                + "administrator makes once.")
            .Accepts<NewAccountBody>("application/json").Produces<HandOverView>(201);
        access.MapGet("/organisations/{id}/accounts", ListAsync).NeedsPerson(Role.Administrator)
            .WithName("ListAccounts")
            .WithSummary("The accounts of an organisation")
            .Produces<AccountList>();
        access.MapPut("/accounts/{id}", ChangeAsync).NeedsPerson(Role.Administrator)
            .WithName("ChangeAccount")
            .WithSummary("Changes name, role and offices of an account, disables it or lets it in again")
            .WithDescription("Whose role or offices change, and who is disabled, is logged out at once. Nobody changes "
                + "the own account.")
            .Accepts<AccountBody>("application/json").Produces<AccountView>();
        access.MapPost("/accounts/{id}/reset", ResetAsync).NeedsPerson(Role.Administrator)
            .WithName("ResetAccount")
            .WithSummary("Takes the password of an account away and gives a secret for a new one")
            .Produces<HandOverView>();
    }

    private static async Task<IResult> CreateAsync(
        HttpContext context, string id, Accounts accounts, AccessSettings settings)
    {
        var body = await JsonBody.ReadAsync<NewAccountBody>(context.Request, AccessApi.Limits);
        var handed = await accounts.CreateAsync(context.GetCaller(), id, body);
        return TypedResults.Json(View(context, settings, handed), WireJson.Answers.HandOverView, statusCode: 201);
    }

    private static async Task<IResult> ListAsync(HttpContext context, string id, Accounts accounts)
    {
        var rows = await accounts.ListAsync(context.GetCaller(), id, context.RequestAborted);
        return TypedResults.Json(new AccountList([.. rows.Select(AccountView.Of)]), WireJson.Answers.AccountList);
    }

    private static async Task<IResult> ChangeAsync(HttpContext context, string id, Accounts accounts)
    {
        var body = await JsonBody.ReadAsync<AccountBody>(context.Request, AccessApi.Limits);
        var row = await accounts.ChangeAsync(context.GetCaller(), id, body);
        return TypedResults.Json(AccountView.Of(row), WireJson.Answers.AccountView);
    }

    private static async Task<IResult> ResetAsync(
        HttpContext context, string id, Accounts accounts, AccessSettings settings)
    {
        var handed = await accounts.ResetAsync(context.GetCaller(), id);
        return TypedResults.Json(View(context, settings, handed), WireJson.Answers.HandOverView);
    }

    private static HandOverView View(HttpContext context, AccessSettings settings, HandedOver handed) => new(
        AccountView.Of(handed.Account), handed.Secret, handed.Until, FirstStart.AddressOf(
            settings.PublicUrl?.ToString() ?? $"{context.Request.Scheme}://{context.Request.Host}", handed.Secret));
}
