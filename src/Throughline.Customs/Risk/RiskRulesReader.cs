using System.Globalization;
using System.Text.RegularExpressions;

namespace Throughline.Customs;

/// <summary>Reads a text of rules, as <c>docs/risk.md</c> tells its form; reads on after an error and tells
/// all.</summary>
public static partial class RiskRulesReader
{
    private const int MostRules = 1_000;
    private const int MostIssues = 100;
    private const int MostCharacters = 1_000_000;

    /// <summary>Control types of code list CL716.</summary>
    public static IReadOnlyList<string> ControlTypes { get; } =
        ["10", "20", "30", "40", "41", "42", "43", "44", "45", "50"];

    /// <summary>Reads a text.</summary>
    public static RiskRules Read(string text)
    {
        var run = new Run();
        if (text.Length > MostCharacters)
        {
            run.Issue(1, $"The text has more than {MostCharacters} characters.", "Part the rules.");
            return run.Close();
        }

        foreach (var (number, line) in RiskText.Lines(text))
            run.Take(number, line);
        return run.Close();
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9-]{0,19}$", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex IdForm();

    private sealed class Run
    {
        private readonly List<RiskRule> _rules = [];
        private readonly List<RiskIssue> _issues = [];
        private readonly HashSet<string> _ids = new(StringComparer.OrdinalIgnoreCase);
        private RiskRule? _rule;
        private bool _isSkipping;
        private int _green = 1;
        private int _perMille;
        private IReadOnlyList<string> _drawn = [];

        public void Issue(int line, string message, string remedy)
        {
            if (_issues.Count < MostIssues)
                _issues.Add(new RiskIssue(line, message, remedy));
        }

        public void Take(int number, string line)
        {
            var (word, rest) = Cut(line);
            switch (word)
            {
                case "rule":
                    Open(number, rest);
                    break;
                case "green":
                    Close(_rule);
                    TakeGreen(number, rest);
                    break;
                case "draw":
                    Close(_rule);
                    TakeDraw(number, rest);
                    break;
                case "if" or "score" or "control" or "says" when _rule is { } rule:
                    Fill(rule, number, word, rest);
                    break;
                case "if" or "score" or "control" or "says":
                    if (!_isSkipping)
                        Issue(number, $"«{word}» stands in no rule.", "Write «rule ID KIND MOMENTS» before it.");
                    break;
                default:
                    Issue(number, $"No line begins with «{Short(word)}».",
                        "Begin it with rule, if, score, control, says, green, draw, or with # for a remark.");
                    break;
            }
        }

        public RiskRules Close()
        {
            Close(_rule);
            if (_rules.Count > MostRules)
                Issue(_rules[^1].Line, $"There are more than {MostRules} rules.", "Take some away.");
            return new RiskRules(_rules, _green, _perMille, _drawn, _issues);
        }

        private void Open(int number, string rest)
        {
            Close(_rule);
            _rule = null;
            _isSkipping = true;
            var words = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 3 || !IdForm().IsMatch(words[0]))
            {
                Issue(number, "The rule has no id, kind and moments.",
                    "Write for example «rule W1 item acceptance»; an id has a letter, then up to 19 letters, digits "
                    + "or hyphens.");
                return;
            }

            if (!_ids.Add(words[0]))
                Issue(number, $"There is a rule {words[0]} already.", "Give each rule an id of its own.");
            if (!RiskVocabulary.Kinds.Contains(words[1]))
            {
                Issue(number, $"There is no kind «{Short(words[1])}».",
                    $"Write one of {string.Join(", ", RiskVocabulary.Kinds.Order(StringComparer.Ordinal))}.");
                return;
            }

            if (words[2..].FirstOrDefault(w => !RiskVocabulary.Moments.Contains(w)) is { } unknown)
            {
                Issue(number, $"There is no moment «{Short(unknown)}».",
                    $"Write one or several of {string.Join(", ", RiskVocabulary.Moments)}.");
                return;
            }

            _rule = new RiskRule { Id = words[0], Kind = words[1], Moments = words[2..], Line = number };
        }

        private void Fill(RiskRule rule, int number, string word, string rest)
        {
            switch (word)
            {
                case "if":
                    if (RiskCondition.Parse(rest, rule.Kind, out var fault) is { } condition)
                        _rule = rule with { Conditions = [.. rule.Conditions, condition] };
                    else
                        Issue(number, fault!, "Mend the condition; docs/risk.md lists facts and tests.");
                    break;
                case "score":
                    if (TryWhole(rest, 0, 100, out var score))
                        _rule = rule with { Score = score };
                    else
                        Issue(number, $"The score is «{Short(rest)}».", "Write a whole number from 0 to 100.");
                    break;
                case "control":
                    _rule = rule with { Controls = Types(number, rest) };
                    break;
                default:
                    if (RiskRule.FindFault(rest, rule.Kind) is { } wrong)
                        Issue(number, wrong, "Put the name of a fact of the rule's kind into the braces.");
                    else
                        _rule = rule with { Says = rest };
                    break;
            }
        }

        private void Close(RiskRule? rule)
        {
            _rule = null;
            if (rule is null)
                return;
            _isSkipping = false;
            if (rule.Conditions.Count == 0 && _issues.All(i => i.Line < rule.Line))
            {
                Issue(rule.Line, $"The rule {rule.Id} has no condition: it would hit everything.",
                    "Add a line «if …».");
            }

            if (rule.Says.Length == 0 && _issues.All(i => i.Line < rule.Line))
            {
                Issue(rule.Line, $"The rule {rule.Id} does not say why it hits.",
                    "Add a line «says …» with the facts in braces.");
            }

            if (rule.Score == 0 && rule.Controls.Count == 0 && _issues.All(i => i.Line < rule.Line))
            {
                Issue(rule.Line, $"Nothing follows from the rule {rule.Id}.",
                    "Add a line «score …» or «control …».");
            }

            _rules.Add(rule);
        }

        private void TakeGreen(int number, string rest)
        {
            var (below, value) = Cut(rest);
            if (below == "below" && TryWhole(value, 1, 1_000, out var green))
                _green = green;
            else
                Issue(number, $"«green {Short(rest)}» says no limit.", "Write for example «green below 30».");
        }

        private void TakeDraw(int number, string rest)
        {
            var words = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 4 || words[1] != "permille" || words[2] != "control"
                || !TryWhole(words[0], 0, 1_000, out var perMille))
            {
                Issue(number, $"«draw {Short(rest)}» says no share.",
                    "Write for example «draw 20 permille control 41».");
                return;
            }

            _perMille = perMille;
            _drawn = Types(number, string.Join(' ', words[3..]));
        }

        private IReadOnlyList<string> Types(int number, string rest)
        {
            var words = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0 || words.Any(w => !ControlTypes.Contains(w)))
            {
                Issue(number, $"«{Short(rest)}» are no control types.",
                    $"Write one or several of {string.Join(' ', ControlTypes)} (code list CL716).");
            }

            return [.. words.Distinct(StringComparer.Ordinal)];
        }
    }

    private static (string First, string Behind) Cut(string line)
    {
        var at = line.IndexOf(' ', StringComparison.Ordinal);
        return at < 0 ? (line, "") : (line[..at], line[(at + 1)..].Trim());
    }

    private static bool TryWhole(string text, int least, int most, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= least
        && number <= most;

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
