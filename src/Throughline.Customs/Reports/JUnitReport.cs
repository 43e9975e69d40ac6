using System.Globalization;
using System.Xml;

namespace Throughline.Customs;

/// <summary>Writes checked documents as a JUnit report: one test a document, failed when it has an error.</summary>
public static class JUnitReport
{
    /// <summary>Writes the report as UTF-8.</summary>
    /// <param name="documents">The documents.</param>
    /// <param name="stream">Receives the report; stays open.</param>
    public static void Write(IReadOnlyList<CheckedDocument> documents, Stream stream)
    {
        using var xml = XmlWriter.Create(stream, new XmlWriterSettings { Indent = true, CloseOutput = false });
        xml.WriteStartElement("testsuites");
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", "throughline customs check");
        xml.WriteAttributeString("tests", Number(documents.Count));
        xml.WriteAttributeString("failures", Number(documents.Count(d => !d.IsAccepted)));
        foreach (var document in documents)
            WriteCase(xml, document);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteCase(XmlWriter xml, CheckedDocument document)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", document.Message?.Code ?? "unknown");
        xml.WriteAttributeString("name", Clean(document.Name));
        if (!document.IsAccepted)
        {
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("message", $"{Number(document.Errors)} errors");
            xml.WriteString(Clean(string.Join('\n', document.Findings.Select(FindingText.OneLine))));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    // A value of a hostile document may hold what XML cannot.
    private static string Clean(string text) =>
        string.Concat(text.Select(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c) ? c : '\uFFFD'));
}
