using System.Data.Common;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>Assesses fees and takes payments. Everything that was assessed or paid stays; a mistake is taken back by an
/// entry of its own.</summary>
internal sealed class FeeDesk(WriteLane lane, TariffBook tariffs)
{
    private static readonly string[] Methods = ["cash", "card", "transfer"];
    private readonly Bodies _bodies = new();

    /// <summary>Assesses what is due at a movement.</summary>
    /// <exception cref="ProblemException">Nothing is due: 409.</exception>
    public Task<AssessmentRow> AssessAsync(Caller caller, string country, int number) => lane.RunAsync(async w =>
    {
        var now = await Standing.OfAsync(w, caller);
        await Mandates.RequireAsync(w, now, country, number);
        var connection = await w.ReadAsync();
        var row = (await MovementRows.ListAsync(
            connection, new MovementRows.Concern(country, null, null, number), CancellationToken.None)).Single();
        var lines = await ListDueAsync(connection, row, now.Country, w.Now, CancellationToken.None);
        if (lines.Count == 0)
            throw Standing.Taken("", "front.nothing-due");
        var id = await w.TakeNumbersAsync("front-assessment");
        var entry = await (FrontRecord.Make("fees-assessed", now) with { Assessment = id, Lines = lines })
            .AppendAsync(w, Mandates.SubjectOf(country, number));
        await w.ExecuteAsync("insert into front_assessment (id, country, number, organisation, assessed_by, "
            + "assessed_at, entry, state, lines) values (@1, @2, @3, @4, @5, @6, @7, @8, @9)", id, country, number,
            now.Organisation, now.Account, w.Now, entry, AssessmentRow.Open, FeeJson.Write(lines));
        return await GetAsync(w, now, id);
    });

    /// <summary>What would be assessed at a movement now.</summary>
    public async Task<IReadOnlyList<FeeLine>> ListDueAsync(DbConnection connection, MovementRow row, string country,
        DateTimeOffset at, CancellationToken cancellation)
    {
        var papers = await Papers.ListAsync(connection, row.Country, row.Number, null, country, cancellation);
        var declared = await DeclaredPapers.ReadAsync(connection, _bodies, row, cancellation);
        var before = (await ListAsync(connection, row.Country, row.Number, null, country, cancellation))
            .Where(a => a.State != AssessmentRow.Cancelled).SelectMany(a => a.Lines).ToList();
        var counts = new FeeCounts(papers.Count(p => p.WithdrawnAt is null), declared.Containers.Count);
        return Fees.Assess(await tariffs.ListInForceAsync(connection, country, at, cancellation), counts, before);
    }

    /// <summary>What the declaration of a movement says about papers.</summary>
    public Task<DeclaredPapers> ReadDeclaredAsync(
        DbConnection connection, MovementRow row, CancellationToken cancellation) =>
        DeclaredPapers.ReadAsync(connection, _bodies, row, cancellation);

    /// <summary>Takes the payment of an assessment, all of it, and gives the receipt. Asked again, it gives the same
    /// receipt.</summary>
    /// <returns>Number of the receipt, and whether it was there.</returns>
    public Task<(long Number, bool IsRepeat)> PayAsync(Caller caller, long id, PaymentBody body)
    {
        if (!Methods.Contains(body.Method))
            throw Standing.Wrong("/method", "query.word", string.Join(", ", Methods));
        return lane.RunAsync(async w =>
        {
            var now = await Standing.OfAsync(w, caller);
            var assessment = await GetAsync(w, now, id);
            if (assessment.Receipt is { } known)
                return (known, true);
            if (assessment.State != AssessmentRow.Open)
                throw Standing.Taken("", "front.assessment-state", assessment.State);
            await w.ExecuteAsync("update front_assessment set state = @1 where id = @2", AssessmentRow.Paid, id);
            var number = await WriteReceiptAsync(w, now, assessment, "payment", null, body.Method, null);
            return (number, false);
        });
    }

