namespace Throughline.Customs;

/// <summary>What XML does to white space before it looks at a value.</summary>
internal static class WhiteSpace
{
    /// <summary>Whether collapsing would change nothing.</summary>
    public static bool IsCollapsed(ReadOnlySpan<char> value)
    {
        var afterSpace = true;
        foreach (var c in value)
        {
            if (c <= ' ' && ((c == ' ' && afterSpace) || c is '\t' or '\n' or '\r'))
                return false;
            afterSpace = c == ' ';
        }

        return !afterSpace || value.Length == 0;
    }

    /// <summary>Writes the value with each break as a space and, when collapsed, with single spaces inside and none
    /// at the ends; the number of characters written.</summary>
    public static int Normalise(ReadOnlySpan<char> value, Span<char> into, bool collapse)
    {
        var length = 0;
        for (var i = 0; i < value.Length; i++)
        {
            var space = value[i] is ' ' or '\t' or '\n' or '\r';
            // A line end of two characters is one break for .NET's validation, which is what others compare with.
            if (value[i] == '\r' && i + 1 < value.Length && value[i + 1] == '\n')
                i++;
            if (!space)
                into[length++] = value[i];
            else if (!collapse || (length > 0 && into[length - 1] != ' '))
                into[length++] = ' ';
        }

        return collapse && length > 0 && into[length - 1] == ' ' ? length - 1 : length;
    }
}
