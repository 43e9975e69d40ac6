using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>Papers that front offices collect. A scan is a body under its digest, outside the chain of the journal,
/// which holds the digest.</summary>
internal sealed class Papers(
    Database database, WriteLane lane, FrontOfficeSettings settings, PackWatch packs, TimeProvider time)
{
    private const int MostOfMovement = 500;
    private const int LongestReference = 70;
    private const int DigestLetters = 64;

    /// <summary>Most bytes of a scan.</summary>
    public int MostScanBytes => settings.MostScanBytes;

    /// <summary>Notes a paper with the digest of its scan. The same one again is found.</summary>
    /// <returns>Number of the paper, and whether it was here.</returns>
    public Task<(long Id, bool IsRepeat)> CollectAsync(Caller caller, string country, int number, PaperBody body)
    {
        var digest = Check(body);
        return lane.RunAsync(async w =>
        {
            var now = await Standing.OfAsync(w, caller);
            await Mandates.RequireAsync(w, now, country, number);
            var known = await w.FindAsync<long>("select id from front_paper where country = @1 and number = @2 and "
                + "organisation = @3 and list = @4 and kind = @5 and reference = @6 and digest = @7 "
                + "and withdrawn_at is null", country, number, now.Organisation, body.List, body.Kind, body.Reference,
                digest);
            if (known > 0)
                return (known, true);
            if (await w.FindAsync<long>("select count(*) from front_paper where country = @1 and number = @2",
                country, number) >= MostOfMovement)
                throw Standing.Taken("", "front.too-many-papers", MostOfMovement);
            var id = await w.TakeNumbersAsync("front-paper");
            var entry = await (FrontRecord.Make("paper-collected", now) with
            {
                Paper = id,
                Sha256 = Convert.ToHexStringLower(digest),
                Reference = $"{body.List} {body.Kind} {body.Reference}",
            }).AppendAsync(w, Mandates.SubjectOf(country, number));
            await w.ExecuteAsync("insert into front_paper (id, country, number, organisation, collected_by, "
                + "collected_at, entry, list, kind, reference, issued_on, digest, media, size) values "
                + "(@1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, 0)", id, country, number,
                now.Organisation, now.Account, w.Now, entry, body.List, body.Kind, body.Reference, body.IssuedOn,
                digest, body.Media);
            return (id, false);
        });
    }

    /// <summary>Keeps the scan of a paper.</summary>
    /// <exception cref="ProblemException">It is not the file whose digest was noted, or of another type: 422; there is
    /// no such paper of the caller's: 404.</exception>
    public async Task KeepScanAsync(Caller caller, long id, byte[] scan)
    {
        var digest = SHA256.HashData(scan);
        await lane.RunAsync(async w =>
        {
            var now = await Standing.OfAsync(w, caller);
            var paper = await GetOwnAsync(w, now, id);
            if (!paper.Digest.AsSpan().SequenceEqual(digest))
                throw Standing.Wrong("", "front.scan-digest", Convert.ToHexStringLower(paper.Digest));
            if (!Scans.IsOf(paper.Media, scan))
                throw Standing.Wrong("", "front.scan-type", paper.Media);
            if (paper.ScannedAt is not null)
                return false;
            await w.KeepAsync(scan);
            await w.ExecuteAsync("update front_paper set scanned_at = @1, size = @2 where id = @3", w.Now,
                (long)scan.Length, id);
            await (FrontRecord.Make("paper-scanned", now) with
            {
                Paper = id,
                Sha256 = Convert.ToHexStringLower(digest),
            }).AppendAsync(w, Mandates.SubjectOf(paper.Country, paper.Number));
            return true;
        });
    }

    /// <summary>Takes back a paper that was collected by mistake. It stays in the books, marked.</summary>
    public Task<PaperRow> WithdrawAsync(Caller caller, long id, string reason) => lane.RunAsync(async w =>
    {
        var now = await Standing.OfAsync(w, caller);
        var paper = await GetOwnAsync(w, now, id);
        if (paper.WithdrawnAt is not null)
            return paper;
        await w.ExecuteAsync("update front_paper set withdrawn_at = @1 where id = @2", w.Now, id);
        await (FrontRecord.Make("paper-withdrawn", now) with { Paper = id, Reason = reason })
            .AppendAsync(w, Mandates.SubjectOf(paper.Country, paper.Number));
        return paper with { WithdrawnAt = w.Now };
    });

    /// <summary>The papers of a movement that front offices of a country collected; of all countries when
    /// null.</summary>
    public static async Task<List<PaperRow>> ListAsync(DbConnection connection, string country, int number,
        string? mrn, string? office, CancellationToken cancellation) => await connection.ListAsync(
            $"select {PaperRow.Columns} from {PaperRow.Tables} where (p.country, p.number) in (select m.country, "
            + "m.number from movement m where (m.country = @1 and m.number = @2) or m.mrn = @3) "
            + $"and (@4 = '' or o.country = @4) order by p.id limit {MostOfMovement}", PaperRow.Read, cancellation,
            country, number, mrn ?? "-", office ?? "");

    /// <summary>The scan of a paper that is among those that somebody may see.</summary>
    public async Task<(PaperRow Paper, byte[] Scan)?> FindScanAsync(
        IReadOnlyList<PaperRow> seen, long id, CancellationToken cancellation)
    {
        if (seen.FirstOrDefault(p => p.Id == id) is not { ScannedAt: not null } paper)
            return null;
        await using var connection = await database.ConnectAsync(cancellation);
        return await connection.FindAsync<byte[]>(
            "select body from content where digest = @1", cancellation, paper.Digest) is { } scan
            ? (paper, scan)
            : null;
    }

    private static async Task<PaperRow> GetOwnAsync(Write write, Caller caller, long id)
    {
        var found = (await write.ListAsync($"select {PaperRow.Columns} from {PaperRow.Tables} where p.id = @1 "
            + "and p.organisation = @2", PaperRow.Read, id, caller.Organisation)).FirstOrDefault()
            ?? throw Standing.NotFound();
        await Mandates.RequireAsync(write, caller, found.Country, found.Number);
        return found;
    }

    private ReferenceData ListsOfToday() => new(Profile.Corridor, packs.State.Checks.Pack);

    private byte[] Check(PaperBody body)
    {
        var texts = Texts.Server;
        var errors = new List<FieldError>();
        var lists = DeclaredPapers.ListsByGroup.Values;
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        if (!lists.Contains(body.List))
            errors.Add(new FieldError("/list", texts.Get("query.word", string.Join(", ", lists))));
        else if (ListsOfToday().Contains(body.List, body.Kind, today) == false)
            errors.Add(new FieldError("/kind", texts.Get("front.kind", body.Kind, body.List)));
        if (string.IsNullOrWhiteSpace(body.Reference) || body.Reference.Length > LongestReference)
            errors.Add(new FieldError("/reference", texts.Get("front.reference", LongestReference)));
        if (!DateOnly.TryParseExact(body.IssuedOn, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var day) || day > today.AddDays(1))
            errors.Add(new FieldError("/issuedOn", texts.Get("front.issued-on")));
        if (body.Sha256.Length != DigestLetters || !body.Sha256.All(char.IsAsciiHexDigit))
            errors.Add(new FieldError("/sha256", texts.Get("front.sha256")));
        if (!Scans.Media.Contains(body.Media))
            errors.Add(new FieldError("/media", texts.Get("query.word", string.Join(", ", Scans.Media))));
        return errors.Count == 0
            ? Convert.FromHexString(body.Sha256)
            : throw ProblemException.Unprocessable(errors);
    }
}
