using System.Globalization;
using System.Xml.Schema;

namespace Throughline.Customs.Tests;

public sealed class SchemaTests
{
    private const int MadePerType = 3_000;

    [Fact]
    public void The_tables_have_the_elements_of_the_schemas_in_their_order_and_number()
    {
        var codes = PublishedSchemas.Codes();
        Assert.True(codes.Count >= 33);
        foreach (var code in codes)
            Compare(MessageCatalogue.Ncts.Get(code).Root, PublishedSchemas.Children(PublishedSchemas.Root(code)));
    }

    [Fact]
    public void A_format_accepts_and_refuses_what_the_type_of_the_schema_does()
    {
        var pairs = new HashSet<(XmlSchemaSimpleType Type, Format Format)>();
        foreach (var code in PublishedSchemas.Codes())
            Collect(MessageCatalogue.Ncts.Get(code).Root, PublishedSchemas.Root(code), pairs);
        Assert.True(pairs.Count > 150, $"only {pairs.Count} types are used");
        var wrong = new List<string>();
        foreach (var (type, format) in pairs)
        {
            var (accepted, refused) = (0, 0);
            foreach (var value in FormatStrings.Around(format, MadePerType, format.Token.Length))
            {
                var schema = PublishedSchemas.Accepts(type, value);
                _ = schema ? accepted++ : refused++;
                if (schema != (format.Check(value) == FormatFault.None))
                    wrong.Add($"{type.QualifiedName.Name} {format.Token} '{Show(value)}': schema says {schema}");
            }

            Assert.True(accepted > 0 && refused > 0, $"{format.Token}: {accepted} accepted, {refused} refused");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(50)));
    }

    private static void Compare(GroupStructure group, List<XmlSchemaElement> elements)
    {
        Assert.Equal(elements.Select(e => e.Name), group.Lines.Select(l => l.Name));
        foreach (var (line, element) in group.Lines.Zip(elements))
        {
            Assert.True(line.Status == Status.Required == (element.MinOccurs == 1), $"{line.Path}: {line.Status}");
            Assert.Equal(element.MaxOccurs, (line as GroupStructure)?.Most ?? 1);
            Assert.Equal(line is ItemStructure, element.ElementSchemaType is XmlSchemaSimpleType);
            if (line is GroupStructure inner)
                Compare(inner, PublishedSchemas.Children(element));
        }
    }

    private static void Collect(
        GroupStructure group, XmlSchemaElement element, HashSet<(XmlSchemaSimpleType, Format)> pairs)
    {
        foreach (var (line, child) in group.Lines.Zip(PublishedSchemas.Children(element)))
        {
            if (line is ItemStructure item)
                pairs.Add(((XmlSchemaSimpleType)child.ElementSchemaType!, item.Format));
            else
                Collect((GroupStructure)line, child, pairs);
        }
    }

    private static string Show(string value) => string.Concat(value.Select(c =>
        c is < ' ' or > '~' ? "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture) : c.ToString()));
}
