using System.Globalization;

namespace Throughline.Customs;

/// <summary>An error that a rejection tells.</summary>
internal sealed record ProcedureError(string Pointer, string Code, string Reason, string? Value);

/// <summary>One decision on one movement while it is made: what guards, actions and composers see.</summary>
internal sealed class ProcedureStep
{
    private IReadOnlyList<Finding>? _errors;

    public ProcedureStep(Administration administration, Movement movement, ProcedureInput input, DateTimeOffset now,
        ProcedureSettings settings)
    {
        Administration = administration;
        Movement = movement;
        Input = input;
        Now = now.ToUniversalTime();
        Settings = settings;
        Local = TimeZoneInfo.ConvertTime(now, settings.ZoneOf(movement.Office)).DateTime;
    }

    public Administration Administration { get; }

    /// <summary>The movement as it stands after the events so far.</summary>
    public Movement Movement { get; private set; }

    public ProcedureInput Input { get; }

    public ProcedureSettings Settings { get; }

    /// <summary>Time of the decision, UTC.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>The same by the clock of the office.</summary>
    public DateTime Local { get; }

    public DateOnly Today => DateOnly.FromDateTime(Local);

    /// <summary>The message that came in, or null.</summary>
    public Message? Message => (Input as MessageInput)?.Message;

    public OfficerInput? Officer => Input as OfficerInput;

    public List<ProcedureEvent> Events { get; } = [];

    /// <summary>Errors that a rejection of this decision tells.</summary>
    public List<ProcedureError> Errors { get; } = [];

    /// <summary>The transitions that applied, in order.</summary>
    public List<Transition> Passed { get; } = [];

    /// <summary>What is wrong with the message that came in.</summary>
    public IReadOnlyList<Finding> Findings => _errors ??= FindErrors();

    public string? Fact(string name) => Movement.Find(name);

    /// <summary>A detail that the officer gave, or null.</summary>
    public string? Detail(string name) => Officer?.Details.GetValueOrDefault(name);

    public Message? Kept(string name) => Movement.Messages.GetValueOrDefault(name);

    public void Note(string name, string? value)
    {
        if (Fact(name) != value)
            Add(new FactNoted(Movement.Number, name, value));
    }

    public void Note(string name, DateOnly value) => Note(name, Format(value));

    public void Keep(string name, Message message) => Add(new MessageKept(Movement.Number, name, message));

    public void Enter(string state)
    {
        if (Movement.State != state)
            Add(new StateEntered(Movement.Number, state));
    }

    public void Start(string timer, DateTimeOffset due) => Add(new TimerStarted(Movement.Number, timer, due));

    public void Stop(string timer)
    {
        if (Movement.Timers.ContainsKey(timer))
            Add(new TimerStopped(Movement.Number, timer));
    }

    public void Send(Party to, Message message) => Events.Add(new MessageSent(to, message));

    public void Refuse(string pointer, string code, string reason = "N/A", string? value = null) =>
        Errors.Add(new ProcedureError(pointer, code, reason, value));

    /// <summary>The value of an item of the message that came in, or null.</summary>
    public string? Given(string path) => Message?.Root.Values(path).FirstOrDefault();

    /// <summary>The value of an item of the declaration, or null.</summary>
    public string? Declared(string path) => Movement.Declaration?.Root.Values(path).FirstOrDefault();

    public static string Format(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Format(DateTime local) =>
        local.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    public static DateOnly? FindDay(string? text) => text is { Length: >= 10 }
        && DateOnly.TryParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var day) ? day : null;

    private void Add(MovementEvent happened)
    {
        Events.Add(happened);
        Movement = Movement.Evolve(happened);
    }

    private List<Finding> FindErrors()
    {
        if (Input is not MessageInput { Message: var message, Findings: var structure })
            return [];
        var context = new CheckContext
        {
            KnowsTrader = Settings.Knows,
            HasAuthorisation = Settings.HasAuthorisation,
            Declaration = Movement.Declaration,
            Earlier = message.Code switch
            {
                "CC044C" => Kept("permission"),
                "CC141C" => Kept("request"),
                "CC015C" => null,
                // What an authority answers is its own earlier question, not the declaration.
                ['C', 'D', ..] => null,
                _ => Movement.Declaration,
            },
            MovementState = Movement.State,
            GuaranteeType = grn => GuaranteeRegister.Find(this, grn)?.Registered?.Type,
        };
        var off = Settings.SwitchedOff.GetValueOrDefault(Administration.Country);
        var values = Settings.Check.Run(message, Today, context, off);
        return
        [
            .. structure.Concat(values).Where(f =>
                (f.Severity == Severity.Error || IsUnauthorised(f)) && !IsMrnDigit(f)),
        ];
    }

    /// <summary>A simplified procedure runs by itself: for an office whose register does not have the authorisation,
    /// the advice to name a good one is a condition.</summary>
    private static bool IsUnauthorised(Finding finding) => finding.Reason == "G0033";

    /// <summary>A wrong check digit of the movement's own MRN has a code of its own, 93.</summary>
    private static bool IsMrnDigit(Finding finding) => finding.Reason == "R0028"
        && finding.Pointer.EndsWith("/TransitOperation/MRN", StringComparison.Ordinal);

    /// <summary>Whether the sender gave the local reference number of its message to another declaration before. One
    /// that was rejected may be lodged again under its number.</summary>
    public bool IsLrnUsed() => Given("TransitOperation/LRN") is { } lrn
        && Administration.Movements.Values.Any(m => m.Role == ProcedureRole.Departure
        && m.Lrn == lrn && m.Find("holder") == Given("messageSender") && m.State != "Rejected"
        && m.Number != Movement.Number);
}
