namespace Throughline.Customs;

/// <summary>What is wrong with an identifying number.</summary>
public enum NumberFaultKind
{
    /// <summary>Too long, too short or absent.</summary>
    Length,
    /// <summary>A character that may not stand where it stands.</summary>
    Form,
    /// <summary>The form is right and the check digit is not.</summary>
    CheckDigit,
}

/// <summary>Why a text is no such number.</summary>
/// <param name="Kind">Kind of fault; a rule may weigh a wrong check digit less than a wrong form.</param>
/// <param name="Reason">One sentence for the person who typed it.</param>
public sealed record NumberFault(NumberFaultKind Kind, string Reason)
{
    internal static NumberFault Length(string reason) => new(NumberFaultKind.Length, reason);

    internal static NumberFault Form(string reason) => new(NumberFaultKind.Form, reason);

    internal static NumberFault CheckDigit(string what, char found, int expected) =>
        new(NumberFaultKind.CheckDigit, $"The check digit of the {what} is {found} and should be {expected}; "
            + "compare the number with its document, character by character.");

    /// <summary>Compares with a shape: 9 a digit, A an upper-case letter, X either. Null when it fits.</summary>
    internal static NumberFault? OfShape(string what, ReadOnlySpan<char> text, ReadOnlySpan<char> shape)
    {
        for (var i = 0; i < shape.Length; i++)
        {
            var fits = shape[i] switch
            {
                '9' => char.IsAsciiDigit(text[i]),
                'A' => char.IsAsciiLetterUpper(text[i]),
                _ => char.IsAsciiDigit(text[i]) || char.IsAsciiLetterUpper(text[i]),
            };
            if (fits)
                continue;
            var wanted = shape[i] switch
            {
                '9' => "a digit",
                'A' => "a letter A to Z",
                _ => "a digit or a letter A to Z",
            };
            return Form($"Character {i + 1} of the {what} is «{text[i]}» and should be {wanted}"
                + (char.IsAsciiLetterLower(text[i]) ? "; letters are upper case." : "."));
        }

        return null;
    }
}
