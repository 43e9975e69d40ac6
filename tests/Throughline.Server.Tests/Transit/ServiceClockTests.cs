using System.Collections.Immutable;
using System.Net;
using Throughline.Customs;
using Throughline.Server.Tests.Access;
using Throughline.Server.Tests.Storage;

namespace Throughline.Server.Tests.Transit;

/// <summary>The service over midnights and changes of clocks: days are those of the office, everything else is
/// UTC.</summary>
public sealed class ServiceClockTests(Postgres postgres)
{
    // Clocks go forward on 2027-03-28 and back on 2026-10-25 and 2027-10-31, at 01:00 UTC.
    private const string Changing = "Europe/Berlin";

    [Theory]
    [InlineData(Kind.Sqlite, null, "2026-12-05", "2026-12-05T20:00:00Z")]
    [InlineData(Kind.Postgres, null, "2026-12-31", "2026-12-31T20:00:00Z")]
    [InlineData(Kind.Sqlite, Changing, "2026-12-05", "2026-12-05T23:00:00Z")]
    [InlineData(Kind.Sqlite, Changing, "2027-03-27", "2027-03-27T23:00:00Z")]
    [InlineData(Kind.Postgres, Changing, "2027-03-28", "2027-03-28T22:00:00Z")]
    public async Task The_limit_ends_with_the_day_of_the_office_that_the_goods_go_to(
        Kind kind, string? zone, string limit, string end)
    {
        var settings = new TransitSettings();
        if (zone is not null)
        {
            settings = settings with
            {
                Procedure = settings.Procedure with
                {
                    OfficeZones = ImmutableDictionary<string, TimeZoneInfo>.Empty.Add(
                        "AZXX0NAX", TimeZoneInfo.FindSystemTimeZoneById(zone)),
                },
            };
        }

        await using var at = await Installation.MakeAsync(kind, postgres, settings);
        var declaration = at.Declare("LRN1", r => r with { IsSimplified = true });
        declaration.Root.Open("TransitOperation")["limitDate"] = limit;
        await at.SendAsync(declaration);
        at.Time.Advance(TimeSpan.FromHours(2));
        await at.Service.SettleAsync(CancellationToken.None);
        Assert.Equal("Released", await StateAsync(at));
        at.Time.SetUtcNow(DateTimeOffset.Parse(end, System.Globalization.CultureInfo.InvariantCulture)
            .AddMicroseconds(-1));
        await at.Service.SettleAsync(CancellationToken.None);
        Assert.Equal("Released", await StateAsync(at));
        at.Time.Advance(TimeSpan.FromMicroseconds(1));
        await at.Service.SettleAsync(CancellationToken.None);
        Assert.Equal("EnquiryRecommended", await StateAsync(at));
        Assert.Equal(0, await at.Service.SettleAsync(CancellationToken.None));
        Assert.Empty((await JournalCheck.RunAsync(at.Database)).Faults);
    }

    [Fact]
    public async Task Hours_are_hours_also_across_a_change_of_clocks_and_a_clock_that_jumps_loses_nothing()
    {
        await using var at = await Installation.MakeAsync(Kind.Sqlite, postgres);
        at.Time.SetUtcNow(new DateTimeOffset(2027, 3, 28, 0, 30, 0, TimeSpan.Zero));
        var declaration = at.Declare("LRN1", r => r with { IsSimplified = true });
        await at.RegisterAsync(Installation.GrnOf(declaration), ceiling: 1_000_000_000);
        await at.SendAsync(declaration);
        at.Time.Advance(TimeSpan.FromHours(2) - TimeSpan.FromMicroseconds(1));
        Assert.Equal(0, await at.Service.SettleAsync(CancellationToken.None));
        // 400 days later, at once: what was due in between happens, each thing once, until nothing is due.
        at.Time.Advance(TimeSpan.FromDays(400));
        while (await at.Service.SettleAsync(CancellationToken.None) > 0)
        {
        }

        var sent = (await at.ListSentAsync()).Select(s => s.Code).ToList();
        Assert.Single(sent, c => c == "CC029C");
        Assert.Single(sent, c => c == "CC140C");
        Assert.Empty((await JournalCheck.RunAsync(at.Database)).Faults);
    }

    [Fact]
    public async Task Sessions_last_over_midnight_and_a_change_of_clocks()
    {
        await using var guests = await Guests.StartAsync(postgres);
        guests.Time.SetUtcNow(new DateTimeOffset(2027, 3, 27, 23, 50, 0, TimeSpan.Zero));
        var first = await guests.EnterFirstAsync();
        for (var i = 0; i < 6; i++)
        {
            guests.Time.Advance(TimeSpan.FromMinutes(20));
            Assert.True(await first.IsInAsync());
        }

        guests.Time.Advance(TimeSpan.FromMinutes(31));
        using var late = await first.SendAsync(HttpMethod.Get, "me");
        Assert.Equal(HttpStatusCode.Unauthorized, late.StatusCode);
    }

    private static async Task<string> StateAsync(Installation at) =>
        (await at.ListMovementsAsync()).Single(m => m.Role == ProcedureRole.Departure).State;
}
