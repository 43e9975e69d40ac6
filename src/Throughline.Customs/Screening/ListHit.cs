using System.Globalization;

namespace Throughline.Customs;

/// <summary>Who is screened.</summary>
/// <param name="Name">The name in any script.</param>
/// <param name="Kind">What bears it.</param>
public sealed record ScreenQuery(string Name, NameKind Kind = NameKind.Unknown)
{
    /// <summary>Countries that it is known to belong to, as two letters.</summary>
    public IReadOnlyList<string> Countries { get; init; } = [];

    /// <summary>Its days of birth or registration (1970, 1970-05 or 1970-05-04).</summary>
    public IReadOnlyList<string> Dates { get; init; } = [];

    /// <summary>Its numbers in registers, for example an EORI number.</summary>
    public IReadOnlyList<string> Identifiers { get; init; } = [];
}

/// <summary>What else agrees with an entry or speaks against it.</summary>
public enum Evidence
{
    /// <summary>A number of a register is the same.</summary>
    SameIdentifier,
    /// <summary>A day of birth or registration agrees.</summary>
    SameDate,
    /// <summary>A country is the same.</summary>
    SameCountry,
    /// <summary>No day agrees.</summary>
    OtherDate,
    /// <summary>No country is the same.</summary>
    OtherCountry,
    /// <summary>The list itself calls the name weak, and nothing else agrees.</summary>
    WeakName,
}

/// <summary>An entry of a list that may be the one who is screened.</summary>
/// <param name="Entry">The entry; its list is named in it.</param>
/// <param name="Name">Which of its names was found; its first one when a number alone was found.</param>
/// <param name="Score">From 0 to 1, with all evidence.</param>
/// <param name="Comparison">What the names have in common; null when a number alone was found.</param>
/// <param name="Evidence">What else speaks for or against it.</param>
public sealed record ListHit(
    ListEntry Entry, string Name, double Score, NameComparison? Comparison, IReadOnlyList<Evidence> Evidence)
{
    /// <summary>Why it was found, in sentences: the list, the entry, its name, and each rule that made it match.
    /// </summary>
    public IReadOnlyList<string> Explain()
    {
        var text = new List<string>
        {
            Comparison is null
                ? $"The list '{Entry.List}' has the entry {Entry.Id}, {Entry.Name}."
                : $"The list '{Entry.List}' has the entry {Entry.Id}, {Entry.Name}, under the name '{Name}'.",
        };
        if (Comparison is not null)
        {
            text.AddRange(Comparison.Matches.Select(Sentence));
            if (Comparison.LeftOnly.Count > 0)
                text.Add($"Only the screened name has {Quote(Comparison.LeftOnly)}.");
            if (Comparison.RightOnly.Count > 0)
                text.Add($"Only the listed name has {Quote(Comparison.RightOnly)}.");
            if (Comparison.OtherLegalForm)
                text.Add("The legal forms are of different classes, which lowers the score.");
        }

        text.AddRange(Evidence.Select(Sentence));
        return text;
    }

    private static string Quote(IEnumerable<string> words) => string.Join(", ", words.Select(w => $"'{w}'"));

    private static string Sentence(WordMatch m) => m.Rule switch
    {
        WordRule.Equal => $"'{m.Left}' is the same.",
        WordRule.Number => $"The number {m.Left} is the same.",
        WordRule.Variant => $"'{m.Left}' and '{m.Right}' are spellings of one name.",
        WordRule.ShortForm => $"'{m.Left}' and '{m.Right}' are a name and its short form.",
        WordRule.Initial => $"'{m.Left}' and '{m.Right}' agree in their initial.",
        WordRule.Acronym => $"'{m.Left}' and '{m.Right}' are first letters and the words that they stand for.",
        WordRule.Joined => $"'{m.Left}' and '{m.Right}' are written apart and as one.",
        WordRule.Consonants => $"'{m.Left}' and '{m.Right}' have the same consonants; one is written without vowels.",
        _ => string.Create(CultureInfo.InvariantCulture,
            $"'{m.Left}' and '{m.Right}' sound or look alike ({m.Likeness:0.00})."),
    };

    private static string Sentence(Evidence evidence) => evidence switch
    {
        Customs.Evidence.SameIdentifier => "An identifying number is the same.",
        Customs.Evidence.SameDate => "A date of birth or registration agrees, which raises the score.",
        Customs.Evidence.SameCountry => "A country is the same, which raises the score.",
        Customs.Evidence.OtherDate => "No date of birth or registration agrees, which lowers the score.",
        Customs.Evidence.OtherCountry => "No country is the same, which lowers the score.",
        _ => "The list calls this name weak and nothing else agrees, which lowers the score.",
    };
}
