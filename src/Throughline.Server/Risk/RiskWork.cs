using Throughline.Customs;

namespace Throughline.Server;

/// <summary>An assessment that is to be written.</summary>
internal sealed record PendingAssessment(Movement Movement, string Moment, long RulesVersion, int PerMille,
    RiskAssessment Result, string? DrawDay, int? Draw, IReadOnlyList<ScreeningHit> Hits);

/// <summary>What a control found, as the procedure tells it.</summary>
internal sealed record PendingControl(int Number, string? Account, bool Found, string Text);

/// <summary>What a decision brings for risk: it is written in the decision's own transaction.</summary>
internal sealed record RiskWork(string Country, IReadOnlyList<PendingAssessment> Assessments,
    IReadOnlyList<PassageRow> Passages, IReadOnlyList<PendingControl> Controls, long ListsVersion)
{
    /// <summary>Nothing.</summary>
    public static RiskWork None { get; } = new("", [], [], [], 0);

    /// <summary>Whether the lists are still those that were screened against.</summary>
    public async Task<bool> IsUnchangedAsync(Write write) => !Assessments.Any()
        || await ScreeningLists.VersionAsync(await write.ReadAsync(), Country, CancellationToken.None) == ListsVersion;

    /// <summary>Writes it.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="entry">Entry of the decision.</param>
    public async Task WriteAsync(Write write, long entry)
    {
        foreach (var passage in Passages)
            await passage.SaveAsync(write, entry);
        foreach (var control in Controls)
        {
            await write.ExecuteAsync("insert into risk_control (country, number, at, entry, account, controls, found, "
                + "text, recovered_cents) values (@1, @2, @3, @4, @5, '', @6, @7, 0) on conflict do nothing", Country,
                control.Number, write.Now, entry, control.Account, control.Found ? 1 : 0, control.Text);
        }

        foreach (var assessment in Assessments)
            await WriteAsync(write, assessment);
    }

    private async Task WriteAsync(Write write, PendingAssessment pending)
    {
        var (movement, result) = (pending.Movement, pending.Result);
        var controls = string.Join(' ', result.Controls);
        var entry = await write.AppendAsync("risk", FormattableString.Invariant($"risk {Country}/{movement.Number}"),
            RiskJournal.Bytes(new RiskEntry(RiskJournal.Nonce(), "assessment")
            {
                Country = Country,
                Number = movement.Number,
                Moment = pending.Moment,
                Version = pending.RulesVersion,
                Score = result.Score,
                Channel = result.Channel.ToString(),
                Controls = controls,
                Day = pending.DrawDay,
                Draw = pending.Draw,
                Hits = [.. result.Hits.Select(h => $"{h.Rule}: {h.Message}"),
                    .. pending.Hits.Select(h => $"{h.List} {h.ListEntry}: {h.Explanation}")],
            }));
        var id = await write.TakeNumbersAsync("risk assessment");
        await write.ExecuteAsync("insert into risk_assessment (id, country, number, role, office, moment, at, entry, "
            + "rules_version, score, channel, controls, mrn, draw_day, draw, per_mille) values "
            + "(@1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16)", id, Country, movement.Number,
            movement.Role.ToString(), movement.Office, pending.Moment, write.Now, entry, pending.RulesVersion,
            result.Score, result.Channel.ToString(), controls, movement.Mrn, pending.DrawDay, pending.Draw,
            pending.PerMille);
        var place = 0;
        foreach (var hit in result.Hits)
        {
            await write.ExecuteAsync("insert into risk_hit (assessment, place, rule, pointer, message, score, "
                + "controls) values (@1, @2, @3, @4, @5, @6, @7)", id, place++, hit.Rule, hit.Pointer, hit.Message,
                hit.Score, string.Join(' ', hit.Controls));
        }

        foreach (var hit in pending.Hits)
            await hit.SaveAsync(write, Country, movement.Number, entry);
    }
}
