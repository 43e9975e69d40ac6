using System.Data.Common;
using System.Text.Json;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>Decisions that two persons make: what the first decides changes nothing until another account, a
/// supervisor's, confirms it on the same sight.</summary>
internal sealed class FourEyes(Database database, WriteLane lane, TimeProvider time, TransitSettings settings)
{
    private const int MostListed = 200;
    private const int MostRules = 500;

    /// <summary>The rules of an administration.</summary>
    public async Task<FourEyesView> ListRulesAsync(string country, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        var rules = await connection.ListAsync("select action, office from four_eyes_rule where country = @1 "
            + "order by action, office", r => new FourEyesRule(r.GetString(0),
            r.GetString(1) is { Length: > 0 } office ? office : null), cancellation, country);
        return new FourEyesView(country, rules, FourEyesActions.All);
    }

    /// <summary>Sets the rules of the caller's administration. Its administrator does, who decides nothing.</summary>
    public async Task SetRulesAsync(Caller caller, FourEyesBody body)
    {
        Check(body, caller.Country);
        await lane.RunAsync(async w =>
        {
            var now = await Standing.OfAsync(w, caller);
            var entry = await (ProposalRecord.Make("rules-set", now) with { Rules = body.Rules })
                .AppendAsync(w, now.Country);
            await w.ExecuteAsync("delete from four_eyes_rule where country = @1", now.Country);
            foreach (var rule in body.Rules.Distinct())
            {
                await w.ExecuteAsync("insert into four_eyes_rule (country, office, action, set_by, set_at, entry) "
                    + "values (@1, @2, @3, @4, @5, @6)", now.Country, rule.Office ?? "", rule.Action, now.Account,
                    w.Now, entry);
            }

            return entry;
        });
    }

    /// <summary>Keeps a decision on a movement for a second person, where a rule asks for one.</summary>
    /// <returns>The proposal; null when one person is enough.</returns>
    /// <exception cref="ProblemException">The movement changed since it was seen, or waits for a second person
    /// already: 409; its state does not allow the action: 422.</exception>
    public async Task<Proposal?> ProposeAsync(
        Caller caller, OfficerDecision decision, CancellationToken cancellation)
    {
        await using (var connection = await database.ConnectAsync(cancellation))
        {
            // As the decision itself would find it: the last of the office in this role.
            var row = (await MovementRows.ListAsync(connection, new MovementRows.Concern(decision.Country,
                decision.Movement, decision.Movement, null), cancellation)).LastOrDefault(
                r => r.Role == decision.Role && r.Office == decision.Office);
            var words = FourEyesActions.Of(decision.Role, decision.Action, row?.State);
            if (!await IsNeededAsync(connection, decision.Country, decision.Office ?? "", words, cancellation))
                return null;
            // Nothing that needs two falls through to the decision of one: what is wrong is said here.
            if (row is not null && row.Version != decision.Seen)
            {
                throw ProblemException.Of(409, "conflict",
                    [new FieldError("/seen", Texts.Server.Get("transit.seen", row.Version, row.State))]);
            }

            var state = new Movement(row?.Number ?? 0, decision.Role, decision.Office ?? "")
            {
                State = row?.State ?? Movement.Start,
            };
            if (!CustomsProcedure.ListActions(state).Contains(decision.Action))
            {
                throw ProblemException.Unprocessable([new FieldError("/action", Texts.Server.Get("four-eyes.action",
                    decision.Action, state.State, string.Join(", ", CustomsProcedure.ListActions(state))))]);
            }
        }

        return await KeepAsync(caller, Proposal.OfMovement, decision.Movement, decision.Office ?? "",
            FourEyesActions.Of(decision.Role, decision.Action, null)[0], decision.Seen,
            new ProposedDecision(decision.Reason ?? "", decision.Role.ToString(), decision.Details, null));
    }

