namespace Throughline.Server;

/// <summary>What officers and supervisors write down about risk.</summary>
internal static class RiskRecords
{
    /// <summary>What a control found; it takes the place of what the procedure told.</summary>
    public static Task<int> NoteControlAsync(WriteLane lane, MovementRow row, ControlBody body, string account) =>
        lane.RunAsync(async write =>
        {
            var entry = await write.AppendAsync("risk", "risk " + row.Subject, RiskJournal.Bytes(
                new RiskEntry(RiskJournal.Nonce(), "control")
                {
                    Country = row.Country,
                    Number = row.Number,
                    By = account,
                    Reason = body.Text,
                    Controls = string.Join(' ', body.Controls),
                    Value = FormattableString.Invariant($"{(body.Found ? "found" : "nothing")} {body.RecoveredCents}"),
                }));
            return await write.ExecuteAsync("insert into risk_control (country, number, at, entry, account, controls, "
                + "found, text, recovered_cents) values (@1, @2, @3, @4, @5, @6, @7, @8, @9) "
                + "on conflict (country, number) do update set at = excluded.at, entry = excluded.entry, "
                + "account = excluded.account, controls = excluded.controls, found = excluded.found, "
                + "text = excluded.text, recovered_cents = excluded.recovered_cents", row.Country, row.Number,
                write.Now, entry, account, string.Join(' ', body.Controls), body.Found ? 1 : 0, body.Text,
                body.RecoveredCents);
        });

    /// <summary>Publishes rules.</summary>
    /// <returns>Their version.</returns>
    public static Task<long> PublishAsync(
        WriteLane lane, string country, RulesBody body, DateOnly from, string account) => lane.RunAsync(async write =>
        {
            var version = await write.FindAsync<long>(
                "select max(version) from risk_rules where country = @1", country) + 1;
            var entry = await write.AppendAsync("risk", $"rules {country}", RiskJournal.Bytes(
                new RiskEntry(RiskJournal.Nonce(), "rules")
                {
                    Country = country,
                    By = account,
                    Reason = body.Reason,
                    Version = version,
                    Day = RiskRows.Text(from),
                    Value = body.Text,
                }));
            await write.ExecuteAsync("insert into risk_rules (country, version, valid_from, text, published_by, "
                + "published_at, entry) values (@1, @2, @3, @4, @5, @6, @7)", country, version, RiskRows.Text(from),
                body.Text, account, write.Now, entry);
            return version;
        });
}
