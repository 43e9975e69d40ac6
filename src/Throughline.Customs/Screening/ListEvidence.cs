namespace Throughline.Customs;

/// <summary>What beside the name speaks for an entry or against it.</summary>
internal static class ListEvidence
{
    private const int YearDigits = 4;

    public static IReadOnlyList<Evidence> Of(ScreenQuery query, ListEntry entry, bool isWeak)
    {
        var found = new List<Evidence>();
        if (query.Identifiers.Count > 0 && entry.Identifiers.Count > 0 && query.Identifiers.Select(ListIndex.Plain)
            .Intersect(entry.Identifiers.Select(ListIndex.Plain), StringComparer.Ordinal).Any(i => i.Length > 3))
            found.Add(Evidence.SameIdentifier);
        if (query.Dates.Count > 0 && entry.Dates.Count > 0)
            found.Add(query.Dates.Any(d => entry.Dates.Any(e => Agree(d, e))) ? Evidence.SameDate : Evidence.OtherDate);
        if (query.Countries.Count > 0 && entry.Countries.Count > 0)
        {
            found.Add(query.Countries.Any(c => entry.Countries.Contains(c, StringComparer.OrdinalIgnoreCase))
                ? Evidence.SameCountry : Evidence.OtherCountry);
        }

        if (isWeak && !found.Any(e => e is Evidence.SameIdentifier or Evidence.SameDate or Evidence.SameCountry))
            found.Add(Evidence.WeakName);
        return found;
    }

    /// <summary>The score of a name with the evidence, from 0 to 1.</summary>
    public static double Weigh(double score, IReadOnlyList<Evidence> evidence)
    {
        foreach (var piece in evidence)
        {
            score = piece switch
            {
                Evidence.SameIdentifier => 1,
                Evidence.SameDate => score + ((1 - score) * 0.25),
                Evidence.SameCountry => score + ((1 - score) * 0.1),
                Evidence.OtherDate => score * 0.88,
                // People and companies have more countries than lists know.
                Evidence.OtherCountry => score * 0.97,
                _ => score * 0.9,
            };
        }

        return Math.Round(score, 4);
    }

    /// <summary>Whether two dates agree as far as the shorter one goes.</summary>
    private static bool Agree(string a, string b)
    {
        var length = Math.Min(a.Length, b.Length);
        return length >= YearDigits && string.CompareOrdinal(a, 0, b, 0, length) == 0;
    }
}
