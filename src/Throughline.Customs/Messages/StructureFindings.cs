using System.Globalization;
using System.Xml;

namespace Throughline.Customs;

/// <summary>Collects what is wrong with a document while it is read.</summary>
internal sealed class StructureFindings(XmlReader xml, int most)
{
    private readonly List<Finding> _all = [];

    public IReadOnlyList<Finding> All => _all;

    public void NotXml(XmlException fault) => Add("", "52", fault.LineNumber, fault.LinePosition, null,
        "The document cannot be read as XML: " + (fault.Message.Contains("DtdProcessing", StringComparison.Ordinal)
            ? "It begins with a document type (DTD), which messages must not have." : Plain(fault.Message)),
        "Send a well-formed XML document without a document type, of the usual size and depth.");

    public void UnknownMessage(string code) => Add("/" + code, "15", code,
        $"The root element '{code}' is no message that is known here.",
        "Name the root element after the message, for example CC015C for a declaration.");

    public void WrongNamespace(string code, string space) => Add("/" + code, "15", space,
        $"The root element stands in the namespace '{space}' instead of '{Message.Namespace}'.",
        $"Declare the namespace '{Message.Namespace}' for the root element; the prefix does not matter.");

    public void WrongPhase(string pointer, string value) => Add(pointer + "/@PhaseID", "12", value,
        $"The attribute PhaseID has the value '{value}'.", "Write NCTS6, or leave the attribute out.");

    public void Attribute(string pointer, string name) => Add(pointer + "/@" + name, "15", null,
        $"There is no attribute '{name}' here.", "Take the attribute away; values stand in elements.");

    public void StrayText(MessageGroup group, string text) => Add(group.Pointer, "15", Short(text),
        $"{group.Name} holds text between its elements.", "Put the text into the element that it belongs to.");

    public void Unexpected(MessageGroup group, string name) => Add(group.Pointer + "/" + Safe(name), "15", null,
        $"{group.Name} has no element '{Short(name)}'.", Expected(group));

    public void OutOfOrder(MessageGroup group, StructureLine line, StructureLine last) => Add(
        group.PointerTo(line), "15", null, $"{line.Name} comes after {last.Name}, but belongs before it.",
        $"Move {line.Name} up: {group.Name} has a fixed order.");

    public void TooMany(MessageGroup group) => Add(group.Pointer, "35", null,
        string.Create(CultureInfo.InvariantCulture,
            $"{group.Name} may come at most {group.Structure.Most} times here."),
        $"Take away what is over, or split the message.");

    public void Repeated(MessageGroup group, ItemStructure item, int line, int column, string value) => Add(
        group.PointerTo(item), "35", line, column, value, $"{item.Name} comes more than once.",
        "Leave one of them.");

    public void InsideItem(MessageGroup group, ItemStructure item, string name) => Add(
        group.PointerTo(item) + "/" + Safe(name), "15", null,
        $"{item.Name} holds an element '{Short(name)}' instead of a value.", "Write the value as plain text.");

    public void Missing(MessageGroup group, StructureLine line) => Add(
        group.PointerTo(line), "13", group.Line, group.Column, null, $"{line.Name} is missing in {group.Name}.",
        line is ItemStructure item ? $"Add {line.Name}: {item.Format.Describe()}." : $"Add {line.Name}.");

    public void WrongForm(
        MessageGroup group, ItemStructure item, FormatFault fault, string value, int line, int column) => Add(
        group.PointerTo(item), CodeOf(fault), line, column, value,
        value.Length == 0
            ? $"{item.Name} is empty."
            : $"{item.Name} is '{Short(value)}', which {Words(fault)}.",
        $"Write {item.Format.Describe()}, for example {item.Format.Example()}.");

    private static string CodeOf(FormatFault fault) => fault switch
    {
        FormatFault.TooLong => "39",
        FormatFault.TooShort => "40",
        FormatFault.Type => "50",
        FormatFault.TooLow => "54",
        FormatFault.TooHigh => "55",
        FormatFault.NotListed => "12",
        _ => "51",
    };

    private static string Words(FormatFault fault) => fault switch
    {
        FormatFault.TooLong => "is too long",
        FormatFault.TooShort => "is too short",
        FormatFault.Type => "is no such value",
        FormatFault.TooLow => "is too low",
        FormatFault.TooHigh => "is too high",
        FormatFault.NotListed => "is none of the values of the message",
        _ => "does not have the right form",
    };

    private static string Expected(MessageGroup group) =>
        "It may hold: " + string.Join(", ", group.Structure.Lines.Select(l => l.Name)) + ".";

    private void Add(string pointer, string code, string? value, string message, string remedy) => Add(
        pointer, code, ((IXmlLineInfo)xml).LineNumber, ((IXmlLineInfo)xml).LinePosition, value, message, remedy);

    private void Add(
        string pointer, string code, int line, int column, string? value, string message, string remedy)
    {
        if (_all.Count >= most)
            return;
        _all.Add(new Finding
        {
            Severity = Severity.Error,
            Kind = FindingKind.Structure,
            Pointer = pointer,
            Line = line,
            Column = column,
            Code = code,
            Reason = "N/A",
            Value = value,
            Message = message,
            Remedy = remedy,
        });
    }

    // What is wrong may be a character that a terminal obeys.
    private static string Plain(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c));

    private static string Short(string text) => text.Length <= 80 ? text : text[..80] + "…";

    private static string Safe(string name) => name.Length <= 80 ? name : name[..80];
}
