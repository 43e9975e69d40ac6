using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Throughline.Server;

/// <summary>What an entry of the journal says of a register.</summary>
internal sealed record RegistryRecord(string Nonce, string What, string By, string Role,
    EconomicOperatorView? Operator = null, AuthorisationView? Authorisation = null, RegistryForce? Force = null)
{
    /// <summary>A record with a fresh nonce.</summary>
    public static RegistryRecord Make(string what, Caller caller) => new(
        RandomNumberGenerator.GetHexString(32, lowercase: true), what, caller.Account, caller.Role.ToString());

    /// <summary>Appends it to the journal.</summary>
    public Task<long> AppendAsync(Write write, string country) => write.AppendAsync("registry", "registry/" + country,
        JsonSerializer.SerializeToUtf8Bytes(this, RegistryJson.Default.RegistryRecord));
}

/// <summary>The JSON of records of registers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RegistryRecord))]
internal sealed partial class RegistryJson : JsonSerializerContext;

/// <summary>Registers of economic operators and authorisations, which customs of a country keeps.</summary>
internal sealed partial class Registry(Database database, WriteLane lane)
{
    private const int MostListed = 200;

    /// <summary>Writes an economic operator.</summary>
    /// <exception cref="ProblemException">It is not in the version that was seen: 409.</exception>
    public Task<EconomicOperatorView> KeepAsync(Caller caller, string identification, EconomicOperatorBody body)
    {
        var errors = Check(identification, body);
        if (errors.Count > 0)
            throw ProblemException.Unprocessable(errors);
        return lane.RunAsync(async w =>
        {
            var now = await Standing.OfAsync(w, caller);
            return (await WriteAsync(w, now, identification, body, isImport: false)).View;
        });
    }

    /// <summary>Writes an authorisation.</summary>
    /// <exception cref="ProblemException">It is not in the version that was seen: 409.</exception>
    public Task<AuthorisationView> KeepAsync(Caller caller, string number, AuthorisationBody body)
    {
        var errors = Check(number, body, caller.Country);
        if (errors.Count > 0)
            throw ProblemException.Unprocessable(errors);
        return lane.RunAsync(async w =>
        {
            var now = await Standing.OfAsync(w, caller);
            return (await WriteAsync(w, now, number, body, isImport: false)).View;
        });
    }

    /// <summary>Writes all rows of a file of economic operators, or none.</summary>
    public Task<RegistryImportView> ImportOperatorsAsync(Caller caller, IReadOnlyList<RegistryLine> lines)
    {
        var read = lines.Select(l => (l.Line, Key: l.Fields[0], Body: new EconomicOperatorBody(l.Fields[1], l.Fields[2],
            l.Fields[3], l.Fields[4], l.Fields[5], l.Fields[6], EndOf(l.Fields[7])))).ToList();
        Refuse(read.SelectMany(r => Check(r.Key, r.Body).Select(e => e with { Pointer = At(r.Line) + e.Pointer })));
        return lane.RunAsync(async w =>
        {
            var now = await Standing.OfAsync(w, caller);
            var changed = 0;
            foreach (var (_, key, body) in read)
                changed += (await WriteAsync(w, now, key, body, isImport: true)).IsChanged ? 1 : 0;
            return new RegistryImportView(read.Count, changed);
        });
    }

    /// <summary>Writes all rows of a file of authorisations, or none.</summary>
    public Task<RegistryImportView> ImportAuthorisationsAsync(Caller caller, IReadOnlyList<RegistryLine> lines)
    {
        var read = lines.Select(l => (l.Line, Key: l.Fields[0], Body: new AuthorisationBody(l.Fields[1], l.Fields[2],
            l.Fields[3], l.Fields[5], EndOf(l.Fields[6]), LevelOf(l.Fields[4])))).ToList();
        Refuse(read.SelectMany(r => Check(r.Key, r.Body, caller.Country)
            .Select(e => e with { Pointer = At(r.Line) + e.Pointer })));
        return lane.RunAsync(async w =>
        {
            var now = await Standing.OfAsync(w, caller);
            var changed = 0;
            foreach (var (_, key, body) in read)
                changed += (await WriteAsync(w, now, key, body, isImport: true)).IsChanged ? 1 : 0;
            return new RegistryImportView(read.Count, changed);
        });
    }

    /// <summary>Says which registers decide from now on.</summary>
    public Task<RegistryForce> SetForceAsync(Caller caller, RegistryForce force) => lane.RunAsync(async w =>
    {
        var now = await Standing.OfAsync(w, caller);
        var entry = await (RegistryRecord.Make("in-force", now) with { Force = force }).AppendAsync(w, now.Country);
        await w.ExecuteAsync("delete from registry_in_force where country = @1", now.Country);
        foreach (var (register, isOn) in ((string, bool)[])[(RegistryRows.Operators, force.Operators),
            (RegistryRows.Authorisations, force.Authorisations)])
        {
            if (isOn)
            {
                await w.ExecuteAsync("insert into registry_in_force (country, register, set_by, set_at, entry) "
                    + "values (@1, @2, @3, @4, @5)", now.Country, register, now.Account, w.Now, entry);
            }
        }

        return force;
    });

