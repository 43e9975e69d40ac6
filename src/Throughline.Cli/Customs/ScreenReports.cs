using Throughline.Customs;

namespace Throughline.Cli;

/// <summary>An entry of a list that may be meant.</summary>
internal sealed record ListHitReport(
    string List, string EntryId, string Entry, string Name, double Score, IReadOnlyList<string> Countries,
    IReadOnlyList<string> Programmes, IReadOnlyList<string> Reasons)
{
    public static ListHitReport Of(ListHit hit) => new(
        hit.Entry.List, hit.Entry.Id, hit.Entry.Name, hit.Name, hit.Score, hit.Entry.Countries, hit.Entry.Programmes,
        hit.Explain());
}

/// <summary>A party that may be on a list.</summary>
internal sealed record PartyReport(
    string Pointer, int Line, string Part, string Name, IReadOnlyList<ListHitReport> Hits)
{
    public static PartyReport Of(PartyFinding party) => new(
        party.Pointer, party.Line, party.Part, party.Name, [.. party.Hits.Select(ListHitReport.Of)]);
}

/// <summary>Goods that ask for a document.</summary>
internal sealed record GoodsReport(
    string Pointer, int Line, string Value, string Code, string What, string Why, string Document,
    IReadOnlyList<string> Types, string? NamedBy, string Source, string Message)
{
    public static GoodsReport Of(GoodsFinding f) => new(
        f.Pointer, f.Line, f.Value, f.Row.Code, f.Row.What, f.Row.Why, f.Row.Document, f.Row.Types, f.NamedBy,
        f.Row.Source, f.Message);
}

/// <summary>What screening found.</summary>
/// <param name="Threshold">Least score of a hit.</param>
/// <param name="Entries">Entries of the lists that were screened against.</param>
/// <param name="Parties">Parties of the message, or the one name, with hits.</param>
/// <param name="Goods">Goods of the message that ask for a document.</param>
internal sealed record ScreenReport(
    double Threshold, int Entries, IReadOnlyList<PartyReport> Parties, IReadOnlyList<GoodsReport> Goods);

/// <summary>How well the score parts labelled pairs.</summary>
internal sealed record PairPartReport(
    string Part, int Pairs, int Hits, int FalseHits, int Missed, double Precision, double Recall, double F1)
{
    public static PairPartReport Of(string part, PairFigures f) => new(
        part, f.Pairs, f.Hits, f.FalseHits, f.Missed, f.Precision, f.Recall, f.F1);
}

/// <summary>A pair that was judged wrongly.</summary>
internal sealed record PairMissReport(int Line, bool IsMatch, double Score, string Left, string Right);

/// <summary>A measurement on labelled pairs.</summary>
internal sealed record PairsReport(
    double Threshold, IReadOnlyList<PairPartReport> Parts, IReadOnlyList<PairMissReport> Misses);
