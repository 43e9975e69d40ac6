using System.Text;
using System.Xml;

namespace Throughline.Customs;

/// <summary>What came of reading a document.</summary>
/// <param name="Message">The message, with all that could be understood; null when the document is no message that the
/// catalogue knows.</param>
/// <param name="Findings">What is wrong with the document, its structure and the form of its values.</param>
public sealed record ReadResult(Message? Message, IReadOnlyList<Finding> Findings);

/// <summary>Reads messages from XML and checks their structure on the way, all errors in one pass.</summary>
/// <remarks>Document type definitions and external entities are refused. The prefix, the order of attributes and the
/// presence of <c>PhaseID</c> do not matter. The reader streams: memory grows with the message only.</remarks>
public sealed class MessageReader
{
    private readonly XmlReader _xml;
    private readonly IXmlLineInfo _place;
    private readonly MessageNames _names;
    private readonly StructureFindings _found;
    private readonly ReadLimits _limits;
    private readonly CodeLists? _lists;
    private readonly char[] _buffer = new char[64];
    private readonly string?[] _texts = new string?[64]; // a power of two

    private MessageReader(XmlReader xml, MessageNames names, ReadLimits limits, CodeLists? lists)
    {
        _xml = xml;
        _place = (IXmlLineInfo)xml;
        _names = names;
        _limits = limits;
        _lists = lists;
        _found = new StructureFindings(xml, limits.MostFindings);
    }

    /// <summary>Reads a document.</summary>
    /// <param name="stream">The document; stays open.</param>
    /// <param name="limits">What it may not exceed.</param>
    /// <param name="lists">Code lists of a profile, which may add values to the lists of the schema itself; none are
    /// added when absent.</param>
    public static ReadResult Read(Stream stream, ReadLimits? limits = null, CodeLists? lists = null) =>
        Read(settings => XmlReader.Create(stream, settings), limits, lists);

    /// <summary>Reads a document that is at hand as text.</summary>
    /// <param name="text">The document.</param>
    /// <param name="limits">What it may not exceed.</param>
    /// <param name="lists">Code lists of a profile, which may add values to the lists of the schema itself; none are
    /// added when absent.</param>
    public static ReadResult Read(TextReader text, ReadLimits? limits = null, CodeLists? lists = null) =>
        Read(settings => XmlReader.Create(text, settings), limits, lists);

    private static ReadResult Read(
        Func<XmlReaderSettings, XmlReader> open, ReadLimits? limits, CodeLists? lists)
    {
        limits ??= ReadLimits.Usual;
        var names = new MessageNames();
        var settings = new XmlReaderSettings
        {
            NameTable = names,
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            MaxCharactersInDocument = limits.MostCharacters,
            MaxCharactersFromEntities = 1_000,
            CloseInput = false,
        };
        using var xml = open(settings);
        var reader = new MessageReader(xml, names, limits, lists);
        try
        {
            return new ReadResult(reader.ReadMessage(), reader._found.All);
        }
        catch (XmlException fault)
        {
            reader._found.NotXml(fault);
            return new ReadResult(reader._message, reader._found.All);
        }
    }

    private Message? _message;

    private Message? ReadMessage()
    {
        _xml.MoveToContent();
        var code = _xml.LocalName;
        if (MessageCatalogue.Ncts.Find(code) is not { } structure)
        {
            _found.UnknownMessage(code);
            return null;
        }

        if (_xml.NamespaceURI != Message.Namespace)
            _found.WrongNamespace(code, _xml.NamespaceURI);
        _names.Use(structure.Names);
        _message = new Message(structure);
        _message.Root.Line = Line;
        _message.Root.Column = Column;
        ReadAttributes(_message.Root.Pointer, isRoot: true);
        ReadGroup(_message.Root, 1);
        while (_xml.Read())
        {
            // What follows the root must be read, so that a document with more than one is refused.
        }

        return _message;
    }

    private int Line => _place.LineNumber;

    private int Column => _place.LinePosition;

