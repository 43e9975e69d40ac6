using System.Data.Common;
using Throughline.Customs;

namespace Throughline.Server;

/// <summary>A paper that a declaration names.</summary>
/// <param name="List">Code list of its kind.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Reference">Its number.</param>
internal sealed record DeclaredPaper(string List, string Kind, string Reference)
{
    /// <summary>Whether a paper that was handed in is this one.</summary>
    public bool Matches(PaperRow paper) => paper.List == List && paper.Kind == Kind
        && MovementKeys.Normal(paper.Reference) == MovementKeys.Normal(Reference);
}

/// <summary>What the declaration of a movement says about papers and containers.</summary>
/// <param name="Papers">Papers, each once, in the order of the declaration.</param>
/// <param name="Containers">Containers, each once.</param>
internal sealed record DeclaredPapers(IReadOnlyList<DeclaredPaper> Papers, IReadOnlyList<string> Containers)
{
    private const int MostPapers = 1_000;

    /// <summary>Kinds of papers: the group of the declaration and the code list of its kinds.</summary>
    public static IReadOnlyDictionary<string, string> ListsByGroup { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["SupportingDocument"] = "CL213",
            ["PreviousDocument"] = "CL214",
            ["AdditionalReference"] = "CL380",
            ["TransportDocument"] = "CL754",
        };

    private static readonly string[] Levels =
        ["Consignment", "Consignment/HouseConsignment", "Consignment/HouseConsignment/ConsignmentItem"];

    /// <summary>Reads them from what is kept with a movement.</summary>
    public static async Task<DeclaredPapers> ReadAsync(
        DbConnection connection, Bodies bodies, MovementRow row, CancellationToken cancellation)
    {
        var kept = row.Body.Messages;
        var digest = kept.GetValueOrDefault("declaration") ?? kept.GetValueOrDefault("record");
        if (digest is null)
            return new DeclaredPapers([], []);
        return Of((await bodies.GetAsync(connection, Convert.FromHexString(digest), cancellation)).Root);
    }

    /// <summary>Reads them from a declaration.</summary>
    public static DeclaredPapers Of(MessageGroup root) => new(
        [
            .. (from level in Levels
                from kind in ListsByGroup
                from paper in root.Descend($"{level}/{kind.Key}")
                let type = paper.Find("type")
                where type is not null
                select new DeclaredPaper(kind.Value, type, paper.Find("referenceNumber") ?? ""))
                .Distinct().Take(MostPapers),
        ],
        [.. root.Values("Consignment/TransportEquipment/containerIdentificationNumber").Distinct()]);

    /// <summary>The papers, each with the one that was handed in for it.</summary>
    public IReadOnlyList<DeclaredPaperView> Match(IReadOnlyList<PaperRow> collected) =>
    [
        .. Papers.Select(d => new DeclaredPaperView(d.List, d.Kind, d.Reference,
            collected.FirstOrDefault(p => p.WithdrawnAt is null && d.Matches(p))?.Id)),
    ];
}
