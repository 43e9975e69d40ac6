using System.Data.Common;

namespace Throughline.Server;

/// <summary>What is known of a neighbour by trying.</summary>
/// <param name="DownSince">Since when it cannot be reached; null when it can, or was never tried.</param>
/// <param name="Fault">What the last try ended in.</param>
/// <param name="Attempts">Failures in a row.</param>
/// <param name="NextAt">When it is tried again.</param>
/// <param name="DeliveredAt">When it last took a message.</param>
/// <param name="HeardAt">When it last sent one.</param>
internal sealed record NeighbourRow(DateTimeOffset? DownSince, string? Fault, int Attempts, DateTimeOffset NextAt,
    DateTimeOffset? DeliveredAt, DateTimeOffset? HeardAt)
{
    private const string Columns = "down_since, fault, attempts, next_at, delivered_at, heard_at";

    /// <summary>Of a neighbour that nobody tried yet.</summary>
    private static NeighbourRow Untried { get; } = new(null, null, 0, DateTimeOffset.UnixEpoch, null, null);

    /// <summary>What is known of a neighbour.</summary>
    public static async Task<NeighbourRow> FindAsync(
        DbConnection connection, string name, CancellationToken cancellation) =>
        (await connection.ListAsync($"select {Columns} from neighbour where name = @1", Read, cancellation, name))
            .FirstOrDefault() ?? Untried;

    private static NeighbourRow Read(DbDataReader row) => new(row.FindTime(0), row.FindText(1), row.GetInt32(2),
        row.GetTime(3), row.FindTime(4), row.FindTime(5));
}

/// <summary>Writes what is known of neighbours.</summary>
internal static class NeighbourRows
{
    /// <summary>A neighbour sent something.</summary>
    public static Task HeardAsync(Write write, string name) => write.ExecuteAsync(
        "insert into neighbour (name, heard_at) values (@1, @2) on conflict (name) do update set heard_at = @2", name,
        write.Now);

    /// <summary>A node wants to send to a neighbour.</summary>
    /// <returns>Whether it may: no other does.</returns>
    public static async Task<bool> LeaseAsync(Write write, string name, string node, TimeSpan lease)
    {
        await write.ExecuteAsync("insert into neighbour (name) values (@1) on conflict do nothing", name);
        return await write.ExecuteAsync("update neighbour set node = @2, leased_until = @3 where name = @1 "
            + "and (node = @2 or leased_until <= @4)", name, node, write.Now + lease, write.Now) == 1;
    }

    /// <summary>A neighbour took a message: it is there, and the message is off our hands.</summary>
    public static async Task DeliveredAsync(Write write, string name, long message)
    {
        await write.ExecuteAsync(
            "update outbox set delivered_at = @1, fault = null where id = @2 and delivered_at is null", write.Now,
            message);
        await write.ExecuteAsync("update neighbour set down_since = null, fault = null, attempts = 0, next_at = 0, "
            + "delivered_at = @2 where name = @1", name, write.Now);
    }

    /// <summary>A neighbour is there and refused a message, which is tried again later: what is wrong may be mended on
    /// either side.</summary>
    public static async Task RefusedAsync(Write write, string name, long message, string fault, TimeSpan wait)
    {
        await write.ExecuteAsync("update outbox set attempts = attempts + 1, fault = @1, next_at = @2 where id = @3 "
            + "and delivered_at is null", fault, write.Now + wait, message);
        await write.ExecuteAsync("update neighbour set down_since = null, fault = null, attempts = 0, next_at = 0 "
            + "where name = @1", name);
    }

    /// <summary>A neighbour cannot be reached.</summary>
    public static async Task UnreachableAsync(Write write, string name, string fault, Func<int, TimeSpan> waitAfter)
    {
        var attempts = await write.FindAsync<int>("select attempts from neighbour where name = @1", name) + 1;
        await write.ExecuteAsync("update neighbour set down_since = coalesce(down_since, @2), fault = @3, "
            + "attempts = @4, next_at = @5 where name = @1", name, write.Now, fault, attempts,
            write.Now + waitAfter(attempts));
    }
}
