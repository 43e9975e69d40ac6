using System.Globalization;

namespace Throughline.Customs;

/// <summary>A finding in a line of text.</summary>
public static class FindingText
{
    /// <summary>Where, which rule, what, and what to do: <c>12: error C0055 (13) /CC015C/…: … → …</c>.</summary>
    public static string OneLine(Finding finding) => string.Create(CultureInfo.InvariantCulture,
        $"{finding.Line}: {Word(finding.Severity)} {Name(finding)} {finding.Pointer}: {finding.Message} ")
        + finding.Remedy;

    /// <summary>The violated rule and the error code, for example <c>C0055 (13)</c>; <c>structure (39)</c> for the
    /// structure.</summary>
    public static string Name(Finding finding) =>
        $"{(finding.Reason == "N/A" ? "structure" : finding.Reason)} ({finding.Code})";

    /// <summary>The word for a severity.</summary>
    public static string Word(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "hint",
    };
}
