using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Throughline.Server;

/// <summary>A change of a guarantee as the journal tells it.</summary>
/// <param name="Nonce">Random, so that the body cannot be guessed from its digest.</param>
/// <param name="Grn">The guarantee.</param>
/// <param name="What">offered, accepted, refused, ceiling, access-codes or revoked.</param>
/// <param name="By">Account that did it.</param>
/// <param name="Role">Its role.</param>
/// <param name="Reason">Why.</param>
/// <param name="Amount">The ceiling from now on, in cents; null when it stays.</param>
/// <param name="Proposal">Entry of the proposal that a second person confirmed.</param>
/// <param name="ProposedBy">Account that proposed it.</param>
/// <param name="Second">Why the second person confirmed.</param>
internal sealed record GuaranteeRecordEntry(string Nonce, string Grn, string What, string By, string Role,
    string? Reason, long? Amount, long? Proposal = null, string? ProposedBy = null, string? Second = null);

/// <summary>Who decides on a guarantee, and why.</summary>
/// <param name="Actor">The account.</param>
/// <param name="Reason">Why.</param>
/// <param name="Proposal">The proposal that it confirms, or null when one person decides.</param>
/// <param name="Second">Why it confirms, or null.</param>
internal sealed record GuaranteeActor(Actor Actor, string? Reason, Proposal? Proposal, string? Second);

/// <summary>The JSON of these.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GuaranteeRecordEntry))]
internal sealed partial class GuaranteeEntryJson : JsonSerializerContext;

/// <summary>What is done with guarantees beside using them: guarantors offer, officers accept, change and
/// revoke.</summary>
internal sealed class GuaranteeDesk(WriteLane lane)
{
    /// <summary>A guarantor offers a guarantee. It can be used when an officer has accepted it.</summary>
    /// <returns>False when there is one of that number.</returns>
    public Task<bool> OfferAsync(GuaranteeRow row, Actor actor) => lane.RunAsync(async write =>
    {
        var done = await write.ExecuteAsync("insert into guarantee (grn, country, type, holder, guarantor, currency, "
            + "state, valid_from, valid_to, terms, terms_version, ceiling, available, reserved, registered_at) values "
            + "(@1, @2, @3, @4, @5, @6, @7, @8, @9, @10, 1, 0, 0, 0, @11) on conflict do nothing", row.Grn, row.Country,
            row.Type, row.Holder, row.Guarantor, row.Currency, GuaranteeRow.Offered, GuaranteeRow.Text(row.ValidFrom),
            GuaranteeRow.Text(row.ValidTo), Ledger.ToBytes(row.Terms), write.Now);
        if (done == 0)
            return false;
        var entry = await NoteAsync(write, row, "offered", actor, null, row.Ceiling);
        await Ledger.SetCeilingAsync(write, entry, row.Grn, 0, row.Ceiling);
        return true;
    });

    /// <summary>An officer accepts or refuses what was offered, or revokes what is in force. What movements hold stays
    /// held.</summary>
    /// <returns>False when the guarantee is not in the state for it.</returns>
    public Task<bool> SetStateAsync(GuaranteeRow row, string from, string to, Actor actor, string reason) =>
        SetStateAsync(row, from, to, new GuaranteeActor(actor, reason, null, null));

    /// <summary>The same, for whoever confirms what another proposed.</summary>
    public Task<bool> SetStateAsync(GuaranteeRow row, string from, string to, GuaranteeActor actor) =>
        lane.RunAsync(async write =>
        {
            await RefuseGoneAsync(write, row, actor);
            if (to == GuaranteeRow.InForce)
                await RegistryRows.RequireForGuaranteeAsync(write, row);
            var done = await write.ExecuteAsync("update guarantee set state = @1, terms_version = terms_version + 1 "
                + "where grn = @2 and state = @3", to, row.Grn, from);
            if (done > 0)
                await NoteAsync(write, row, to, actor, null);
            return done > 0;
        });

    /// <summary>Changes the amount up to which a guarantee stands.</summary>
    /// <returns>False when movements hold more than that.</returns>
    public Task<bool> SetCeilingAsync(GuaranteeRow row, long ceiling, Actor actor, string reason) =>
        SetCeilingAsync(row, ceiling, new GuaranteeActor(actor, reason, null, null));

    /// <summary>The same, for whoever confirms what another proposed.</summary>
    public Task<bool> SetCeilingAsync(GuaranteeRow row, long ceiling, GuaranteeActor actor) =>
        lane.RunAsync(async write =>
        {
            await RefuseGoneAsync(write, row, actor);
            var before = await write.FindAsync<long>("select ceiling from guarantee where grn = @1", row.Grn);
            if (await write.FindAsync<long>("select reserved from guarantee where grn = @1", row.Grn) > ceiling)
                return false;
            var entry = await NoteAsync(write, row, "ceiling", actor, ceiling);
            await write.ExecuteAsync(
                "update guarantee set terms_version = terms_version + 1 where grn = @1", row.Grn);
            return await Ledger.SetCeilingAsync(write, entry, row.Grn, before, ceiling);
        });

    /// <summary>Sets the access codes.</summary>
    public Task<bool> SetAccessCodesAsync(GuaranteeRow row, IReadOnlyList<string> codes, Actor actor) =>
        lane.RunAsync(async write =>
        {
            await NoteAsync(write, row, "access-codes", actor, null, null);
            return await write.ExecuteAsync(
                "update guarantee set terms = @1, terms_version = terms_version + 1 where grn = @2 "
                + "and terms_version = @3",
                Ledger.ToBytes(row.Terms with { AccessCodes = codes }), row.Grn, row.TermsVersion) > 0;
        });

    /// <summary>Refuses what another proposed when it does not wait any more, or the guarantee is another.</summary>
    private static async Task RefuseGoneAsync(Write write, GuaranteeRow row, GuaranteeActor actor)
    {
        if (actor.Proposal is { } proposal && (!await FourEyes.IsOpenAsync(write, proposal, actor.Actor.Account)
            || await write.FindAsync<long>("select terms_version from guarantee where grn = @1", row.Grn)
                != proposal.Seen))
            throw Standing.Taken("", "four-eyes.gone");
    }

    private static Task<long> NoteAsync(
        Write write, GuaranteeRow row, string what, Actor actor, string? reason, long? amount) =>
        NoteAsync(write, row, what, new GuaranteeActor(actor, reason, null, null), amount);

    private static async Task<long> NoteAsync(
        Write write, GuaranteeRow row, string what, GuaranteeActor by, long? amount)
    {
        var (actor, reason, proposal, second) = by;
        var entry = await write.AppendAsync("guarantee", "guarantee/" + row.Grn, JsonSerializer.SerializeToUtf8Bytes(
            new GuaranteeRecordEntry(RandomNumberGenerator.GetHexString(32, lowercase: true), row.Grn, what,
                actor.Account, actor.Role, reason, amount, proposal?.Entry, proposal?.ProposedBy, second),
            GuaranteeEntryJson.Default.GuaranteeRecordEntry));
        if (proposal is not null)
            await FourEyes.SettleAsync(write, proposal.Id, Proposal.Confirmed, actor.Account, entry);
        return entry;
    }
}
