using Throughline.Customs;

namespace Throughline.Server;

/// <summary>What is done with lists and hits: supervisors load and close lists, officers clear or keep hits.</summary>
internal sealed class ScreeningDesk(WriteLane lane)
{
    /// <summary>Loads a list, or the next version of it. Movements under way are screened again.</summary>
    /// <returns>The version.</returns>
    public Task<long> LoadAsync(string country, string name, byte[] bytes, int entries, Actor actor) =>
        lane.RunAsync(async write =>
        {
            var version = await write.FindAsync<long>(
                "select max(version) from screening_list where country = @1 and name = @2", country, name) + 1;
            await write.ExecuteAsync("update screening_list set closed_at = @1 where country = @2 and name = @3 "
                + "and closed_at is null", write.Now, country, name);
            var digest = await write.KeepAsync(bytes);
            var entry = await NoteAsync(write, country, "list", actor, null,
                $"{name} {Convert.ToHexStringLower(digest)}", version);
            await write.ExecuteAsync("insert into screening_list (country, name, version, digest, entries, loaded_by, "
                + "loaded_at, entry) values (@1, @2, @3, @4, @5, @6, @7, @8)", country, name, version, digest, entries,
                actor.Account, write.Now, entry);
            await ChangeAsync(write, country);
            return version;
        });

    /// <summary>Closes a list: nothing is screened against it any more.</summary>
    /// <returns>False when there is none.</returns>
    public Task<bool> CloseAsync(string country, string name, Actor actor, string reason) =>
        lane.RunAsync(async write =>
        {
            var done = await write.ExecuteAsync("update screening_list set closed_at = @1 where country = @2 "
                + "and name = @3 and closed_at is null", write.Now, country, name);
            if (done == 0)
                return false;
            await NoteAsync(write, country, "list-closed", actor, reason, name, null);
            await ChangeAsync(write, country);
            return true;
        });

    /// <summary>An officer clears a hit, or keeps it.</summary>
    /// <returns>False when it was cleared already or is gone.</returns>
    public Task<bool> DecideAsync(string country, long id, string state, Actor actor, string reason) =>
        lane.RunAsync(async write =>
        {
            var done = await write.ExecuteAsync("update screening_hit set state = @1, decided_by = @2, "
                + "decided_at = @3, reason = @4 where country = @5 and id = @6 and state in ('open', 'kept')", state,
                actor.Account, write.Now, reason, country, id);
            if (done > 0)
                await NoteAsync(write, country, "hit", actor, reason, $"{id} {state}", null);
            return done > 0;
        });

    private static Task<int> ChangeAsync(Write write, string country) => write.ExecuteAsync(
        "insert into screening_state (country, wanted, done) values (@1, 1, 0) on conflict (country) do update set "
        + "wanted = screening_state.wanted + 1", country);

    private static Task<long> NoteAsync(Write write, string country, string what, Actor actor, string? reason,
        string value, long? version) => write.AppendAsync("risk", $"screening {country}", RiskJournal.Bytes(
            new RiskEntry(RiskJournal.Nonce(), what)
            {
                Country = country,
                By = actor.Account,
                Reason = reason,
                Value = value,
                Version = version,
            }));
}
