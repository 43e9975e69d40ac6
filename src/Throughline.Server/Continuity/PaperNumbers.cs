using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>What became of a number for paper.</summary>
public enum PaperState
{
    /// <summary>Handed out; nobody has told yet what became of it.</summary>
    Issued,
    /// <summary>The movement began on paper and was entered here afterwards.</summary>
    Entered,
    /// <summary>The movement began and ended on paper.</summary>
    Closed,
    /// <summary>Never used, and never to be.</summary>
    Void,
}

/// <summary>A number for paper.</summary>
/// <param name="Mrn">The MRN.</param>
/// <param name="Lrn">The LRN that goes with it.</param>
/// <param name="Office">The office that it was handed out to.</param>
/// <param name="State">What became of it.</param>
/// <param name="IssuedAt">When it was handed out.</param>
/// <param name="SettledAt">When somebody told what became of it.</param>
/// <param name="AcceptedOn">Day of acceptance on paper.</param>
/// <param name="ReleasedOn">Day of release on paper.</param>
/// <param name="Reason">What was said of it.</param>
public sealed record PaperNumberView(string Mrn, string Lrn, string Office, PaperState State, DateTimeOffset IssuedAt,
    DateTimeOffset? SettledAt, DateOnly? AcceptedOn, DateOnly? ReleasedOn, string? Reason);

/// <summary>What an entry of the journal says of numbers for paper.</summary>
internal sealed record PaperRecord(string Nonce, string What, string By, string Role, string Office, string Reason,
    IReadOnlyList<string> Numbers, PaperDates? Dates = null, long? Receipt = null);

/// <summary>The JSON of records of paper.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PaperRecord))]
internal sealed partial class PaperJson : JsonSerializerContext;

/// <summary>A number is not free for what was asked; says why.</summary>
internal sealed class PaperNumberException(string message) : Exception(message);

/// <summary>Hands out numbers for paper, and keeps what became of each.</summary>
internal sealed class PaperNumbers(Database database, WriteLane lane)
{
    private const int MostListed = 1_000;
    private const string Columns =
        "p.mrn, p.office, p.state, p.issued_at, p.settled_at, p.accepted_on, p.released_on, p.reason";

    /// <summary>Hands out numbers to an office; nobody else ever gets them.</summary>
    public Task<IReadOnlyList<PaperNumberView>> IssueAsync(string office, int year, int count, MrnProcedure procedure,
        Actor actor, string reason) => lane.RunAsync<IReadOnlyList<PaperNumberView>>(async write =>
    {
        var first = await write.TakeNumbersAsync(string.Create(CultureInfo.InvariantCulture, $"paper {office} {year}"),
            count) - 1;
        if (first + count > PaperNumber.Most)
            throw new PaperNumberException(Texts.Server.Get("paper.exhausted", office, year));
        var numbers = Enumerable.Range((int)first, count)
            .Select(i => PaperNumber.Make(year, office, i, procedure)).ToList();
        foreach (var mrn in numbers)
        {
            await write.ExecuteAsync("insert into paper_number (mrn, country, office, state, issued_at) "
                + "values (@1, @2, @3, @4, @5)", mrn.Value, office[..2], office, nameof(PaperState.Issued), write.Now);
        }

        await AppendAsync(write, "issued", office, actor, reason, [.. numbers.Select(n => n.Value)]);
        return [.. numbers.Select(n => new PaperNumberView(n.Value, PaperNumber.LrnOf(n), office, PaperState.Issued,
            write.Now, null, null, null, null))];
    });

    /// <summary>Numbers of a country, or of one of its offices, in one state or in any.</summary>
    public async Task<IReadOnlyList<PaperNumberView>> ListAsync(
        string country, string? office, PaperState? state, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        return await connection.ListAsync($"select {Columns} from paper_number p where p.country = @1 "
            + "and (@2 = '' or p.office = @2) and (@3 = '' or p.state = @3) order by p.office, p.mrn "
            + $"limit {MostListed}", Read, cancellation, country, office ?? "", state?.ToString() ?? "");
    }

    /// <summary>A number, or null.</summary>
    public async Task<PaperNumberView?> FindAsync(string mrn, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        return (await connection.ListAsync(
            $"select {Columns} from paper_number p where p.mrn = @1", Read, cancellation, mrn)).FirstOrDefault();
    }

