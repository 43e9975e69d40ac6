using System.Globalization;

namespace Throughline.Customs;

/// <summary>A state of a movement at an office.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Number">Its number in the guide, 1 to 22; null for one that only passes.</param>
/// <param name="Meaning">What it means, in a sentence.</param>
public sealed record ProcedureState(string Name, int? Number, string Meaning);

/// <summary>A timer of a movement.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Period">Name of the period in the settings of a country.</param>
/// <param name="Meaning">What it waits for, in a sentence.</param>
public sealed record ProcedureTimer(string Name, string Period, string Meaning);

/// <summary>A message that a transition sends.</summary>
/// <param name="Message">Code of the message.</param>
/// <param name="To">Who gets it, by a word that the composers know.</param>
public sealed record Sending(string Message, string To);

/// <summary>A row of a table: what an office does on one input in one state.</summary>
/// <param name="Role">Role of the office.</param>
/// <param name="Line">Line in the table, from 1.</param>
/// <param name="From">The state.</param>
/// <param name="On">The input: code of a message, name of an officer's action, <c>timer name</c>, or <c>auto</c> for
/// what follows by itself.</param>
/// <param name="When">Guards that must all hold, by name.</param>
/// <param name="To">The state afterwards.</param>
/// <param name="Do">Actions, by name, in order.</param>
/// <param name="Sends">Messages, in order.</param>
/// <param name="Starts">Timers that are started.</param>
/// <param name="Stops">Timers that are stopped.</param>
public sealed record Transition(ProcedureRole Role, int Line, string From, string On, IReadOnlyList<string> When,
    string To, IReadOnlyList<string> Do, IReadOnlyList<Sending> Sends, IReadOnlyList<string> Starts,
    IReadOnlyList<string> Stops)
{
    /// <summary>Role, line, state and input: names the transition in tests and pages.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Role} {Line} {From} {On}");
}

/// <summary>The transition table of one role.</summary>
/// <remarks>A line <c>state Name number meaning</c> names a state, <c>timer name period meaning</c> a timer,
/// <c>set name member …</c> a group of states or inputs. Then one row a line, seven columns between bars: states,
/// inputs, guards, next state (<c>=</c> stays), actions, messages with their receivers, timers to start (+) and to stop
/// (-). <c>*</c> is every state. Of the rows for a state and an input the first whose guards hold applies.</remarks>
public sealed class ProcedureTable
{
    private const int Columns = 7;
    private readonly Dictionary<(string From, string On), List<Transition>> _rows = [];
    private readonly Dictionary<string, string[]> _sets = new(StringComparer.Ordinal);
    private readonly List<ProcedureState> _states = [];
    private readonly List<ProcedureTimer> _timers = [];
    private readonly List<Transition> _all = [];

    private ProcedureTable(ProcedureRole role) => Role = role;

    /// <summary>Role of the office.</summary>
    public ProcedureRole Role { get; }

    /// <summary>All states, in the order of the table.</summary>
    public IReadOnlyList<ProcedureState> States => _states;

    /// <summary>All timers, in the order of the table.</summary>
    public IReadOnlyList<ProcedureTimer> Timers => _timers;

    /// <summary>All transitions, in the order of the table.</summary>
    public IReadOnlyList<Transition> Transitions => _all;

    /// <summary>The table of a role.</summary>
    public static ProcedureTable Of(ProcedureRole role) => Tables[(int)role];

    private static ProcedureTable[] Tables { get; } = [.. Enum.GetValues<ProcedureRole>().Select(Load)];

    /// <summary>The transitions from a state on an input, in the order in which they are tried.</summary>
    public IReadOnlyList<Transition> List(string from, string on) =>
        _rows.GetValueOrDefault((from, on)) is { } rows ? rows : [];

    /// <summary>The timer of a name.</summary>
    /// <exception cref="InvalidOperationException">The table has none.</exception>
    public ProcedureTimer GetTimer(string name) => _timers.Find(t => t.Name == name)
        ?? throw new InvalidOperationException($"The table of {Role} has no timer '{name}'.");

    /// <summary>Reads a table.</summary>
    /// <exception cref="FormatException">A line is wrong; says which.</exception>
    public static ProcedureTable Read(ProcedureRole role, TextReader text)
    {
        var table = new ProcedureTable(role);
        for (var number = 1; text.ReadLine() is { } line; number++)
        {
            if (line.Length > 0 && line[0] != '#')
                table.Add(line, number);
        }

        return table;
    }

    private static ProcedureTable Load(ProcedureRole role)
    {
        var name = $"Tables/procedure/{role.ToString().ToLowerInvariant()}.txt";
        using var reader = new StreamReader(typeof(ProcedureTable).Assembly.GetManifestResourceStream(name)!);
        return Read(role, reader);
    }

    private void Add(string line, int number)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        switch (words[0])
        {
            case "state":
                _states.Add(new ProcedureState(words[1], words[2] == "-" ? null : Number(words[2]),
                    string.Join(' ', words[3..])));
                break;
            case "timer" when !line.Contains('|', StringComparison.Ordinal):
                _timers.Add(new ProcedureTimer(words[1], words[2], string.Join(' ', words[3..])));
                break;
            case "set":
                _sets.Add(words[1], words[2..]);
                break;
            default:
                AddRows(line, number);
                break;
        }
    }

    private void AddRows(string line, int number)
    {
        var cells = line.Split('|', StringSplitOptions.TrimEntries);
        if (cells.Length != Columns)
            throw new FormatException($"Table {Role}, line {number}: there are {cells.Length} columns, not {Columns}.");
        var on = cells[1].StartsWith("timer ", StringComparison.Ordinal) ? [cells[1]] : Members(cells[1]);
        var timers = Words(cells[6]);
        var sends = Words(cells[5]).Select(w => w.Split('>')).Select(p => new Sending(p[0], p[1])).ToArray();
        var from = cells[0] == "*" ? [.. _states.Select(s => s.Name)] : Members(cells[0]);
        foreach (var state in from)
        {
            if (!_states.Exists(s => s.Name == state))
                throw new FormatException($"Table {Role}, line {number}: there is no state '{state}'.");
            foreach (var input in on)
            {
                Add(new Transition(Role, number, state, input, Words(cells[2]), cells[3] == "=" ? state : cells[3],
                    Words(cells[4]), sends, Signed(timers, '+'), Signed(timers, '-')));
            }
        }
    }

    private void Add(Transition transition)
    {
        if (!_states.Exists(s => s.Name == transition.To))
            throw new FormatException($"Table {Role}, line {transition.Line}: there is no state '{transition.To}'.");
        if (!_rows.TryGetValue((transition.From, transition.On), out var rows))
            _rows[(transition.From, transition.On)] = rows = [];
        // What stands behind a row without guards could never apply.
        if (rows.Count > 0 && rows[^1].When.Count == 0)
            return;
        rows.Add(transition);
        _all.Add(transition);
    }

    private string[] Members(string cell) =>
        [.. Words(cell).SelectMany(w => _sets.TryGetValue(w, out var members) ? members : [w])];

    private static string[] Words(string cell) => cell.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string[] Signed(string[] words, char sign) =>
        [.. words.Where(w => w[0] == sign).Select(w => w[1..])];

    private static int Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);
}