    /// <summary>Which registers decide.</summary>
    public async Task<RegistryForce> GetForceAsync(string country, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        var on = await connection.ListAsync("select register from registry_in_force where country = @1",
            r => r.GetString(0), cancellation, country);
        return new RegistryForce(on.Contains(RegistryRows.Operators), on.Contains(RegistryRows.Authorisations));
    }

    /// <summary>Economic operators of a country by number or name.</summary>
    public async Task<IReadOnlyList<OperatorRow>> ListOperatorsAsync(
        string country, string? text, int most, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        return await connection.ListAsync($"select {OperatorRow.Columns} from economic_operator e where e.country = @1 "
            + "and (@2 = '' or e.identification = @2 or lower(e.name) like @3) order by e.identification "
            + $"limit {TransitDecisions.Text(most)}", OperatorRow.Read, cancellation, country, text ?? "", Like(text));
    }

    /// <summary>Authorisations of a country by number or holder.</summary>
    public async Task<IReadOnlyList<AuthorisationRow>> ListAuthorisationsAsync(
        string country, string? text, int most, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        return await connection.ListAsync($"select {AuthorisationRow.Columns} from authorisation a where "
            + "a.country = @1 and (@2 = '' or a.number = @2 or a.holder = @2) order by a.number "
            + $"limit {TransitDecisions.Text(most)}", AuthorisationRow.Read, cancellation, country, text ?? "");
    }

    /// <summary>What the registers of all countries say of a number.</summary>
    public async Task<OwnRegistryView> FindOwnAsync(string? identification, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        var operators = await connection.ListAsync($"select {OperatorRow.Columns} from economic_operator e where "
            + $"e.identification = @1 order by e.country limit {MostListed}", OperatorRow.Read, cancellation,
            identification ?? "");
        var authorisations = await connection.ListAsync($"select {AuthorisationRow.Columns} from authorisation a where "
            + $"a.holder = @1 order by a.country, a.number limit {MostListed}", AuthorisationRow.Read, cancellation,
            identification ?? "");
        return new OwnRegistryView([.. operators.Select(o => o.View())], [.. authorisations.Select(a => a.View())]);
    }

    private static async Task<(EconomicOperatorView View, bool IsChanged)> WriteAsync(
        Write write, Caller caller, string identification, EconomicOperatorBody body, bool isImport)
    {
        var before = (await write.ListAsync($"select {OperatorRow.Columns} from economic_operator e where "
            + "e.country = @1 and e.identification = @2", OperatorRow.Read, caller.Country, identification))
            .FirstOrDefault();
        var view = new EconomicOperatorView(identification, body.Name.Trim(), body.Street.Trim(), body.Postcode.Trim(),
            body.City.Trim(), body.AddressCountry, body.ValidFrom, body.ValidTo, before?.Version ?? 0);
        if (!isImport && body.Seen != before?.Version)
            throw Standing.Taken("/seen", "registry.seen", before?.Version ?? 0);
        if (before?.View() == view)
            return (view, false);
        view = view with { Version = view.Version + 1 };
        var entry = await (RegistryRecord.Make("operator", caller) with { Operator = view })
            .AppendAsync(write, caller.Country);
        await write.ExecuteAsync("insert into economic_operator (country, identification, name, street, postcode, "
            + "city, address_country, valid_from, valid_to, version, kept_by, kept_at, entry) "
            + "values (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13) "
            + "on conflict (country, identification) do update set "
            + "name = excluded.name, street = excluded.street, postcode = excluded.postcode, city = excluded.city, "
            + "address_country = excluded.address_country, valid_from = excluded.valid_from, "
            + "valid_to = excluded.valid_to, version = excluded.version, kept_by = excluded.kept_by, "
            + "kept_at = excluded.kept_at, entry = excluded.entry", caller.Country, identification, view.Name,
            view.Street, view.Postcode, view.City, view.AddressCountry, view.ValidFrom, view.ValidTo, view.Version,
            caller.Account, write.Now, entry);
        return (view, true);
    }

