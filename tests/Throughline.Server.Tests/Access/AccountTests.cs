using System.Text.Json;
using Throughline.Server.Tests.Storage;

namespace Throughline.Server.Tests.Access;

/// <summary>Organisations and accounts: who may make, change and reset which.</summary>
public sealed class AccountTests(Postgres postgres)
{
    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task A_customs_organisation_is_handed_over_once(Kind kind)
    {
        await using var guests = await Guests.StartAsync(postgres, kind);
        var first = await guests.EnterFirstAsync();
        var made = await first.OkAsync(HttpMethod.Post, "organisations",
            new { kind = "customs", country = "AM", name = "Customs of a test" });
        var customs = made.GetProperty("id").GetString()!;
        var accounts = $"organisations/{customs}/accounts";
        // Neither an officer nor a supervisor, not even as the first account.
        foreach (var role in (Role[])[Role.Officer, Role.Supervisor, Role.Neighbour, Role.Auditor])
            await first.NotFoundAsync(HttpMethod.Post, accounts, Guests.NewAccount(role));
        var handed = await first.OkAsync(HttpMethod.Post, accounts, Guests.NewAccount(Role.Administrator));
        await first.NotFoundAsync(HttpMethod.Post, accounts, Guests.NewAccount(Role.Administrator));
        // A secret that was lost on the way can be made again, as long as none was used.
        var id = handed.GetProperty("account").GetProperty("id").GetString()!;
        handed = await first.OkAsync(HttpMethod.Post, $"accounts/{id}/reset");
        var own = await guests.RedeemAsync(handed.GetProperty("secret").GetString()!);
        var officer = await guests.AddAsync(own, customs, Role.Officer, "AM000001");
        Assert.Equal("AM000001", officer.Me.GetProperty("offices")[0].GetString());

        foreach (var account in (string[])[own.Account, officer.Account])
        {
            await first.NotFoundAsync(HttpMethod.Post, $"accounts/{account}/reset");
            await first.NotFoundAsync(HttpMethod.Put, $"accounts/{account}", Change(Role.Officer));
            await first.NotFoundAsync(HttpMethod.Put, $"accounts/{account}", Change(Role.Officer, disabled: true));
            await first.NotFoundAsync(HttpMethod.Get, $"accounts/{account}/keys");
        }

        await first.NotFoundAsync(HttpMethod.Get, accounts);
        await first.NotFoundAsync(HttpMethod.Post, accounts, Guests.NewAccount(Role.Officer));
        await first.NotFoundAsync(HttpMethod.Put, $"organisations/{customs}",
            new { name = "Mine", identification = (string?)null, closed = true });
        // And no second administration of the same country leads around the first.
        await first.RefusedAsync(HttpMethod.Post, "organisations",
            new { kind = "customs", country = "AM", name = "Another" }, 409, "conflict");
    }

    [Fact]
    public async Task Nobody_outside_a_customs_organisation_touches_its_officers()
    {
        await using var guests = await Guests.StartAsync(postgres);
        var first = await guests.EnterFirstAsync();
        var (customs, own) = await guests.MakeAsync(first, OrganisationKind.Customs, "AM");
        var officer = await guests.AddAsync(own, customs, Role.Officer);
        var others = new List<Guest> { first, officer };
        foreach (var kind in Enum.GetValues<OrganisationKind>().Where(k => k != OrganisationKind.Operator))
            others.Add(await guests.EnterAsync(first, kind, Role.Administrator, "GE"));
        others.Add(await guests.AddAsync(first, first.Organisation, Role.Operator));
        others.Add(await guests.AddAsync(first, first.Organisation, Role.Administrator));
        others.Add(await guests.AddAsync(own, customs, Role.Supervisor));
        foreach (var other in others)
        {
            await other.NotFoundAsync(
                HttpMethod.Post, $"organisations/{customs}/accounts", Guests.NewAccount(Role.Officer));
            await other.NotFoundAsync(HttpMethod.Put, $"accounts/{officer.Account}", Change(Role.Supervisor));
            await other.NotFoundAsync(HttpMethod.Post, $"accounts/{officer.Account}/reset");
            await other.NotFoundAsync(HttpMethod.Get, $"organisations/{customs}/accounts");
        }

        Assert.True(await officer.IsInAsync());
    }

