using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>A login of the demonstration.</summary>
/// <param name="Login">Its name.</param>
/// <param name="Role">Its role.</param>
/// <param name="What">What can be seen with it.</param>
public sealed record DemonstrationLogin(string Login, Role Role, string What);

/// <summary>What a demonstration made.</summary>
/// <param name="Password">The password of all logins, new at every start.</param>
/// <param name="Logins">The logins.</param>
public sealed record DemonstrationResult(string Password, IReadOnlyList<DemonstrationLogin> Logins);

/// <summary>Fills an empty installation with organisations, officers and movements in different states. Everything goes
/// through the interface that is open to all, so that nothing is shown which users could not do.</summary>
/// <remarks>Parties are named by their part only; none exists.</remarks>
public sealed class DemonstrationCorridor : IAsyncDisposable
{
    private const string Guarantor = "AZ2000000002";
    private readonly List<DemonstrationVisitor> _visitors = [];
    private readonly string _password = RandomNumberGenerator.GetHexString(16, lowercase: true);
    private readonly Uri _url;
    private readonly TimeProvider _time;
    private readonly DemonstrationPapers _papers;

    private DemonstrationCorridor(WebApplication app)
    {
        _url = new Uri(app.Urls.First());
        _time = app.Services.GetRequiredService<TimeProvider>();
        _papers = new DemonstrationPapers(_time);
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
        var trader = await EnterPartyAsync(
            administrator, "trader", "AZ", "Trader A", DemonstrationPapers.Trader, "trader-a", "trader");
        await EnterPartyAsync(administrator, "trader", "GE", "Trader B", "GE1000000001", "trader-b", "trader");
        var guarantor = await EnterPartyAsync(
            administrator, "guarantor", "AZ", "Guarantor 1", Guarantor, "guarantor-1", "guarantor");
        var (azerbaijan, chief) = await EnterOfficersAsync(administrator, "AZ", 1);
        var (armenia, _) = await EnterOfficersAsync(administrator, "AM", 2);
        await OfferAsync(guarantor, _papers.Grn);
        await azerbaijan.PostAsync($"guarantees/{_papers.Grn}/decisions",
            new JsonObject { ["decision"] = "accept", ["reason"] = "The undertaking is in order." });
        await OfferAsync(guarantor, _papers.NextGrn);
        var passed = await MoveAsync(trader, azerbaijan, armenia);
        await OpenFrontOfficeAsync(administrator, chief, trader, passed);
        return new DemonstrationResult(_password, ListLogins());
    }

