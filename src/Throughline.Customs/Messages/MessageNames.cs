using System.Collections.Frozen;
using System.Xml;

namespace Throughline.Customs;

/// <summary>The names that an XML reader meets in one document. Those of the message are the objects of its structure:
/// they are not made again for every document, and a line is found without its name being read.</summary>
internal sealed class MessageNames : XmlNameTable
{
    private readonly NameTable _others = new();
    private List<string>? _early = new(16);
    private FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>>? _names;

    /// <summary>Takes the names of a message, once its root is known. An XML reader compares names by reference; so
    /// where one was met already, as a prefix perhaps, they are not taken.</summary>
    public void Use(FrozenSet<string> names)
    {
        if (_early is { } early && !early.Exists(names.Contains))
            _names = names.GetAlternateLookup<ReadOnlySpan<char>>();
        _early = null;
    }

    public override string Add(char[] array, int offset, int length) =>
        FindOwn(array.AsSpan(offset, length)) ?? Remember(_others.Add(array, offset, length));

    public override string Add(string array) => FindOwn(array) ?? Remember(_others.Add(array));

    public override string? Get(char[] array, int offset, int length) =>
        FindOwn(array.AsSpan(offset, length)) ?? _others.Get(array, offset, length);

    public override string? Get(string array) => FindOwn(array) ?? _others.Get(array);

    private string? FindOwn(ReadOnlySpan<char> name) =>
        _names is { } names && names.TryGetValue(name, out var own) ? own : null;

    private string Remember(string name)
    {
        _early?.Add(name);
        return name;
    }
}
