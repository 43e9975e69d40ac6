using System.Text;

namespace Throughline.Corridor.Imports;

/// <summary>Makes identifiers of a corridor folder out of any texts: allowed letters, at most 64, each once.</summary>
internal sealed class IdMaker
{
    private const int MaxLength = 64;
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public void Reserve(string id) => _taken.Add(id);

    public string Make(string text)
    {
        var id = Clean(text, MaxLength);
        if (_taken.Add(id))
            return id;
        for (var n = 2; ; n++)
        {
            var end = FormattableString.Invariant($".{n}");
            var next = Clean(text, MaxLength - end.Length) + end;
            if (_taken.Add(next))
                return next;
        }
    }

    private static string Clean(string text, int maxLength)
    {
        var id = new StringBuilder(Math.Min(text.Length, maxLength));
        foreach (var c in text)
        {
            if (id.Length == maxLength)
                break;
            id.Append(char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or ':' or '-' ? c : '_');
        }

        return id.Length == 0 ? "_" : id.ToString();
    }
}
