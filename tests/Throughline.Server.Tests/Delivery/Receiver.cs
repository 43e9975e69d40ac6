using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Throughline.Server.Tests.Delivery;

/// <summary>A request that a receiver got.</summary>
internal sealed record Got(string Id, long Timestamp, string Signature, byte[] Body)
{
    public JsonElement Json { get; } = JsonDocument.Parse(Body).RootElement.Clone();

    /// <summary>Whether one of the signatures is of a secret, computed from the specification and not by our
    /// code.</summary>
    public bool IsSignedWith(string secret)
    {
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        var signed = Encoding.UTF8.GetBytes(FormattableString.Invariant($"{Id}.{Timestamp}.")).Concat(Body).ToArray();
        return Signature.Split(' ').Contains("v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed)));
    }
}

/// <summary>Somebody's server on the loopback that gets webhooks and answers as a test says.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Receiver(WebApplication app) => _app = app;

    public ConcurrentQueue<Got> All { get; } = [];

    public Func<Got, HttpResponse, int> Answer { get; set; } = (_, _) => 204;

    public string Url => _app.Urls.First() + "/hooks";

    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(ThroughlineServer.Loopback(0));
        var app = builder.Build();
        var receiver = new Receiver(app);
        app.Run(receiver.TakeAsync);
        await app.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = context.Request.Headers;
        var got = new Got(headers["webhook-id"].ToString(),
            long.Parse(headers["webhook-timestamp"].ToString(), System.Globalization.CultureInfo.InvariantCulture),
            headers["webhook-signature"].ToString(), body.ToArray());
        All.Enqueue(got);
        context.Response.StatusCode = Answer(got, context.Response);
    }
}