    /// <summary>Movements, one in each state that is worth a look; what waits comes last and stands first.</summary>
    /// <returns>The MRN of one that is in the country of transit.</returns>
    private async Task<string> MoveAsync(
        DemonstrationVisitor trader, DemonstrationVisitor azerbaijan, DemonstrationVisitor armenia)
    {
        var done = await CrossAsync(trader, azerbaijan, armenia, "DISCHARGED", "8200.00");
        await trader.SendAsync(_papers.Arrive(done));
        await DecideAsync(azerbaijan, "destination", "AZXX0NAX", done, "release");
        var yesterday = DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime).AddDays(-1);
        await ReleaseAsync(trader, azerbaijan, "OVERDUE", "31200.00", GuaranteeRow.Text(yesterday));
        await ReleaseAsync(trader, azerbaijan, "ON-THE-WAY", "24000.00");
        var passed = await ReleaseAsync(trader, azerbaijan, "IN-ARMENIA", "18500.00");
        await DecideAsync(armenia, "transit", "AMXX0NRN", passed, "pass");
        var here = await CrossAsync(trader, azerbaijan, armenia, "ARRIVED", "9750.00");
        await trader.SendAsync(_papers.Arrive(here));
        var wrong = _papers.Declare("REFUSED", "5000.00");
        wrong.Root.Open("TransitOperation")["declarationType"] = "T9";
        await trader.SendAsync(wrong);
        await trader.SendAsync(_papers.Declare("CONTROLLED", "6000.00"));
        await DecideAsync(azerbaijan, "departure", "AZXX0BAK", "CONTROLLED", "accept");
        await DecideAsync(azerbaijan, "departure", "AZXX0BAK", "CONTROLLED", "control");
        await trader.SendAsync(_papers.Declare("WAITING-1", "7400.00"));
        await trader.SendAsync(_papers.Declare("WAITING-2", "3100.00"));
        return passed;
    }

    private static DemonstrationLogin[] ListLogins()
    {
        var texts = Texts.Server;
        return
        [
            new("trader-a", Role.Trader, texts.Get("demo.trader-a")),
            new("trader-b", Role.Trader, texts.Get("demo.trader-b")),
            new("guarantor-1", Role.Guarantor, texts.Get("demo.guarantor")),
            new("officer-1", Role.Officer, texts.Get("demo.officer", "AZ")),
            new("officer-2", Role.Officer, texts.Get("demo.officer", "AM")),
            new("supervisor-1", Role.Supervisor, texts.Get("demo.supervisor", "AZ")),
            new("clerk-1", Role.FrontOffice, texts.Get("demo.clerk")),
            new("auditor-1", Role.Auditor, texts.Get("demo.auditor", "AZ")),
            new(FirstStart.Login, Role.Administrator, texts.Get("demo.administrator")),
        ];
    }

    private async Task<string> CrossAsync(DemonstrationVisitor trader, DemonstrationVisitor azerbaijan,
        DemonstrationVisitor armenia, string lrn, string amount)
    {
        var mrn = await ReleaseAsync(trader, azerbaijan, lrn, amount);
        await DecideAsync(armenia, "transit", "AMXX0NRN", mrn, "pass");
        await DecideAsync(azerbaijan, "transit", "AZXX0KIL", mrn, "pass");
        return mrn;
    }

    private async Task<string> ReleaseAsync(DemonstrationVisitor trader, DemonstrationVisitor officer, string lrn,
        string amount, string? limit = null)
    {
        await trader.SendAsync(_papers.Declare(lrn, amount));
        await DecideAsync(officer, "departure", "AZXX0BAK", lrn, "accept");
        var released = await DecideAsync(officer, "departure", "AZXX0BAK", lrn, "release", limit);
        return released.GetProperty("movements")[0].GetProperty("mrn").GetString()!;
    }

    private async Task OfferAsync(DemonstrationVisitor guarantor, string grn)
    {
        var year = _time.GetUtcNow().Year.ToString(CultureInfo.InvariantCulture);
        await guarantor.PostAsync("guarantees", new JsonObject
        {
            ["grn"] = grn,
            ["type"] = "1",
            ["holder"] = DemonstrationPapers.Trader,
            ["accessCode"] = "CODE",
            ["amountCents"] = 100_000_00,
            ["validFrom"] = year + "-01-01",
            ["validTo"] = year + "-12-31",
        });
    }

    private async Task<DemonstrationVisitor> EnterPartyAsync(DemonstrationVisitor administrator, string kind,
        string country, string name, string identification, string login, string role)
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
        DemonstrationVisitor administrator, DemonstrationVisitor supervisor, DemonstrationVisitor trader, string mrn)
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
        await supervisor.PostAsync("front-office/tariffs/treasury", Tariff(_papers.Local(),
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

    /// <summary>An administration with a supervisor, an auditor and an officer for all its
    /// offices.</summary>
    private async Task<(DemonstrationVisitor Officer, DemonstrationVisitor Supervisor)> EnterOfficersAsync(
        DemonstrationVisitor administrator, string country, int number)
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
        var supervisor = await AddAsync(
            own, organisation, $"supervisor-{number}", $"Supervisor {number}", "supervisor");
        await AddAsync(own, organisation, $"auditor-{number}", $"Auditor {number}", "auditor");
        var officer = await AddAsync(own, organisation, $"officer-{number}", $"Officer {number}", "officer");
        return (officer, supervisor);
    }

    private async Task<DemonstrationVisitor> AddAsync(
        DemonstrationVisitor by, string organisation, string login, string name, string role)
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

    private async Task<DemonstrationVisitor> RedeemAsync(string secret)
    {
        var visitor = new DemonstrationVisitor(_url);
        _visitors.Add(visitor);
        await visitor.PostAsync("access/first", new JsonObject { ["secret"] = secret, ["password"] = _password });
        return visitor;
    }

    private static async Task<JsonElement> DecideAsync(DemonstrationVisitor officer, string role, string office,
        string movement, string action, string? limit = null)
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
            ["details"] = limit is null ? [] : new JsonObject { ["limit"] = limit },
            ["seen"] = seen,
        });
    }
}
