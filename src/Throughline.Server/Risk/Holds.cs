using Throughline.Customs;

namespace Throughline.Server;

/// <summary>Takes a wanted release back when something holds it.</summary>
internal static class Holds
{
    private const string Wanted = "release-wanted";

    /// <summary>Decides on a message as if nobody had asked for the release: an amendment must not release what an
    /// officer has not seen. A release whose guarantee is in use already goes on.</summary>
    public static Decision Withhold(Administration before, Decision decision, ProcedureInput input, DateTimeOffset now,
        ProcedureSettings settings)
    {
        var wanted = before.Movements.Values.Where(m => m.Find(Wanted) is not null && m.State != "ReleaseAsked")
            .Select(m => new FactNoted(m.Number, Wanted, null)).ToList<ProcedureEvent>();
        if (wanted.Count == 0)
            return decision;
        var again = CustomsProcedure.Decide(before.Evolve(wanted), input, now, settings);
        return again with { Events = [.. wanted, .. again.Events] };
    }
}
