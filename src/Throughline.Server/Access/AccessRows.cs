using System.Data.Common;

namespace Throughline.Server;

/// <summary>An organisation as it is stored.</summary>
internal sealed record OrganisationRow(string Id, OrganisationKind Kind, string Country, string Name,
    string? Identification, DateTimeOffset CreatedAt, DateTimeOffset? EnteredAt, DateTimeOffset? ClosedAt,
    bool HasAccounts)
{
    /// <summary>The columns, of a table «organisation o».</summary>
    public const string Columns = "o.id, o.kind, o.country, o.name, o.identification, o.created_at, o.entered_at, "
        + "o.closed_at, (select count(*) from account h where h.organisation = o.id)";

    /// <summary>What the rules ask about it.</summary>
    public OrganisationFacts Facts => new(Id, Kind, HasAccounts, EnteredAt is not null);

    /// <summary>Reads a row.</summary>
    public static OrganisationRow Read(DbDataReader row) => new(row.GetString(0),
        Enum.Parse<OrganisationKind>(row.GetString(1)), row.GetString(2), row.GetString(3), row.FindText(4),
        row.GetTime(5), row.FindTime(6), row.FindTime(7), row.GetInt64(8) > 0);
}

/// <summary>An account as it is stored, with what its organisation is.</summary>
internal sealed record AccountRow(string Id, string Organisation, Role Role, string Login, string Name,
    IReadOnlyList<string> Offices, string? Password, DateTimeOffset CreatedAt, DateTimeOffset? DisabledAt,
    OrganisationKind Kind, string Country, string? Identification, bool IsClosed)
{
    /// <summary>The columns, of the tables of <see cref="Tables"/>.</summary>
    public const string Columns = "a.id, a.organisation, a.role, a.login, a.name, a.offices, a.password, a.created_at, "
        + "a.disabled_at, o.kind, o.country, o.identification, o.closed_at";

    /// <summary>The tables.</summary>
    public const string Tables = "account a join organisation o on o.id = a.organisation";

    /// <summary>Number of columns, for queries that read more behind them.</summary>
    public const int ColumnCount = 13;

    /// <summary>Whether it may come in.</summary>
    public bool IsActive => DisabledAt is null && !IsClosed;

    /// <summary>The account as the maker of a request.</summary>
    public Caller Caller => new(Id, Role, Organisation, Kind, Country, Identification, Offices);

    /// <summary>Reads a row.</summary>
    public static AccountRow Read(DbDataReader row) => new(row.GetString(0), row.GetString(1),
        Enum.Parse<Role>(row.GetString(2)), row.GetString(3), row.GetString(4),
        row.GetString(5).Split(' ', StringSplitOptions.RemoveEmptyEntries), row.FindText(6), row.GetTime(7),
        row.FindTime(8), Enum.Parse<OrganisationKind>(row.GetString(9)), row.GetString(10), row.FindText(11),
        !row.IsDBNull(12));
}

/// <summary>A key for a system as it is stored.</summary>
internal sealed record KeyRow(string Id, string Account, string Name, DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt, DateTimeOffset? RevokedAt)
{
    /// <summary>The columns, of a table «access_key k».</summary>
    public const string Columns = "k.id, k.account, k.name, k.created_at, k.expires_at, k.revoked_at";

    /// <summary>Reads a row.</summary>
    public static KeyRow Read(DbDataReader row) => new(row.GetString(0), row.GetString(1), row.GetString(2),
        row.GetTime(3), row.GetTime(4), row.FindTime(5));
}