    /// <summary>Keeps a decision on a guarantee for a second person, where a rule asks for one.</summary>
    /// <returns>The proposal; null when one person is enough.</returns>
    public async Task<Proposal?> ProposeAsync(
        Caller caller, GuaranteeRow row, GuaranteeDecisionBody body, CancellationToken cancellation)
    {
        var action = FourEyesActions.OfGuarantee(body.Decision);
        await using (var connection = await database.ConnectAsync(cancellation))
        {
            if (!await IsNeededAsync(connection, row.Country, "", [action], cancellation))
                return null;
        }

        return await KeepAsync(caller, Proposal.OfGuarantee, row.Grn, "", action, row.TermsVersion,
            new ProposedDecision(body.Reason, null, new Dictionary<string, string>(), body.AmountCents));
    }

    /// <summary>Proposals of the caller's administration for offices that it decides for.</summary>
    public async Task<ProposalList> ListAsync(Caller caller, bool all, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.ConnectAsync(cancellation);
        var rows = await connection.ListAsync($"select {Proposal.Columns} from proposal p where p.country = @1 "
            + "and (@2 = 1 or (p.state = 'open' and p.expires_at > @3)) order by p.id desc "
            + $"limit {MostListed}", Proposal.Read, cancellation, caller.Country, all ? 1 : 0, now);
        return new ProposalList([.. rows.Where(p => Sees(caller, p)).Select(p => p.View(now))]);
    }

    /// <summary>A proposal that a second person may settle.</summary>
    /// <exception cref="ProblemException">There is none for the caller: 404; it is settled, or the caller's own:
    /// 409.</exception>
    public async Task<Proposal> GetForSecondAsync(Caller caller, long id, CancellationToken cancellation)
    {
        await using var connection = await database.ConnectAsync(cancellation);
        var found = (await connection.ListAsync($"select {Proposal.Columns} from proposal p where p.id = @1 "
            + "and p.country = @2", Proposal.Read, cancellation, id, caller.Country)).FirstOrDefault();
        if (found is null || !Sees(caller, found))
            throw Standing.NotFound();
        RefuseSettled(found, time.GetUtcNow());
        return found.ProposedBy != caller.Account ? found : throw Standing.Taken("", "four-eyes.own");
    }

    /// <summary>Ends a proposal without a decision: a second person refuses it, or its maker withdraws it.</summary>
    public Task<ProposalView> EndAsync(Caller caller, long id, string reason, bool isWithdrawal) =>
        lane.RunAsync(async w =>
        {
            var now = await Standing.OfAsync(w, caller);
            var found = (await w.ListAsync($"select {Proposal.Columns} from proposal p where p.id = @1 "
                + "and p.country = @2", Proposal.Read, id, now.Country)).FirstOrDefault();
            if (found is null || !Sees(now, found) || isWithdrawal && found.ProposedBy != now.Account)
                throw Standing.NotFound();
            RefuseSettled(found, w.Now);
            if (!isWithdrawal && found.ProposedBy == now.Account)
                throw Standing.Taken("", "four-eyes.own");
            var state = isWithdrawal ? Proposal.Withdrawn : Proposal.Refused;
            var entry = await (ProposalRecord.Make(state, now) with { Proposal = id, Reason = reason })
                .AppendAsync(w, found.Subject);
            await SettleAsync(w, id, state, now.Account, entry);
            return (found with { State = state, SettledBy = now.Account, SettledAt = w.Now }).View(w.Now);
        });

    /// <summary>Marks a proposal as confirmed, in the transaction of the decision.</summary>
    public static Task SettleAsync(Write write, long id, string state, string account, long entry) =>
        write.ExecuteAsync("update proposal set state = @1, settled_by = @2, settled_at = @3, settled_entry = @4 "
            + "where id = @5 and state = 'open'", state, account, write.Now, entry, id);

