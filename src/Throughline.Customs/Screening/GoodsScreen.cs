using System.Globalization;

namespace Throughline.Customs;

/// <summary>A row of the table of goods for which a document is asked before release.</summary>
/// <param name="Code">The beginning of an HS code (<c>HS 8542</c>) or UN numbers (<c>UN 2977-2978</c>).</param>
/// <param name="What">What the goods are.</param>
/// <param name="Why">What they are asked about for: advanced chips, drones, nuclear, …</param>
/// <param name="Document">The document that is asked for.</param>
/// <param name="Types">Document types under which a declaration names it; of one with <c>~</c> the complement or the
/// reference must hold the words behind it.</param>
/// <param name="Source">Where the fact stands.</param>
public sealed record GoodsRow(
    string Code, string What, string Why, string Document, IReadOnlyList<string> Types, string Source)
{
    internal string? Prefix { get; init; }

    internal int FirstUn { get; init; }

    internal int LastUn { get; init; }
}

/// <summary>A paper that was collected for a movement and is not named in its declaration.</summary>
/// <param name="Type">Its type, as a declaration would name it.</param>
/// <param name="Reference">Its number.</param>
public sealed record CollectedPaper(string Type, string Reference);

/// <summary>Goods of a declaration that ask for a document.</summary>
/// <param name="Pointer">XPath of the code in the message.</param>
/// <param name="Line">Line of the file, from 1; 0 when the message was not read from one.</param>
/// <param name="Value">The HS code or UN number of the declaration.</param>
/// <param name="Row">Which row of the table it meets.</param>
/// <param name="NamedBy">Pointer of the document of such a type that the declaration names for these goods; null when
/// it names none. Whether that document covers them is for an officer to see.</param>
public sealed record GoodsFinding(string Pointer, int Line, string Value, GoodsRow Row, string? NamedBy)
{
    /// <summary>What it means, in a sentence.</summary>
    public string Message => NamedBy is null
        ? $"{Value} ({Row.What}; {Row.Why}) asks for a document before release: {Row.Document}. None is named; "
            + $"it goes under type {string.Join(" or ", Row.Types.Select(t => t.Split('~')[0]))}. Source: {Row.Source}."
        : $"{Value} ({Row.What}; {Row.Why}) asks for a document before release: {Row.Document}. The declaration names "
            + $"one at {NamedBy}. Source: {Row.Source}.";
}

/// <summary>Finds goods in a message for which a licence or another document is asked before release: dual-use,
/// export control, dangerous and special goods, by HS code and UN number, from <c>Tables/screening/goods.txt</c>. Pure;
/// a customs administration decides which goods are controlled, the table says where to look.</summary>
public static class GoodsScreen
{
    private static readonly string[] DocumentGroups =
        ["SupportingDocument", "AdditionalReference", "TransportDocument", "Authorisation"];

    private static readonly Lazy<IReadOnlyList<GoodsRow>> Table = new(
        () => [.. TableText.Read("goods").Select(l => Parse(l.Line))]);

    /// <summary>The built-in rows.</summary>
    public static IReadOnlyList<GoodsRow> Rows => Table.Value;

    /// <summary>Looks through a message with goods items; one without has no finding.</summary>
    /// <param name="message">The message.</param>
    /// <param name="collected">Papers that were collected for it beside; they hold for all its goods.</param>
    public static IReadOnlyList<GoodsFinding> Run(Message message, IReadOnlyList<CollectedPaper>? collected = null)
    {
        var found = new List<GoodsFinding>();
        foreach (var house in message.Root.Descend("Consignment/HouseConsignment"))
        {
            foreach (var item in house.List("ConsignmentItem"))
                Run(item, found);
        }

        return collected is null or { Count: 0 }
            ? found
            : [.. found.Select(f => f.NamedBy is null && collected.FirstOrDefault(p => IsOfType(p, f.Row)) is { } paper
                ? f with { NamedBy = $"the collected paper {paper.Reference}" }
                : f)];
    }

    private static bool IsOfType(CollectedPaper paper, GoodsRow row) => IsOfType(paper.Type, paper.Reference, row);

    private static void Run(MessageGroup item, List<GoodsFinding> found)
    {
        foreach (var code in item.Descend("Commodity/CommodityCode"))
        {
            var hs = code.Find("harmonizedSystemSubHeadingCode");
            if (hs is null)
                continue;
            var whole = hs + code.Find("combinedNomenclatureCode");
            // The longest beginning says it best; shorter ones say no more.
            var row = Rows.Where(r => r.Prefix is { } p && whole.StartsWith(p, StringComparison.Ordinal))
                .MaxBy(r => r.Prefix!.Length);
            if (row is not null)
                Add(item, code, "harmonizedSystemSubHeadingCode", $"HS {whole}", row, found);
        }

        foreach (var goods in item.Descend("Commodity/DangerousGoods"))
        {
            if (!int.TryParse(goods.Find("UNNumber"), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                continue;
            foreach (var row in Rows.Where(r => r.Prefix is null && r.FirstUn <= number && number <= r.LastUn))
                Add(item, goods, "UNNumber", $"UN {goods.Find("UNNumber")}", row, found);
        }
    }

    private static void Add(
        MessageGroup item, MessageGroup group, string name, string value, GoodsRow row, List<GoodsFinding> found) =>
        found.Add(new GoodsFinding(
            $"{group.Pointer}/{name}", group.Line, value, row, FindDocument(item, row)?.Pointer));

    /// <summary>A document of the item, of its house or of the whole consignment that has one of the types.</summary>
    private static MessageGroup? FindDocument(MessageGroup item, GoodsRow row)
    {
        for (var at = item; at is not null; at = at.Parent)
        {
            foreach (var group in DocumentGroups)
            {
                if (at.List(group).FirstOrDefault(d => IsOfType(d, row)) is { } document)
                    return document;
            }
        }

        return null;
    }

    private static bool IsOfType(MessageGroup document, GoodsRow row) => IsOfType(document.Find("type"),
        $"{document.Find("complementOfInformation")} {document.Find("referenceNumber")}", row);

    private static bool IsOfType(string? type, string text, GoodsRow row)
    {
        foreach (var wanted in row.Types)
        {
            var parts = wanted.Split('~');
            if (type == parts[0] && (parts.Length == 1
                || text.Replace(' ', '-').Contains(parts[1], StringComparison.OrdinalIgnoreCase)))
                return true;
        }

        return false;
    }

    private static GoodsRow Parse(string line)
    {
        var fields = line.Split('|', StringSplitOptions.TrimEntries);
        var head = TableText.Words(fields[0]);
        var isUn = head[0] == "un";
        var range = head[1].Split('-');
        return new GoodsRow(
            $"{head[0].ToUpperInvariant()} {head[1]}", fields[1], fields[2], fields[3], TableText.Words(fields[4]),
            fields[5])
        {
            Prefix = isUn ? null : head[1],
            FirstUn = isUn ? int.Parse(range[0], CultureInfo.InvariantCulture) : 0,
            LastUn = isUn ? int.Parse(range[^1], CultureInfo.InvariantCulture) : 0,
        };
    }
}
