using System.Data.Common;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>Reads what officers, supervisors and auditors see of risk.</summary>
internal sealed class RiskQueries(Database database, TimeProvider time)
{
    /// <summary>The risk of a movement.</summary>
    public async Task<RiskView> ViewAsync(MovementRow row, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        var assessments = await connection.ListAsync("select id, at, moment, entry, rules_version, score, channel, "
            + "controls, draw_day, draw from risk_assessment where country = @1 and number = @2 order by id desc "
            + "limit 50", r => new AssessmentView(r.GetInt64(0), r.GetTime(1), r.GetString(2), r.GetInt64(3),
            r.GetInt64(4), r.GetInt32(5), Word(r.GetString(6)), Parts(r.GetString(7)), r.FindText(8),
            (int?)r.FindNumber(9), []), cancellation, row.Country, row.Number);
        for (var i = 0; i < assessments.Count; i++)
        {
            assessments[i] = assessments[i] with
            {
                Hits = await connection.ListAsync("select rule, pointer, message, score, controls from risk_hit where "
                    + "assessment = @1 order by place", r => new RiskHitView(r.GetString(0), r.GetString(1),
                    r.GetString(2), r.GetInt32(3), Parts(r.GetString(4))), cancellation, assessments[i].Id),
            };
        }

        var controls = await connection.ListAsync("select at, account, controls, found, text, recovered_cents from "
            + "risk_control where country = @1 and number = @2", r => new ControlView(r.GetTime(0), r.FindText(1),
            Parts(r.GetString(2)), r.GetInt32(3) == 1, r.GetString(4), r.GetInt64(5)), cancellation, row.Country,
            row.Number);
        var types = assessments.Count > 0 ? string.Join(' ', assessments[0].Controls) : "";
        return new RiskView(row.Country, row.Number, assessments,
            await FindingsAsync(connection, row, assessments.FirstOrDefault()?.Hits ?? [], cancellation),
            controls.FirstOrDefault(), types.Length > 0 ? "control" : null, types.Length > 0 ? types : null);
    }

    /// <summary>What is to be looked at in a movement.</summary>
    public async Task<IReadOnlyList<FindingView>> FindingsAsync(MovementRow row, CancellationToken cancellation) =>
        (await ViewAsync(row, cancellation)).Findings;

    private static async Task<IReadOnlyList<FindingView>> FindingsAsync(DbConnection connection, MovementRow row,
        IReadOnlyList<RiskHitView> rules, CancellationToken cancellation)
    {
        var findings = new List<FindingView>();
        foreach (var hit in await ScreeningHit.ListAsync(connection, row.Country, row.Number, cancellation))
        {
            findings.Add(new FindingView(hit.IsOpen ? "high" : "low", "list", $"{hit.List} {hit.ListEntry}",
                $"{hit.Name}: {hit.Explanation}", hit.Pointer, hit.State, hit.Id));
        }

        if (row.Role == ProcedureRole.Departure
            && row.Body.Messages.GetValueOrDefault("declaration") is { } digest
            && await connection.FindAsync<byte[]>("select body from content where digest = @1", cancellation,
                Convert.FromHexString(digest)) is { } body)
        {
            using var stream = new MemoryStream(body, writable: false);
            var papers = await CollectedPapers.ListAsync(connection, row.Country, row.Number, cancellation);
            foreach (var goods in GoodsScreen.Run(MessageReader.Read(stream).Message!, papers))
            {
                findings.Add(new FindingView(goods.NamedBy is null ? "high" : "low", "goods", goods.Value,
                    goods.Message, goods.Pointer, goods.NamedBy is null ? "asked" : "named", null));
            }
        }

        findings.AddRange(rules.OrderByDescending(r => r.Score).Select(r => new FindingView(
            r.Score >= 40 ? "high" : r.Score >= 20 ? "medium" : "low", "rule", r.Rule, r.Message, r.Pointer, null,
            null)));
        return findings;
    }

