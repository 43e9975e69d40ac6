using System.Data.Common;

namespace Throughline.Server;

/// <summary>A paper as it is stored, with the front office that collected it.</summary>
internal sealed record PaperRow(long Id, string Country, int Number, string Organisation, string Office,
    string OfficeCountry, string List, string Kind, string Reference, string IssuedOn, byte[] Digest, string Media,
    long Size, DateTimeOffset CollectedAt, DateTimeOffset? ScannedAt, DateTimeOffset? WithdrawnAt)
{
    /// <summary>The columns, of the tables of <see cref="Tables"/>.</summary>
    public const string Columns = "p.id, p.country, p.number, p.organisation, o.name, o.country, p.list, p.kind, "
        + "p.reference, p.issued_on, p.digest, p.media, p.size, p.collected_at, p.scanned_at, p.withdrawn_at";

    /// <summary>The tables.</summary>
    public const string Tables = "front_paper p join organisation o on o.id = p.organisation";

    /// <summary>Reads a row.</summary>
    public static PaperRow Read(DbDataReader row) => new(row.GetInt64(0), row.GetString(1), row.GetInt32(2),
        row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6), row.GetString(7), row.GetString(8),
        row.GetString(9), row.GetBytes(10), row.GetString(11), row.GetInt64(12), row.GetTime(13), row.FindTime(14),
        row.FindTime(15));

    /// <summary>The paper as it is told.</summary>
    public PaperView View(IReadOnlyList<DeclaredPaper> declared) => new(Id, Office, List, Kind, Reference, IssuedOn,
        Convert.ToHexStringLower(Digest), Media, Size, CollectedAt, ScannedAt, WithdrawnAt,
        declared.Any(d => d.Matches(this)));
}

/// <summary>Fees that were assessed, as they are stored.</summary>
internal sealed record AssessmentRow(long Id, string Country, int Number, string Organisation, string Office,
    string OfficeCountry, DateTimeOffset AssessedAt, string State, IReadOnlyList<FeeLine> Lines, long? Receipt)
{
    public const string Open = "open";
    public const string Paid = "paid";
    public const string Cancelled = "cancelled";

    /// <summary>The columns, of the tables of <see cref="Tables"/>.</summary>
    public const string Columns = "a.id, a.country, a.number, a.organisation, o.name, o.country, a.assessed_at, "
        + "a.state, a.lines, (select r.number from front_receipt r where r.assessment = a.id and r.kind = 'payment')";

    /// <summary>The tables.</summary>
    public const string Tables = "front_assessment a join organisation o on o.id = a.organisation";

    /// <summary>Reads a row.</summary>
    public static AssessmentRow Read(DbDataReader row) => new(row.GetInt64(0), row.GetString(1), row.GetInt32(2),
        row.GetString(3), row.GetString(4), row.GetString(5), row.GetTime(6), row.GetString(7),
        FeeJson.Lines(row.GetBytes(8)), row.FindNumber(9));

    /// <summary>The assessment as it is told.</summary>
    public FeeAssessmentView View() => new(Id, Office, State, AssessedAt, Lines, Fees.Sum(Lines), Receipt);
}

/// <summary>Fees as bytes of a row.</summary>
internal static class FeeJson
{
    public static byte[] Write(IReadOnlyList<FeeLine> lines) => System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(
        lines, FrontJson.Default.IReadOnlyListFeeLine);

    public static IReadOnlyList<FeeLine> Lines(byte[] bytes) => System.Text.Json.JsonSerializer.Deserialize(
        bytes, FrontJson.Default.IReadOnlyListFeeLine)!;
}
