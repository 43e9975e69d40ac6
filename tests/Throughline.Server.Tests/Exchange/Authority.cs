using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Throughline.Customs;
using Throughline.Server.Tests.Storage;

namespace Throughline.Server.Tests.Exchange;

/// <summary>An installation that runs one administration, with neighbours on the loopback. Its turns are taken by the
/// test.</summary>
internal sealed class Authority : IAsyncDisposable
{
    private readonly TestDatabase _place;
    private NeighbourListener? _listener;
    private NeighbourSender? _sender;
    private int _sent;

    private Authority(string country, TestDatabase place, Database database, FakeTimeProvider time)
    {
        (Country, _place, Database, Time) = (country, place, database, time);
        Certificate = Certificates.Make(country.ToLowerInvariant() + ".example");
        Lane = new WriteLane(database, time);
        var settings = new TransitSettings { Countries = [country] };
        Service = new TransitService(database, Lane, time, settings, NullLogger<TransitService>.Instance);
        Address = new Uri($"https://127.0.0.1:{LoopbackPort.Take()}/");
    }

    public string Country { get; }

    public FakeTimeProvider Time { get; }

    public Database Database { get; }

    public WriteLane Lane { get; }

    public TransitService Service { get; }

    public X509Certificate2 Certificate { get; set; }

    public Uri Address { get; set; }

    public NeighbourSettings Settings { get; private set; } = null!;

    public bool IsUp => _listener is not null;

    public static async Task<Authority> MakeAsync(
        string country, Kind kind, Postgres postgres, FakeTimeProvider time)
    {
        var place = await TestDatabase.MakeAsync(kind, postgres);
        return new Authority(country, place, await Database.OpenAsync(place.Address), time);
    }

    /// <summary>Another installation as this one would have it in its file.</summary>
    public Neighbour AsNeighbour() => new(Country + " customs", Address, [Country], [Certificate]);

    /// <summary>Says who the neighbours are, and begins to listen.</summary>
    public async Task StartAsync(params Neighbour[] neighbours)
    {
        Settings = new NeighbourSettings
        {
            Countries = [Country],
            Listen = Address,
            Certificate = Certificate,
            Neighbours = neighbours,
            Timeout = TimeSpan.FromSeconds(5),
        };
        _sender?.Dispose();
        _sender = new NeighbourSender(Database, Lane, Time, Settings, new NeighbourTrust(Settings, Time),
            NullLogger<NeighbourSender>.Instance);
        await ListenAsync();
    }

    public async Task ListenAsync()
    {
        var intake = new NeighbourIntake(Service, Settings, NullLogger<NeighbourIntake>.Instance);
        _listener = new NeighbourListener(
            Settings, intake, new NeighbourTrust(Settings, Time), NullLoggerFactory.Instance);
        await _listener.StartAsync(CancellationToken.None);
        if (Address.Port == 0)
            Address = _listener.Address;
    }

    /// <summary>Stops listening, as an installation that is down.</summary>
    public async Task HangUpAsync()
    {
        await _listener!.StopAsync(CancellationToken.None);
        await _listener.DisposeAsync();
        _listener = null;
    }

    /// <summary>Takes one turn of everything that is due here and goes out from here.</summary>
    public async Task<int> TurnAsync()
    {
        var done = await Service.SettleAsync(CancellationToken.None);
        foreach (var neighbour in Settings.Neighbours)
            done += await _sender!.SendAsync(neighbour, CancellationToken.None);
        return done;
    }

    public Task<NeighbourList> LookAsync() =>
        new NeighbourQueries(Database, Service.Settings, Settings).ListAsync(CancellationToken.None);

    /// <summary>A client with a certificate, that believes every server which shows one.</summary>
    public HttpClient Call(X509Certificate2? certificate)
    {
        var handler = new SocketsHttpHandler { UseProxy = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null;
        if (certificate is not null)
            handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate;
        return new HttpClient(handler) { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(30) };
    }

    public async Task RegisterAsync(string grn, string trader)
    {
        var desk = new GuaranteeDesk(Lane);
        var row = new GuaranteeRow(grn, grn[2..4], "1", trader, "GUARANTOR", "EUR", GuaranteeRow.Offered,
            new DateOnly(2026, 1, 1), new DateOnly(2027, 12, 31),
            new GuaranteeTerms(["CODE"], 100, [], false, null, null, [], 80), 0, 1_000_000_000, 0, 0);
        Assert.True(await desk.OfferAsync(row, new Actor("guarantor", "Guarantor")));
        Assert.True(await desk.SetStateAsync(
            row, GuaranteeRow.Offered, GuaranteeRow.InForce, new Actor("officer", "Officer"), "test"));
    }

    public async Task LodgeAsync(Message declaration, string trader)
    {
        declaration.Root["messageSender"] = trader;
        declaration.Root["messageRecipient"] = "NTA." + Country;
        declaration.Root["messageIdentification"] = FormattableString.Invariant($"T{++_sent:000000}");
        var body = Bodies.Write(declaration);
        using var stream = new MemoryStream(body);
        await Service.TakeAsync(
            Country, MessageReader.Read(stream), body, new Actor("trader", "trader"), CancellationToken.None);
    }

    public async Task ActAsync(ProcedureRole role, string office, string reference, string action)
    {
        var seen = (await ListMovementsAsync()).LastOrDefault(m => m.Role == role && m.Office == office
            && (m.Mrn == reference || m.Lrn == reference))?.Version;
        var outcome = await Service.ActAsync(new OfficerDecision(Country, role, office, reference, action, "test",
            new Dictionary<string, string>(), seen), new Actor("officer", "Officer"), CancellationToken.None);
        Assert.Null(outcome.Refusal);
        Assert.Null(outcome.Newer);
    }

    public async Task<List<MovementRow>> ListMovementsAsync() => await ReadAsync(
        $"select {MovementRows.Columns} from movement m order by m.country, m.number", MovementRows.Read);

    public async Task<List<T>> ReadAsync<T>(
        string sql, Func<System.Data.Common.DbDataReader, T> read, params object[] values)
    {
        await using var connection = await Database.ConnectAsync();
        return await connection.ListAsync(sql, read, CancellationToken.None, values);
    }

    /// <summary>Codes of what neighbours sent, in the order in which it was decided on.</summary>
    public async Task<string> HeardAsync() => string.Join(' ', await ReadAsync(
        "select code from receipt where neighbour is not null and decided_at is not null order by entry",
        r => r.GetString(0)));

    public async ValueTask DisposeAsync()
    {
        if (_listener is not null)
            await HangUpAsync();
        _sender?.Dispose();
        Service.Dispose();
        await Lane.DisposeAsync();
        await Database.DisposeAsync();
        await _place.DisposeAsync();
        Certificate.Dispose();
    }
}
