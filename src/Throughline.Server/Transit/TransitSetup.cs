using Microsoft.Extensions.DependencyInjection;

namespace Throughline.Server;

/// <summary>Adds the transit service to a server.</summary>
internal static class TransitSetup
{
    /// <summary>Adds it over a database, which the server closes at its end.</summary>
    public static void AddTransit(this IServiceCollection services, Database database, TransitSettings settings)
    {
        services.AddSingleton(_ => database);
        services.AddSingleton(settings);
        // Asked for in this order, so that the lane ends before the database that it writes to.
        services.AddSingleton<TransitMeter>();
        services.AddSingleton(p => new WriteLane(
            p.GetRequiredService<Database>(), p.GetRequiredService<TimeProvider>())
        {
            Meter = p.GetRequiredService<TransitMeter>(),
        });
        services.AddSingleton<TransitQueries>();
        services.AddSingleton<TransitService>();
        services.AddSingleton<GuaranteeDesk>();
        services.AddSingleton<GuaranteeQueries>();
        if (settings.IsTraining)
            services.AddSingleton<TrainingDesk>();
        services.AddHostedService<TransitWorker>();
        services.AddHostedService<QueueWatch>();
    }
}
