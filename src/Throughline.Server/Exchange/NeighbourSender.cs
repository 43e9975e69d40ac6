using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Throughline.Server;

/// <summary>Brings messages of the outbox to other installations. A message is off our hands when its receiver says
/// that it is on the disk there; until then it is tried again, and later ones of its movement wait behind it.</summary>
internal sealed partial class NeighbourSender : IDisposable
{
    private const int MostListed = 100;
    private const int MostAtOnce = 4;
    private const int MostAnswer = 64 * 1024;
    private readonly Database _database;
    private readonly WriteLane _lane;
    private readonly TimeProvider _time;
    private readonly NeighbourSettings _settings;
    private readonly ILogger<NeighbourSender> _logger;
    private readonly Dictionary<string, HttpClient> _clients;
    private readonly string _node = Guid.NewGuid().ToString("N");

    /// <summary>Makes a sender to all neighbours.</summary>
    public NeighbourSender(Database database, WriteLane lane, TimeProvider time, NeighbourSettings settings,
        NeighbourTrust trust, ILogger<NeighbourSender> logger)
    {
        (_database, _lane, _time, _settings, _logger) = (database, lane, time, settings, logger);
        _clients = settings.Neighbours.ToDictionary(n => n.Name, n => MakeClient(settings, n, trust));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var client in _clients.Values)
            client.Dispose();
    }

    /// <summary>A client that shows the own certificate and talks to the neighbour alone.</summary>
    internal static HttpClient MakeClient(NeighbourSettings settings, Neighbour neighbour, NeighbourTrust trust)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = settings.Timeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            SslOptions = new SslClientAuthenticationOptions
            {
                ClientCertificates = [settings.Certificate],
                LocalCertificateSelectionCallback = (_, _, _, _, _) => settings.Certificate,
                RemoteCertificateValidationCallback =
                    (_, certificate, _, _) => certificate is X509Certificate2 shown && trust.IsServer(neighbour, shown),
            },
        };
        return new HttpClient(handler)
        {
            BaseAddress = neighbour.Address,
            Timeout = settings.Timeout,
            MaxResponseContentBufferSize = MostAnswer,
        };
    }

    /// <summary>Sends what waits for a neighbour, in the order of each movement, until nothing more can be
    /// sent.</summary>
    /// <returns>How many messages it took.</returns>
    public async Task<int> SendAsync(Neighbour neighbour, CancellationToken cancellation)
    {
        var sent = 0;
        while (true)
        {
            var waiting = await ListAsync(neighbour, cancellation);
            if (waiting.Count == 0 || !await _lane.RunAsync(
                w => NeighbourRows.LeaseAsync(w, neighbour.Name, _node, _settings.Lease)))
                return sent;
            var taken = await SendAsync(neighbour, waiting, cancellation);
            sent += taken;
            if (taken < waiting.Count)
                return sent;
        }
    }

    private async Task<int> SendAsync(
        Neighbour neighbour, List<(long Id, byte[] Digest)> waiting, CancellationToken cancellation)
    {
        var (taken, gone) = (0, 0);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            await Parallel.ForEachAsync(waiting,
                new ParallelOptions { MaxDegreeOfParallelism = MostAtOnce, CancellationToken = stop.Token },
                async (message, _) =>
                {
                    // One that is on its way when another finds the neighbour gone comes to its own end.
                    var attempt = await TryAsync(neighbour, message.Id, message.Digest, cancellation);
                    // Several that fail together are one failure of the neighbour.
                    if (!attempt.IsUnreachable || Interlocked.Increment(ref gone) == 1)
                        await WriteAsync(neighbour, message.Id, attempt);
                    if (attempt.IsDelivered)
                        Interlocked.Increment(ref taken);
                    if (attempt.IsUnreachable)
                        await stop.CancelAsync();
                });
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The neighbour is away: what is left waits for the next try.
        }

        return taken;
    }

    private Task<bool> WriteAsync(Neighbour neighbour, long id, Attempt attempt) => _lane.RunAsync(async w =>
    {
        if (attempt.IsDelivered)
            await NeighbourRows.DeliveredAsync(w, neighbour.Name, id);
        else if (attempt.IsUnreachable)
            await NeighbourRows.UnreachableAsync(w, neighbour.Name, attempt.Fault!, _settings.RetryAfter);
        else
            await NeighbourRows.RefusedAsync(w, neighbour.Name, id, attempt.Fault!, _settings.LastRetry);
        return true;
    });

    private async Task<Attempt> TryAsync(
        Neighbour neighbour, long id, byte[] digest, CancellationToken cancellation)
    {
        try
        {
            byte[] body;
            await using (var connection = await _database.ConnectAsync(cancellation))
            {
                body = await connection.FindAsync<byte[]>(
                    "select body from content where digest = @1", cancellation, digest) ?? [];
            }

            using var request = new HttpRequestMessage(HttpMethod.Post, NeighbourListener.Messages)
            {
                Content = new ByteArrayContent(body),
            };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/xml");
            using var response = await _clients[neighbour.Name].SendAsync(request, cancellation);
            return await ReadAsync(response, digest, cancellation);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException or InvalidOperationException
            || e is OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            LogUnreachable(_logger, id, neighbour.Name, e);
            return Attempt.Unreachable(e is OperationCanceledException
                ? Texts.Server.Get("neighbours.slow", _settings.Timeout.TotalSeconds)
                : Innermost(e));
        }
    }

    private static async Task<Attempt> ReadAsync(
        HttpResponseMessage response, byte[] digest, CancellationToken cancellation)
    {
        if (response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created)
        {
            var receipt = await response.Content.ReadFromJsonAsync(ExchangeJson.Default.NeighbourReceipt, cancellation);
            return receipt?.Digest == Convert.ToHexStringLower(digest)
                ? Attempt.Delivered
                : Attempt.Unreachable(Texts.Server.Get("neighbours.other-digest"));
        }

        var text = await response.Content.ReadAsStringAsync(cancellation);
        var fault = Texts.Server.Get("neighbours.answered", (int)response.StatusCode, DetailOf(text));
        // What the neighbour says of this message concerns this message; everything else concerns the neighbour.
        return response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge
            or HttpStatusCode.UnprocessableEntity
            ? Attempt.Refused(fault)
            : Attempt.Unreachable(fault);
    }

    private static string DetailOf(string text)
    {
        try
        {
            using var problem = JsonDocument.Parse(text);
            return problem.RootElement.ValueKind == JsonValueKind.Object
                && problem.RootElement.TryGetProperty("detail", out var detail) ? Cut(detail.ToString()) : "";
        }
        catch (JsonException)
        {
            return "";
        }
    }

    /// <summary>What an error came from.</summary>
    internal static string Innermost(Exception e)
    {
        while (e.InnerException is { } inner)
            e = inner;
        return Cut(e.Message);
    }

    private static string Cut(string text) => text.Length <= 500 ? text : text[..500];

    private async Task<List<(long Id, byte[] Digest)>> ListAsync(Neighbour neighbour, CancellationToken cancellation)
    {
        await using var connection = await _database.ConnectAsync(cancellation);
        var now = _time.GetUtcNow();
        if ((await NeighbourRow.FindAsync(connection, neighbour.Name, cancellation)).NextAt > now)
            return [];
        var recipients = neighbour.Countries.Select(c => "NTA." + c).ToList();
        var names = string.Join(", ", recipients.Select((_, i) => "@" + TransitDecisions.Text(i + 2)));
        return await connection.ListAsync("select o.id, o.digest from outbox o where o.delivered_at is null "
            + $"and o.recipient_kind = 'Administration' and o.next_at <= @1 and o.recipient in ({names}) "
            + "and not exists (select 1 from outbox e where e.delivered_at is null and e.recipient = o.recipient "
            + $"and e.mrn = o.mrn and e.id < o.id) order by o.id limit {MostListed}",
            r => (r.GetInt64(0), r.GetBytes(1)), cancellation, [now, .. recipients]);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The message {Id} could not be brought to {Neighbour}.")]
    private static partial void LogUnreachable(ILogger logger, long id, string neighbour, Exception error);

    /// <summary>What one try came to.</summary>
    private sealed record Attempt(bool IsDelivered, bool IsUnreachable, string? Fault)
    {
        public static Attempt Delivered { get; } = new(true, false, null);

        public static Attempt Unreachable(string fault) => new(false, true, fault);

        public static Attempt Refused(string fault) => new(false, false, fault);
    }
}
