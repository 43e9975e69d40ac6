using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Throughline.Server;

/// <summary>Organisations.</summary>
internal static class OrganisationApi
{
    public static void MapOrganisations(this IEndpointRouteBuilder access)
    {
        access.MapPost("/organisations", CreateAsync).NeedsPerson(Role.Administrator)
            .WithName("CreateOrganisation")
            .WithSummary("Makes an organisation; the installation administrator does")
            .Accepts<NewOrganisationBody>("application/json").Produces<OrganisationView>(201);
        access.MapGet("/organisations", ListAsync).NeedsPerson(Role.Administrator)
            .WithName("ListOrganisations")
            .WithSummary("All organisations for the installation administrator, the own one for others")
            .Produces<OrganisationList>();
        access.MapGet("/organisations/{id}", GetAsync).NeedsPerson(Role.Administrator)
            .WithName("GetOrganisation")
            .WithSummary("An organisation")
            .Produces<OrganisationView>();
        access.MapPut("/organisations/{id}", ChangeAsync).NeedsPerson(Role.Administrator)
            .WithName("ChangeOrganisation")
            .WithSummary("Changes an organisation, closes it or opens it again")
            .WithDescription("A customs organisation changes its name itself and is closed by nobody. Under which "
                + "number an organisation sends messages only the installation administrator says.")
            .Accepts<OrganisationBody>("application/json").Produces<OrganisationView>();
    }

    private static async Task<IResult> CreateAsync(HttpContext context, Organisations organisations)
    {
        var body = await JsonBody.ReadAsync<NewOrganisationBody>(context.Request, AccessApi.Limits);
        var row = await organisations.CreateAsync(context.GetCaller(), body);
        context.Response.Headers.Location = "/api/v1/access/organisations/" + row.Id;
        return TypedResults.Json(OrganisationView.Of(row), WireJson.Answers.OrganisationView, statusCode: 201);
    }

    private static async Task<IResult> ListAsync(HttpContext context, Organisations organisations)
    {
        var rows = await organisations.ListAsync(context.GetCaller(), context.RequestAborted);
        return TypedResults.Json(
            new OrganisationList([.. rows.Select(OrganisationView.Of)]), WireJson.Answers.OrganisationList);
    }

    private static async Task<IResult> GetAsync(HttpContext context, string id, Organisations organisations) =>
        TypedResults.Json(OrganisationView.Of(await organisations.GetAsync(
            context.GetCaller(), id, context.RequestAborted)), WireJson.Answers.OrganisationView);

    private static async Task<IResult> ChangeAsync(HttpContext context, string id, Organisations organisations)
    {
        var body = await JsonBody.ReadAsync<OrganisationBody>(context.Request, AccessApi.Limits);
        return TypedResults.Json(OrganisationView.Of(await organisations.ChangeAsync(context.GetCaller(), id, body)),
            WireJson.Answers.OrganisationView);
    }
}
