using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Scalar.AspNetCore;

namespace Throughline.Server;

/// <summary>The description of the interface and the page that shows it, both without the internet.</summary>
internal static class ReferenceSetup
{
    // The page's library writes style elements; scripts still come from files only.
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        + "font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

    public static void AddReference(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.AddDocumentTransformer(OpenApiDescription.DescribeDocument);
        options.AddOperationTransformer(OpenApiDescription.DescribeOperation);
        options.AddSchemaTransformer(OpenApiDescription.DescribeSchema);
    });

    public static void MapReference(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").Public();
        app.MapScalarApiReference("/reference/ui").Public();
        var page = ReadResource("reference.html");
        var script = ReadResource("reference.js");
        app.MapGet("/reference", (HttpContext context) =>
        {
            context.Response.Headers.ContentSecurityPolicy = Policy;
            return Results.Text(page, "text/html", Encoding.UTF8);
        }).Public().ExcludeFromDescription();
        app.MapGet("/reference/reference.js", () => Results.Text(script, "text/javascript", Encoding.UTF8))
            .Public().ExcludeFromDescription();
    }

    private static string ReadResource(string name)
    {
        using var stream = typeof(ReferenceSetup).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly has no resource {name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
