using System.Data.Common;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>A movement as its row has it.</summary>
/// <param name="Country">Country of the administration.</param>
/// <param name="Number">Number in the administration.</param>
/// <param name="Version">How often it was changed.</param>
/// <param name="Role">Role of the office.</param>
/// <param name="Office">The office.</param>
/// <param name="State">Its state.</param>
/// <param name="OpenedAt">When the office began to follow it.</param>
/// <param name="ChangedAt">When it was last changed.</param>
/// <param name="Body">What is known of it.</param>
internal sealed record MovementRow(string Country, int Number, long Version, ProcedureRole Role, string Office,
    string State, DateTimeOffset OpenedAt, DateTimeOffset ChangedAt, MovementBody Body)
{
    public string? Mrn => Body.Facts.GetValueOrDefault("mrn");

    public string? Lrn => Body.Facts.GetValueOrDefault("lrn");

    public string? Holder => Body.Facts.GetValueOrDefault("holder");

    public string? Trader => Body.Facts.GetValueOrDefault("trader");

    /// <summary>What it is called in the journal.</summary>
    public string Subject => FormattableString.Invariant($"{Country}/{Number}");
}

/// <summary>Movements in the database.</summary>
internal static class MovementRows
{
    /// <summary>The columns that <see cref="Read"/> reads, of a table or alias «m».</summary>
    public const string Columns =
        "m.country, m.number, m.version, m.role, m.office, m.state, m.opened_at, m.changed_at, m.body";

    /// <summary>Number of these columns, for queries that read more behind them.</summary>
    public const int ColumnCount = 9;

    /// <summary>Reads a row with the columns above.</summary>
    public static MovementRow Read(DbDataReader row) => new(row.GetString(0), row.GetInt32(1), row.GetInt64(2),
        Enum.Parse<ProcedureRole>(row.GetString(3)), row.GetString(4), row.GetString(5), row.GetTime(6), row.GetTime(7),
        MovementBody.Read(row.GetBytes(8)));

    /// <summary>Which movements of an administration an input may concern.</summary>
    /// <param name="Country">The administration.</param>
    /// <param name="Mrn">Those of an MRN; none when null.</param>
    /// <param name="Lrn">Those of an LRN; none when null.</param>
    /// <param name="Number">The one of a number; none when null.</param>
    internal sealed record Concern(string Country, string? Mrn, string? Lrn, int? Number)
    {
        /// <summary>SQL that holds for them; parameters 1 to 4.</summary>
        public const string Where =
            "m.country = @1 and (m.mrn = @2 or m.lrn = @3 or m.number = @4)";

        /// <summary>The parameters. What is not asked for gets a value that nothing has.</summary>
        public object[] Values => [Country, Mrn ?? "", Lrn ?? "", Number ?? -1];
    }

    /// <summary>The movements that an input may concern.</summary>
    public static Task<List<MovementRow>> ListAsync(
        DbConnection connection, Concern concern, CancellationToken cancellation) => connection.ListAsync(
            $"select {Columns} from movement m where {Concern.Where} order by m.number", Read, cancellation,
            concern.Values);

    /// <summary>Writes a movement that was changed or opened: row, keys and timers.</summary>
    public static void Save(
        Write write, MovementRow row, IReadOnlyCollection<(string Kind, string Value)>? keys)
    {
        write.Defer(
            "insert into movement (country, number, version, role, office, state, mrn, lrn, holder, trader, opened_at, "
            + "changed_at, body) values (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13) "
            + "on conflict (country, number) do update set version = excluded.version, state = excluded.state, "
            + "mrn = excluded.mrn, lrn = excluded.lrn, holder = excluded.holder, trader = excluded.trader, "
            + "changed_at = excluded.changed_at, body = excluded.body",
            row.Country, row.Number, row.Version, row.Role.ToString(), row.Office, row.State, row.Mrn, row.Lrn,
            row.Holder, row.Trader, row.OpenedAt, row.ChangedAt, row.Body.ToBytes());
        write.Defer("delete from timer where country = @1 and number = @2", row.Country, row.Number);
        foreach (var (name, due) in row.Body.Timers)
        {
            write.Defer("insert into timer (country, number, name, due_at) values (@1, @2, @3, @4)",
                row.Country, row.Number, name, due);
        }

        if (keys is null)
            return;
        write.Defer(
            "delete from movement_key where country = @1 and number = @2", row.Country, row.Number);
        foreach (var (kind, value) in keys)
        {
            write.Defer("insert into movement_key (value, kind, country, number) "
                + "values (@1, @2, @3, @4) on conflict do nothing", value, kind, row.Country, row.Number);
        }
    }
}
