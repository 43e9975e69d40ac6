using Microsoft.Extensions.Time.Testing;
using Throughline.Customs;
using Throughline.Server.Tests.Storage;

namespace Throughline.Server.Tests.Exchange;

/// <summary>Three installations on the loopback, one clock: goods leave in Armenia, pass Georgia and arrive in
/// Türkiye.</summary>
internal sealed class Trio : IAsyncDisposable
{
    public const string Trader = "AM1234567890";
    public const string Departure = "AMXX0YVN";
    public const string Passage = "GEXX0SDK";
    public const string Entry = "TR080100";
    public const string Destination = "TR341300";

    private Trio(Authority am, Authority ge, Authority tr, FakeTimeProvider time) =>
        (Am, Ge, Tr, Time) = (am, ge, tr, time);

    public Authority Am { get; }

    public Authority Ge { get; }

    public Authority Tr { get; }

    public FakeTimeProvider Time { get; }

    public IReadOnlyList<Authority> All => [Am, Ge, Tr];

    public static async Task<Trio> StartAsync(Kind kind, Postgres postgres)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 25, 8, 0, 0, TimeSpan.Zero));
        var trio = new Trio(await Authority.MakeAsync("AM", kind, postgres, time),
            await Authority.MakeAsync("GE", kind, postgres, time),
            await Authority.MakeAsync("TR", kind, postgres, time), time);
        foreach (var one in trio.All)
            await one.StartAsync([.. trio.All.Where(o => o != one).Select(o => o.AsNeighbour())]);
        await trio.Am.RegisterAsync(
            trio.Declare("-").Root.Values("Guarantee/GuaranteeReference/GRN").First(), Trader);
        return trio;
    }

    public Message Declare(string lrn)
    {
        var message = DeclarationSkeleton.Make(new SkeletonRequest
        {
            Departure = Departure,
            Destination = Destination,
            Transits = [Passage, Entry],
            Prepared = Time.GetUtcNow().UtcDateTime.AddHours(4),
        });
        message.Root.Open("HolderOfTheTransitProcedure")["identificationNumber"] = Trader;
        message.Root.Open("TransitOperation")["LRN"] = lrn;
        return message;
    }

    /// <summary>Lets all that are up take turns until nothing is left to do.</summary>
    public async Task SettleAsync()
    {
        for (var idle = 0; idle < 2;)
        {
            Time.Advance(TimeSpan.FromSeconds(2));
            var done = 0;
            foreach (var one in All.Where(a => a.IsUp))
                done += await one.TurnAsync();
            idle = done == 0 ? idle + 1 : 0;
        }
    }

    /// <summary>A declaration that was accepted and released.</summary>
    /// <returns>Its MRN.</returns>
    public async Task<string> ReleaseAsync(string lrn)
    {
        await Am.LodgeAsync(Declare(lrn), Trader);
        await Am.ActAsync(ProcedureRole.Departure, Departure, lrn, "accept");
        await Am.ActAsync(ProcedureRole.Departure, Departure, lrn, "release");
        return (await Am.ListMovementsAsync()).First(m => m.Lrn == lrn).Mrn!;
    }

    public async Task AssertWholeAsync()
    {
        foreach (var one in All)
            Assert.Empty((await JournalCheck.RunAsync(one.Database)).Faults);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in All)
            await one.DisposeAsync();
    }
}
