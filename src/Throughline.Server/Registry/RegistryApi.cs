using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Throughline.Server;

/// <summary>The registers of economic operators and authorisations.</summary>
internal static class RegistryApi
{
    private const int MostListed = 200;
    private const int MostExported = 1_000_000;
    private const int MostBytes = 2_000_000;
    private const string Csv = "text/csv";
    private const string Json = "application/json";
    private static readonly JsonLimits Limits = new(8_000, 10, 200);

    public static void MapRegistry(this IEndpointRouteBuilder routes)
    {
        var all = routes.MapGroup("/registry").WithTags("Registry");
        all.MapGet("/own", GetOwnAsync).Needs(Role.Trader, Role.Representative)
            .WithName("GetOwnRegistry").WithSummary("What the registers say of my organisation")
            .Produces<OwnRegistryView>();
        var own = all.MapGroup("/{country}");
        own.MapGet("/operators", ListOperatorsAsync).Needs(Role.Officer, Role.Supervisor, Role.Auditor)
            .WithName("ListOperators").WithSummary("Economic operators; all of them as CSV with Accept: text/csv")
            .WithMetadata(new GivesTypes(Json, Csv))
            .Produces<EconomicOperatorList>().Produces<string>(200, Csv)
            .WithQuery(("q", "Number, or a part of the name.", "AZ1234567890"));
        own.MapPut("/operators/{identification}", KeepOperatorAsync).Needs(Role.Officer, Role.Supervisor)
            .WithName("KeepOperator").WithSummary("Writes an economic operator; to end it, give its last day")
            .Accepts<EconomicOperatorBody>("application/json").Produces<EconomicOperatorView>();
        own.MapPost("/operators", ImportOperatorsAsync).Needs(Role.Officer, Role.Supervisor)
            .WithName("ImportOperators").WithSummary("Writes all rows of a CSV file of economic operators, or none")
            .Accepts<string>(Csv).Produces<RegistryImportView>();
        own.MapGet("/authorisations", ListAuthorisationsAsync).Needs(Role.Officer, Role.Supervisor, Role.Auditor)
            .WithName("ListAuthorisations").WithSummary("Authorisations; all of them as CSV with Accept: text/csv")
            .WithMetadata(new GivesTypes(Json, Csv))
            .Produces<AuthorisationList>().Produces<string>(200, Csv)
            .WithQuery(("q", "Number, or number of the holder.", "AZACR0001"));
        own.MapPut("/authorisations/{number}", KeepAuthorisationAsync).Needs(Role.Officer, Role.Supervisor)
            .WithName("KeepAuthorisation").WithSummary("Writes an authorisation; to end it, give its last day")
            .Accepts<AuthorisationBody>("application/json").Produces<AuthorisationView>();
        own.MapPost("/authorisations", ImportAuthorisationsAsync).Needs(Role.Officer, Role.Supervisor)
            .WithName("ImportAuthorisations").WithSummary("Writes all rows of a CSV file of authorisations, or none")
            .Accepts<string>(Csv).Produces<RegistryImportView>();
        own.MapGet("/in-force", GetForceAsync).Needs(Role.Officer, Role.Supervisor, Role.Auditor)
            .WithName("GetRegistryForce").WithSummary("Which registers decide")
            .Produces<RegistryForce>();
        own.MapPut("/in-force", SetForceAsync).Needs(Role.Supervisor)
            .WithName("SetRegistryForce").WithSummary("A supervisor says which registers are complete and decide")
            .Accepts<RegistryForce>("application/json").Produces<RegistryForce>();
    }

    private static async Task<IResult> GetOwnAsync(HttpContext context, Registry registry) => TypedResults.Json(
        await registry.FindOwnAsync(context.GetCaller().Identification, context.RequestAborted),
        WireJson.Answers.OwnRegistryView);

    private static async Task<IResult> ListOperatorsAsync(HttpContext context, string country, Registry registry)
    {
        var (text, isCsv) = Query(context, country);
        var rows = await registry.ListOperatorsAsync(
            country, isCsv ? null : text, isCsv ? MostExported : MostListed, context.RequestAborted);
        return isCsv
            ? TypedResults.Text(RegistryCsv.Write(RegistryCsv.Operators, rows.Select(r => (string[])[r.Identification,
                r.Name, r.Street, r.Postcode, r.City, r.AddressCountry, GuaranteeRow.Text(r.ValidFrom),
                GuaranteeRow.Text(r.ValidTo)])), Csv)
            : TypedResults.Json(new EconomicOperatorList([.. rows.Select(r => r.View())]),
                WireJson.Answers.EconomicOperatorList);
    }

