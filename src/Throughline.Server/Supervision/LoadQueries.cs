using System.Text.Json;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>Counts what waits at the offices of an administration, and what its officers decided.</summary>
internal sealed class LoadQueries(Database database, TimeProvider time)
{
    private const int MostRead = 20_000;
    private const int PageSize = 1_000;

    /// <summary>The load of the caller's administration.</summary>
    public async Task<LoadView> GetAsync(Caller caller, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        var groups = await connection.ListAsync("select m.office, m.role, m.state, count(*), min(m.changed_at) from "
            + "movement m where m.country = @1 and m.role <> 'Guarantee' group by m.office, m.role, m.state",
            r => (Office: r.GetString(0), Stage: MovementStages.Of(Enum.Parse<ProcedureRole>(r.GetString(1)),
                r.GetString(2)), Count: (int)r.GetInt64(3), Oldest: r.GetTime(4)), cancellation, caller.Country);
        var offices = groups.GroupBy(g => g.Office, (office, all) =>
        {
            var byStage = all.ToLookup(g => g.Stage);
            return new OfficeLoad(office, byStage[MovementStages.Decide].Sum(g => g.Count),
                byStage[MovementStages.Expected].Sum(g => g.Count), byStage[MovementStages.Waiting].Sum(g => g.Count),
                byStage[MovementStages.Decide].Select(g => (DateTimeOffset?)g.Oldest).Min());
        });
        var names = (await connection.ListAsync("select id, name from account where organisation = @1",
            r => (Id: r.GetString(0), Name: r.GetString(1)), cancellation, caller.Organisation))
            .ToDictionary(a => a.Id, a => a.Name, StringComparer.Ordinal);
        var now = time.GetUtcNow();
        var (officers, isWhole) = await CountAsync(connection, caller.Country, names, now, cancellation);
        return new LoadView(
            [.. offices.OrderByDescending(o => o.Decide).ThenBy(o => o.Office, StringComparer.Ordinal)],
            [.. officers.OrderByDescending(o => o.Week).ThenBy(o => o.Account, StringComparer.Ordinal)],
            now.AddDays(-7), isWhole);
    }

    /// <summary>Reads the journal from its end to seven days ago. Who decided stands in the bodies only.</summary>
    private static async Task<(List<OfficerLoad> Officers, bool IsWhole)> CountAsync(
        System.Data.Common.DbConnection connection, string country, Dictionary<string, string> names,
        DateTimeOffset now, CancellationToken cancellation)
    {
        var counts = new Dictionary<string, OfficerLoad>(StringComparer.Ordinal);
        var first = await JournalQueries.FirstFromAsync(connection, now.AddDays(-7), cancellation);
        var before = long.MaxValue;
        for (var read = 0; read < MostRead; read += PageSize)
        {
            var page = await connection.ListAsync("select j.seq, j.at, c.body from journal j join content c on "
                + "c.digest = j.payload where j.seq < @1 and j.seq >= @2 and j.kind = 'decision' order by j.seq desc "
                + $"limit {PageSize}", r => (Seq: r.GetInt64(0), At: r.GetTime(1), Body: r.GetBytes(2)), cancellation,
                before, first);
            foreach (var (_, at, body) in page)
                Count(counts, names, country, now, at, body);
            if (page.Count < PageSize)
                return ([.. counts.Values], true);
            before = page[^1].Seq;
        }

        return ([.. counts.Values], false);
    }

    private static void Count(Dictionary<string, OfficerLoad> counts, Dictionary<string, string> names, string country,
        DateTimeOffset now, DateTimeOffset at, byte[] body)
    {
        JournalRecord record;
        try
        {
            record = JournalRecord.Read(body);
        }
        catch (JsonException)
        {
            // The check of the journal tells of it; here it is no decision.
            return;
        }

        if (record.Country != country || record.Input is not { Kind: "officer", By: { } by }
            || !names.TryGetValue(by, out var name))
            return;
        var known = counts.GetValueOrDefault(by) ?? new OfficerLoad(by, name, 0, 0, at);
        counts[by] = known with { Day = known.Day + (at > now.AddDays(-1) ? 1 : 0), Week = known.Week + 1 };
    }
}