    /// <summary>Reads the content of the element that the reader stands on, to its end tag.</summary>
    private void ReadGroup(MessageGroup group, int depth)
    {
        if (depth > _limits.MostDepth)
            throw new XmlException($"Elements stand more than {_limits.MostDepth} deep.", null, Line, Column);
        var last = -1;
        if (!_xml.IsEmptyElement)
        {
            while (_xml.Read() && _xml.NodeType != XmlNodeType.EndElement)
            {
                if (_xml.NodeType == XmlNodeType.Element)
                    ReadChild(group, depth, ref last);
                else if (_xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
                    _found.StrayText(group, _xml.Value);
            }
        }

        foreach (var line in group.Structure.Required)
        {
            if (!group.Has(line))
                _found.Missing(group, line);
        }
    }

    private void ReadChild(MessageGroup group, int depth, ref int last)
    {
        var line = _xml.NamespaceURI.Length == 0 ? group.Structure.Find(_xml.LocalName) : null;
        if (line is null)
        {
            _found.Unexpected(group, _xml.LocalName);
            Skip(depth);
            return;
        }

        if (line.Position < last)
            _found.OutOfOrder(group, line, group.Structure.Lines[last]);
        last = Math.Max(last, line.Position);
        if (line is ItemStructure item)
        {
            ReadItem(group, item, depth);
            return;
        }

        var below = group.Add((GroupStructure)line);
        below.Line = Line;
        below.Column = Column;
        if (below.Index == below.Structure.Most + 1)
            _found.TooMany(below);
        if (_xml.AttributeCount > 0)
            ReadAttributes(below.Pointer, isRoot: false);
        ReadGroup(below, depth + 1);
    }

    private void ReadItem(MessageGroup group, ItemStructure item, int depth)
    {
        var (line, column) = (Line, Column);
        if (_xml.AttributeCount > 0)
            ReadAttributes(group.PointerTo(item), isRoot: false);
        var value = ReadValue(group, item, depth);
        if (group[item] is not null)
        {
            _found.Repeated(group, item, line, column, value);
            return;
        }

        group.SetRead(item, value, line);
        var fault = item.Format.Check(value);
        if (fault != FormatFault.None && !(item.Format.ListName is { } list && _lists?.IsAdded(list, value) == true))
            _found.WrongForm(group, item, fault, value, line, column);
    }

    /// <summary>The text of the element that the reader stands on.</summary>
    private string ReadValue(MessageGroup group, ItemStructure item, int depth)
    {
        if (_xml.IsEmptyElement)
            return "";
        var value = "";
        while (_xml.Read() && _xml.NodeType != XmlNodeType.EndElement)
        {
            if (_xml.NodeType == XmlNodeType.Element)
            {
                _found.InsideItem(group, item, _xml.LocalName);
                Skip(depth + 1);
            }
            else
            {
                value = value.Length == 0 ? ReadText() : value + ReadText();
            }
        }

        return value;
    }

    /// <summary>The text that the reader stands on. Short texts that were read before are the same object: most values
    /// of a long declaration are codes and numbers that come again and again.</summary>
    private string ReadText()
    {
        if (!_xml.CanReadValueChunk)
            return _xml.Value;
        var length = _xml.ReadValueChunk(_buffer, 0, _buffer.Length);
        var text = _buffer.AsSpan(0, length);
        if (length < _buffer.Length)
        {
            ref var known = ref _texts[string.GetHashCode(text, StringComparison.Ordinal) & (_texts.Length - 1)];
            return text.SequenceEqual(known) ? known! : known = text.ToString();
        }

        var whole = new StringBuilder().Append(text);
        while ((length = _xml.ReadValueChunk(_buffer, 0, _buffer.Length)) > 0)
            whole.Append(_buffer, 0, length);
        return whole.ToString();
    }

    private void Skip(int depth)
    {
        if (_xml.IsEmptyElement)
            return;
        var open = 1;
        while (open > 0 && _xml.Read())
        {
            if (_xml.NodeType == XmlNodeType.Element && !_xml.IsEmptyElement)
                open++;
            else if (_xml.NodeType == XmlNodeType.EndElement)
                open--;
            if (depth + open > _limits.MostDepth)
                throw new XmlException($"Elements stand more than {_limits.MostDepth} deep.", null, Line, Column);
        }
    }

    private void ReadAttributes(string pointer, bool isRoot)
    {
        if (!_xml.MoveToFirstAttribute())
            return;
        do
        {
            if (_xml.NamespaceURI is "http://www.w3.org/2000/xmlns/" or "http://www.w3.org/2001/XMLSchema-instance")
                continue;
            if (!isRoot || _xml.Name != "PhaseID")
                _found.Attribute(pointer, _xml.LocalName);
            else
                ReadPhase(pointer);
        }
        while (_xml.MoveToNextAttribute());
        _xml.MoveToElement();
    }

    private void ReadPhase(string pointer)
    {
        _message!.PhaseId = _xml.Value;
        if (_xml.Value.Trim() is not ("NCTS6" or "NCTS5.1" or "NCTS5.0"))
            _found.WrongPhase(pointer, _xml.Value);
    }
}
