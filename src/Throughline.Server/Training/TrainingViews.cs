namespace Throughline.Server;

/// <summary>How a training installation stands.</summary>
/// <param name="Now">What its clock shows.</param>
/// <param name="AheadSeconds">How far that is ahead of the clock on the wall.</param>
/// <param name="Faults">Faults, the newest first, at most 200.</param>
public sealed record TrainingView(DateTimeOffset Now, double AheadSeconds, IReadOnlyList<FaultView> Faults);

/// <summary>Where the clock is moved: give one of both.</summary>
public sealed record ClockBody
{
    /// <summary>To this moment.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>By so many minutes, 1 to 5,256,000 (ten years).</summary>
    public long? Minutes { get; init; }
}

/// <summary>What came of moving the clock.</summary>
/// <param name="Now">What it shows.</param>
/// <param name="Done">How many timers ran out and messages were delivered on the way.</param>
public sealed record ClockView(DateTimeOffset Now, int Done);

/// <summary>A fault that is to happen.</summary>
/// <param name="Kind">delay, loss, duplicate, down or rejection.</param>
/// <param name="Recipient">The administration that messages go to, for example NTA.AM.</param>
public sealed record FaultBody(string Kind, string Recipient)
{
    /// <summary>Only messages of this code, for example CD050C; all when absent.</summary>
    public string? Code { get; init; }

    /// <summary>How late a message comes, 1 to 100,000 minutes.</summary>
    public int Minutes { get; init; } = 10;

    /// <summary>How many messages it meets, 1 to 1,000.</summary>
    public int Count { get; init; } = 1;
}

/// <summary>A message that a neighbour was made to send.</summary>
/// <param name="Id">Its number in the outbox.</param>
public sealed record PlayedView(long Id);
