using System.Xml;
using System.Xml.Schema;

namespace Throughline.Customs.Tests;

/// <summary>The published schemas as .NET compiles them, for comparison.</summary>
internal static class PublishedSchemas
{
    private const string Namespace = "http://ncts.dgtaxud.ec";
    private static readonly Lazy<XmlSchemaSet?> Loaded = new(Load);

    /// <summary>All schemas; skips the test that asks where they are absent.</summary>
    public static XmlSchemaSet Get()
    {
        if (Loaded.Value is null)
            Assert.Skip(ReferenceMaterial.Remedy);
        return Loaded.Value;
    }

    /// <summary>The root element of a message.</summary>
    public static XmlSchemaElement Root(string code) =>
        (XmlSchemaElement)Get().GlobalElements[new XmlQualifiedName(code, Namespace)]!;

    /// <summary>Codes of the messages that have a schema.</summary>
    public static IReadOnlyList<string> Codes() =>
        [.. Get().GlobalElements.Values.Cast<XmlSchemaElement>().Select(e => e.Name!)
            .Where(n => n.StartsWith("CC", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>The elements of an element, in order; none for one with a value.</summary>
    public static List<XmlSchemaElement> Children(XmlSchemaElement element) =>
        element.ElementSchemaType is XmlSchemaComplexType { ContentTypeParticle: XmlSchemaSequence sequence }
            ? [.. Flatten(sequence)]
            : [];

    /// <summary>Whether a type accepts a value as it stands in an element.</summary>
    public static bool Accepts(XmlSchemaSimpleType type, string value)
    {
        try
        {
            type.Datatype!.ParseValue(value, null, null);
            return true;
        }
        catch (Exception fault) when (fault is XmlSchemaException or FormatException or OverflowException)
        {
            return false;
        }
    }

    private static IEnumerable<XmlSchemaElement> Flatten(XmlSchemaSequence sequence)
    {
        foreach (var item in sequence.Items)
        {
            if (item is XmlSchemaElement element)
            {
                yield return element;
                continue;
            }

            var inner = item is XmlSchemaGroupRef { Particle: XmlSchemaSequence named } ? named : item;
            foreach (var nested in Flatten((XmlSchemaSequence)inner))
                yield return nested;
        }
    }

    private static XmlSchemaSet? Load()
    {
        if (ReferenceMaterial.FindSchemas() is not { } folder)
            return null;
        var set = new XmlSchemaSet { XmlResolver = new XmlUrlResolver() };
        foreach (var file in Directory.EnumerateFiles(folder, "cc*.xsd").Order(StringComparer.Ordinal))
            set.Add(Namespace, file);
        set.Compile();
        return set;
    }
}
