namespace Throughline.Customs;

/// <summary>A local reference number: what the trader calls its declaration.</summary>
public static class Lrn
{
    /// <summary>Most characters of an LRN.</summary>
    public const int MaximumLength = 22;

    /// <summary>Why a text is no LRN, or null when it is one: 1 to 22 characters without a blank at either end
    /// (<c>AlphaNumeric_MAX22_NoSpaces</c> of the published schema). Whether the trader used it before is for the
    /// office to know.</summary>
    public static NumberFault? FindFault(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > MaximumLength)
            return NumberFault.Length($"An LRN has 1 to {MaximumLength} characters; this has {text?.Length ?? 0}.");
        if (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]))
            return NumberFault.Form("An LRN has no blank at its start or end.");
        var control = text.FirstOrDefault(char.IsControl);
        return control == 0
            ? null
            : NumberFault.Form($"An LRN has no control characters; this has U+{(int)control:X4}.");
    }
}
