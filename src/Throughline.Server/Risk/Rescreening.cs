using Throughline.Customs;

namespace Throughline.Server;

/// <summary>Screens movements under way again when the lists of their country changed. Durable: what was not finished
/// goes on when the service starts again.</summary>
internal sealed class Rescreening(Database database, WriteLane lane, ScreeningLists lists, Bodies bodies)
{
    // A movement in one of these states is at its end at the office.
    private const string Ended = "('Rejected', 'Cancelled', 'NotReleased', 'WrittenOff', 'GoodsReleased', "
        + "'ArrivedElsewhere', 'Passed', 'NotExpected')";

    /// <summary>Screens what is to be screened.</summary>
    /// <returns>Countries that were done.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        var due = await connection.ListAsync("select country, wanted from screening_state where done < wanted",
            r => (r.GetString(0), r.GetInt64(1)), cancellation);
        foreach (var (country, wanted) in due)
        {
            var open = await connection.ListAsync($"select {MovementRows.Columns} from movement m where m.country = @1 "
                + $"and m.role <> 'Guarantee' and m.state not in {Ended} order by m.number", MovementRows.Read,
                cancellation, country);
            foreach (var row in open)
            {
                // Before its acceptance a declaration is not assessed yet.
                if (row.Role == ProcedureRole.Departure && row.Mrn is null)
                    continue;
                if ((row.Body.Messages.GetValueOrDefault("declaration")
                    ?? row.Body.Messages.GetValueOrDefault("record")) is not { } digest)
                    continue;
                var message = await bodies.GetAsync(connection, Convert.FromHexString(digest), cancellation);
                var hits = await lists.ScreenAsync(connection, country, message, cancellation);
                var known = await ScreeningHit.ListAsync(connection, country, row.Number, cancellation);
                await SaveAsync(country, row.Number,
                    [.. hits.Where(h => !known.Exists(k => k.IsSame(h) && k.State != ScreeningHit.Gone))],
                    await ListGoneAsync(connection, country, known, cancellation));
            }

            await lane.RunAsync(w => w.ExecuteAsync(
                "update screening_state set done = @1 where country = @2 and done < @1", wanted, country));
        }

        return due.Count;
    }

    private async Task<List<long>> ListGoneAsync(System.Data.Common.DbConnection connection, string country,
        List<ScreeningHit> known, CancellationToken cancellation)
    {
        var gone = new List<long>();
        foreach (var hit in known.Where(k => k.IsOpen))
        {
            if (!await lists.HasAsync(connection, country, hit.List, hit.ListEntry, cancellation))
                gone.Add(hit.Id);
        }

        return gone;
    }

    private async Task SaveAsync(string country, int number, IReadOnlyList<ScreeningHit> hits, List<long> gone)
    {
        if (hits.Count + gone.Count == 0)
            return;
        await lane.RunAsync(async write =>
        {
            var entry = await write.AppendAsync("risk", FormattableString.Invariant($"risk {country}/{number}"),
                RiskJournal.Bytes(new RiskEntry(RiskJournal.Nonce(), "screened-again")
                {
                    Country = country,
                    Number = number,
                    Hits = [.. hits.Select(h => $"{h.List} {h.ListEntry}: {h.Explanation}"),
                        .. gone.Select(id => FormattableString.Invariant($"{id} gone"))],
                }));
            foreach (var hit in hits)
                await hit.SaveAsync(write, country, number, entry);
            foreach (var id in gone)
            {
                await write.ExecuteAsync("update screening_hit set state = 'gone', decided_at = @1 where id = @2",
                    write.Now, id);
            }

            return true;
        });
    }
}
