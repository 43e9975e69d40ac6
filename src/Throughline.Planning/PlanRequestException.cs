namespace Throughline.Planning;

/// <summary>One thing that is wrong with a request.</summary>
/// <param name="Pointer">JSON pointer to the field, for example /cargo/grossMassKg.</param>
/// <param name="Message">What is wrong and how to mend it, in a sentence.</param>
/// <param name="Suggestions">Values that may have been meant; may be empty.</param>
public sealed record RequestError(string Pointer, string Message, IReadOnlyList<string> Suggestions)
{
    /// <summary>The error on one line, for example <c>/cargo/count: …</c>, with what may have been meant.</summary>
    public override string ToString() => Suggestions.Count == 0
        ? $"{Pointer}: {Message}" : $"{Pointer}: {Message} Perhaps {string.Join(", ", Suggestions)}.";
}

/// <summary>A request that cannot be planned as it stands; carries every error at once.</summary>
public sealed class PlanRequestException(IReadOnlyList<RequestError> errors)
    : Exception(string.Join(" ", errors.Select(e => e.Message)))
{
    /// <summary>All errors found.</summary>
    public IReadOnlyList<RequestError> Errors { get; } = errors;
}
