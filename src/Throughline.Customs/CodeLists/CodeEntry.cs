namespace Throughline.Customs;

/// <summary>Whether an entry of a code list lets its code be used.</summary>
public enum CodeState
{
    /// <summary>The code may be used.</summary>
    Valid,
    /// <summary>The code is withdrawn from <see cref="CodeEntry.From"/> on.</summary>
    Invalid,
}

/// <summary>An entry of a code list: one code over one span of days.</summary>
/// <param name="Code">The code as it stands in messages, upper and lower case as published.</param>
/// <param name="From">First day; <see cref="DateOnly.MinValue"/> when it is open.</param>
/// <param name="To">Last day, inclusive; <see cref="DateOnly.MaxValue"/> when it is open.</param>
/// <param name="State">Whether the code may be used in that span.</param>
/// <param name="Meaning">What the code means, in a few English words; empty when it was not given.</param>
/// <param name="IsOfficial">False for codes that no authority published, which a profile adds.</param>
public sealed record CodeEntry(
    string Code, DateOnly From, DateOnly To, CodeState State = CodeState.Valid, string Meaning = "",
    bool IsOfficial = true)
{
    /// <summary>True when the code may be used on a day.</summary>
    public bool IsValidAt(DateOnly day) => State == CodeState.Valid && From <= day && day <= To;
}
