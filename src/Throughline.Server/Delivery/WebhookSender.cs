using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Throughline.Server;

/// <summary>Sends to addresses of others. It follows no redirect, uses no proxy, looks a name up each time and connects
/// to an address that it has looked at, reads no more of an answer than its head, and waits for nobody for
/// long.</summary>
internal sealed class WebhookSender : IDisposable
{
    private static readonly TimeSpan LongestRest = TimeSpan.FromHours(24);
    private readonly WebhookSettings _settings;
    private readonly TimeProvider _time;
    private readonly HttpClient _client;

    public WebhookSender(WebhookSettings settings, TimeProvider time)
    {
        _settings = settings;
        _time = time;
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            Credentials = null,
            ConnectTimeout = settings.Patience,
            MaxResponseHeadersLength = 16,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ConnectCallback = ConnectAsync,
        })
        {
            Timeout = settings.Patience,
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    /// <summary>Sends a body under an identification, signed with the secrets that hold.</summary>
    public async Task<SendResult> SendAsync(
        WebhookRow webhook, string id, byte[] body, CancellationToken cancellation)
    {
        var at = _time.GetUtcNow();
        var began = _time.GetTimestamp();
        try
        {
            if (AddressRule.FindFault(webhook.Url, _settings.Reach) is { } fault)
                return Result(null, fault);
            using var request = Make(webhook, id, at, body);
            using var response = await _client.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            var status = (int)response.StatusCode;
            return response.IsSuccessStatusCode
                ? Result(status, null)
                : Result(status, Texts.Server.Get("webhook.answered", status)) with
                {
                    RetryAfter = RestOf(response.Headers.RetryAfter, at),
                };
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Result(null, Texts.Server.Get("webhook.too-slow", _settings.Patience.TotalSeconds));
        }
        catch (HttpRequestException e) when (e.InnerException is RefusedAddressException)
        {
            return Result(null, Texts.Server.Get("webhook.not-public"));
        }
        catch (HttpRequestException e)
        {
            // The kind of fault and not the sentence of the system, which may tell about the network here.
            return Result(null, Texts.Server.Get("webhook.unreachable", e.HttpRequestError));
        }

        SendResult Result(int? status, string? fault) =>
            new(at, (int)_time.GetElapsedTime(began).TotalMilliseconds, status, fault);
    }

    private static HttpRequestMessage Make(WebhookRow webhook, string id, DateTimeOffset at, byte[] body)
    {
        var seconds = at.ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, webhook.Url)
        {
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        request.Headers.UserAgent.ParseAdd("Throughline/" + HealthApi.Version);
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", seconds.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSecret.Sign(webhook.SecretsAt(at), id, seconds, body));
        return request;
    }

    private static TimeSpan? RestOf(RetryConditionHeaderValue? asked, DateTimeOffset now)
    {
        var rest = asked?.Delta ?? asked?.Date - now;
        return rest > LongestRest ? LongestRest : rest;
    }

    /// <summary>Connects to an address of a name that may be sent to. The check and the connection see the same
    /// address, so that a name which points elsewhere a moment later gains nothing.</summary>
    private async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var scheme = context.InitialRequestMessage.RequestUri?.Scheme ?? "";
        var addresses = await Dns.GetHostAddressesAsync(host, cancellation);
        var allowed = Array.FindAll(addresses, a => AddressRule.Allows(a, scheme, _settings.Reach));
        if (allowed.Length == 0)
            throw new RefusedAddressException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed class RefusedAddressException : Exception;
}
