using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Scalar.AspNetCore;

namespace Throughline.Server;

/// <summary>The description of the interface and the page that shows it.</summary>
internal static class ReferenceSetup
{
    public static void AddReference(this IServiceCollection services) => services.AddOpenApi("v1");

    public static void MapReference(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapScalarApiReference("/reference");
    }
}
