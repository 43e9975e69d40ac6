using Microsoft.Extensions.DependencyInjection;

namespace Throughline.Server;

/// <summary>Adds the exchange with other installations to a server.</summary>
internal static class ExchangeSetup
{
    /// <summary>Adds it; without settings only the view of what waits.</summary>
    public static void AddExchange(this IServiceCollection services, NeighbourSettings? settings)
    {
        services.AddSingleton(p => new NeighbourQueries(
            p.GetRequiredService<Database>(), p.GetRequiredService<TransitSettings>(), settings));
        if (settings is null)
            return;
        services.AddSingleton(settings);
        services.AddSingleton<NeighbourTrust>();
        services.AddSingleton<NeighbourIntake>();
        services.AddSingleton<NeighbourSender>();
        services.AddSingleton<NeighbourListener>();
        services.AddHostedService(p => p.GetRequiredService<NeighbourListener>());
        services.AddHostedService<NeighbourWorker>();
    }
}