    /// <summary>A movement ended on paper, or a number was never used: it is burnt.</summary>
    /// <exception cref="PaperNumberException">It was settled before.</exception>
    public Task<PaperNumberView> SettleAsync(
        string mrn, PaperState state, PaperDates? dates, Actor actor, string reason) => lane.RunAsync(async write =>
    {
        var number = await CheckAsync(write, mrn);
        await SetAsync(write, mrn, state, dates, reason, null);
        await AppendAsync(write, state == PaperState.Void ? "void" : "closed", number.Office, actor, reason, [mrn],
            dates);
        return (await FindAsync(write, mrn))!;
    });

    /// <summary>A declaration is entered under its number, inside the transaction that keeps it.</summary>
    /// <exception cref="PaperNumberException">The number was settled before.</exception>
    public static async Task EnterAsync(
        Write write, string mrn, PaperDates dates, Actor actor, string reason, long receipt)
    {
        var number = await CheckAsync(write, mrn);
        await SetAsync(write, mrn, PaperState.Entered, dates, reason, receipt);
        await AppendAsync(write, "entered", number.Office, actor, reason, [mrn], dates, receipt);
    }

    /// <summary>When a declaration was accepted and released on paper; null of one that did not begin there.</summary>
    public static async Task<PaperDates?> FindDatesAsync(
        DbConnection connection, long receipt, CancellationToken cancellation) => (await connection.ListAsync(
            "select accepted_on, released_on from paper_number where receipt = @1",
            r => new PaperDates(Day(r.GetString(0)), Day(r.GetString(1))), cancellation, receipt)).FirstOrDefault();

    /// <summary>A number is free as long as nothing is known of it. One under which a declaration was entered that the
    /// office rejected is free again.</summary>
    private static async Task<PaperNumberView> CheckAsync(Write write, string mrn)
    {
        var number = await FindAsync(write, mrn)
            ?? throw new PaperNumberException(Texts.Server.Get("paper.unknown", mrn));
        return number.State == PaperState.Issued
            || number.State == PaperState.Entered && await IsRejectedAsync(write, number.Lrn)
            ? number
            : throw new PaperNumberException(Texts.Server.Get(
                $"paper.{number.State.ToString().ToLowerInvariant()}", mrn, number.SettledAt, number.Reason));
    }

    private static async Task<bool> IsRejectedAsync(Write write, string lrn)
    {
        var states = await write.ListAsync(
            "select state from movement where lrn = @1 and role = 'Departure'", r => r.GetString(0), lrn);
        return states.Count > 0 && states.TrueForAll(s => s == "Rejected");
    }

    private static async Task<PaperNumberView?> FindAsync(Write write, string mrn) => (await write.ListAsync(
        $"select {Columns} from paper_number p where p.mrn = @1", Read, mrn)).FirstOrDefault();

    private static Task<int> SetAsync(
        Write write, string mrn, PaperState state, PaperDates? dates, string reason, long? receipt) =>
        write.ExecuteAsync("update paper_number set state = @2, settled_at = @3, accepted_on = @4, released_on = @5, "
            + "reason = @6, receipt = @7 where mrn = @1", mrn, state.ToString(), write.Now, Text(dates?.AcceptedOn),
            Text(dates?.ReleasedOn), reason, receipt);

    private static Task<long> AppendAsync(Write write, string what, string office, Actor actor, string reason,
        IReadOnlyList<string> numbers, PaperDates? dates = null, long? receipt = null) => write.AppendAsync(
            "paper", "paper/" + office, JsonSerializer.SerializeToUtf8Bytes(
                new PaperRecord(RandomNumberGenerator.GetHexString(32, lowercase: true), what, actor.Account,
                    actor.Role, office, reason, numbers, dates, receipt), PaperJson.Default.PaperRecord));

    private static PaperNumberView Read(DbDataReader row)
    {
        var mrn = row.GetString(0);
        return new PaperNumberView(mrn, "P" + mrn, row.GetString(1), Enum.Parse<PaperState>(row.GetString(2)),
            row.GetTime(3), row.FindTime(4), row.FindText(5) is { } accepted ? Day(accepted) : null,
            row.FindText(6) is { } released ? Day(released) : null, row.FindText(7));
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
