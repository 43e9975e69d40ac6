using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Throughline.Server;

/// <summary>Slows guessing down: after some failures each further try waits twice as long as the one before. It counts
/// by account, by address and by both, for accounts that there are and those that there are not alike, in the database
/// so that all nodes count together.</summary>
internal sealed class LoginThrottle(AccessSettings settings)
{
    /// <summary>Counts a try before its password is looked at, so that many at once are counted too.</summary>
    /// <returns>How long to wait, or null when it may go on.</returns>
    public async Task<TimeSpan?> CountAsync(Write write, string login, IPAddress? address)
    {
        await write.ExecuteAsync("delete from login_attempt where last_at <= @1", write.Now - settings.Memory);
        var sides = List(login, address);
        var wait = TimeSpan.Zero;
        foreach (var (id, free) in sides)
        {
            var found = await write.ListAsync("select failures, last_at from login_attempt where id = @1",
                r => (r.GetInt32(0), r.GetTime(1)), id);
            if (found is [var (failures, last)] && last + WaitAfter(failures - free) - write.Now is var left
                && left > wait)
                wait = left;
        }

        if (wait > TimeSpan.Zero)
            return wait;
        foreach (var (id, _) in sides)
        {
            await write.ExecuteAsync("insert into login_attempt (id, failures, last_at) values (@1, 1, @2) "
                + "on conflict (id) do update set failures = login_attempt.failures + 1, last_at = excluded.last_at",
                id, write.Now);
        }

        return null;
    }

    /// <summary>Whoever comes in at last has mistyped before: what was counted for this account from this address is
    /// counted nowhere any more. What others failed stays.</summary>
    public async Task ForgetAsync(Write write, string login, IPAddress? address)
    {
        var sides = List(login, address);
        var own = await write.FindAsync<int>("select failures from login_attempt where id = @1", sides[0].Id);
        await write.ExecuteAsync("delete from login_attempt where id = @1", sides[0].Id);
        foreach (var (id, _) in sides.Skip(1))
        {
            await write.ExecuteAsync("update login_attempt set failures = case when failures > @1 then failures - @1 "
                + "else 0 end where id = @2", own, id);
        }
    }

    private TimeSpan WaitAfter(int excess) => excess < 0 ? TimeSpan.Zero
        : TimeSpan.FromSeconds(Math.Min(settings.LongestWait.TotalSeconds, Math.Pow(2, Math.Min(excess + 1, 30))));

    private List<(string Id, int Free)> List(string login, IPAddress? address)
    {
        var from = Text(address);
        return
        [
            (Id("pair", login + "\n" + from), settings.FreePerPair),
            (Id("login", login), settings.FreePerSide),
            (Id("address", from), settings.FreePerSide),
        ];
    }

    private static string Id(string kind, string text) =>
        $"{kind}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32]}";

    // Whoever has one address of IPv6 has the 64 bits behind it too.
    private static string Text(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };
}
