using System.Xml;

namespace Throughline.Customs;

/// <summary>Writes messages as XML.</summary>
public static class MessageWriter
{
    /// <summary>Writes a message as UTF-8. Elements come in the order of the structure; values are written as they
    /// are, right or wrong.</summary>
    /// <param name="message">The message.</param>
    /// <param name="stream">Receives the document; stays open.</param>
    public static void Write(Message message, Stream stream)
    {
        var settings = new XmlWriterSettings
        {
            Indent = true,
            Encoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            NewLineChars = "\n",
            NewLineHandling = NewLineHandling.Entitize,
            CloseOutput = false,
        };
        using var writer = XmlWriter.Create(stream, settings);
        writer.WriteStartElement("ncts", message.Code, Message.Namespace);
        if (message.PhaseId is { } phase)
            writer.WriteAttributeString("PhaseID", phase);
        WriteLines(writer, message.Root);
        writer.WriteEndElement();
    }

    /// <summary>The XML of a message.</summary>
    public static string ToXml(Message message)
    {
        using var stream = new MemoryStream();
        Write(message, stream);
        return System.Text.Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void WriteLines(XmlWriter writer, MessageGroup group)
    {
        foreach (var line in group.Structure.Lines)
        {
            if (line is ItemStructure item)
            {
                if (group[item] is { } value)
                    writer.WriteElementString(item.Name, value);
                continue;
            }

            foreach (var below in group.List((GroupStructure)line))
            {
                writer.WriteStartElement(below.Name);
                WriteLines(writer, below);
                writer.WriteEndElement();
            }
        }
    }
}