    private static async Task<(AuthorisationView View, bool IsChanged)> WriteAsync(
        Write write, Caller caller, string number, AuthorisationBody body, bool isImport)
    {
        var before = (await write.ListAsync($"select {AuthorisationRow.Columns} from authorisation a where "
            + "a.country = @1 and a.number = @2", AuthorisationRow.Read, caller.Country, number)).FirstOrDefault();
        var view = new AuthorisationView(number, body.Type, body.Holder, body.Office, body.Level, body.ValidFrom,
            body.ValidTo, before?.Version ?? 0);
        if (!isImport && body.Seen != before?.Version)
            throw Standing.Taken("/seen", "registry.seen", before?.Version ?? 0);
        if (before?.View() == view)
            return (view, false);
        view = view with { Version = view.Version + 1 };
        var entry = await (RegistryRecord.Make("authorisation", caller) with { Authorisation = view })
            .AppendAsync(write, caller.Country);
        await write.ExecuteAsync("insert into authorisation (country, number, type, holder, office, level, valid_from, "
            + "valid_to, version, kept_by, kept_at, entry) values (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12) "
            + "on conflict (country, number) do update set type = excluded.type, holder = excluded.holder, "
            + "office = excluded.office, level = excluded.level, valid_from = excluded.valid_from, "
            + "valid_to = excluded.valid_to, version = excluded.version, kept_by = excluded.kept_by, "
            + "kept_at = excluded.kept_at, entry = excluded.entry", caller.Country, number, view.Type, view.Holder,
            view.Office, view.Level, view.ValidFrom, view.ValidTo, view.Version, caller.Account, write.Now, entry);
        return (view, true);
    }

    private static List<FieldError> Check(string identification, EconomicOperatorBody body)
    {
        var errors = new List<FieldError>();
        Require(errors, Identification().IsMatch(identification), "/identification", "access.identification");
        Length(errors, "/name", body.Name, 1, 70);
        Length(errors, "/street", body.Street, 1, 70);
        Length(errors, "/postcode", body.Postcode, 0, 17);
        Length(errors, "/city", body.City, 1, 35);
        Require(errors, Country().IsMatch(body.AddressCountry), "/addressCountry", "access.country");
        Days(errors, body.ValidFrom, body.ValidTo);
        return errors;
    }

    private static List<FieldError> Check(string number, AuthorisationBody body, string country)
    {
        var errors = new List<FieldError>();
        Length(errors, "/number", number, 1, 35);
        Require(errors, AuthorisationTypes.All.ContainsKey(body.Type), "/type", "query.word",
            string.Join(", ", AuthorisationTypes.All.Keys));
        Require(errors, Identification().IsMatch(body.Holder), "/holder", "access.identification");
        Require(errors, Office().IsMatch(body.Office) && body.Office.StartsWith(country, StringComparison.Ordinal),
            "/office", "access.office", country);
        Require(errors, body.Type == AuthorisationTypes.Guarantee
            ? body.Level is 0 or 30 or 50 or 100
            : body.Level is null, "/level", "registry.level");
        Days(errors, body.ValidFrom, body.ValidTo);
        return errors;
    }

    private static void Days(List<FieldError> errors, string from, string to)
    {
        var isFrom = TryDay(from, out var first);
        var isTo = TryDay(to, out var last);
        Require(errors, isFrom, "/validFrom", "query.date", 1900, 9999);
        Require(errors, isTo, "/validTo", "query.date", 1900, 9999);
        Require(errors, !isFrom || !isTo || first <= last, "/validTo", "guarantee.days");
    }

    private static bool TryDay(string text, out DateOnly day) => DateOnly.TryParseExact(
        text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day) && day.Year >= 1900;

    private static void Length(List<FieldError> errors, string pointer, string text, int least, int most) =>
        Require(errors, text.Trim().Length >= least && text.Length <= most && !text.Any(char.IsControl), pointer,
            "registry.length", least, most);

    private static void Require(
        List<FieldError> errors, bool holds, string pointer, string key, params object?[] values)
    {
        if (!holds)
            errors.Add(new FieldError(pointer, Texts.Server.Get(key, values)));
    }

    private static void Refuse(IEnumerable<FieldError> errors)
    {
        const int Most = 50;
        var first = errors.Take(Most).ToList();
        if (first.Count > 0)
            throw ProblemException.Unprocessable(first);
    }

    private static string At(int line) => "/" + TransitDecisions.Text(line);

    private static string EndOf(string text) => text.Length == 0 ? "9999-12-31" : text;

    private static int? LevelOf(string text) => text.Length == 0 ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var level) ? level : -1;

    private static string Like(string? text) => "%" + (text ?? "").ToLowerInvariant()
        .Replace("%", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal) + "%";

    [GeneratedRegex(@"^[A-Z]{2}\z", RegexOptions.None, 1000)]
    private static partial Regex Country();

    [GeneratedRegex(@"^[A-Z]{2}[A-Z0-9-]{1,15}\z", RegexOptions.None, 1000)]
    private static partial Regex Identification();

    [GeneratedRegex(@"^[A-Z]{2}[A-Z0-9]{6}\z", RegexOptions.None, 1000)]
    private static partial Regex Office();
}
