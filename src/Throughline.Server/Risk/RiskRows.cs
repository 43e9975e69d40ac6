using System.Data.Common;
using System.Globalization;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>The rules that hold on a day.</summary>
/// <param name="Version">Version of the country; 0 for the built-in ones.</param>
/// <param name="Rules">The rules.</param>
internal sealed record RulesInForce(long Version, RiskRules Rules);

/// <summary>What is read of risk from the database.</summary>
internal static class RiskRows
{
    /// <summary>The rules of a country that hold on a day.</summary>
    public static async Task<RulesInForce> RulesAsync(
        DbConnection connection, string country, DateOnly day, CancellationToken cancellation)
    {
        var found = await connection.ListAsync("select version, text from risk_rules where country = @1 and "
            + "valid_from <= @2 order by valid_from desc, version desc limit 1",
            r => (r.GetInt64(0), r.GetString(1)), cancellation, country, Text(day));
        return found.Count > 0
            ? new RulesInForce(found[0].Item1, RiskRulesReader.Read(found[0].Item2))
            : new RulesInForce(0, RiskRules.BuiltIn);
    }

    /// <summary>What is known of the keys of a movement from earlier ones of the administration.</summary>
    public static async Task<Dictionary<(string Kind, string Value), RiskPast>> PastAsync(DbConnection connection,
        Movement movement, string country, DateTimeOffset now, CancellationToken cancellation)
    {
        var past = new Dictionary<(string, string), RiskPast>();
        foreach (var (kind, value) in MovementKeys.Of(movement).Where(k => k.Kind != "grn"))
        {
            var rows = await connection.ListAsync("select count(distinct coalesce(m.mrn, m.lrn)), min(m.opened_at), "
                + "count(distinct case when c.found = 1 then coalesce(m.mrn, m.lrn) end) from movement_key k "
                + "join movement m on m.country = k.country and m.number = k.number "
                + "left join risk_control c on c.country = m.country and c.number = m.number "
                + "where k.value = @1 and k.kind = @2 and k.country = @3 and m.number <> @4 "
                + "and coalesce(m.mrn, m.lrn) <> @5",
                r => (r.GetInt64(0), r.FindTime(1), r.GetInt64(2)), cancellation, value, kind, country,
                movement.Number, movement.Mrn ?? movement.Lrn ?? "");
            var (count, first, found) = rows[0];
            past[(kind, value)] = new RiskPast(
                (int)count, first is { } day ? (int)(now - day).TotalDays : null, (int)found);
        }

        return past;
    }

    /// <summary>The last passages of a movement that an administration saw, the latest first.</summary>
    public static Task<List<PassageRow>> PassagesAsync(
        DbConnection connection, string country, string mrn, CancellationToken cancellation) => connection.ListAsync(
            $"select {PassageRow.Columns} from passage p where p.mrn = @1 and p.country = @2 order by p.id desc "
            + "limit 20", PassageRow.Read, cancellation, mrn, country);

    /// <summary>A day as the database holds it.</summary>
    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>A movement as it was seen at an office.</summary>
/// <param name="Mrn">MRN.</param>
/// <param name="Country">Country of the administration.</param>
/// <param name="Number">Number of the movement there.</param>
/// <param name="Office">The office.</param>
/// <param name="Kind">released, passed, arrived, entry or exit.</param>
/// <param name="At">When.</param>
/// <param name="Vehicles">Registrations of vehicles, numbers of wagons.</param>
/// <param name="Containers">Numbers of containers.</param>
/// <param name="Seals">Numbers of seals.</param>
/// <param name="MassGrams">Mass that was weighed, in grams; null when none was.</param>
internal sealed record PassageRow(string Mrn, string Country, int Number, string Office, string Kind, DateTimeOffset At,
    IReadOnlyList<string> Vehicles, IReadOnlyList<string> Containers, IReadOnlyList<string> Seals, long? MassGrams)
{
    public const string Columns = "p.mrn, p.country, p.number, p.office, p.kind, p.at, p.vehicles, p.containers, "
        + "p.seals, p.mass_grams";

    public static PassageRow Read(DbDataReader row) => new(row.GetString(0), row.GetString(1), row.GetInt32(2),
        row.GetString(3), row.GetString(4), row.GetTime(5), Parts(row.GetString(6)), Parts(row.GetString(7)),
        Parts(row.GetString(8)), row.FindNumber(9));

    /// <summary>Writes it.</summary>
    public async Task SaveAsync(Write write, long entry) => await write.ExecuteAsync(
        "insert into passage (id, mrn, country, number, office, kind, at, entry, vehicles, containers, seals, "
        + "mass_grams) values (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12)",
        await write.TakeNumbersAsync("passage"), Mrn, Country, Number, Office, Kind, At, entry,
        string.Join(' ', Vehicles), string.Join(' ', Containers), string.Join(' ', Seals), MassGrams);

    private static IReadOnlyList<string> Parts(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