    [Fact]
    public async Task No_organisation_but_customs_gets_an_officer()
    {
        await using var guests = await Guests.StartAsync(postgres);
        var first = await guests.EnterFirstAsync();
        foreach (var kind in Enum.GetValues<OrganisationKind>().Where(k => k != OrganisationKind.Customs))
        {
            var (organisation, own) = await guests.MakeAsync(first, kind, "AZ");
            var account = await guests.AddAsync(own, organisation, Role.Administrator);
            foreach (var giver in (Guest[])[first, own])
            {
                foreach (var role in (Role[])[Role.Officer, Role.Supervisor])
                {
                    var problem = await giver.RefusedAsync(HttpMethod.Post, $"organisations/{organisation}/accounts",
                        Guests.NewAccount(role), 422, "unprocessable-request");
                    Assert.Equal(["/role"], TestServer.PointersOf(problem));
                    await giver.RefusedAsync(HttpMethod.Put, $"accounts/{account.Account}", Change(role), 422,
                        "unprocessable-request");
                }
            }
        }
    }

    [Fact]
    public async Task An_administrator_keeps_the_accounts_of_the_own_organisation_only()
    {
        await using var guests = await Guests.StartAsync(postgres);
        var first = await guests.EnterFirstAsync();
        var (mine, own) = await guests.MakeAsync(first, OrganisationKind.Trader, "AZ");
        var (theirs, other) = await guests.MakeAsync(first, OrganisationKind.Trader, "GE");
        var list = await own.OkAsync(HttpMethod.Get, "organisations");
        Assert.Equal([mine], list.GetProperty("organisations").EnumerateArray().Select(Id));
        await own.NotFoundAsync(HttpMethod.Get, $"organisations/{theirs}");
        await own.NotFoundAsync(HttpMethod.Get, $"organisations/{theirs}/accounts");
        await own.NotFoundAsync(HttpMethod.Post, $"organisations/{theirs}/accounts", Guests.NewAccount(Role.Trader));
        await own.NotFoundAsync(HttpMethod.Post, $"accounts/{other.Account}/reset");
        await own.NotFoundAsync(HttpMethod.Post, "organisations", new { kind = "trader", country = "AZ", name = "A" });
        // Not the own account, and not the number under which the organisation sends.
        await own.NotFoundAsync(HttpMethod.Put, $"accounts/{own.Account}", Change(Role.Trader));
        await own.NotFoundAsync(HttpMethod.Post, $"accounts/{own.Account}/reset");
        var problem = await own.RefusedAsync(HttpMethod.Put, $"organisations/{mine}",
            new { name = "A", identification = "AZ999", closed = false }, 422, "unprocessable-request");
        Assert.Equal(["/identification"], TestServer.PointersOf(problem));
        await own.OkAsync(HttpMethod.Put, $"organisations/{mine}",
            new { name = "Trader B", identification = (string?)null, closed = false });
        Assert.Equal(3, (await first.OkAsync(HttpMethod.Get, "organisations"))
            .GetProperty("organisations").GetArrayLength());
    }

    [Fact]
    public async Task A_number_belongs_to_one_organisation()
    {
        await using var guests = await Guests.StartAsync(postgres);
        var first = await guests.EnterFirstAsync();
        var body = new { kind = "trader", country = "AZ", name = "Trader A", identification = "AZ1234567890" };
        await first.OkAsync(HttpMethod.Post, "organisations", body);
        await first.RefusedAsync(HttpMethod.Post, "organisations", body, 409, "conflict");
        foreach (var wrong in (string[])["NTA.AM", "az1", "AZ", "AZ 1", "AZ12345678901234567", "AZ1\n"])
        {
            var problem = await first.RefusedAsync(HttpMethod.Post, "organisations",
                new { kind = "trader", country = "AZ", name = "A", identification = wrong }, 422,
                "unprocessable-request");
            Assert.Equal(["/identification"], TestServer.PointersOf(problem));
        }

        await first.RefusedAsync(HttpMethod.Post, "organisations",
            new { kind = "customs", country = "AZ", name = "A", identification = "AZ1" }, 422, "unprocessable-request");
        await first.RefusedAsync(HttpMethod.Post, "organisations",
            new { kind = "operator", country = "AZ", name = "A" }, 422, "unprocessable-request");
    }

