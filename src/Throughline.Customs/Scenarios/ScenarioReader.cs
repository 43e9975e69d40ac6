using System.Globalization;
using System.Text;

namespace Throughline.Customs;

/// <summary>A script that was read.</summary>
/// <param name="Scenario">The scenario, or null when the script has faults.</param>
/// <param name="Faults">All faults, in the order of the script.</param>
public sealed record ScenarioReading(Scenario? Scenario, IReadOnlyList<ScenarioFault> Faults);

/// <summary>Reads scripts; <c>docs/customs-scenarios.md</c> describes their form.</summary>
public sealed class ScenarioReader
{
    private const int MostCharacters = 4_000_000;
    private const int MostOfFault = 1_000;

    private static readonly string[] Words =
        ["step", "send", "resend", "officer", "wait", "expect", "state", "refused", "movement"];

    private readonly List<ScenarioFault> _faults = [];
    private readonly List<ScenarioLine> _lines = [];
    private readonly ScenarioHead _head = new();
    private readonly List<(int Line, string Text)> _text = [];
    private int _at;

    private ScenarioReader()
    {
    }

    /// <summary>Reads a script and finds every fault of its form.</summary>
    public static ScenarioReading Read(TextReader text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var reader = new ScenarioReader();
        if (Take(text) is not { } script)
        {
            return new ScenarioReading(null, [new ScenarioFault(0, string.Create(CultureInfo.InvariantCulture,
                $"The text has more than {MostCharacters:N0} characters: it is no script."))]);
        }

        using var lines = new StringReader(script);
        for (var number = 1; lines.ReadLine() is { } line; number++)
        {
            if (line.AsSpan().Trim() is { Length: > 0 } trimmed && trimmed[0] != '#')
                reader._text.Add((number, line.TrimEnd()));
        }

        reader.ReadAll();
        return reader._faults.Count == 0
            ? new ScenarioReading(reader._head.Close() with { Lines = reader._lines }, [])
            : new ScenarioReading(null, [.. reader._faults.Select(f => f with { Message = Tidy(f.Message) })]);
    }

    /// <summary>The whole text, or null when it is longer than any script: it may have no end.</summary>
    private static string? Take(TextReader text)
    {
        var whole = new StringBuilder();
        var part = new char[16_384];
        for (int read; (read = text.Read(part)) > 0 && whole.Length <= MostCharacters;)
            whole.Append(part, 0, read);
        return whole.Length > MostCharacters ? null : whole.ToString();
    }

