using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Throughline.Customs;
using Throughline.Server.Tests.Access;
using Throughline.Server.Tests.Storage;

namespace Throughline.Server.Tests.FrontOffice;

/// <summary>An installation with a trader whose declaration waits, customs, the operator, and two front
/// offices.</summary>
internal sealed class Counter : IAsyncDisposable
{
    public const string Trader = "AZ1234567890";
    public const string Front = "/api/v1/front-office/";
    public const string Movement = "movements/AZ/1";
    public static readonly byte[] Scan = Encoding.ASCII.GetBytes("%PDF-1.7 a scan");
    private int _sent;

    private Counter(Guests guests) => Guests = guests;

    public Guests Guests { get; }

    public Guest Administrator { get; private set; } = null!;

    public Guest Holder { get; private set; } = null!;

    public Guest Clerk { get; private set; } = null!;

    public Guest Manager { get; private set; } = null!;

    public Guest OtherClerk { get; private set; } = null!;

    public Guest Officer { get; private set; } = null!;

    public Guest Supervisor { get; private set; } = null!;

    public Guest Chief { get; private set; } = null!;

    public Guest Operator { get; private set; } = null!;

    public static async Task<Counter> OpenAsync(Postgres postgres, Kind kind = Kind.Sqlite)
    {
        var at = new Counter(await Guests.StartAsync(postgres, kind));
        var first = await at.Guests.EnterFirstAsync();
        at.Administrator = first;
        at.Holder = await at.EnterPartyAsync(Trader, "Trader A");
        (var office, at.Manager) = await at.Guests.MakeAsync(first, OrganisationKind.FrontOffice, "AZ");
        at.Clerk = await at.Guests.AddAsync(at.Manager, office, Role.FrontOffice);
        at.OtherClerk = await at.Guests.EnterAsync(first, OrganisationKind.FrontOffice, Role.FrontOffice, "AZ");
        var (customs, chief) = await at.Guests.MakeAsync(first, OrganisationKind.Customs, "AZ");
        at.Chief = chief;
        at.Officer = await at.Guests.AddAsync(chief, customs, Role.Officer);
        at.Supervisor = await at.Guests.AddAsync(chief, customs, Role.Supervisor);
        at.Operator = await at.Guests.EnterAsync(first, OrganisationKind.Operator, Role.Operator);
        await at.LodgeAsync("LRN1");
        return at;
    }

    public ValueTask DisposeAsync() => Guests.DisposeAsync();

    /// <summary>A trader of its own organisation.</summary>
    public async Task<Guest> EnterPartyAsync(string identification, string name)
    {
        var made = await Administrator.OkAsync(HttpMethod.Post, "organisations",
            new { kind = "trader", country = identification[..2], name, identification });
        var organisation = made.GetProperty("id").GetString()!;
        var own = await Guests.AddAsync(Administrator, organisation, Role.Administrator);
        return await Guests.AddAsync(own, organisation, Role.Trader);
    }

    /// <summary>Lodges a declaration with two containers and a transport document.</summary>
    public async Task LodgeAsync(string lrn)
    {
        var message = DeclarationSkeleton.Make(new SkeletonRequest
        {
            Departure = "AZXX0BAK",
            Destination = "AZXX0NAX",
            Transits = ["AMXX0NRN", "AZXX0KIL"],
            Prepared = Guests.Time.GetUtcNow().UtcDateTime.AddHours(4),
            Containers = 2,
        });
        message.Root.Open("TransitOperation")["LRN"] = lrn;
        message.Root.Open("HolderOfTheTransitProcedure")["identificationNumber"] = Trader;
        message.Root["messageSender"] = Trader;
        message.Root["messageIdentification"] = FormattableString.Invariant($"T{++_sent:000000}");
        var body = Bodies.Write(message);
        using var stream = new MemoryStream(body);
        await Guests.App.Services.GetRequiredService<TransitService>().TakeAsync(
            "AZ", MessageReader.Read(stream), body, new Actor("trader", "Trader"), CancellationToken.None);
    }

    /// <summary>The holder lets the clerk collect, by a code.</summary>
    public async Task<JsonElement> HandOverAsync(Guest clerk, string lrn = "LRN1", int number = 1)
    {
        var given = await Holder.OkAsync(HttpMethod.Post, Front + "mandates", new { country = "AZ", number });
        return await clerk.OkAsync(HttpMethod.Post, Front + "movements",
            new { movement = lrn, code = given.GetProperty("code").GetString() });
    }

    /// <summary>Customs and the operator publish tariffs.</summary>
    public async Task PublishAsync()
    {
        await Supervisor.OkAsync(HttpMethod.Post, Front + "tariffs/treasury",
            Tariff(Line("DUTY", "movement", 5_000, "AZN"), Line("PAPER", "paper", 250, "AZN")));
        await Operator.OkAsync(HttpMethod.Post, Front + "tariffs/operator",
            Tariff(Line("HANDLING", "container", 1_200, "EUR")));
    }

    public static object Tariff(params object[] lines) => new { validFrom = "2026-12-01", lines };

    public static object Line(string code, string per, long amountMinor, string currency) =>
        new { code, title = "Fee " + code, per, amountMinor, currency };

    public static object Paper(string reference, byte[]? scan = null, string kind = "N730") => new
    {
        list = "CL754",
        kind,
        reference,
        issuedOn = "2026-11-30",
        sha256 = Convert.ToHexStringLower(SHA256.HashData(scan ?? Scan)),
        media = "application/pdf",
    };

    /// <summary>Notes a paper and gives its number.</summary>
    public async Task<long> CollectAsync(string reference, byte[]? scan = null) =>
        (await Clerk.OkAsync(HttpMethod.Post, $"{Front}{Movement}/papers", Paper(reference, scan)))
        .GetProperty("id").GetInt64();

    /// <summary>Sends bytes as a system or a page does.</summary>
    public async Task<HttpResponseMessage> PutScanAsync(Guest from, long id, byte[] scan)
    {
        using var handler = new HttpClientHandler { CookieContainer = from.Cookies };
        using var client = new HttpClient(handler) { BaseAddress = Guests.Url };
        using var content = new ByteArrayContent(scan);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        client.DefaultRequestHeaders.Add("X-Throughline", "1");
        return await client.PutAsync(new Uri(FormattableString.Invariant($"{Front}papers/{id}/scan"), UriKind.Relative),
            content, TestContext.Current.CancellationToken);
    }

    /// <summary>Everything that a check of the database finds.</summary>
    public async Task<IReadOnlyList<string>> FindFaultsAsync()
    {
        var database = Guests.App.Services.GetRequiredService<Database>();
        return (await JournalCheck.RunAsync(database, cancellation: TestContext.Current.CancellationToken)).Faults;
    }
}