    [Fact]
    public async Task Whoever_is_disabled_changed_or_reset_is_out_at_once()
    {
        await using var guests = await Guests.StartAsync(postgres);
        var first = await guests.EnterFirstAsync();
        var (customs, own) = await guests.MakeAsync(first, OrganisationKind.Customs);
        var officer = await guests.AddAsync(own, customs, Role.Officer);
        await own.OkAsync(HttpMethod.Put, $"accounts/{officer.Account}", Change(Role.Officer, disabled: true));
        Assert.False(await officer.IsInAsync());
        await own.RefusedAsync(HttpMethod.Post, $"accounts/{officer.Account}/reset", null, 409, "conflict");
        await own.OkAsync(HttpMethod.Put, $"accounts/{officer.Account}", Change(Role.Officer));
        Assert.False(await officer.IsInAsync());
        await LoginAsync(officer, Guests.Password, true);
        await own.OkAsync(HttpMethod.Put, $"accounts/{officer.Account}", Change(Role.Supervisor));
        Assert.False(await officer.IsInAsync());
        await LoginAsync(officer, Guests.Password, true);
        Assert.Equal("supervisor", (await officer.OkAsync(HttpMethod.Get, "me")).GetProperty("role").GetString());
        var handed = await own.OkAsync(HttpMethod.Post, $"accounts/{officer.Account}/reset");
        Assert.False(await officer.IsInAsync());
        await LoginAsync(officer, Guests.Password, false);
        var again = await guests.RedeemAsync(handed.GetProperty("secret").GetString()!, "quite another one");
        Assert.Equal(officer.Account, again.Account);
    }

    [Fact]
    public async Task A_closed_organisation_lets_nobody_in()
    {
        await using var guests = await Guests.StartAsync(postgres);
        var first = await guests.EnterFirstAsync();
        var (organisation, own) = await guests.MakeAsync(first, OrganisationKind.Trader);
        var trader = await guests.AddAsync(own, organisation, Role.Trader);
        var key = await trader.OkAsync(HttpMethod.Post, "keys", new { name = "system", days = 30 });
        var system = guests.Visit();
        system.Key = key.GetProperty("key").GetString();
        Assert.True(await system.IsInAsync());
        await own.RefusedAsync(HttpMethod.Put, $"organisations/{organisation}",
            new { name = "A", identification = (string?)null, closed = true }, 422, "unprocessable-request");
        await first.OkAsync(HttpMethod.Put, $"organisations/{organisation}",
            new { name = "A", identification = (string?)null, closed = true });
        Assert.False(await own.IsInAsync());
        Assert.False(await trader.IsInAsync());
        Assert.False(await system.IsInAsync());
        await LoginAsync(trader, Guests.Password, false);
        await first.OkAsync(HttpMethod.Put, $"organisations/{organisation}",
            new { name = "A", identification = (string?)null, closed = false });
        await LoginAsync(trader, Guests.Password, true);
        await first.RefusedAsync(HttpMethod.Put, $"organisations/{first.Organisation}",
            new { name = "A", identification = (string?)null, closed = true }, 422, "unprocessable-request");
    }

    [Fact]
    public async Task What_is_taken_away_while_a_request_runs_does_not_act_any_more()
    {
        await using var guests = await Guests.StartAsync(postgres);
        var first = await guests.EnterFirstAsync();
        var (organisation, own) = await guests.MakeAsync(first, OrganisationKind.Trader);
        var before = new Caller(own.Account, Role.Administrator, organisation, OrganisationKind.Trader, "AM", null, []);
        await first.OkAsync(HttpMethod.Put, $"accounts/{own.Account}", Change(Role.Administrator, disabled: true));
        var accounts = (Accounts)guests.App.Services.GetService(typeof(Accounts))!;
        var refused = await Assert.ThrowsAsync<ProblemException>(() => accounts.CreateAsync(
            before, organisation, new NewAccountBody("late.comer", "Late", Role.Trader, [])));
        Assert.Equal(401, refused.Problem.Status);
    }

