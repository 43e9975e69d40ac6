namespace Throughline.Planning;

/// <summary>Picks the itineraries that most users want to see first.</summary>
internal static class ShortList
{
    /// <summary>One itinerary per reason; one that has several reasons is listed once.</summary>
    /// <param name="itineraries">The Pareto set, by arrival.</param>
    /// <param name="valueOfTime">US cents per hour, or null.</param>
    public static List<Pick> Of(IReadOnlyList<Itinerary> itineraries, long? valueOfTime)
    {
        var reasons = new SortedDictionary<int, List<string>>();
        if (itineraries.Count == 0)
            return [];
        void Add(string reason, int index)
        {
            if (!reasons.TryGetValue(index, out var list))
                reasons[index] = list = [];
            list.Add(reason);
        }

        Add("fastest", Least(itineraries, i => i.DurationSeconds));
        Add("cheapest", Least(itineraries, i => i.CostMinor));
        Add("cleanest", Least(itineraries, i => i.Co2eGrams));
        Add("most-reliable", Least(itineraries, i => i.Reliability.P90Seconds));
        Add("fewest-handlings", Least(itineraries, i => i.Handlings));
        Add("best-compromise", Compromise(itineraries, valueOfTime));
        return [.. reasons.Select(r => new Pick(r.Key, r.Value))];
    }

    /// <summary>Leaves out what is hardly different from something kept.</summary>
    public static List<Itinerary> Thin(List<Itinerary> itineraries, double tolerance)
    {
        if (tolerance <= 0)
            return itineraries;
        var kept = new List<Itinerary>();
        foreach (var candidate in itineraries)
        {
            if (!kept.Exists(k => Covers(k, candidate, 1 + tolerance)))
                kept.Add(candidate);
        }

        return kept;
    }

    private static bool Covers(Itinerary kept, Itinerary other, double factor) =>
        kept.DurationSeconds <= other.DurationSeconds * factor && kept.CostMinor <= other.CostMinor * factor
        && kept.Co2eGrams <= other.Co2eGrams * factor && kept.Handlings <= other.Handlings;

    private static int Least(IReadOnlyList<Itinerary> itineraries, Func<Itinerary, long> value)
    {
        var best = 0;
        for (var i = 1; i < itineraries.Count; i++)
        {
            if (value(itineraries[i]) < value(itineraries[best]))
                best = i;
        }

        return best;
    }

    /// <summary>With a value of time, the least cost plus time; without, the least sum of each criterion's distance
    /// from its best value, as a share of the range in the set.</summary>
    private static int Compromise(IReadOnlyList<Itinerary> itineraries, long? valueOfTime)
    {
        if (valueOfTime is { } perHour)
            return Least(itineraries, i => i.CostMinor + (long)((decimal)perHour * i.DurationSeconds / 3600));
        Func<Itinerary, double>[] criteria =
            [i => i.DurationSeconds, i => i.CostMinor, i => i.Co2eGrams, i => i.Handlings];
        var score = new double[itineraries.Count];
        foreach (var criterion in criteria)
        {
            var low = itineraries.Min(criterion);
            var high = itineraries.Max(criterion);
            for (var i = 0; i < score.Length && high > low; i++)
                score[i] += (criterion(itineraries[i]) - low) / (high - low);
        }

        return Array.IndexOf(score, score.Min());
    }
}
