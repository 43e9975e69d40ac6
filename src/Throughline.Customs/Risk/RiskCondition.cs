using System.Globalization;

namespace Throughline.Customs;

/// <summary>A fact, or two joined by an operator: <c>grossMassKg / packages</c>.</summary>
/// <param name="Left">Name of a fact.</param>
/// <param name="Operator">/, * or -; null for a fact alone.</param>
/// <param name="Right">Name of the other fact.</param>
public sealed record RiskTerm(string Left, char? Operator, string? Right)
{
    /// <summary>Its value for a subject; nothing when a part is not known or is divided by zero.</summary>
    public RiskValue Of(RiskSubject subject)
    {
        if (Operator is not { } op)
            return subject[Left];
        if (subject[Left].Number is not { } left || subject[Right!].Number is not { } right)
            return RiskValue.None;
        try
        {
            return op switch
            {
                '/' => RiskValue.Of(right == 0 ? null : left / right),
                '*' => RiskValue.Of(left * right),
                _ => RiskValue.Of(left - right),
            };
        }
        catch (OverflowException)
        {
            return RiskValue.None;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Operator is null ? Left : $"{Left} {Operator} {Right}";

    /// <summary>Reads the words of a term.</summary>
    /// <param name="words">One fact, or fact, operator, fact.</param>
    /// <param name="kind">Kind of the subject.</param>
    /// <param name="fault">What is wrong, with what would do; null when nothing is.</param>
    internal static RiskTerm? Parse(IReadOnlyList<string> words, string kind, out string? fault)
    {
        fault = null;
        if (words.Count is not (1 or 3) || words.Count == 3 && words[1] is not ("/" or "*" or "-"))
        {
            fault = $"«{string.Join(' ', words)}» is no fact and no two facts joined by / * or -.";
            return null;
        }

        var facts = RiskVocabulary.Of(kind);
        foreach (var name in words.Count == 1 ? [words[0]] : (string[])[words[0], words[2]])
        {
            if (!facts.TryGetValue(name, out var fact))
            {
                fault = $"There is no fact «{name}» of {kind}; there are {string.Join(", ",
                    facts.Keys.Order(StringComparer.Ordinal))}.";
                return null;
            }

            if (words.Count == 3 && !fact.IsNumber)
            {
                fault = $"«{name}» is no number: it cannot be reckoned with.";
                return null;
            }
        }

        return words.Count == 1 ? new RiskTerm(words[0], null, null) : new RiskTerm(words[0], words[1][0], words[2]);
    }
}

/// <summary>What must hold of a subject: <c>hs starts 72 73</c>, <c>grossMassKg / packages &gt; 1000</c>.</summary>
/// <param name="Term">What is asked about.</param>
/// <param name="Test">How.</param>
/// <param name="Number">The number that it is compared with, or null.</param>
/// <param name="Words">The words that it is compared with.</param>
public sealed record RiskCondition(RiskTerm Term, string Test, decimal? Number, IReadOnlyList<string> Words)
{
    private static readonly string[] Comparisons = ["<", "<=", ">", ">=", "=", "!="];
    private static readonly string[] Searches = ["in", "not-in", "starts", "not-starts", "holds"];
    private static readonly string[] Presences = ["missing", "known"];

    /// <summary>Whether it holds. What is not known holds for <c>missing</c> alone.</summary>
    public bool Holds(RiskSubject subject)
    {
        var value = Term.Of(subject);
        if (Test is "missing" or "known")
            return value.IsKnown == (Test == "known");
        if (!value.IsKnown)
            return false;
        if (Number is { } number)
        {
            return value.Number is { } is_ && Test switch
            {
                "<" => is_ < number,
                "<=" => is_ <= number,
                ">" => is_ > number,
                ">=" => is_ >= number,
                "=" => is_ == number,
                _ => is_ != number,
            };
        }

        return Test switch
        {
            "in" => value.Texts.Any(t => Words.Contains(t, StringComparer.OrdinalIgnoreCase)),
            "not-in" => !value.Texts.Any(t => Words.Contains(t, StringComparer.OrdinalIgnoreCase)),
            "starts" => value.Texts.Any(Starts),
            "not-starts" => !value.Texts.Any(Starts),
            _ => value.Texts.Any(t => Words.Any(w => t.Contains(w, StringComparison.OrdinalIgnoreCase))),
        };
    }

    private bool Starts(string text) => Words.Any(w => text.StartsWith(w, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads a condition.</summary>
    internal static RiskCondition? Parse(string text, string kind, out string? fault)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var at = Array.FindIndex(words, w => Comparisons.Contains(w) || Searches.Contains(w) || Presences.Contains(w));
        if (at < 1)
        {
            fault = $"«{text}» has no test. Write a fact, then one of "
                + $"{string.Join(' ', [.. Comparisons, .. Searches, .. Presences])}, then what it is compared with.";
            return null;
        }

        if (RiskTerm.Parse(words[..at], kind, out fault) is not { } term)
            return null;
        var (test, rest) = (words[at], words[(at + 1)..]);
        var isNumber = term.Operator is not null || RiskVocabulary.Of(kind)[term.Left].IsNumber;
        decimal? number = null;
        if (Presences.Contains(test))
            fault = rest.Length > 0 ? $"Nothing stands behind «{test}»." : null;
        else if (Comparisons.Contains(test))
            fault = FindFault(term, isNumber, rest, out number);
        else if (isNumber)
            fault = $"«{term}» is a number: compare it by one of {string.Join(' ', Comparisons)}.";
        else if (rest.Length == 0)
            fault = $"Write one word or several behind «{test}».";
        return fault is null ? new RiskCondition(term, test, number, rest) : null;
    }

    private static string? FindFault(RiskTerm term, bool isNumber, string[] rest, out decimal? number)
    {
        number = null;
        if (!isNumber)
            return $"«{term}» is no number: test it by one of {string.Join(' ', Searches)}.";
        const NumberStyles Style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        if (rest.Length != 1 || !decimal.TryParse(rest[0], Style, CultureInfo.InvariantCulture, out var read))
            return "Compare with one number, for example 1000 or 0.5.";
        number = read;
        return null;
    }
}
