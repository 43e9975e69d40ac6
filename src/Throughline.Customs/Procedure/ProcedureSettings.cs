using System.Collections.Immutable;

namespace Throughline.Customs;

/// <summary>A trader that an administration knows.</summary>
/// <param name="Identification">Identification number.</param>
/// <param name="Name">Name, 1 to 70 characters.</param>
/// <param name="Street">Street and number.</param>
/// <param name="Postcode">Postcode, or empty.</param>
/// <param name="City">City.</param>
/// <param name="Country">Country, two letters.</param>
public sealed record TraderRecord(
    string Identification, string Name, string Street, string Postcode, string City, string Country);

/// <summary>What an office of guarantee knows of a guarantee: all of it, or a few things.</summary>
/// <param name="Grn">Guarantee reference number.</param>
/// <param name="AccessCode">Access code; any when null.</param>
/// <param name="Holder">Identification number of the holder; any when null.</param>
/// <param name="AmountEuro">Amount up to which it stands, in EUR; no limit when null.</param>
/// <param name="Refusal">Reason of CL252 for which it is always refused, or null.</param>
/// <param name="Registered">The guarantee as registered, which then is all that counts; null when only the other
/// things are known.</param>
public sealed record GuaranteeRecord(string Grn, string? AccessCode = null, string? Holder = null,
    decimal? AmountEuro = null, string? Refusal = null, Guarantee? Registered = null);

/// <summary>What the procedure needs to know beside inputs and time. Immutable.</summary>
public sealed record ProcedureSettings
{
    /// <summary>Checks the values of messages that come in.</summary>
    public required MessageCheck Check { get; init; }

    /// <summary>Whether the short periods of trader tests hold.</summary>
    public bool IsTrial { get; init; }

    /// <summary>Settings of countries that differ from the table.</summary>
    public ImmutableDictionary<string, CountrySettings> Countries { get; init; } =
        ImmutableDictionary.Create<string, CountrySettings>(StringComparer.Ordinal);

    /// <summary>Zones of offices that differ from their country's.</summary>
    public ImmutableDictionary<string, TimeZoneInfo> OfficeZones { get; init; } =
        ImmutableDictionary.Create<string, TimeZoneInfo>(StringComparer.Ordinal);

    /// <summary>Known traders by identification number.</summary>
    public ImmutableDictionary<string, TraderRecord> Traders { get; init; } =
        ImmutableDictionary.Create<string, TraderRecord>(StringComparer.Ordinal);

    /// <summary>Whether a trader is registered; null: those of <see cref="Traders"/> are, when there are any, and
    /// otherwise nobody can tell.</summary>
    public Func<string, bool>? KnowsTrader { get; init; }

    /// <summary>Whether an authorisation was given and is valid; null when no register is kept. An office that keeps
    /// one refuses a declaration or arrival that names an authorisation which is not in it.</summary>
    public Func<AuthorisationQuestion, bool>? HasAuthorisation { get; init; }

    /// <summary>Known guarantees by GRN. One that is not listed may be used when its check digit is right.</summary>
    public ImmutableDictionary<string, GuaranteeRecord> Guarantees { get; init; } =
        ImmutableDictionary.Create<string, GuaranteeRecord>(StringComparer.Ordinal);

    /// <summary>Countries whose systems the central service tells of the availability of others; default
    /// none.</summary>
    public ImmutableSortedSet<string> Connected { get; init; } = [];

    /// <summary>EUR for one unit of a currency on a day, or null when no rate is known.</summary>
    public Func<string, DateOnly, decimal?> EuroRate { get; init; } =
        (currency, _) => currency == "EUR" ? 1 : null;

    /// <summary>Rules that a country has switched off, by country.</summary>
    public ImmutableDictionary<string, ImmutableHashSet<string>> SwitchedOff { get; init; } =
        ImmutableDictionary.Create<string, ImmutableHashSet<string>>(StringComparer.Ordinal);

    /// <summary>Whether a trader is known, as checks ask it.</summary>
    internal Func<string, bool>? Knows => KnowsTrader ?? (Traders.IsEmpty ? null : Traders.ContainsKey);

    /// <summary>The settings of a country.</summary>
    public CountrySettings Of(string country) =>
        Countries.GetValueOrDefault(country) ?? CountrySettings.Of(country, IsTrial);

    /// <summary>The zone of an office.</summary>
    public TimeZoneInfo ZoneOf(string office) => OfficeZones.GetValueOrDefault(office)
        ?? Of(office.Length >= 2 ? office[..2] : office).Zone;
}
