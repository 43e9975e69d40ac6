using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Throughline.Server;

/// <summary>Publishes tariffs. Customs sets what goes to its treasury, the operator what it is paid itself; a front
/// office sets nothing.</summary>
internal sealed partial class TariffBook(Database database, WriteLane lane, TransitSettings settings)
{
    /// <summary>The country of the operator's tariff: it holds for all.</summary>
    public const string AllCountries = "ZZ";

    private const int MostLines = 200;
    private const int LongestTitle = 200;
    private const long MostMinor = 100_000_000_000;
    private const string Columns = "t.fund, t.country, t.version, t.valid_from, t.published_at, t.lines";

    /// <summary>Publishes the next version of a fund's tariff.</summary>
    public Task<TariffView> PublishAsync(Caller caller, Fund fund, TariffBody body) => lane.RunAsync(async w =>
    {
        var now = await Standing.OfAsync(w, caller);
        var country = fund == Fund.Treasury ? now.Country : AllCountries;
        var from = Check(body, TodayIn(country, w.Now));
        var version = (int)await w.FindAsync<long>("select cast(coalesce(max(version), 0) as bigint) from front_tariff "
            + "where country = @1 and fund = @2", country, fund.ToString()) + 1;
        var entry = await (FrontRecord.Make("tariff-published", now) with
        {
            Tariff = FormattableString.Invariant($"{fund} {country} {version} {body.ValidFrom}"),
        }).AppendAsync(w, "tariff/" + country);
        await w.ExecuteAsync("insert into front_tariff (id, country, fund, version, valid_from, published_by, "
            + "published_at, entry, lines) values (@1, @2, @3, @4, @5, @6, @7, @8, @9)",
            await w.TakeNumbersAsync("front-tariff"), country, fund.ToString(), version, body.ValidFrom, now.Account,
            w.Now, entry, JsonSerializer.SerializeToUtf8Bytes(body.Lines, FrontJson.Default.IReadOnlyListTariffLine));
        return View(new Tariff(fund, country, version, from, w.Now, body.Lines));
    });

    /// <summary>All tariffs that hold for a country, or of all countries when null.</summary>
    public async Task<TariffList> ListAsync(string? country, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        var all = await ReadAsync(connection, country, cancellation);
        return new TariffList([.. all.OrderBy(t => t.Fund).ThenBy(t => t.Country, StringComparer.Ordinal)
            .ThenByDescending(t => t.Version).Select(View)]);
    }

    /// <summary>The tariffs by which a front office of a country assesses at a time, at most one of a fund.</summary>
    public async Task<IReadOnlyList<Tariff>> ListInForceAsync(
        DbConnection connection, string country, DateTimeOffset at, CancellationToken cancellation)
    {
        var all = await ReadAsync(connection, country, cancellation);
        var day = TodayIn(country, at);
        return [.. Enum.GetValues<Fund>().Select(f => Fees.FindTariff(all, f, day)).OfType<Tariff>()];
    }

    private DateOnly TodayIn(string country, DateTimeOffset now) => DateOnly.FromDateTime((country == AllCountries
        ? now.ToUniversalTime()
        : TimeZoneInfo.ConvertTime(now, settings.Procedure.ZoneOf(country))).DateTime);

    private static Task<List<Tariff>> ReadAsync(
        DbConnection connection, string? country, CancellationToken cancellation) => connection.ListAsync(
            $"select {Columns} from front_tariff t where @1 = '' or t.country in (@1, '{AllCountries}') order by t.id",
            r => new Tariff(Enum.Parse<Fund>(r.GetString(0)), r.GetString(1), r.GetInt32(2),
                DateOnly.ParseExact(r.GetString(3), "yyyy-MM-dd", CultureInfo.InvariantCulture), r.GetTime(4),
                JsonSerializer.Deserialize(r.GetBytes(5), FrontJson.Default.IReadOnlyListTariffLine)!),
            cancellation, country ?? "");

    private static TariffView View(Tariff tariff) => new(tariff.Fund, tariff.Country, tariff.Version,
        GuaranteeRow.Text(tariff.ValidFrom), tariff.PublishedAt, tariff.Lines);

    private static DateOnly Check(TariffBody body, DateOnly today)
    {
        var texts = Texts.Server;
        var errors = new List<FieldError>();
        if (!DateOnly.TryParseExact(body.ValidFrom, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var from) || from < today || from > today.AddYears(5))
            errors.Add(new FieldError("/validFrom", texts.Get("front.valid-from", GuaranteeRow.Text(today))));
        if (body.Lines.Count is 0 or > MostLines)
            errors.Add(new FieldError("/lines", texts.Get("front.lines", MostLines)));
        var codes = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < body.Lines.Count; i++)
        {
            var line = body.Lines[i];
            var at = $"/lines/{TransitDecisions.Text(i)}";
            if (!Code().IsMatch(line.Code) || !codes.Add(line.Code))
                errors.Add(new FieldError(at + "/code", texts.Get("front.code")));
            if (string.IsNullOrWhiteSpace(line.Title) || line.Title.Length > LongestTitle)
                errors.Add(new FieldError(at + "/title", texts.Get("access.name", LongestTitle)));
            if (line.AmountMinor is < 1 or > MostMinor)
                errors.Add(new FieldError(at + "/amountMinor", texts.Get("query.whole", 1, MostMinor)));
            if (!Currency().IsMatch(line.Currency))
                errors.Add(new FieldError(at + "/currency", texts.Get("front.currency")));
        }

        return errors.Count == 0 ? from : throw ProblemException.Unprocessable(errors);
    }

    [GeneratedRegex(@"^[A-Z0-9][A-Z0-9-]{0,19}\z", RegexOptions.None, 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"^[A-Z]{3}\z", RegexOptions.None, 1000)]
    private static partial Regex Currency();
}
