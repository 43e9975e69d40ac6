using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Xml;

namespace Throughline.Server;

/// <summary>An answer as XML: the JSON of the interface with its properties as elements, items of lists as elements
/// «i» (as RFC 9457 has them), and nothing for what is null.</summary>
internal static class XmlAnswer
{
    /// <summary>Writes a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="type">How it is JSON.</param>
    /// <param name="root">Name of the outermost element.</param>
    /// <param name="space">Namespace of all elements; empty for none.</param>
    public static byte[] Write<T>(T value, JsonTypeInfo<T> type, string root, string space = "")
    {
        var json = JsonSerializer.SerializeToElement(value, type);
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, new XmlWriterSettings { CheckCharacters = false }))
            Write(writer, root, space, json);
        return stream.ToArray();
    }

    private static void Write(XmlWriter writer, string name, string space, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null)
            return;
        // Names of facts and details are data: whatever they hold becomes a name that XML knows.
        writer.WriteStartElement(XmlConvert.EncodeLocalName(name), space);
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                    Write(writer, property.Name, space, property.Value);
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                    Write(writer, "i", space, item);
                break;
            case JsonValueKind.String:
                writer.WriteString(WithoutControls(value.GetString()!));
                break;
            default:
                writer.WriteString(value.GetRawText());
                break;
        }

        writer.WriteEndElement();
    }

    /// <summary>A text without the characters that XML 1.0 cannot hold.</summary>
    private static string WithoutControls(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!XmlConvert.IsXmlChar(text[i]) && !char.IsSurrogate(text[i]))
                return string.Concat(text.Select(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c) ? c : '\uFFFD'));
        }

        return text;
    }
}
