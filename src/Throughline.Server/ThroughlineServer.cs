using System.Net;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Throughline.Corridor;

namespace Throughline.Server;

/// <summary>The HTTP interface and the console over one corridor.</summary>
public static class ThroughlineServer
{
    private const int MaxBodyBytes = 1_000_000;

    /// <summary>Longest wait at a stop for what was accepted before.</summary>
    public static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);

    /// <summary>Starts a server. Ask <see cref="WebApplication.Urls"/> where it listens.</summary>
    /// <exception cref="IOException">An address that was asked for is in use.</exception>
    /// <exception cref="PackRefusedException">The reference pack is wrong; carries every error.</exception>
    public static async Task<WebApplication> StartAsync(
        ServerOptions options, CancellationToken cancellation = default)
    {
        if (options.Urls is not null)
            return await StartOnAsync(options, options.Urls, cancellation);
        try
        {
            return await StartOnAsync(options, Loopback(ServerOptions.DefaultPort), cancellation);
        }
        catch (IOException)
        {
            return await StartOnAsync(options, Loopback(0), cancellation);
        }
    }

    /// <summary>The loopback address with a port; 0 is any free one.</summary>
    public static string Loopback(int port) => FormattableString.Invariant($"http://127.0.0.1:{port}");

    private static async Task<WebApplication> StartOnAsync(
        ServerOptions options, string urls, CancellationToken cancellation)
    {
        var database = options.Database is { } address ? await Database.OpenAsync(address, cancellation) : null;
        options = await PrepareAsync(options, database, cancellation);
        var app = Build(options, urls, database);
        try
        {
            // A wrong pack is told now and not by the first request.
            app.Services.GetRequiredService<PackWatch>();
            await app.StartAsync(cancellation);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sees that the database is of the kind that is asked for, and gives a training installation its
    /// clock.</summary>
    private static async Task<ServerOptions> PrepareAsync(
        ServerOptions options, Database? database, CancellationToken cancellation)
    {
        if (database is null)
            return options with { IsTraining = false };
        try
        {
            var ahead = await TrainingMark.CheckAsync(database, options.IsTraining, cancellation);
            if (!options.IsTraining)
                return options;
            var clock = new TrainingClock(options.Time);
            clock.Advance(ahead);
            return options with
            {
                Time = clock,
                OffersDemonstration = false,
                Transit = options.Transit with { IsTraining = true },
            };
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    private static WebApplication Build(ServerOptions options, string urls, Database? database)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = "Production",
        });
        builder.WebHost.UseUrls(urls);
        builder.WebHost.ConfigureKestrel(Limit);
        builder.AddTelemetry(options.Telemetry);
        var services = builder.Services;
        services.AddSingleton(options.Time);
        services.AddSingleton(options);
        if (options.Time is TrainingClock clock)
            services.AddSingleton(clock);
        services.AddSingleton<Readiness>();
        services.Configure<HostOptions>(o => o.ShutdownTimeout = StopLimit);
        services.AddSingleton(options.Corridor);
        services.AddSingleton(new SnapshotCache(options.Corridor));
        services.AddSingleton(p => new PlaceIndex(p.GetRequiredService<SnapshotCache>().Corridor));
        services.AddSingleton<PlaceResolution>();
        services.AddSingleton(p => new PackWatch(
            options.PackFolder, options.PackInterval, options.Time, p.GetRequiredService<ILogger<PackWatch>>()));
        var cores = options.Parallelism > 0 ? options.Parallelism : Environment.ProcessorCount;
        services.AddSingleton(new WorkGate(cores, 64, options.PlanningLimit, options.Time));
        // The handlers read and write JSON by themselves; this is what the description of the interface goes by.
        services.ConfigureHttpJsonOptions(o =>
        {
            o.SerializerOptions.TypeInfoResolver = WireJson.Requests.TypeInfoResolver;
            o.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            o.SerializerOptions.RespectNullableAnnotations = true;
            o.SerializerOptions.RespectRequiredConstructorParameters = true;
            foreach (var converter in WireJson.Requests.Converters)
                o.SerializerOptions.Converters.Add(converter);
        });
        services.AddResponseCompression(Compress);
        services.Configure<GzipCompressionProviderOptions>(o =>
            o.Level = System.IO.Compression.CompressionLevel.Fastest);
        services.AddReference();
        if (database is not null)
        {
            var own = options.Neighbours?.Countries ?? options.Transit.Countries;
            services.AddTransit(database, options.Transit with { Countries = own });
            services.AddExchange(options.Neighbours);
            services.AddDelivery(options.Webhooks, options.Events);
            services.AddFrontOffice(options.FrontOffice);
            services.AddSingleton<DemonstrationHost>();
        }

        services.AddAccess(options.Access);
        var app = builder.Build();
        app.Use((context, next) =>
        {
            SecurityHeaders.Set(context);
            return next(context);
        });
        UseProxies(app, options.Access.Proxies);
        app.UseResponseCompression();
        app.UseProblems();
        app.UseRouting();
        app.UseAccess();
        GivesTypes.Use(app);
        new ConsoleFiles(options.ConsoleFolder).Use(app);
        Map(app, database is not null, options.IsTraining);
        return app;
    }

    /// <summary>Believes known proxies, and nobody else, from where a request came and whether by HTTPS. The host is
    /// never taken from a header.</summary>
    private static void UseProxies(WebApplication app, IReadOnlyList<IPAddress> proxies)
    {
        if (proxies.Count == 0)
            return;
        var forwarded = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = proxies.Count,
        };
        // The loopback is known by default; here only those that are named.
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
            forwarded.KnownProxies.Add(proxy);
        app.UseForwardedHeaders(forwarded);
    }

    private static void Map(WebApplication app, bool hasDatabase, bool isTraining)
    {
        app.MapHealth();
        app.MapReference();
        app.MapProblems();
        var api = app.MapGroup("/api/v1");
        api.MapInfo();
        api.MapScenarios();
        api.MapCorridor();
        api.MapPlaces();
        api.MapPlan();
        api.MapCompare();
        api.MapSweep();
        api.MapMatrix();
        api.MapCustoms();
        if (!hasDatabase)
            return;
        api.MapAccess();
        api.MapTransit();
        api.MapNeighbours();
        api.MapPaper();
        api.MapGuarantees();
        api.MapDelivery();
        api.MapEvents();
        api.MapAccompanying();
        api.MapFourEyes();
        api.MapRegistry();
        api.MapFrontOffice();
        api.MapLoad();
        api.MapJournal();
        api.MapDemonstration();
        api.MapRisk();
        api.MapScreening();
        api.MapExclave();
        if (isTraining)
            api.MapTraining();
    }

    private static void Compress(ResponseCompressionOptions compression)
    {
        // No secret travels beside what a client sends, so compression tells nothing over TLS either.
        compression.EnableForHttps = true;
        compression.MimeTypes =
            ["application/json", "application/problem+json", "application/openapi+json", "text/csv"];
    }

    private static void Limit(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
        kestrel.Limits.MaxRequestLineSize = 16 * 1024;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        kestrel.Limits.MaxConcurrentConnections = 1000;
    }
}
