using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>A login of the demonstration.</summary>
/// <param name="Login">Its name.</param>
/// <param name="What">What can be seen with it.</param>
public sealed record DemonstrationLogin(string Login, string What);

/// <summary>What a demonstration made.</summary>
/// <param name="Password">The password of all logins, new at every start.</param>
/// <param name="Logins">The logins.</param>
public sealed record DemonstrationResult(string Password, IReadOnlyList<DemonstrationLogin> Logins);

/// <summary>Fills an empty installation with organisations, officers and movements in different states. Everything goes
/// through the interface that is open to all, so that nothing is shown which users could not do.</summary>
/// <remarks>Parties are named by their part only; none exists.</remarks>
public sealed class DemonstrationCorridor : IAsyncDisposable
{
    private const string Trader = "AZ1000000001";
    private const string Guarantor = "AZ2000000002";
    private readonly List<Visitor> _visitors = [];
    private readonly string _password = RandomNumberGenerator.GetHexString(16, lowercase: true);
    private readonly Uri _url;
    private readonly TimeProvider _time;
    private int _sent;

    private DemonstrationCorridor(WebApplication app)
    {
        _url = new Uri(app.Urls.First());
        _time = app.Services.GetRequiredService<TimeProvider>();
    }

    /// <summary>Fills a server that runs over an empty database.</summary>
    /// <exception cref="InvalidOperationException">The database is not empty, or the server refused a step.</exception>
    public static async Task<DemonstrationResult> FillAsync(WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var first = await FirstStart.FindUrlAsync(app)
            ?? throw new InvalidOperationException("The installation was entered before; a demonstration has its own.");
        await using var corridor = new DemonstrationCorridor(app);
        return await corridor.FillAsync(first.Split("secret=")[1]);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        foreach (var visitor in _visitors)
            visitor.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<DemonstrationResult> FillAsync(string secret)
    {
        var administrator = await RedeemAsync(secret);
        var trader = await EnterPartyAsync(administrator, "trader", "AZ", "Trader A", Trader, "trader-a", "trader");
        await EnterPartyAsync(administrator, "trader", "GE", "Trader B", "GE1000000001", "trader-b", "trader");
        var guarantor = await EnterPartyAsync(
            administrator, "guarantor", "AZ", "Guarantor 1", Guarantor, "guarantor-1", "guarantor");
        var (azerbaijan, chief) = await EnterOfficersAsync(administrator, "AZ", "officer-1", "supervisor-1");
        var (armenia, _) = await EnterOfficersAsync(administrator, "AM", "officer-2", "supervisor-2");

        var declaration = Declare("-");
        var grn = declaration.Root.Values("Guarantee/GuaranteeReference/GRN").First();
        await OfferAsync(guarantor, azerbaijan, grn);
        await SendAsync(trader, Declare("WAITING-1"));
        await SendAsync(trader, Declare("WAITING-2"));
        await SendAsync(trader, Declare("CONTROLLED"));
        await DecideAsync(azerbaijan, "departure", "AZXX0BAK", "CONTROLLED", "accept");
        await DecideAsync(azerbaijan, "departure", "AZXX0BAK", "CONTROLLED", "control");
        await ReleaseAsync(trader, azerbaijan, "ON-THE-WAY");
        var passed = await ReleaseAsync(trader, azerbaijan, "IN-ARMENIA");
        await DecideAsync(armenia, "transit", "AMXX0NRN", passed, "pass");
        var done = await ReleaseAsync(trader, azerbaijan, "DISCHARGED");
        await DecideAsync(armenia, "transit", "AMXX0NRN", done, "pass");
        await DecideAsync(azerbaijan, "transit", "AZXX0KIL", done, "pass");
        await SendAsync(trader, Arrive(done));
        await DecideAsync(azerbaijan, "destination", "AZXX0NAX", done, "release");
        var wrong = Declare("REFUSED");
        wrong.Root.Open("TransitOperation")["declarationType"] = "T9";
        await SendAsync(trader, wrong);
        await OpenFrontOfficeAsync(administrator, chief, trader, passed);
        return new DemonstrationResult(_password,
        [
            new("trader-a", Texts.Server.Get("demo.trader-a")), new("trader-b", Texts.Server.Get("demo.trader-b")),
            new("guarantor-1", Texts.Server.Get("demo.guarantor")),
            new("officer-1", Texts.Server.Get("demo.officer", "AZ")),
            new("officer-2", Texts.Server.Get("demo.officer", "AM")),
            new("clerk-1", Texts.Server.Get("demo.clerk")),
        ]);
    }

    private async Task<string> ReleaseAsync(Visitor trader, Visitor officer, string lrn)
    {
        await SendAsync(trader, Declare(lrn));
        await DecideAsync(officer, "departure", "AZXX0BAK", lrn, "accept");
        var released = await DecideAsync(officer, "departure", "AZXX0BAK", lrn, "release");
        return released.GetProperty("movements")[0].GetProperty("mrn").GetString()!;
    }

    private async Task OfferAsync(Visitor guarantor, Visitor officer, string grn)
    {
        var year = _time.GetUtcNow().Year.ToString(CultureInfo.InvariantCulture);
        await guarantor.PostAsync("guarantees", new JsonObject
        {
            ["grn"] = grn,
            ["type"] = "1",
            ["holder"] = Trader,
            ["accessCode"] = "CODE",
            ["amountCents"] = 100_000_00,
            ["validFrom"] = year + "-01-01",
            ["validTo"] = year + "-12-31",
        });
        await officer.PostAsync($"guarantees/{grn}/decisions",
            new JsonObject { ["decision"] = "accept", ["reason"] = "The undertaking is in order." });
    }

    private async Task<Visitor> EnterPartyAsync(Visitor administrator, string kind, string country, string name,
        string identification, string login, string role)
    {
        var made = await administrator.PostAsync("access/organisations", new JsonObject
        {
            ["kind"] = kind,
            ["country"] = country,
            ["name"] = name,
            ["identification"] = identification,
        });
        var organisation = made.GetProperty("id").GetString()!;
        var own = await AddAsync(administrator, organisation, "administrator-of-" + login, name, "administrator");
        return await AddAsync(own, organisation, login, name, role);
    }

    /// <summary>A front office with tariffs, which may collect for the movement of a trader.</summary>
    private async Task OpenFrontOfficeAsync(
        Visitor administrator, Visitor supervisor, Visitor trader, string mrn)
    {
        var made = await administrator.PostAsync("access/organisations", new JsonObject
        {
            ["kind"] = "front-office",
            ["country"] = "AZ",
            ["name"] = "Front office 1",
        });
        var organisation = made.GetProperty("id").GetString()!;
        var own = await AddAsync(
            administrator, organisation, "administrator-of-clerk-1", "Front office 1", "administrator");
        await AddAsync(own, organisation, "clerk-1", "Clerk 1", "front-office");
        var home = (await administrator.GetAsync("access/me")).GetProperty("organisation").GetString()!;
        var corridor = await AddAsync(administrator, home, "operator-1", "Operator", "operator");
        await supervisor.PostAsync("front-office/tariffs/treasury", Tariff(Local(),
            ("DUTY", "Customs service, each movement", "movement", 30_00, "AZN"),
            ("PAPER", "Registration of a paper", "paper", 2_50, "AZN")));
        await corridor.PostAsync("front-office/tariffs/operator", Tariff(_time.GetUtcNow().UtcDateTime,
            ("HANDLING", "Handling of a movement at the gate", "movement", 12_00, "EUR")));
        var number = (await trader.GetAsync($"transit/movements?q={mrn}")).GetProperty("movements").EnumerateArray()
            .First(m => m.GetProperty("role").GetString() == "departure").GetProperty("number").GetInt32();
        await trader.PostAsync("front-office/mandates", new JsonObject
        {
            ["country"] = "AZ",
            ["number"] = number,
            ["organisation"] = organisation,
        });
    }

    private static JsonObject Tariff(
        DateTime from, params (string Code, string Title, string Per, long Minor, string Currency)[] lines) => new()
        {
            ["validFrom"] = from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["lines"] = new JsonArray([.. lines.Select(l => (JsonNode)new JsonObject
            {
                ["code"] = l.Code,
                ["title"] = l.Title,
                ["per"] = l.Per,
                ["amountMinor"] = l.Minor,
                ["currency"] = l.Currency,
            })]),
        };

    /// <summary>An administration with an officer and a supervisor for all its offices.</summary>
    private async Task<(Visitor Officer, Visitor Supervisor)> EnterOfficersAsync(
        Visitor administrator, string country, string officer, string supervisor)
    {
        var made = await administrator.PostAsync("access/organisations", new JsonObject
        {
            ["kind"] = "customs",
            ["country"] = country,
            ["name"] = $"Customs of {country} (demonstration)",
        });
        var organisation = made.GetProperty("id").GetString()!;
        var login = "administrator-" + country.ToLowerInvariant();
        var own = await AddAsync(administrator, organisation, login, "Administrator", "administrator");
        var second = await AddAsync(own, organisation, supervisor, "Supervisor", "supervisor");
        return (await AddAsync(own, organisation, officer, "Officer", "officer"), second);
    }

    private async Task<Visitor> AddAsync(Visitor by, string organisation, string login, string name, string role)
    {
        var made = await by.PostAsync($"access/organisations/{organisation}/accounts", new JsonObject
        {
            ["login"] = login,
            ["name"] = name,
            ["role"] = role,
            ["offices"] = new JsonArray(),
        });
        return await RedeemAsync(made.GetProperty("secret").GetString()!);
    }

    private async Task<Visitor> RedeemAsync(string secret)
    {
        var visitor = new Visitor(_url);
        _visitors.Add(visitor);
        await visitor.PostAsync("access/first", new JsonObject { ["secret"] = secret, ["password"] = _password });
        return visitor;
    }

    private async Task<JsonElement> DecideAsync(
        Visitor officer, string role, string office, string movement, string action)
    {
        var found = await officer.GetAsync($"transit/movements?q={movement}&office={office}");
        var seen = found.GetProperty("movements").EnumerateArray()
            .First(m => m.GetProperty("role").GetString() == role).GetProperty("version").GetInt64();
        return await officer.PostAsync("transit/decisions", new JsonObject
        {
            ["role"] = role,
            ["office"] = office,
            ["movement"] = movement,
            ["action"] = action,
            ["reason"] = "Part of the demonstration.",
            ["seen"] = seen,
        });
    }

    private static Task SendAsync(Visitor trader, Message message) => trader.SendAsync(Bodies.Write(message));

    private Message Declare(string lrn)
    {
        var message = DeclarationSkeleton.Make(new SkeletonRequest
        {
            Departure = "AZXX0BAK",
            Destination = "AZXX0NAX",
            Transits = ["AMXX0NRN", "AZXX0KIL"],
            Prepared = Local(),
            Items = 3,
        });
        message.Root.Open("TransitOperation")["LRN"] = lrn;
        message.Root.Open("HolderOfTheTransitProcedure")["identificationNumber"] = Trader;
        message.Root.Open("HolderOfTheTransitProcedure")["name"] = "Trader A";
        return Address(message);
    }

    private Message Arrive(string mrn)
    {
        var declared = new Movement(1, ProcedureRole.Departure, "AZXX0BAK")
        {
            Facts = ImmutableSortedDictionary<string, string>.Empty.Add("mrn", mrn),
            Messages = ImmutableSortedDictionary<string, Message>.Empty.Add("declaration", Declare("-")),
        };
        var message = TraderMessages.Make("CC007C", new TraderView(declared, null, Local()));
        message.Root.Open("TraderAtDestination")["identificationNumber"] = Trader;
        return Address(message);
    }

    private Message Address(Message message)
    {
        message.Root["messageSender"] = Trader;
        message.Root["messageRecipient"] = "NTA.AZ";
        message.Root["preparationDateAndTime"] =
            Local().ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        message.Root["messageIdentification"] = string.Create(CultureInfo.InvariantCulture, $"DEMO{++_sent:0000}");
        return message;
    }

    private DateTime Local() => TimeZoneInfo.ConvertTime(
        _time.GetUtcNow(), CountrySettings.Of("AZ", isTrial: false).Zone).DateTime;

    /// <summary>Somebody with a browser.</summary>
    private sealed class Visitor : IDisposable
    {
        private readonly HttpClient _client;

        public Visitor(Uri url)
        {
            // The client owns the handler, and with it the cookie of the session.
            _client = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() })
            {
                BaseAddress = new Uri(url, "/api/v1/"),
            };
            _client.DefaultRequestHeaders.Add("X-Throughline", "1");
        }

        public void Dispose() => _client.Dispose();

        public async Task<JsonElement> GetAsync(string path)
        {
            using var response = await _client.GetAsync(new Uri(path, UriKind.Relative));
            return await ReadAsync(path, response);
        }

        public async Task<JsonElement> PostAsync(string path, JsonObject body)
        {
            using var content = new StringContent(body.ToJsonString(), new MediaTypeHeaderValue("application/json"));
            using var response = await _client.PostAsync(new Uri(path, UriKind.Relative), content);
            return await ReadAsync(path, response);
        }

        public async Task SendAsync(byte[] xml)
        {
            using var content = new ByteArrayContent(xml);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/xml");
            using var response = await _client.PostAsync(new Uri("transit/messages", UriKind.Relative), content);
            await ReadAsync("transit/messages", response);
        }

        private static async Task<JsonElement> ReadAsync(string path, HttpResponseMessage response)
        {
            var text = await response.Content.ReadAsStringAsync();
            if (!response.IsSuccessStatusCode)
                throw new InvalidOperationException($"{path} answered {(int)response.StatusCode}: {text}");
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
    }
}
