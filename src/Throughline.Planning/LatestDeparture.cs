using Throughline.Planning.Core;

namespace Throughline.Planning;

/// <summary>Answers «arrive by»: for each combination of cost, CO2e and handlings, the latest departure.</summary>
/// <remarks>Leaving earlier never shortens the list of what can be reached by the deadline, because waiting is allowed.
/// So what is reachable changes at single instants, which halving the interval finds to the minute.</remarks>
internal static class LatestDeparture
{
    private const int Precision = 60;
    private const int MostSearches = 400;

    /// <summary>All itineraries that nothing dominates in (departure, cost, CO2e, handlings) and that arrive in
    /// time.</summary>
    public static List<Itinerary> Search(
        UnitPlanner planner, Query query, int deadline, CancellationToken cancellation, out int labels)
    {
        var made = 0;
        var found = new SortedDictionary<int, bool>();
        var earliest = Math.Max(0, deadline - Planner.MostDays / 2 * DayBits.DaySeconds);
        var early = Reachable(planner, query, earliest, deadline, cancellation, ref made);
        var searches = 1;
        if (early.Count > 0)
            Split(earliest, early, deadline, []);
        var itineraries = new List<Itinerary>();
        foreach (var (departure, _) in found.Reverse())
        {
            foreach (var candidate in planner.Search(query, departure, cancellation, out var more))
            {
                made += more;
                var late = candidate.Arrival.ToUniversalTime() > Corridor.CorridorTime.FromSeconds(deadline);
                if (!late && !itineraries.Exists(i => i.CostMinor <= candidate.CostMinor
                    && i.Co2eGrams <= candidate.Co2eGrams && i.Handlings <= candidate.Handlings))
                    itineraries.Add(candidate);
            }
        }

        labels = made;
        return itineraries;

        // Between two instants with the same reachable set nothing changes; else the change lies in one half.
        void Split(int low, List<(long, long, int)> atLow, int high, List<(long, long, int)> atHigh)
        {
            if (atLow.SequenceEqual(atHigh))
                return;
            if (high - low <= Precision || ++searches > MostSearches)
            {
                found[low] = true;
                return;
            }

            var middle = low + (high - low) / 2;
            var atMiddle = Reachable(planner, query, middle, deadline, cancellation, ref made);
            Split(middle, atMiddle, high, atHigh);
            Split(low, atLow, middle, atMiddle);
        }
    }

    private static List<(long, long, int)> Reachable(
        UnitPlanner planner, Query query, int ready, int deadline, CancellationToken cancellation, ref int labels)
    {
        var front = new List<(long Cost, long Co2e, int Handlings)>();
        foreach (var (_, cost, co2e, handlings) in planner.Vectors(query, ready, deadline, cancellation, ref labels))
        {
            if (front.Exists(f => f.Cost <= cost && f.Co2e <= co2e && f.Handlings <= handlings))
                continue;
            front.RemoveAll(f => f.Cost >= cost && f.Co2e >= co2e && f.Handlings >= handlings);
            front.Add((cost, co2e, handlings));
        }

        front.Sort();
        return front;
    }
}
