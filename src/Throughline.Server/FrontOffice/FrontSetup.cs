using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Throughline.Server;

/// <summary>Adds the front office to a server that has a database.</summary>
internal static class FrontSetup
{
    /// <summary>Adds its services.</summary>
    public static void AddFrontOffice(this IServiceCollection services, FrontOfficeSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<Mandates>();
        services.AddSingleton<Papers>();
        services.AddSingleton<TariffBook>();
        services.AddSingleton<FeeDesk>();
        services.AddSingleton<Till>();
        services.AddSingleton<FrontQueries>();
    }

    /// <summary>Adds its addresses.</summary>
    public static void MapFrontOffice(this IEndpointRouteBuilder routes)
    {
        routes.MapMandates();
        routes.MapPapers();
        routes.MapFees();
    }
}
