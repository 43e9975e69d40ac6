namespace Throughline.Corridor;

/// <summary>A scenario was asked for that the corridor does not know, or a change that cannot be read.</summary>
public sealed class ScenarioException : Exception
{
    /// <summary>Makes the exception from all that is wrong.</summary>
    public ScenarioException(IReadOnlyList<string> errors)
        : base(string.Join('\n', errors))
    {
        Errors = errors;
    }

    /// <summary>Everything that is wrong, each as a sentence with a remedy.</summary>
    public IReadOnlyList<string> Errors { get; }
}