    /// <summary>Faults quote the script, and what is no script may hold anything: a terminal must bear it.</summary>
    private static string Tidy(string message)
    {
        var text = message.Length <= MostOfFault ? message : message[..MostOfFault] + "…";
        return string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c));
    }

    private void ReadAll()
    {
        while (_at < _text.Count)
        {
            var (line, text) = _text[_at++];
            var below = new List<ScenarioEdit>();
            while (_at < _text.Count && _text[_at].Text[0] is ' ' or '\t')
                below.Add(new ScenarioEdit(_text[_at].Line, _text[_at++].Text.Trim()));
            try
            {
                if (text[0] is ' ' or '\t')
                    throw new FormatException("An indented line belongs to a «send», «officer» or «expect» above it; "
                        + "there is none.");
                ReadLine(line, text, below);
            }
            catch (FormatException fault)
            {
                _faults.Add(new ScenarioFault(line, fault.Message));
            }
        }

        if (_head.Title.Length == 0)
            _faults.Add(new ScenarioFault(0, "The script has no title: begin it with «title …»."));
    }

    private void ReadLine(int line, string text, List<ScenarioEdit> below)
    {
        var (word, rest) = Cut(text);
        if (below.Count > 0 && word is not ("send" or "officer" or "expect"))
        {
            throw new FormatException($"«{word}» takes no indented lines, and line {below[0].Line} is indented: they "
                + "belong to «send», «officer» and «expect». Begin it at the margin.");
        }

        if (_head.Read(word, rest))
            return;
        _lines.Add(word switch
        {
            "step" => new StepLine(line, rest),
            "send" => ReadSend(line, rest, below),
            "resend" => new ResendLine(line, Need(rest, "the name or code of a message")),
            "officer" => ReadOfficer(line, rest, below),
            "wait" => ReadWait(line, rest),
            "expect" => ReadExpect(line, rest, below),
            "state" => ReadState(line, rest),
            "refused" => new RefusedLine(line),
            "movement" => new MovementLine(line, Need(rest, "the name of a declaration")),
            _ => throw new FormatException($"«{word}» is no word of a script. "
                + ScenarioNames.Offer(word, Words.Concat(ScenarioHead.Words))),
        });
    }

    private static WaitLine ReadWait(int line, string rest)
    {
        const string Until = "until ";
        return rest.StartsWith(Until, StringComparison.Ordinal)
            ? new WaitLine(line, null, ScenarioHead.ReadInstant(rest[Until.Length..]))
            : new WaitLine(line, Period.Parse(rest), null);
    }

    private SendLine ReadSend(int line, string rest, List<ScenarioEdit> edits)
    {
        var words = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || MessageCatalogue.Ncts.Find(words[0]) is not { } structure)
        {
            throw new FormatException($"«send» needs the code of a message, for example CC015C, not «{rest}». "
                + ScenarioNames.Offer(words.FirstOrDefault() ?? "", MessageCatalogue.Ncts.Codes));
        }

        string? from = null, name = null;
        for (var i = 1; i < words.Length; i += 2)
        {
            if (i + 1 == words.Length || words[i] is not ("from" or "as"))
                throw new FormatException("After the code come only «from FILE» and «as NAME».");
            if (words[i] == "from")
                from = words[i + 1];
            else
                name = words[i + 1];
        }

        foreach (var edit in edits)
            CheckPath(structure, edit.Line, edit.Text);
        return new SendLine(line, words[0], from, name, edits);
    }

    private OfficerLine ReadOfficer(int line, string rest, List<ScenarioEdit> edits)
    {
        ProcedureRole? role = null;
        string? office = null;
        var details = new Dictionary<string, string>(StringComparer.Ordinal);
        var actions = new List<string>();
        foreach (var word in ScenarioWords.Split(rest))
        {
            if (word.IndexOf('=', StringComparison.Ordinal) is > 0 and var cut)
                // A comma after a detail parts it from the next action, as one after an action does.
                details[word[..cut]] = word[(cut + 1)..].TrimEnd(',');
            else if (actions.Count == 0 && FindRole(word) is { } found)
                role = found;
            else if (actions.Count == 0 && IsOffice(role, word))
                office = word;
            else if (word != "and")
                actions.AddRange(word.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(OfficerWords.ActionOf));
        }

        if (role is ProcedureRole.Register or ProcedureRole.Availability && office is null)
        {
            throw new FormatException(role == ProcedureRole.Register
                ? "Say which guarantee: «officer register GRN revoke-voucher»."
                : "Say which country: «officer availability GE announce».");
        }

        if (actions.Count == 0)
            throw new FormatException("«officer» needs an action, for example «officer departure accept».");
        if (actions.Find(a => !OfficerWords.All.Contains(a)) is { } unknown)
        {
            throw new FormatException($"No office knows the action «{unknown}». "
                + ScenarioNames.Offer(unknown, OfficerWords.ListActions(role)));
        }

        if (details.Keys.FirstOrDefault(d => !OfficerWords.Details.Contains(d)) is { } detail)
        {
            throw new FormatException($"No action of an officer has the detail «{detail}». "
                + ScenarioNames.Offer(detail, OfficerWords.Details.Order(StringComparer.Ordinal)));
        }

        foreach (var edit in edits)
        {
            var (code, change) = Cut(edit.Text);
            if (MessageCatalogue.Ncts.Find(code) is { } structure)
                CheckPath(structure, edit.Line, change);
            else
                _faults.Add(new ScenarioFault(edit.Line, $"«{code}» is no message: write the code "
                    + "of one that the action sends, then the change: «CD180C path = value»."));
        }

        return new OfficerLine(line, role, office, actions, details, edits);
    }

    private ExpectLine ReadExpect(int line, string rest, List<ScenarioEdit> values)
    {
        if (rest == "nothing")
            return new ExpectLine(line, null, null, []);
        var words = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || MessageCatalogue.Ncts.Find(words[0]) is not { } structure)
        {
            throw new FormatException($"«expect» needs «nothing» or the code of a message, not «{rest}». "
                + ScenarioNames.Offer(words.FirstOrDefault() ?? "", MessageCatalogue.Ncts.Codes));
        }

        if (words.Length > 1 && (words.Length != 3 || words[1] != "to" || !ScenarioWords.IsParty(words[2])))
        {
            throw new FormatException(
                "After the code comes only «to holder», «to trader», «to guarantor» or «to NTA.XX».");
        }

        foreach (var value in values)
            CheckPath(structure, value.Line, value.Text);
        return new ExpectLine(line, words[0], words.Length > 1 ? words[2] : null, values);
    }

    private static StateLine ReadState(int line, string rest)
    {
        var words = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string? at = null;
        // «state availability TR Unavailable at GE»: as another country knows it.
        if (words is [_, _, _, "at", var country])
            (words, at) = (words[..3], country);
        if (words.Length is < 2 or > 3 || FindRole(words[0]) is not { } role)
        {
            throw new FormatException("Write «state departure Released», with an office between where there are "
                + "several, «state register GRN Invalid» or «state availability TR Unavailable at GE».");
        }

        if (!ProcedureTable.Of(role).States.Any(s => s.Name == words[^1]))
        {
            throw new FormatException($"The office of {words[0]} has no state «{words[^1]}». "
                + ScenarioNames.Offer(words[^1], ProcedureTable.Of(role).States.Select(s => s.Name)));
        }

        return new StateLine(line, role, words.Length == 3 ? words[1] : null, words[^1], at);
    }

    private void CheckPath(MessageStructure structure, int line, string text)
    {
        if (ScenarioWords.FindPathFault(structure, text) is { } fault)
            _faults.Add(new ScenarioFault(line, fault));
    }

    private static ProcedureRole? FindRole(string word) => word switch
    {
        "departure" => ProcedureRole.Departure,
        "transit" => ProcedureRole.Transit,
        "destination" => ProcedureRole.Destination,
        "guarantee" => ProcedureRole.Guarantee,
        "register" => ProcedureRole.Register,
        "availability" => ProcedureRole.Availability,
        _ => null,
    };

    /// <summary>Whether a word says where: the reference of an office, in the register a GRN, for availability a
    /// country.</summary>
    private static bool IsOffice(ProcedureRole? role, string word) => role switch
    {
        ProcedureRole.Register => word.Length is Grn.Size or Grn.VoucherSize && char.IsAsciiDigit(word[0])
            || word.StartsWith("{{GRN}}", StringComparison.Ordinal),
        ProcedureRole.Availability => word.Length == 2 && word.All(char.IsAsciiLetterUpper),
        _ => word.Length == 8 && char.IsAsciiLetterUpper(word[0]),
    };

    private static string Need(string rest, string what) =>
        rest.Length > 0 && !rest.Contains(' ', StringComparison.Ordinal)
            ? rest
            : throw new FormatException($"Here stands {what}, in one word.");

    private static (string Word, string Tail) Cut(string text) =>
        text.IndexOf(' ', StringComparison.Ordinal) is > 0 and var cut
            ? (text[..cut], text[(cut + 1)..].Trim())
            : (text, "");
}
