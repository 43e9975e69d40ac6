using System.Text;
using System.Xml;
using System.Xml.Linq;
using System.Xml.XPath;

namespace Throughline.Customs.Tests;

/// <summary>Right documents, broken at random: the check never throws, and every pointer leads somewhere.</summary>
/// <remarks>THROUGHLINE_SEEDS says how many are tried; a failing one is named by its seed.</remarks>
public sealed class MutationTests
{
    private static readonly MessageCheck Values = new(CodeLists.BuiltIn);
    private static readonly DocumentCheck Check = new(Values);
    private static readonly RouteCheck Route = new(Values);

    private static readonly int Seeds =
        int.TryParse(Environment.GetEnvironmentVariable("THROUGHLINE_SEEDS"), out var seeds) ? seeds : 3_000;

    [Fact]
    public void Broken_documents_give_findings_whose_pointers_resolve()
    {
        var codes = MessageCatalogue.Ncts.Codes;
        var bases = TestFiles.Names("Base").ToList();
        for (var seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed);
            var message = random.Next(2) == 0
                ? RuleCase.Base(bases[random.Next(bases.Count)])
                : new RandomMessages(seed).Make(codes[random.Next(codes.Count)]);
            var document = XDocument.Parse(MessageWriter.ToXml(message), LoadOptions.PreserveWhitespace);
            for (var i = random.Next(1, 6); i > 0; i--)
                Damage.Once(document, random);
            var text = document.ToString(SaveOptions.DisableFormatting);
            var found = Check.Run(new MemoryStream(Encoding.UTF8.GetBytes(text)), "test", null, RuleCase.Day);
            foreach (var finding in found.Findings)
                Assert.True(Leads(document, finding), $"seed {seed}: {FindingText.OneLine(finding)}");
            if (found.Message is not { } read)
                continue;
            foreach (var (finding, _, _) in Route.Judge(read, found.Date, found.Findings))
                Assert.True(Leads(document, finding), $"seed {seed}: {FindingText.OneLine(finding)}");
        }
    }

    /// <summary>The pointer leads to an element, or, where something is missing, to the group that lacks it.</summary>
    private static bool Leads(XDocument document, Finding finding)
    {
        if (finding.Pointer.Length == 0)
            return finding.Code == "52";
        var names = new XmlNamespaceManager(new NameTable());
        names.AddNamespace("n", document.Root!.Name.NamespaceName);
        var pointer = "/n:" + finding.Pointer[1..];
        var cut = pointer.LastIndexOf('/');
        return (finding.Code is not "13" && Exists(document, pointer, names))
            || cut > 0 && Exists(document, pointer[..cut], names);
    }

    private static bool Exists(XDocument document, string pointer, XmlNamespaceManager names)
    {
        var at = pointer.IndexOf("/@", StringComparison.Ordinal);
        return document.XPathSelectElement(at < 0 ? pointer : pointer[..at], names) is not null;
    }
}