    /// <summary>Takes back an assessment that was not paid.</summary>
    public Task<AssessmentRow> CancelAsync(Caller caller, long id, string reason) => lane.RunAsync(async w =>
    {
        var now = await Standing.OfAsync(w, caller);
        var assessment = await GetAsync(w, now, id);
        if (assessment.State == AssessmentRow.Cancelled && assessment.Receipt is null)
            return assessment;
        if (assessment.State != AssessmentRow.Open)
            throw Standing.Taken("", "front.assessment-state", assessment.State);
        await w.ExecuteAsync("update front_assessment set state = @1 where id = @2", AssessmentRow.Cancelled, id);
        await (FrontRecord.Make("assessment-cancelled", now) with { Assessment = id, Reason = reason })
            .AppendAsync(w, Mandates.SubjectOf(assessment.Country, assessment.Number));
        return await GetAsync(w, now, id);
    });

    /// <summary>Gives a payment back: a receipt of its own with the postings the other way round. Asked again, it gives
    /// the same receipt.</summary>
    /// <returns>Number of the receipt that takes the other back, and whether it was there.</returns>
    public Task<(long Number, bool IsRepeat)> ReturnAsync(Caller caller, long number, string reason) =>
        lane.RunAsync(async w =>
        {
            var now = await Standing.OfAsync(w, caller);
            var found = (await w.ListAsync("select assessment, kind, method from front_receipt where organisation = @1 "
                + "and number = @2", r => (Assessment: r.GetInt64(0), Kind: r.GetString(1), Method: r.GetString(2)),
                now.Organisation, number)).Select(r => ((long, string, string)?)r).FirstOrDefault();
            if (found is not var (assessed, kind, method))
                throw Standing.NotFound();
            if (kind != "payment")
                throw Standing.Taken("", "front.no-payment");
            if (await w.FindAsync<long>("select number from front_receipt where organisation = @1 and cancels = @2",
                now.Organisation, number) is > 0 and var known)
                return (known, true);
            await w.ExecuteAsync("update front_assessment set state = @1 where id = @2", AssessmentRow.Cancelled,
                assessed);
            var made = await WriteReceiptAsync(w, now, await GetAsync(w, now, assessed), "cancellation", number,
                method, reason);
            return (made, false);
        });

    /// <summary>The assessments of a movement by front offices of a country; of all countries when null.</summary>
    public static Task<List<AssessmentRow>> ListAsync(DbConnection connection, string country, int number,
        string? mrn, string? office, CancellationToken cancellation) => connection.ListAsync(
            $"select {AssessmentRow.Columns} from {AssessmentRow.Tables} where (a.country, a.number) in (select "
            + "m.country, m.number from movement m where (m.country = @1 and m.number = @2) or m.mrn = @3) "
            + "and (@4 = '' or o.country = @4) order by a.id", AssessmentRow.Read, cancellation, country, number,
            mrn ?? "-", office ?? "");

    private static async Task<long> WriteReceiptAsync(Write write, Caller caller, AssessmentRow assessment,
        string kind, long? cancels, string method, string? reason)
    {
        // Inside the transaction: what is undone gives its number back, so that there is no gap.
        var number = await write.TakeNumbersAsync("front-receipt " + caller.Organisation);
        var entry = await (FrontRecord.Make(cancels is null ? "payment-taken" : "payment-returned", caller) with
        {
            Assessment = assessment.Id,
            Receipt = number,
            Lines = assessment.Lines,
            Reason = reason,
        }).AppendAsync(write, Mandates.SubjectOf(assessment.Country, assessment.Number));
        await write.ExecuteAsync("insert into front_receipt (organisation, number, assessment, kind, cancels, made_by, "
            + "made_at, entry, method) values (@1, @2, @3, @4, @5, @6, @7, @8, @9)", caller.Organisation, number,
            assessment.Id, kind, cancels, caller.Account, write.Now, entry, method);
        foreach (var total in Fees.Sum(assessment.Lines))
            await Till.PostAsync(write, caller.Organisation, entry, number, total, isBack: cancels is not null);
        return number;
    }

    private static async Task<AssessmentRow> GetAsync(Write write, Caller caller, long id) => (await write.ListAsync(
        $"select {AssessmentRow.Columns} from {AssessmentRow.Tables} where a.id = @1 and a.organisation = @2",
        AssessmentRow.Read, id, caller.Organisation)).FirstOrDefault() ?? throw Standing.NotFound();
}