    /// <summary>Whether a proposal still waits, asked in the transaction of the decision: whoever proposed it must
    /// still be one who decides there.</summary>
    public static async Task<bool> IsOpenAsync(Write write, Proposal proposal, string second)
    {
        if (second == proposal.ProposedBy || await write.FindAsync<long>("select count(*) from proposal where id = @1 "
            + "and state = 'open' and expires_at > @2", proposal.Id, write.Now) != 1)
            return false;
        var first = await Standing.FindAccountAsync(write, proposal.ProposedBy);
        return first is { IsActive: true } && first.Caller.DecidesFor(
            proposal.Office.Length > 0 ? proposal.Office : proposal.Country);
    }

    private Task<Proposal> KeepAsync(Caller caller, string about, string subject, string office, string action,
        long? seen, ProposedDecision decision) => lane.RunAsync(async w =>
    {
        var now = await Standing.OfAsync(w, caller);
        await w.ExecuteAsync("update proposal set state = 'expired' where about = @1 and subject = @2 and action = @3 "
            + "and state = 'open' and expires_at <= @4", about, subject, action, w.Now);
        if (await w.FindAsync<long>("select id from proposal where about = @1 and subject = @2 and action = @3 "
            + "and state = 'open'", about, subject, action) is > 0 and var known)
            throw Standing.Taken("", "four-eyes.waits", known);
        var id = await w.TakeNumbersAsync("proposal");
        var entry = await (ProposalRecord.Make("proposed", now) with
        {
            Proposal = id,
            Office = office,
            Action = action,
            Seen = seen,
            Decision = decision,
        }).AppendAsync(w, subject);
        var ends = w.Now + settings.ProposalLife;
        await w.ExecuteAsync("insert into proposal (id, country, office, about, subject, action, seen, decision, "
            + "proposed_by, proposed_at, entry, expires_at, state) values (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10, "
            + "@11, @12, @13)", id, now.Country, office, about, subject, action, seen,
            JsonSerializer.SerializeToUtf8Bytes(decision, ProposalJson.Default.ProposedDecision), now.Account, w.Now,
            entry, ends, Proposal.Open);
        return new Proposal(id, now.Country, office, about, subject, action, seen, decision, now.Account, w.Now, entry,
            ends, Proposal.Open, null, null);
    });

    private static async Task<bool> IsNeededAsync(DbConnection connection, string country, string office,
        IReadOnlyList<string> words, CancellationToken cancellation) => await connection.FindAsync<long>(
            "select count(*) from four_eyes_rule where country = @1 and office in ('', @2) and action in (@3, @4)",
            cancellation, country, office, words[0], words[^1]) > 0;

    private static bool Sees(Caller caller, Proposal proposal) => caller.Kind == OrganisationKind.Customs
        && caller.Country == proposal.Country
        && (proposal.Office.Length == 0 || caller.Role == Role.Auditor || caller.DecidesFor(proposal.Office));

    private static void RefuseSettled(Proposal proposal, DateTimeOffset now)
    {
        if (proposal.StateAt(now) is not Proposal.Open and var state)
            throw Standing.Taken("", "four-eyes.settled", state);
    }

    private static void Check(FourEyesBody body, string country)
    {
        var errors = new List<FieldError>();
        if (body.Rules.Count > MostRules)
        {
            errors.Add(new FieldError("/rules", Texts.Server.Get("json.list-too-long", body.Rules.Count, MostRules)));
        }

        for (var i = 0; i < body.Rules.Count; i++)
        {
            var (action, office) = body.Rules[i];
            var at = $"/rules/{TransitDecisions.Text(i)}";
            if (!FourEyesActions.All.Contains(action))
            {
                errors.Add(new FieldError(at + "/action", Texts.Server.Get("four-eyes.unknown", action),
                    Nearest.List(action, FourEyesActions.All, 3)));
            }

            if (office is not null && (office.Length != 8 || !office.StartsWith(country, StringComparison.Ordinal)))
                errors.Add(new FieldError(at + "/office", Texts.Server.Get("access.office", country)));
        }

        if (errors.Count > 0)
            throw ProblemException.Unprocessable(errors);
    }
}
