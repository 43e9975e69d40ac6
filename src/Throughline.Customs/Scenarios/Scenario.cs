using System.Collections.Immutable;

namespace Throughline.Customs;

/// <summary>Something that is wrong with a scenario, or went another way than it says.</summary>
/// <param name="Line">Line of the script, from 1; 0 for the script as a whole.</param>
/// <param name="Message">What, in a sentence or more.</param>
public sealed record ScenarioFault(int Line, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => Line == 0 ? Message
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"line {Line}: {Message}");
}

/// <summary>A script of an exchange between traders, officers and administrations.</summary>
/// <remarks>The form is described in <c>docs/customs-scenarios.md</c>.</remarks>
public sealed record Scenario
{
    /// <summary>What it shows.</summary>
    public string Title { get; init; } = "";

    /// <summary>When it begins.</summary>
    public DateTimeOffset Start { get; init; }

    /// <summary>What makes a corridor of the published standard; the standard alone unless said otherwise.</summary>
    public Profile Profile { get; init; } = Profile.Ncts;

    /// <summary>Whether messages between administrations are compared too.</summary>
    public bool ComparesAll { get; init; }

    /// <summary>Changes of the settings, in the order of the script.</summary>
    public IReadOnlyList<Func<ProcedureSettings, ProcedureSettings>> Settings { get; init; } = [];

    /// <summary>Codes that lists hold in this scenario, by list.</summary>
    public ImmutableSortedDictionary<string, ImmutableList<string>> Codes { get; init; } =
        ImmutableSortedDictionary.Create<string, ImmutableList<string>>(StringComparer.Ordinal);

    /// <summary>Whether the short periods of trader tests hold.</summary>
    public bool IsTrial { get; init; } = true;

    /// <summary>What happens, in order.</summary>
    public IReadOnlyList<ScenarioLine> Lines { get; init; } = [];
}

/// <summary>A line of a scenario.</summary>
/// <param name="Line">Line of the script, from 1.</param>
public abstract record ScenarioLine(int Line);

/// <summary>A change of a message, or a value that is expected in one.</summary>
/// <param name="Line">Line of the script.</param>
/// <param name="Text">The change, as <see cref="MessageEdit"/> reads it.</param>
public sealed record ScenarioEdit(int Line, string Text);

/// <summary>A heading.</summary>
/// <param name="Line">Line of the script.</param>
/// <param name="Title">Its words.</param>
public sealed record StepLine(int Line, string Title) : ScenarioLine(Line);

/// <summary>A trader sends a message.</summary>
/// <param name="Line">Line of the script.</param>
/// <param name="Code">Code of the message.</param>
/// <param name="From">File, built-in declaration or earlier message that it starts from; null to have it made.</param>
/// <param name="Name">Name by which later lines mean it, or null.</param>
/// <param name="Edits">Changes.</param>
public sealed record SendLine(
    int Line, string Code, string? From, string? Name, IReadOnlyList<ScenarioEdit> Edits) : ScenarioLine(Line);

/// <summary>A trader sends a message once more, unchanged.</summary>
/// <param name="Line">Line of the script.</param>
/// <param name="Name">Name or code of the message.</param>
public sealed record ResendLine(int Line, string Name) : ScenarioLine(Line);

/// <summary>An officer acts.</summary>
/// <param name="Line">Line of the script.</param>
/// <param name="Role">Role of the office; null for whichever can.</param>
/// <param name="Office">Office, or null.</param>
/// <param name="Actions">Actions, in order.</param>
/// <param name="Details">Details of all of them.</param>
/// <param name="Edits">Changes of messages that go out: code and change.</param>
public sealed record OfficerLine(int Line, ProcedureRole? Role, string? Office, IReadOnlyList<string> Actions,
    IReadOnlyDictionary<string, string> Details, IReadOnlyList<ScenarioEdit> Edits) : ScenarioLine(Line);

/// <summary>Time goes by.</summary>
/// <param name="Line">Line of the script.</param>
/// <param name="Period">For how long; null when <paramref name="Until"/> says until when.</param>
/// <param name="Until">Until when.</param>
public sealed record WaitLine(int Line, Period? Period, DateTimeOffset? Until) : ScenarioLine(Line);

/// <summary>A message is expected.</summary>
/// <param name="Line">Line of the script.</param>
/// <param name="Code">Its code; null when nothing is expected.</param>
/// <param name="To">Who gets it; null for anybody.</param>
/// <param name="Values">Values that it must have.</param>
public sealed record ExpectLine(
    int Line, string? Code, string? To, IReadOnlyList<ScenarioEdit> Values) : ScenarioLine(Line);

/// <summary>A movement is expected to be in a state.</summary>
/// <param name="Line">Line of the script.</param>
/// <param name="Role">Role of the office.</param>
/// <param name="Office">The office; null where there is one. In the register the GRN, for availability the
/// country.</param>
/// <param name="State">Name of the state.</param>
/// <param name="At">Country that has it so, for availability; null for the one that it is about.</param>
public sealed record StateLine(
    int Line, ProcedureRole Role, string? Office, string State, string? At = null) : ScenarioLine(Line);

/// <summary>The officer's action before is expected to be refused.</summary>
/// <param name="Line">Line of the script.</param>
public sealed record RefusedLine(int Line) : ScenarioLine(Line);

/// <summary>Lines that follow are about another movement.</summary>
/// <param name="Line">Line of the script.</param>
/// <param name="Name">Name of its declaration.</param>
public sealed record MovementLine(int Line, string Name) : ScenarioLine(Line);

/// <summary>A message that went from one party to another in a scenario.</summary>
/// <param name="At">When.</param>
/// <param name="From">Who sent it.</param>
/// <param name="To">Who got it.</param>
/// <param name="Message">The message.</param>
/// <param name="Step">Heading under which it went.</param>
/// <param name="Findings">Errors that reading and checking found in a message of an administration. There are none,
/// unless the library is wrong.</param>
public sealed record Exchange(DateTimeOffset At, Party From, Party To, Message Message, string Step,
    IReadOnlyList<Finding> Findings);

/// <summary>What came of a scenario.</summary>
/// <param name="Title">What the scenario shows.</param>
/// <param name="Faults">Where it went another way than the script says; none when it passed.</param>
/// <param name="Exchanges">All messages, in order.</param>
/// <param name="Administrations">The administrations at the end, by country.</param>
/// <param name="Transitions">All transitions that applied, in order.</param>
public sealed record ScenarioResult(string Title, IReadOnlyList<ScenarioFault> Faults,
    IReadOnlyList<Exchange> Exchanges, IReadOnlyList<Administration> Administrations,
    IReadOnlyList<Transition> Transitions)
{
    /// <summary>Whether exactly the expected messages came, in order.</summary>
    public bool IsPassed => Faults.Count == 0;
}
