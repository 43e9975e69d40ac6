using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Throughline.Server;

/// <summary>How the log is written, and where metrics and traces go.</summary>
public sealed record TelemetryOptions
{
    /// <summary>Whether each entry of the log is one line of JSON; otherwise it is text for people.</summary>
    public bool HasJsonLog { get; init; }

    /// <summary>Address of a collector that takes OTLP, for example http://127.0.0.1:4317; null: nothing is
    /// sent.</summary>
    public Uri? Otlp { get; init; }

    /// <summary>Whether the collector is spoken to in HTTP with Protobuf instead of gRPC.</summary>
    public bool IsOtlpOverHttp { get; init; }
}

/// <summary>Adds log, metrics and traces to a server.</summary>
internal static class TelemetrySetup
{
    /// <summary>Adds them.</summary>
    public static void AddTelemetry(this WebApplicationBuilder builder, TelemetryOptions options)
    {
        var logging = builder.Logging;
        logging.SetMinimumLevel(LogLevel.Warning);
        // A failed start is told by whoever asked for it, in one sentence.
        logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.Critical);
        logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Error);
        if (options.HasJsonLog)
        {
            logging.ClearProviders();
            logging.AddJsonConsole(o =>
            {
                o.UseUtcTimestamp = true;
                o.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
                o.IncludeScopes = true;
            });
        }

        if (options.Otlp is { } address)
            Send(builder.Services, address, options.IsOtlpOverHttp);
    }

    private static void Send(IServiceCollection services, Uri address, bool isOverHttp) => services
        .AddOpenTelemetry()
        .ConfigureResource(r => r.AddService("throughline", serviceVersion: HealthApi.Version))
        .WithMetrics(m => m
            .AddMeter(TransitMeter.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel",
                "System.Runtime", "Npgsql")
            .AddOtlpExporter(o => Address(o, address, isOverHttp, "v1/metrics")))
        .WithTracing(t => t
            .AddSource(TransitMeter.Name, "Microsoft.AspNetCore", "Npgsql")
            .AddOtlpExporter(o => Address(o, address, isOverHttp, "v1/traces")));

    private static void Address(OtlpExporterOptions options, Uri address, bool isOverHttp, string path)
    {
        options.Protocol = isOverHttp ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
        options.Endpoint = isOverHttp ? new Uri(address.ToString().TrimEnd('/') + "/" + path) : address;
    }
}
