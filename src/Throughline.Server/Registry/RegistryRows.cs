using System.Data.Common;
using System.Globalization;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>An economic operator as its row has it.</summary>
internal sealed record OperatorRow(string Country, string Identification, string Name, string Street, string Postcode,
    string City, string AddressCountry, DateOnly ValidFrom, DateOnly ValidTo, long Version)
{
    /// <summary>The columns, of a table «economic_operator e».</summary>
    public const string Columns = "e.country, e.identification, e.name, e.street, e.postcode, e.city, "
        + "e.address_country, e.valid_from, e.valid_to, e.version";

    /// <summary>Reads a row.</summary>
    public static OperatorRow Read(DbDataReader row) => new(row.GetString(0), row.GetString(1), row.GetString(2),
        row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6), RegistryRows.Day(row.GetString(7)),
        RegistryRows.Day(row.GetString(8)), row.GetInt64(9));

    /// <summary>Whether it is registered on a day.</summary>
    public bool IsValidOn(DateOnly day) => ValidFrom <= day && day <= ValidTo;

    /// <summary>The operator as the procedure names it.</summary>
    public TraderRecord ToTrader() => new(Identification, Name, Street, Postcode, City, AddressCountry);

    /// <summary>The operator as it is told.</summary>
    public EconomicOperatorView View() => new(Identification, Name, Street, Postcode, City, AddressCountry,
        GuaranteeRow.Text(ValidFrom), GuaranteeRow.Text(ValidTo), Version);
}

/// <summary>An authorisation as its row has it.</summary>
internal sealed record AuthorisationRow(string Country, string Number, string Type, string Holder, string Office,
    int? Level, DateOnly ValidFrom, DateOnly ValidTo, long Version)
{
    /// <summary>The columns, of a table «authorisation a».</summary>
    public const string Columns =
        "a.country, a.number, a.type, a.holder, a.office, a.level, a.valid_from, a.valid_to, a.version";

    /// <summary>Reads a row.</summary>
    public static AuthorisationRow Read(DbDataReader row) => new(row.GetString(0), row.GetString(1), row.GetString(2),
        row.GetString(3), row.GetString(4), row.IsDBNull(5) ? null : row.GetInt32(5),
        RegistryRows.Day(row.GetString(6)), RegistryRows.Day(row.GetString(7)), row.GetInt64(8));

    /// <summary>Whether it holds on a day.</summary>
    public bool IsValidOn(DateOnly day) => ValidFrom <= day && day <= ValidTo;

    /// <summary>The authorisation as it is told.</summary>
    public AuthorisationView View() => new(Number, Type, Holder, Office, Level, GuaranteeRow.Text(ValidFrom),
        GuaranteeRow.Text(ValidTo), Version);
}

/// <summary>What the procedure asks the registers.</summary>
internal static class RegistryRows
{
    public const string Operators = "operators";
    public const string Authorisations = "authorisations";
    private const int MostAtOnce = 200;
    private const string Comprehensive = "1";
    private const string Waiver = "0";

