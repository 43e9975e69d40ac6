using Throughline.Customs;
using Throughline.Server.Tests.Access;
using Throughline.Server.Tests.Storage;
using Throughline.Server.Tests.Transit;

namespace Throughline.Server.Tests.Delivery;

/// <summary>The stream of events: what its caller may see, nothing lost over a break, and no longer than the caller may
/// come in.</summary>
public sealed class EventTests(Postgres postgres)
{
    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task Everybody_hears_what_is_theirs(Kind kind)
    {
        await using var guests = await Guests.StartAsync(postgres, kind);
        var people = await Traffic.EnterAsync(guests);
        using var trader = await EventReader.OpenAsync(guests, people.Trader);
        using var baku = await EventReader.OpenAsync(guests, people.Baku);
        using var stranger = await EventReader.OpenAsync(guests, people.Stranger);
        await LodgeAsync(people, "LRN1");
        foreach (var reader in (EventReader[])[trader, baku])
        {
            Assert.Equal(["message CC928C", "movement Submitted"], await TakeAsync(reader, 2));
            Assert.True(reader.LastId > 0);
        }

        await Traffic.DecideAsync(people.Baku, "departure", "AZXX0BAK", "LRN1", "accept");
        Assert.Equal(["message CC028C", "movement Accepted"], await TakeAsync(trader, 2));
        // What comes to the stranger first is the stranger's own.
        var own = people.Declare("LRN2");
        own.Root["messageSender"] = "GE1234567890";
        own.Root.Open("HolderOfTheTransitProcedure")["identificationNumber"] = "GE1234567890";
        using var sent = await people.SendAsync(people.Stranger, own);
        var first = await stranger.NextAsync();
        Assert.Equal("LRN2", first!.Data.GetProperty("lrn").GetString());
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task Who_comes_back_with_the_last_id_hears_the_rest(Kind kind)
    {
        await using var guests = await Guests.StartAsync(postgres, kind);
        var people = await Traffic.EnterAsync(guests);
        long last;
        using (var reader = await EventReader.OpenAsync(guests, people.Trader))
        {
            await LodgeAsync(people, "LRN0");
            await TakeAsync(reader, 2);
            last = reader.LastId;
        }

        for (var i = 1; i <= 5; i++)
            await LodgeAsync(people, $"LRN{i}");
        using var again = await EventReader.OpenAsync(guests, people.Trader, last);
        var heard = new List<string?>();
        for (var i = 0; i < 10; i++)
            heard.Add((await again.NextAsync())!.Data.GetProperty("lrn").GetString());
        Assert.Equal(Enumerable.Range(1, 5).SelectMany(i => new[] { $"LRN{i}", $"LRN{i}" }), heard);
        await LodgeAsync(people, "LRN6");
        Assert.Equal("LRN6", (await again.NextAsync())!.Data.GetProperty("lrn").GetString());
    }

    [Fact]
    public async Task Who_was_away_too_long_or_knows_what_never_was_is_told_to_read_again()
    {
        await using var guests = await Guests.StartAsync(postgres,
            change: o => o with { Events = new EventSettings { MostCaughtUp = 3 } });
        var people = await Traffic.EnterAsync(guests);
        await LodgeAsync(people, "LRN0");
        foreach (var id in (long[])[0, 1_000_000])
        {
            using var reader = await EventReader.OpenAsync(guests, people.Trader, id);
            Assert.Equal("reset", (await reader.NextAsync())!.Name);
        }
    }

    [Fact]
    public async Task It_ends_with_the_session_and_does_not_keep_it_alive()
    {
        await using var guests = await Guests.StartAsync(
            postgres, settings: new AccessSettings { Idle = TimeSpan.FromMinutes(2) });
        var people = await Traffic.EnterAsync(guests);
        using var reader = await EventReader.OpenAsync(guests, people.Trader);
        using var idle = await EventReader.OpenAsync(guests, people.Stranger);
        using var logout = await people.Trader.SendAsync(HttpMethod.Post, "logout");
        Assert.Null(await reader.NextAsync());
        Assert.Null(await idle.NextAsync());
        Assert.InRange(guests.Time.GetUtcNow() - new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.Zero),
            TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(4));
    }

    [Fact]
    public async Task An_account_has_few_streams()
    {
        await using var guests = await Guests.StartAsync(postgres,
            change: o => o with { Events = new EventSettings { MostPerAccount = 2 } });
        var people = await Traffic.EnterAsync(guests);
        using var first = await EventReader.OpenAsync(guests, people.Trader);
        using var second = await EventReader.OpenAsync(guests, people.Trader);
        using var third = await people.Trader.SendAsync(HttpMethod.Get, "/api/v1/transit/events");
        await TestServer.ProblemOfAsync(third, 429, "too-many-streams");
        Assert.NotNull(third.Headers.RetryAfter);
        using var other = await EventReader.OpenAsync(guests, people.Stranger);
    }

    [Theory, InlineData(Kind.Sqlite), InlineData(Kind.Postgres)]
    public async Task Streams_and_lists_agree_on_who_sees_what(Kind kind)
    {
        await using var at = await Installation.MakeAsync(kind, postgres);
        await at.SendAsync(at.Declare("LRN1"));
        await at.ActAsync("AZ", ProcedureRole.Departure, "LRN1", "accept");
        await at.ActAsync("AZ", ProcedureRole.Departure, "LRN1", "release");
        await at.SendAsync(at.Declare("LRN2"));
        var queries = new TransitQueries(at.Database);
        var cancellation = TestContext.Current.CancellationToken;
        await using var connection = await at.Database.ConnectAsync(cancellation);
        var page = await EventPage.ReadAsync(connection, 0, long.MaxValue, cancellation);
        foreach (var caller in Callers())
        {
            var seen = page.Events.Where(e => e.IsFor(caller)).ToList();
            var messages = (await queries.ListMessagesAsync(caller, 0, cancellation)).Messages;
            Assert.Equal(messages.Select(m => m.Id), seen.Select(e => e.Message?.Id).OfType<long>());
            var movements = await queries.ListMovementsAsync(caller, null, null, null, null, cancellation);
            Assert.Equal(movements.Select(m => m.Subject).Order(StringComparer.Ordinal),
                seen.Select(e => e.Movement?.Row.Subject).OfType<string>().Order(StringComparer.Ordinal));
        }

        Assert.Contains(Callers(), c => page.Events.Any(e => e.Movement is not null && e.IsFor(c)));
    }

    private static IEnumerable<Caller> Callers() =>
        from kind in Enum.GetValues<OrganisationKind>()
        from role in Grants.ListRoles(kind)
        from country in (string[])["AZ", "AM", "GE"]
        from identification in (string?[])[null, Installation.Trader, "AM1234567890", "AZ9999999999"]
        from offices in (string[][])[[], ["AZXX0BAK"], ["AZXX0KIL", "AZXX0NAX"]]
        select new Caller("a", role, "o", kind, country, identification, offices);

    private static async Task LodgeAsync(Traffic people, string lrn)
    {
        using var lodged = await people.SendAsync(people.Trader, people.Declare(lrn));
        Assert.True(lodged.IsSuccessStatusCode);
    }

    private static async Task<List<string>> TakeAsync(EventReader reader, int count)
    {
        var taken = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var next = (await reader.NextAsync())!;
            taken.Add(
                $"{next.Name} {next.Data.GetProperty(next.Name == "message" ? "code" : "state").GetString()}");
        }

        return taken;
    }
}
