using System.Data.Common;
using System.Globalization;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>Transit between the parts of one country: exits against entries, volumes against what was agreed.</summary>
internal sealed class ExclaveDesk(Database database, WriteLane lane, TimeProvider time)
{
    private const int WarnPercent = 80;

    /// <summary>Why an officer may not hold or control goods of a profile: they were inspected at departure, and only a
    /// reason of the agreed list opens them again. A sentence, or null.</summary>
    public static string? FindFault(Administration state, OfficerInput officer)
    {
        if (officer.Role is not (ProcedureRole.Transit or ProcedureRole.Destination)
            || officer.Action is not ("hold" or "control"))
            return null;
        var record = state.List(officer.Role, officer.Movement, officer.Office).FirstOrDefault()?
            .Messages.GetValueOrDefault("record");
        if (record is null || ExclaveProfile.Find(record) is not { } profile)
            return null;
        return officer.Details.TryGetValue("inspection-reason", out var reason) && profile.Reasons.ContainsKey(reason)
            ? null
            : Texts.Server.Get("exclave.inspection", profile.Name,
                string.Join(", ", profile.Reasons.Select(r => $"{r.Key} ({r.Value})")));
    }

    /// <summary>Notes that goods went out.</summary>
    /// <returns>How it agrees with the entry; null when the movement did not come in under a profile, or went out
    /// already.</returns>
    public async Task<ExclaveExitView?> ExitAsync(MovementRow row, ExclaveExitBody body, Actor actor,
        CancellationToken cancellation)
    {
        Message message;
        PassageRow? entered;
        await using (var connection = await database.ConnectAsync(cancellation))
        {
            if (await ReadRecordAsync(connection, row, cancellation) is not { } record)
                return null;
            message = record;
            entered = (await RiskRows.PassagesAsync(connection, row.Country, body.Mrn, cancellation))
                .LastOrDefault(p => p.Kind == "passed");
        }

        if (entered is null || ExclaveProfile.Find(message) is not { } profile || profile.Through != row.Country)
            return null;
        var now = time.GetUtcNow();
        var exit = new PassageRow(body.Mrn, row.Country, row.Number, body.Office, "exit", now, Normal(body.Vehicles),
            Normal(body.Containers), Normal(body.Seals), (long?)(body.MassKg * 1000));
        var found = profile.Compare(SightOf(entered), SightOf(exit));
        var view = new ExclaveExitView(body.Mrn, profile.Name, profile.DirectionOf(message)!, entered.At, now,
            found.Count == 0 ? "matched" : "differs", [.. found.Select(f => f.Message)]);
        return await lane.RunAsync(w => SaveAsync(w, row, exit, view, message, actor)) ? view : null;
    }

    private static async Task<bool> SaveAsync(
        Write write, MovementRow row, PassageRow exit, ExclaveExitView view, Message message, Actor actor)
    {
        if (await write.FindAsync<long>("select count(*) from exclave_transit where country = @1 and mrn = @2",
            row.Country, view.Mrn) > 0)
            return false;
        var entry = await write.AppendAsync("risk", "risk " + row.Subject, RiskJournal.Bytes(
            new RiskEntry(RiskJournal.Nonce(), "exit")
            {
                Country = row.Country,
                Number = row.Number,
                By = actor.Account,
                Value = $"{exit.Office} {view.Outcome}",
                Hits = view.Findings,
            }));
        await exit.SaveAsync(write, entry);
        var mass = decimal.TryParse(message.Root.Values("Consignment/grossMass").FirstOrDefault(),
            NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var kg) ? (long)(kg * 1000) : 0;
        await write.ExecuteAsync("insert into exclave_transit (country, mrn, profile, direction, entered_at, "
            + "exited_at, entry, account, mass_grams, containers, outcome, findings) values "
            + "(@1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12)", row.Country, view.Mrn, view.Profile,
            view.Direction, view.EnteredAt, view.ExitedAt, entry, actor.Account, mass,
            message.Root.Values("Consignment/TransportEquipment/containerIdentificationNumber").Count(), view.Outcome,
            string.Join('\n', view.Findings));
        return true;
    }