    private static async Task<IResult> ListAuthorisationsAsync(HttpContext context, string country, Registry registry)
    {
        var (text, isCsv) = Query(context, country);
        var rows = await registry.ListAuthorisationsAsync(
            country, isCsv ? null : text, isCsv ? MostExported : MostListed, context.RequestAborted);
        return isCsv
            ? TypedResults.Text(RegistryCsv.Write(RegistryCsv.Authorisations, rows.Select(r => (string[])[r.Number,
                r.Type, r.Holder, r.Office, r.Level is { } level ? TransitDecisions.Text(level) : "",
                GuaranteeRow.Text(r.ValidFrom), GuaranteeRow.Text(r.ValidTo)])), Csv)
            : TypedResults.Json(new AuthorisationList([.. rows.Select(r => r.View())]),
                WireJson.Answers.AuthorisationList);
    }

    private static async Task<IResult> KeepOperatorAsync(
        HttpContext context, string country, string identification, Registry registry)
    {
        RefuseForeign(context.GetCaller(), country);
        var body = await JsonBody.ReadAsync<EconomicOperatorBody>(context.Request, Limits);
        return TypedResults.Json(await registry.KeepAsync(context.GetCaller(), identification, body),
            WireJson.Answers.EconomicOperatorView);
    }

    private static async Task<IResult> KeepAuthorisationAsync(
        HttpContext context, string country, string number, Registry registry)
    {
        RefuseForeign(context.GetCaller(), country);
        var body = await JsonBody.ReadAsync<AuthorisationBody>(context.Request, Limits);
        return TypedResults.Json(
            await registry.KeepAsync(context.GetCaller(), number, body), WireJson.Answers.AuthorisationView);
    }

    private static async Task<IResult> ImportOperatorsAsync(HttpContext context, string country, Registry registry)
    {
        var lines = await ReadAsync(context, country, RegistryCsv.Operators);
        return TypedResults.Json(await registry.ImportOperatorsAsync(context.GetCaller(), lines),
            WireJson.Answers.RegistryImportView);
    }

    private static async Task<IResult> ImportAuthorisationsAsync(
        HttpContext context, string country, Registry registry)
    {
        var lines = await ReadAsync(context, country, RegistryCsv.Authorisations);
        return TypedResults.Json(await registry.ImportAuthorisationsAsync(context.GetCaller(), lines),
            WireJson.Answers.RegistryImportView);
    }

    private static async Task<IResult> GetForceAsync(HttpContext context, string country, Registry registry)
    {
        RefuseForeign(context.GetCaller(), country);
        return TypedResults.Json(
            await registry.GetForceAsync(country, context.RequestAborted), WireJson.Answers.RegistryForce);
    }

    private static async Task<IResult> SetForceAsync(HttpContext context, string country, Registry registry)
    {
        RefuseForeign(context.GetCaller(), country);
        var body = await JsonBody.ReadAsync<RegistryForce>(context.Request, Limits);
        return TypedResults.Json(
            await registry.SetForceAsync(context.GetCaller(), body), WireJson.Answers.RegistryForce);
    }

    private static (string? Text, bool IsCsv) Query(HttpContext context, string country)
    {
        RefuseForeign(context.GetCaller(), country);
        var query = new QueryReader(context.Request.Query, "q");
        var text = query.Find("q");
        query.ThrowIfWrong();
        return (text, GivesTypes.Choose(context.Request, [Json, Csv]) == Csv);
    }

    private static async Task<IReadOnlyList<RegistryLine>> ReadAsync(
        HttpContext context, string country, string[] columns)
    {
        RefuseForeign(context.GetCaller(), country);
        if (context.Request.ContentType?.Split(';')[0].Trim() is not Csv)
            throw ProblemException.Of(415, "unsupported-media-type");
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = BodyBytes.MostRead(MostBytes);
        return await RegistryCsv.ReadAsync(await BodyBytes.ReadAsync(context.Request, MostBytes), columns);
    }

    private static void RefuseForeign(Caller caller, string country)
    {
        if (caller.Kind != OrganisationKind.Customs || caller.Country != country)
            throw Standing.NotFound();
    }
}