    /// <summary>How the rules of a country do over a period.</summary>
    public async Task<RiskStatistics> StatisticsAsync(
        string country, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        var rows = await connection.ListAsync("select a.number, a.channel, c.found, c.recovered_cents from "
            + "risk_assessment a left join risk_control c on c.country = a.country and c.number = a.number "
            + "where a.country = @1 and a.at >= @2 and a.at < @3", r => (Number: r.GetInt32(0),
            Channel: Enum.Parse<RiskChannel>(r.GetString(1)), Found: r.FindNumber(2)), cancellation, country, from, to);
        var movements = rows.GroupBy(r => r.Number)
            .Select(g => (Channel: g.Max(r => r.Channel), g.First().Found)).ToList();
        var green = movements.Count(m => m.Channel == RiskChannel.Green);
        var rules = await connection.ListAsync("select x.rule, count(*), count(c.number), "
            + "sum(coalesce(c.found, 0)), sum(coalesce(c.recovered_cents, 0)) from (select distinct h.rule, a.country, "
            + "a.number from risk_hit h join risk_assessment a on a.id = h.assessment where a.country = @1 "
            + "and a.at >= @2 and a.at < @3) x left join risk_control c on c.country = x.country "
            + "and c.number = x.number group by x.rule order by x.rule", ReadRule, cancellation, country, from, to);
        return new RiskStatistics(from, to, movements.Count, green,
            movements.Count > 0 ? (double)green / movements.Count : null,
            movements.GroupBy(m => Word(m.Channel.ToString())).ToDictionary(g => g.Key, g => g.Count()),
            movements.Count(m => m.Found is not null), movements.Count(m => m.Found == 1), rules);
    }

    /// <summary>The rules of a country: those of a version, or those that hold today.</summary>
    public async Task<RulesView?> RulesAsync(string country, long? version, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        var versions = await connection.ListAsync("select version, valid_from, published_at, published_by, entry from "
            + "risk_rules where country = @1 order by version desc", r => new RulesVersionView(r.GetInt64(0),
            r.GetString(1), r.GetTime(2), r.GetString(3), r.GetInt64(4)), cancellation, country);
        var asked = version ?? (await RiskRows.RulesAsync(
            connection, country, RiskSecrets.DayOf(time.GetUtcNow()), cancellation)).Version;
        if (asked == 0)
            return new RulesView(0, null, RiskRules.BuiltInText, versions);
        if (versions.FirstOrDefault(v => v.Version == asked) is not { } found)
            return null;
        var text = await connection.FindAsync<string>(
            "select text from risk_rules where country = @1 and version = @2", cancellation, country, asked);
        return new RulesView(asked, found.ValidFrom, text!, versions);
    }

    /// <summary>The draws of a day, computed again when it is over; null when there was none.</summary>
    public async Task<DrawDayView?> DrawsAsync(string country, DateOnly day, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        var text = RiskRows.Text(day);
        var found = await connection.ListAsync("select secret, commitment, entry from risk_secret where country = @1 "
            + "and day = @2", r => (r.GetBytes(0), r.GetString(1), r.GetInt64(2)), cancellation, country, text);
        if (found.Count == 0)
            return null;
        var (secret, commitment, entry) = found[0];
        var draws = await connection.ListAsync("select mrn, office, draw, per_mille, entry from risk_assessment "
            + "where country = @1 and draw_day = @2 order by id limit 10000", r => new DrawView(r.GetString(0),
            r.GetString(1), r.GetInt32(2), r.GetInt32(3), RiskDraw.IsDrawn(r.GetInt32(2), r.GetInt32(3)),
            r.GetInt64(4)), cancellation, country, text);
        if (day >= RiskSecrets.DayOf(time.GetUtcNow()))
            return new DrawDayView(country, text, commitment, entry, null, null, draws);
        var isKept = RiskDraw.Commit(secret) == commitment
            && draws.All(d => RiskDraw.Number(secret, d.Mrn, d.Office) == d.Number);
        return new DrawDayView(
            country, text, commitment, entry, Convert.ToHexStringLower(secret), isKept, draws);
    }

    /// <summary>The lists of a country.</summary>
    public async Task<ScreeningListsView> ListsAsync(string country, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        var lists = await connection.ListAsync("select name, version, entries, digest, loaded_at, loaded_by from "
            + "screening_list where country = @1 and closed_at is null order by name", r => new ScreeningListView(
            r.GetString(0), r.GetInt64(1), r.GetInt32(2), Convert.ToHexStringLower(r.GetBytes(3)), r.GetTime(4),
            r.GetString(5)), cancellation, country);
        var waiting = await connection.FindAsync<long>(
            "select count(*) from screening_state where country = @1 and done < wanted", cancellation, country);
        return new ScreeningListsView(lists, waiting == 0);
    }

    private static RuleStatistics ReadRule(DbDataReader row)
    {
        var (controlled, found) = (row.GetInt32(2), row.GetInt32(3));
        return new RuleStatistics(row.GetString(0), row.GetInt32(1), controlled, found,
            controlled > 0 ? (double)found / controlled : null, Convert.ToInt64(row.GetValue(4),
            System.Globalization.CultureInfo.InvariantCulture));
    }

    private static IReadOnlyList<string> Parts(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Word(string name) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(name);
}
