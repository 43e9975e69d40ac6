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

    /// <summary>What samples lack: long trains, many houses, many seals, carnets, vouchers, a binding
    /// itinerary.</summary>
    public static TheoryData<string, SkeletonRequest> Large => new()
    {
        { "train", Usual with { Mode = SkeletonMode.Rail, Wagons = 40, Items = 40 } },
        { "two trailers", Usual with { Trailers = 2, Items = 3, HasBindingItinerary = true } },
        { "houses", Usual with { Houses = 1_999, Items = 1_999 } },
        { "seals", Usual with { Containers = 99, Seals = 99 } },
        { "carnet", Usual with { Type = "TIR", Containers = 2, Destination = "PL301010", Transits = [] } },
        { "vouchers", Usual with { Guarantees = ["4"], Vouchers = 99 } },
        { "simplified", Usual with { IsSimplified = true, IsPreLodged = true, Guarantees = ["1", "0"] } },
    };

    private static SkeletonRequest Usual { get; } = new()
    {
        Departure = "DE007301",
        Destination = "TR341300",
        Transits = ["TR220100"],
        Prepared = new DateTime(2026, 5, 4, 8, 30, 0, DateTimeKind.Unspecified),
    };

    [Theory]
    [MemberData(nameof(Large))]
    public void Broken_declarations_of_unusual_size_give_findings_whose_pointers_resolve(
        string kind, SkeletonRequest request)
    {
        const int LargeBytes = 300_000;
        var xml = MessageWriter.ToXml(DeclarationSkeleton.Make(request));
        var whole = Check.Run(new MemoryStream(Encoding.UTF8.GetBytes(xml)), kind, null, RuleCase.Day);
        Assert.Empty(whole.Findings.Where(f => f.Severity == Severity.Error).Select(FindingText.OneLine));
        Assert.Equal(xml, MessageWriter.ToXml(whole.Message!));
        var most = xml.Length > LargeBytes ? 5 : 100;
        for (var seed = 0; seed < most; seed++)
        {
            var random = new Random(seed);
            var document = XDocument.Parse(xml, LoadOptions.PreserveWhitespace);
            for (var i = random.Next(1, 6); i > 0; i--)
                Damage.Once(document, random);
            var text = document.ToString(SaveOptions.DisableFormatting);
            var found = Check.Run(new MemoryStream(Encoding.UTF8.GetBytes(text)), kind, null, RuleCase.Day);
            // A pointer is looked up in all of the document: of thousands of findings of one kind a few are enough.
            foreach (var finding in found.Findings.Take(20))
                Assert.True(Leads(document, finding), $"{kind}, seed {seed}: {FindingText.OneLine(finding)}");
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
