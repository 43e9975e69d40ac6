namespace Throughline.Customs;

/// <summary>What a document may not exceed. What does is refused with a finding, never read to its end.</summary>
/// <param name="MostCharacters">Characters of the document; 64 million unless said otherwise.</param>
/// <param name="MostDepth">Elements inside each other; the deepest message has 8.</param>
/// <param name="MostFindings">Findings that are collected; 9,999, as many as an answer may hold.</param>
public sealed record ReadLimits(
    long MostCharacters = 64_000_000, int MostDepth = 32, int MostFindings = 9_999)
{
    /// <summary>The usual limits.</summary>
    public static ReadLimits Usual { get; } = new();
}
