using System.Net;
using System.Security.Authentication;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Throughline.Server;

/// <summary>Where neighbours hand in their messages: an address of its own, on which nothing else is served and which
/// nobody reaches without the certificate of a neighbour.</summary>
internal sealed class NeighbourListener(
    NeighbourSettings settings, NeighbourIntake intake, NeighbourTrust trust, ILoggerFactory loggers)
    : IHostedService, IAsyncDisposable
{
    /// <summary>Path of the messages.</summary>
    public const string Messages = "/exchange/v1/messages";

    /// <summary>Path at which a neighbour sees that it is known.</summary>
    public const string Hello = "/exchange/v1/hello";

    private WebApplication? _app;

    /// <summary>Where it listens; the port is the one that was taken.</summary>
    public Uri Address => new(_app!.Urls.First());

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _app = Build();
        await _app.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) =>
        _app?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app?.DisposeAsync() ?? ValueTask.CompletedTask;

    private WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = "Production",
        });
        builder.Services.AddSingleton(loggers);
        builder.WebHost.ConfigureKestrel(Limit);
        var app = builder.Build();
        app.UseProblems();
        app.UseRouting();
        // Without the cast it would be a delegate of requests, whose result nobody writes.
        app.MapPost(Messages, (Delegate)TakeAsync);
        app.MapGet(Hello, (HttpContext context) =>
        {
            var neighbour = NeighbourOf(context);
            return TypedResults.Json(
                new HelloView(neighbour.Name, [.. neighbour.Countries.Order(StringComparer.Ordinal)],
                    [.. settings.Countries.Order(StringComparer.Ordinal)]), ExchangeJson.Default.HelloView);
        });
        return app;
    }

    private async Task<IResult> TakeAsync(HttpContext context)
    {
        var neighbour = NeighbourOf(context);
        if (!CustomsApi.IsXml(context.Request.ContentType))
            throw ProblemException.Of(415, "unsupported-media-type");
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = BodyBytes.MostRead(intake.MostBytes);
        var body = (await BodyBytes.ReadAsync(context.Request, intake.MostBytes)).ToArray();
        var receipt = await intake.TakeAsync(neighbour, body);
        return TypedResults.Json(
            receipt, ExchangeJson.Default.NeighbourReceipt, statusCode: receipt.IsRepeat ? 200 : 201);
    }

    /// <summary>Who calls. A certificate may have run out while its connection stayed open.</summary>
    private Neighbour NeighbourOf(HttpContext context) =>
        context.Connection.ClientCertificate is { } certificate && trust.FindCaller(certificate) is { } neighbour
            ? neighbour
            : throw ProblemException.Of(401, "unauthenticated");

    private void Limit(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        kestrel.Limits.MaxRequestLineSize = 8 * 1024;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        kestrel.Limits.MaxConcurrentConnections = 200;
        var (host, port) = (settings.Listen.Host, settings.Listen.Port);
        if (IPAddress.TryParse(settings.Listen.DnsSafeHost, out var address))
            kestrel.Listen(address, port, UseTls);
        else if (host == "localhost")
            kestrel.ListenLocalhost(port, UseTls);
        else
            kestrel.ListenAnyIP(port, UseTls);
    }

    private void UseTls(ListenOptions listen) => listen.UseHttps(new HttpsConnectionAdapterOptions
    {
        ServerCertificate = settings.Certificate,
        SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        ClientCertificateMode = ClientCertificateMode.RequireCertificate,
        ClientCertificateValidation = (certificate, _, _) => trust.FindCaller(certificate) is not null,
    });
}

/// <summary>What a neighbour is told about itself.</summary>
/// <param name="Name">What it is called here.</param>
/// <param name="Countries">Countries that it may speak for.</param>
/// <param name="Hosted">Countries that it may speak to.</param>
internal sealed record HelloView(string Name, IReadOnlyList<string> Countries, IReadOnlyList<string> Hosted);

/// <summary>The JSON between installations.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(NeighbourReceipt))]
[JsonSerializable(typeof(HelloView))]
internal sealed partial class ExchangeJson : JsonSerializerContext;
