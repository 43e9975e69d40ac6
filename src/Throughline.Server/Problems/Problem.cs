using Throughline.Planning;

namespace Throughline.Server;

/// <summary>An error as RFC 9457 has it, with the fields that are wrong.</summary>
/// <param name="Type">Stable relative URI of the kind of problem, for example /problems/invalid-request.</param>
/// <param name="Title">The kind of problem in a few words; the same for every problem of the type.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Detail">What is wrong here and how to mend it.</param>
/// <param name="Errors">What is wrong field by field; may be empty.</param>
public sealed record Problem(
    string Type, string Title, int Status, string Detail, IReadOnlyList<FieldError> Errors);

/// <summary>What is wrong with one field.</summary>
/// <param name="Pointer">JSON pointer into the body, or ?name for a parameter of the query.</param>
/// <param name="Message">What is wrong and how to mend it.</param>
/// <param name="Suggestions">Values that may have been meant.</param>
public sealed record FieldError(string Pointer, string Message, IReadOnlyList<string> Suggestions)
{
    /// <summary>An error without suggestions.</summary>
    public FieldError(string pointer, string message)
        : this(pointer, message, [])
    {
    }

    /// <summary>The planner's error under a prefix of the body.</summary>
    public static FieldError From(RequestError error, string prefix) =>
        new(prefix + error.Pointer, error.Message, error.Suggestions);
}

/// <summary>Ends the handling of a request with a problem.</summary>
public sealed class ProblemException(Problem problem) : Exception(problem.Detail)
{
    /// <summary>The problem.</summary>
    public Problem Problem { get; } = problem;

    /// <summary>When to try again; null: in a moment, where the status says so.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>The body or the query cannot be read: 400.</summary>
    public static ProblemException Invalid(IReadOnlyList<FieldError> errors) => Of(400, "invalid-request", errors);

    /// <summary>The request can be read, but cannot be carried out as it stands: 422.</summary>
    public static ProblemException Unprocessable(IReadOnlyList<FieldError> errors) =>
        Of(422, "unprocessable-request", errors);

    /// <summary>The request must wait: 429.</summary>
    public static ProblemException Wait(string kind, TimeSpan wait) =>
        new(Problems.Of(429, kind)) { RetryAfter = wait };

    /// <summary>A problem of a kind, with the title and detail of its text resources.</summary>
    public static ProblemException Of(int status, string kind, IReadOnlyList<FieldError>? errors = null) =>
        new(Problems.Of(status, kind, errors));
}

/// <summary>Makes problems.</summary>
public static class Problems
{
    /// <summary>A problem of a kind; with field errors the detail tells them.</summary>
    public static Problem Of(int status, string kind, IReadOnlyList<FieldError>? errors = null, string? detail = null)
    {
        var texts = Texts.Server;
        detail ??= errors is { Count: > 0 }
            ? string.Join(" ", errors.Take(3).Select(e => e.Message))
            : texts.Get($"problem.{kind}.detail");
        return new Problem($"/problems/{kind}", texts.Get($"problem.{kind}.title"), status, detail, errors ?? []);
    }

    /// <summary>The kinds of problems and their statuses.</summary>
    public static IReadOnlyList<(string Kind, int Status)> Kinds { get; } =
    [
        ("invalid-request", 400), ("unauthenticated", 401), ("login-failed", 401), ("cross-site", 403),
        ("not-found", 404), ("method-not-allowed", 405), ("not-acceptable", 406), ("conflict", 409),
        ("too-large", 413), ("unsupported-media-type", 415), ("unprocessable-request", 422),
        ("too-many-attempts", 429), ("too-many-streams", 429),
        ("internal-error", 500), ("busy", 503), ("took-too-long", 503),
        ("database-away", 503), ("storage-full", 503), ("stopping", 503),
    ];

    /// <summary>The problem for a status that the framework set by itself.</summary>
    public static Problem OfStatus(int status) => status switch
    {
        401 => Of(401, "unauthenticated"),
        404 => Of(404, "not-found"),
        405 => Of(405, "method-not-allowed"),
        406 => Of(406, "not-acceptable"),
        413 => Of(413, "too-large"),
        415 => Of(415, "unsupported-media-type"),
        429 or 503 => Of(status, "busy"),
        >= 500 => Of(status, "internal-error"),
        _ => Of(status, "invalid-request"),
    };
}