    [Theory]
    [InlineData("AM0001", "/offices/0")]
    [InlineData("GE000001", "/offices/0")]
    [InlineData("AM00000a", "/offices/0")]
    public async Task An_officer_decides_for_offices_of_the_own_country(string office, string pointer)
    {
        await using var guests = await Guests.StartAsync(postgres);
        var first = await guests.EnterFirstAsync();
        var (customs, own) = await guests.MakeAsync(first, OrganisationKind.Customs, "AM");
        var problem = await own.RefusedAsync(HttpMethod.Post, $"organisations/{customs}/accounts",
            Guests.NewAccount(Role.Officer, office), 422, "unprocessable-request");
        Assert.Equal([pointer], TestServer.PointersOf(problem));
        problem = await own.RefusedAsync(HttpMethod.Post, $"organisations/{customs}/accounts",
            Guests.NewAccount(Role.Auditor, "AM000001"), 422, "unprocessable-request");
        Assert.Equal(["/offices"], TestServer.PointersOf(problem));
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task The_journal_says_who_gave_and_took_what_and_names_no_person(Kind kind)
    {
        await using var guests = await Guests.StartAsync(postgres, kind);
        var first = await guests.EnterFirstAsync();
        var (organisation, own) = await guests.MakeAsync(first, OrganisationKind.Trader, "AZ");
        var trader = await guests.AddAsync(own, organisation, Role.Trader);
        var key = await trader.OkAsync(HttpMethod.Post, "keys", new { name = "Somebody's system", days = 30 });
        var next = await trader.OkAsync(
            HttpMethod.Post, $"keys/{Id(key)}/rotate", new { overlapHours = 24 });
        await own.OkAsync(HttpMethod.Delete, $"keys/{Id(next)}");
        await own.OkAsync(HttpMethod.Post, $"accounts/{trader.Account}/reset");
        await own.OkAsync(HttpMethod.Put, $"accounts/{trader.Account}", Change(Role.Representative, disabled: true));
        var entries = await guests.JournalAsync();
        Assert.Equal(
            [
                "organisation-created start", "account-created start", $"secret-redeemed {first.Account}",
                $"organisation-created {first.Account}", $"account-created {first.Account}",
                $"secret-redeemed {own.Account}", $"account-created {own.Account}", $"secret-redeemed {trader.Account}",
                $"key-created {trader.Account}", $"key-rotated {trader.Account}", $"key-revoked {own.Account}",
                $"account-reset {own.Account}", $"account-granted {own.Account}", $"account-disabled {own.Account}",
            ],
            entries.Select(e => $"{Text(e.Body, "what")} {Text(e.Body, "by")}"));
        foreach (var (subject, body) in entries)
        {
            Assert.Matches("^access/[ao]-[0-9a-f]{20}$", subject);
            Assert.DoesNotContain("Somebody", body.GetRawText(), StringComparison.Ordinal);
            Assert.DoesNotContain(trader.Login, body.GetRawText(), StringComparison.Ordinal);
            Assert.Equal(32, Text(body, "nonce").Length);
        }

        var database = (Database)guests.App.Services.GetService(typeof(Database))!;
        var report = await JournalCheck.RunAsync(database, cancellation: TestContext.Current.CancellationToken);
        Assert.Empty(report.Faults);
    }

    private static object Change(Role role, bool disabled = false) =>
        new { name = "Somebody", role = Guests.Word(role), offices = Array.Empty<string>(), disabled };

    private static async Task LoginAsync(Guest guest, string password, bool comesIn)
    {
        using var response = await guest.LoginAsync(guest.Login, password);
        Assert.Equal(comesIn, response.IsSuccessStatusCode);
        Assert.Equal(comesIn, await guest.IsInAsync());
    }

    private static string Id(JsonElement element) => Text(element, "id");

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
