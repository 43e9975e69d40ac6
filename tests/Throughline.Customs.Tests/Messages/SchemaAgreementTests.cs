using System.Text;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace Throughline.Customs.Tests;

/// <summary>The structure check and the published schema agree on what is right.</summary>
public sealed class SchemaAgreementTests
{
    private static readonly int Seeds =
        int.TryParse(Environment.GetEnvironmentVariable("THROUGHLINE_SEEDS"), out var seeds) ? seeds : 2_000;

    [Fact]
    public void Damaged_documents_are_refused_exactly_when_the_schema_refuses_them()
    {
        var codes = PublishedSchemas.Codes();
        var (right, wrong) = (0, 0);
        for (var seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed);
            var message = new RandomMessages(seed).Make(codes[random.Next(codes.Count)]);
            var document = XDocument.Parse(MessageWriter.ToXml(message), LoadOptions.PreserveWhitespace);
            for (var i = random.Next(3); i > 0; i--)
                Damage.Once(document, random);
            Compare(document.ToString(SaveOptions.DisableFormatting), $"seed {seed}", ref right, ref wrong);
        }

        Assert.True(right > Seeds / 5 && wrong > Seeds / 5, $"{right} right, {wrong} wrong");
    }

    [Fact]
    public void Published_samples_are_judged_as_the_schema_judges_them()
    {
        PublishedSchemas.Get();
        var (right, wrong) = (0, 0);
        var folder = ReferenceMaterial.FindFolder("samples")!;
        var files = Directory.EnumerateFiles(folder, "*.xml", SearchOption.AllDirectories);
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            var text = File.ReadAllText(file);
            if (MessageReader.Read(new StringReader(text)).Message is not null
                && !text.Contains("{{", StringComparison.Ordinal))
                Compare(text, Path.GetFileName(file), ref right, ref wrong);
        }

        Assert.True(right > 5 && wrong > 5, $"{right} right, {wrong} wrong");
    }

    private static void Compare(string xml, string name, ref int right, ref int wrong)
    {
        var errors = SchemaErrors(xml);
        var found = MessageReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(xml))).Findings;
        Assert.True((errors.Count == 0) == (found.Count == 0), $"{name}\nschema: {string.Join("\n  ", errors)}\n"
            + $"ours: {string.Join("\n  ", found.Select(FindingText.OneLine))}");
        _ = errors.Count == 0 ? right++ : wrong++;
        // The schema stops judging a group at its first fault; what it says must be among what we say.
        if (errors.Count > 0)
            Assert.True(found.Any(f => Near(errors[0], f)), $"{name}\nschema: {errors[0]}\n"
                + $"ours: {string.Join("\n  ", found.Select(FindingText.OneLine))}");
    }

    /// <summary>The finding is about an element or attribute that the schema's sentence names.</summary>
    private static bool Near(string error, Finding finding)
    {
        var name = finding.Pointer[(finding.Pointer.LastIndexOf('/') + 1)..].TrimStart('@');
        var bracket = name.IndexOf('[', StringComparison.Ordinal);
        return error.Contains(bracket < 0 ? name : name[..bracket], StringComparison.Ordinal)
            || finding.Message.Contains("text", StringComparison.Ordinal)
                && error.Contains("text", StringComparison.Ordinal);
    }

    private static List<string> SchemaErrors(string xml)
    {
        var errors = new List<string>();
        var schemas = PublishedSchemas.Get();
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = schemas };
        settings.ValidationEventHandler += (_, e) => errors.Add($"{e.Exception.LineNumber}: {e.Message}");
        settings.ValidationFlags |= XmlSchemaValidationFlags.ReportValidationWarnings;
        using var reader = XmlReader.Create(new StringReader(xml), settings);
        while (reader.Read())
        {
            // Reading validates.
        }

        return errors;
    }
}