    /// <summary>Sets the volumes that were agreed for a period; the same period again takes their place.</summary>
    public Task SetBalanceAsync(string country, ExclaveBalanceBody body, Actor actor) => lane.RunAsync(async write =>
    {
        var entry = await write.AppendAsync("risk", $"exclave {country}", RiskJournal.Bytes(
            new RiskEntry(RiskJournal.Nonce(), "balance")
            {
                Country = country,
                By = actor.Account,
                Reason = body.Reason,
                Value = FormattableString.Invariant(
                    $"{body.Profile} {body.Direction} {body.From} {body.To} {body.Tonnes} t {body.Containers}"),
            }));
        return await write.ExecuteAsync("insert into exclave_balance (id, country, profile, direction, from_day, "
            + "to_day, mass_grams, containers, entry, set_by) values (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10) "
            + "on conflict (country, profile, direction, from_day, to_day) do update set "
            + "mass_grams = excluded.mass_grams, containers = excluded.containers, entry = excluded.entry, "
            + "set_by = excluded.set_by", await write.TakeNumbersAsync("exclave balance"), country, body.Profile,
            body.Direction, body.From, body.To, body.Tonnes * 1_000_000, body.Containers, entry, actor.Account);
    });

    /// <summary>Matches of the last 30 days, and volumes against what was agreed.</summary>
    public async Task<ExclaveView> ViewAsync(string country, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        var exits = await connection.ListAsync("select outcome, entered_at, exited_at from exclave_transit where "
            + "country = @1 and exited_at >= @2", r => (Outcome: r.GetString(0),
            Hours: (r.GetTime(2) - r.GetTime(1)).TotalHours), cancellation, country, time.GetUtcNow().AddDays(-30));
        var agreed = await connection.ListAsync("select profile, direction, from_day, to_day, mass_grams, containers "
            + "from exclave_balance where country = @1 order by from_day desc, profile, direction limit 200", r =>
            (Profile: r.GetString(0), Direction: r.GetString(1), From: r.GetString(2), To: r.GetString(3),
            Mass: r.GetInt64(4), Containers: r.GetInt32(5)), cancellation, country);
        var balances = new List<ExclaveBalanceView>();
        foreach (var row in agreed)
        {
            var used = (await connection.ListAsync("select mass_grams, containers from exclave_transit where "
                + "country = @1 and profile = @2 and direction = @3 and exited_at >= @4 and exited_at < @5",
                r => (Mass: r.GetInt64(0), Containers: r.GetInt32(1)), cancellation, country, row.Profile,
                row.Direction, Day(row.From), Day(row.To).AddDays(1))).ToList();
            var (mass, containers) = (used.Sum(u => u.Mass), used.Sum(u => u.Containers));
            balances.Add(new ExclaveBalanceView(row.Profile, row.Direction, row.From, row.To, row.Mass / 1_000_000,
                mass / 1_000_000m, row.Containers, containers,
                Warn("exclave.tonnes", mass, row.Mass) ?? Warn("exclave.containers", containers, row.Containers)));
        }

        var matched = exits.Count(e => e.Outcome == "matched");
        return new ExclaveView(exits.Count, matched, exits.Count > 0 ? (double)matched / exits.Count : null,
            exits.Count > 0 ? exits.Average(e => e.Hours) : null, balances);
    }

    private static string? Warn(string text, long used, long agreed) =>
        used > 0 && (decimal)used * 100 >= (decimal)agreed * WarnPercent
            ? Texts.Server.Get(text, agreed > 0 ? (long)((decimal)used * 100 / agreed) : 100) : null;

    private static async Task<Message?> ReadRecordAsync(
        DbConnection connection, MovementRow row, CancellationToken cancellation)
    {
        if (row.Body.Messages.GetValueOrDefault("record") is not { } digest
            || await connection.FindAsync<byte[]>("select body from content where digest = @1", cancellation,
                Convert.FromHexString(digest)) is not { } body)
            return null;
        using var stream = new MemoryStream(body, writable: false);
        return MessageReader.Read(stream).Message;
    }

    private static ExclaveSight SightOf(PassageRow row) =>
        new(row.At, row.Seals, row.Vehicles, row.Containers, row.MassGrams);

    private static List<string> Normal(IEnumerable<string> texts) =>
        [.. texts.Select(MovementKeys.Normal).Where(t => t.Length > 0).Distinct(StringComparer.Ordinal)];

    private static DateTimeOffset Day(string text) => RiskSecrets.TryRead(text, out var day)
        ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)
        : throw new InvalidDataException($"'{text}' is no day.");
}
