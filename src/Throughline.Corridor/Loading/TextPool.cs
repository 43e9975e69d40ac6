namespace Throughline.Corridor.Loading;

/// <summary>Makes one string of equal texts: sources, tags and ids repeat thousands of times.</summary>
internal sealed class TextPool
{
    private const int LongestPooled = 400;
    private readonly Dictionary<string, string> _texts;
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public TextPool()
    {
        _texts = new Dictionary<string, string>(StringComparer.Ordinal);
        _lookup = _texts.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public string Get(ReadOnlySpan<char> text)
    {
        if (text.Length > LongestPooled)
            return text.ToString();
        if (_lookup.TryGetValue(text, out var known))
            return known;
        var made = text.ToString();
        _texts.Add(made, made);
        return made;
    }
}
