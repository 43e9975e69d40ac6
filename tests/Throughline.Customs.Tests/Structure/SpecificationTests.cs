using System.Text.RegularExpressions;

namespace Throughline.Customs.Tests;

/// <summary>Whether a group or item must be there is what the message descriptions of the specification say, save where
/// a published schema says otherwise (decision 0006).</summary>
public sealed partial class SpecificationTests
{
    private const string Remedy = "There is no standards/ncts/spec with the text of DDNTA appendix Q2 in ../shared.";

    /// <summary>Lines where the published schema and the description differ; the schema counts, because it is what
    /// refuses documents.</summary>
    private static readonly string[] SchemaDiffers =
    [
        "CC017C Consignment/PlaceOfLoading D",
        "CC019C Guarantor/identificationNumber R",
        "CC023C Guarantor/identificationNumber R",
        "CC029C Consignment/PlaceOfLoading D",
        "CC035C Guarantor/identificationNumber R",
        "CC045C Guarantor/identificationNumber R",
    ];

    /// <summary>Messages that no published schema describes, each with an item that must be there.</summary>
    [Theory]
    [InlineData("CD001C", "TransitOperation/bindingItinerary")]
    [InlineData("CD006C", "TransitOperation/arrivalDateAndTimeActual")]
    [InlineData("CD018C", "ControlResult/date")]
    [InlineData("CD050C", "CustomsOfficeOfTransitDeclared[1]/referenceNumber")]
    [InlineData("CD118C", "TransitOperation/passageDate")]
    [InlineData("CD906C", "FunctionalError[1]/errorReason")]
    [InlineData("CC026C", "messageType")]
    public void What_the_description_requires_is_missed(string code, string path)
    {
        var message = MessageEdit.Make(code, [$"{path} = X", $"- {path}"]);
        var findings = MessageReader.Read(new StringReader(MessageWriter.ToXml(message))).Findings;
        Assert.Contains(findings, f => f.Code == "13" && f.Pointer == $"/{code}/{path}");
    }

    [Fact]
    public void Tables_agree_with_the_message_descriptions()
    {
        var folder = ReferenceMaterial.FindFolder("spec");
        var text = folder is null ? null : Directory.EnumerateFiles(folder, "DDNTA_APP_Q2*.txt").FirstOrDefault();
        Assert.SkipUnless(text is not null, Remedy);
        var described = Read(File.ReadLines(text));
        var differ = new List<string>();
        var compared = 0;
        foreach (var code in MessageCatalogue.Ncts.Codes)
        {
            foreach (var (path, status) in Lines(MessageCatalogue.Ncts.Get(code).Root, ""))
            {
                if (!described.TryGetValue($"{code} {Plain(path)}", out var said))
                    continue;
                compared++;
                if (said != status)
                    differ.Add($"{code} {path} {said}");
            }
        }

        Assert.True(compared > 4_500, $"Only {compared} lines were found in the descriptions.");
        Assert.Equal(SchemaDiffers, differ.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<(string Path, char Status)> Lines(GroupStructure group, string above) =>
        group.Lines.SelectMany(line => line is GroupStructure below
            ? Lines(below, above + line.Name + "/").Prepend((above + line.Name, line.Status.ToString()[0]))
            : [(above + line.Name, line.Status.ToString()[0])]);

    /// <summary>Code and path, small letters and digits alone, to R, O or D: of each message first its groups, then
    /// group by group the items.</summary>
    private static Dictionary<string, char> Read(IEnumerable<string> text)
    {
        var statuses = new Dictionary<string, char>(StringComparer.Ordinal);
        var (code, path) = ("", new List<string>());
        foreach (var line in text)
        {
            if (MessageLine().Match(line) is { Success: true } message)
            {
                code = message.Groups[1].Value;
                path.Clear();
            }
            else if (GroupLine().Match(line) is { Success: true } group)
            {
                var depth = group.Groups[1].Length / 3;
                var kept = Math.Min(path.Count, Math.Max(depth - 1, 0));
                path.RemoveRange(kept, path.Count - kept);
                if (depth > 0)
                    path.Add(Plain(group.Groups[2].Value));
                if (group.Groups[3].Success)
                    statuses.TryAdd($"{code} {string.Join('/', path)}", group.Groups[3].Value[0]);
            }
            else if (ItemLine().Match(line) is { Success: true } item)
            {
                statuses.TryAdd($"{code} {string.Join('/', [.. path, Plain(item.Groups[1].Value)])}",
                    item.Groups[2].Value[0]);
            }
        }

        return statuses;
    }

    private static string Plain(string name) =>
        string.Concat(name.Where(c => char.IsAsciiLetterOrDigit(c) || c == '/')).ToLowerInvariant();

    [GeneratedRegex(@"^IE\w+\s+\((C[CD]\w+C)\)")]
    private static partial Regex MessageLine();

    [GeneratedRegex(@"^((?:---)*)(MESSAGE|(?<=---)[A-Z][A-Z0-9 ()/',&-]*?)(?:\s{2,}\d+x\s+([ROD])\b.*|\s*)$")]
    private static partial Regex GroupLine();

    [GeneratedRegex(@"^([A-Z]\S.*?)\s{2,}([ROD])\s{2,}(?:an|a|n)(?:\.\.)?\d")]
    private static partial Regex ItemLine();
}
