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
        services.AddSingleton<PaperNumbers>();
        services.AddSingleton<FourEyes>();
        services.AddSingleton<Registry>();
        services.AddSingleton<GuaranteeDesk>();
        services.AddSingleton<GuaranteeQueries>();
        services.AddSingleton(p => new Erasure(p.GetRequiredService<WriteLane>()));
        services.AddSingleton<LoadQueries>();
        services.AddSingleton<JournalQueries>();
        services.AddSingleton<JournalGate>();
        services.AddSingleton<RiskQueries>();
        services.AddSingleton<ScreeningDesk>();
        services.AddSingleton<ExclaveDesk>();
        if (settings.IsTraining)
            services.AddSingleton<TrainingDesk>();
        services.AddHostedService<TransitWorker>();
        services.AddHostedService<RetentionWorker>();
        services.AddHostedService<QueueWatch>();
    }
}