    /// <summary>The settings of the procedure with what the registers of a country know of a message and of movements
    /// at hand; unchanged where none is in force.</summary>
    public static async Task<ProcedureSettings> ApplyAsync(DbConnection connection, string country,
        ProcedureInput input, IReadOnlyList<MovementRow> rows, ProcedureSettings procedure, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var inForce = await connection.ListAsync(
            "select register from registry_in_force where country = @1", r => r.GetString(0), cancellation, country);
        if (inForce.Count == 0)
            return procedure;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, procedure.Of(country).Zone).DateTime);
        var message = (input as MessageInput)?.Message;
        if (inForce.Contains(Operators))
        {
            var known = (await ListOperatorsAsync(connection, country, NumbersOf(message, rows), cancellation))
                .Where(o => o.IsValidOn(today)).ToDictionary(o => o.Identification, StringComparer.Ordinal);
            procedure = procedure with
            {
                KnowsTrader = known.ContainsKey,
                Traders = procedure.Traders.SetItems(known.Select(k => KeyValuePair.Create(k.Key, k.Value.ToTrader()))),
            };
        }

        if (!inForce.Contains(Authorisations))
            return procedure;
        var given = new List<AuthorisationRow>();
        foreach (var number in message?.Root.Values("Authorisation/referenceNumber").Distinct() ?? [])
        {
            given.AddRange(await connection.ListAsync($"select {AuthorisationRow.Columns} from authorisation a where "
                + "a.country = @1 and a.number = @2", AuthorisationRow.Read, cancellation, country, number));
        }

        return procedure with
        {
            HasAuthorisation = q => given.Exists(
                a => a.Number == q.Number && a.Type == q.Type && a.Holder == q.Holder && a.IsValidOn(q.On)),
        };
    }

    /// <summary>Refuses a guarantee for several movements whose holder was not let have one.</summary>
    /// <exception cref="ProblemException">The register of authorisations is in force and has none: 422.</exception>
    public static async Task RequireForGuaranteeAsync(Write write, GuaranteeRow row)
    {
        if (row.Type is not (Comprehensive or Waiver) || await write.FindAsync<long>("select count(*) from "
            + "registry_in_force where country = @1 and register = @2", row.Country, Authorisations) == 0)
            return;
        var level = row.Type == Waiver ? 0 : row.Terms.Level;
        var given = await write.ListAsync($"select {AuthorisationRow.Columns} from authorisation a where "
            + "a.country = @1 and a.holder = @2 and a.type = @3", AuthorisationRow.Read, row.Country, row.Holder,
            AuthorisationTypes.Guarantee);
        var today = DateOnly.FromDateTime(write.Now.UtcDateTime);
        if (!given.Exists(a => a.IsValidOn(today) && (a.Level ?? 100) <= level))
            throw Standing.Wrong("/decision", "registry.no-guarantee", row.Holder, level);
    }

    /// <summary>A day of a row.</summary>
    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static async Task<List<OperatorRow>> ListOperatorsAsync(DbConnection connection, string country,
        IReadOnlyCollection<string> numbers, CancellationToken cancellation)
    {
        var found = new List<OperatorRow>();
        foreach (var part in numbers.Chunk(MostAtOnce))
        {
            var marks = string.Join(", ", part.Select((_, i) => "@" + TransitDecisions.Text(i + 2)));
            found.AddRange(await connection.ListAsync($"select {OperatorRow.Columns} from economic_operator e where "
                + $"e.country = @1 and e.identification in ({marks})", OperatorRow.Read, cancellation,
                [country, .. part]));
        }

        return found;
    }

    /// <summary>The identification numbers that a message and movements name.</summary>
    private static HashSet<string> NumbersOf(Message? message, IReadOnlyList<MovementRow> rows)
    {
        var numbers = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in message is null ? [] : MessageEdit.Lines(message))
        {
            var cut = line.IndexOf(" = ", StringComparison.Ordinal);
            if (cut > 0 && line.AsSpan(0, cut).EndsWith("dentificationNumber", StringComparison.Ordinal))
                numbers.Add(line[(cut + 3)..]);
        }

        numbers.UnionWith(rows.SelectMany(r => (string?[])[r.Holder, r.Trader]).OfType<string>());
        return numbers;
    }
}

/// <summary>Types of authorisations, by their codes in messages.</summary>
internal static class AuthorisationTypes
{
    /// <summary>A comprehensive guarantee, with its level.</summary>
    public const string Guarantee = "C505";

    /// <summary>Codes with the short names of the procedures.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [Guarantee] = "CGU",
            ["C520"] = "ACT",
            ["C521"] = "ACR",
            ["C522"] = "ACE",
            ["C523"] = "SSE",
            ["C524"] = "TRD",
        };
}
