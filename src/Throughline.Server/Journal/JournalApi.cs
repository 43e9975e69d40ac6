using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Throughline.Server;

internal static class JournalApi
{
    private const int FirstYear = 2000;
    private const int LastYear = 2099;

    public static void MapJournal(this IEndpointRouteBuilder routes)
    {
        var journal = routes.MapGroup("/transit/journal").WithTags("Journal");
        journal.MapGet("", ListAsync).Needs(Role.Auditor)
            .WithName("ListJournal")
            .WithSummary("Entries of the journal, the latest first, 100 a page")
            .WithDescription("Auditors of an administration see what concerns it, with who, why and what happened; "
                + "auditors of the operator see every entry without its content.")
            .Produces<JournalPage>()
            .WithQuery(
                ("before", "Only entries before this number: «next» of the page before.", "1200"),
                ("kind", "Only of this kind: decision, guarantee, access.", "decision"),
                ("movement", "MRN, LRN or GRN, or the subject as the journal has it.", "AM/17"),
                ("from", "First day, UTC.", "2026-12-01"), ("until", "Last day, UTC.", "2026-12-31"));
        journal.MapGet("/export", ExportAsync).Needs(Role.Auditor)
            .WithName("ExportJournal")
            .WithSummary("The same entries as lines of JSON, the earliest first")
            .Produces<string>(200, "application/x-ndjson")
            .WithMetadata(new GivesTypes("application/x-ndjson"))
            .WithQuery(
                ("kind", "Only of this kind.", "decision"),
                ("movement", "MRN, LRN or GRN, or the subject as the journal has it.", "AM/17"),
                ("from", "First day, UTC.", "2026-12-01"), ("until", "Last day, UTC.", "2026-12-31"));
        journal.MapGet("/check", CheckAsync).Needs(Role.Auditor)
            .WithName("CheckJournal")
            .WithSummary("Computes every hash again, builds every movement again and names each difference")
            .WithDescription("One check runs at a time: 503 while another does. It reads the whole journal; "
                + "`throughline verify` does the same without the server.")
            .Produces<JournalReport>();
    }

    private static async Task<IResult> ListAsync(HttpContext context, JournalQueries queries)
    {
        var query = ReadQuery(context, "before", "kind", "movement", "from", "until");
        return TypedResults.Json(await queries.ListAsync(context.GetCaller(), query, context.RequestAborted),
            WireJson.Answers.JournalPage);
    }

    private static IResult ExportAsync(HttpContext context, JournalQueries queries)
    {
        var query = ReadQuery(context, "kind", "movement", "from", "until");
        var caller = context.GetCaller();
        var cancellation = context.RequestAborted;
        return TypedResults.Stream(async stream =>
        {
            await foreach (var entry in queries.ReadAllAsync(caller, query, cancellation))
            {
                await JsonSerializer.SerializeAsync(
                    stream, entry, WireJson.Answers.JournalEntryView, cancellation);
                await stream.WriteAsync("\n"u8.ToArray(), cancellation);
            }
        }, "application/x-ndjson", "journal.ndjson");
    }

    private static async Task<IResult> CheckAsync(HttpContext context, Database database, JournalGate gate)
    {
        using var turn = gate.Enter();
        var report = await JournalCheck.RunAsync(database, cancellation: context.RequestAborted);
        return TypedResults.Json(report, WireJson.Answers.JournalReport);
    }

    private static JournalQuery ReadQuery(HttpContext context, params string[] known)
    {
        var query = new QueryReader(context.Request.Query, known);
        var (before, kind, movement) = (query.Find("before"), query.Find("kind"), query.Find("movement"));
        var (from, until) = (query.FindDate("from", FirstYear, LastYear), query.FindDate("until", FirstYear, LastYear));
        query.ThrowIfWrong();
        var number = long.MaxValue;
        if (before is not null && !long.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out number))
        {
            throw ProblemException.Invalid(
                [new FieldError("?before", Texts.Server.Get("query.whole", 0, long.MaxValue))]);
        }

        return new JournalQuery(number, kind, movement, StartOf(from), StartOf(until?.AddDays(1)));
    }

    private static DateTimeOffset? StartOf(DateOnly? day) =>
        day is { } known ? new DateTimeOffset(known, TimeOnly.MinValue, TimeSpan.Zero) : null;
}

/// <summary>Lets one check of the journal run at a time: it reads everything.</summary>
internal sealed class JournalGate : IDisposable
{
    private readonly SemaphoreSlim _place = new(1);

    /// <summary>A turn; dispose it to let the next one in.</summary>
    /// <exception cref="ProblemException">Another check runs: 503.</exception>
    public IDisposable Enter() => _place.Wait(0, CancellationToken.None)
        ? new Turn(_place)
        : throw ProblemException.Of(503, "busy");

    /// <inheritdoc/>
    public void Dispose() => _place.Dispose();

    private sealed class Turn(SemaphoreSlim place) : IDisposable
    {
        public void Dispose() => place.Release();
    }
}
