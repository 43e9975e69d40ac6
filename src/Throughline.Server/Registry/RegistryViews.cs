namespace Throughline.Server;

/// <summary>What customs keeps of an economic operator: all fields take the place of those before.</summary>
/// <param name="Name">Name, at most 70 characters.</param>
/// <param name="Street">Street and number, at most 70 characters.</param>
/// <param name="Postcode">Postcode, at most 17 characters; empty where there is none.</param>
/// <param name="City">City, at most 35 characters.</param>
/// <param name="AddressCountry">Country of the address, two letters.</param>
/// <param name="ValidFrom">First day, yyyy-MM-dd.</param>
/// <param name="ValidTo">Last day, inclusive; 9999-12-31 unless given.</param>
/// <param name="Seen">Version that was looked at; null of a new one.</param>
public sealed record EconomicOperatorBody(string Name, string Street, string Postcode, string City,
    string AddressCountry, string ValidFrom, string ValidTo = "9999-12-31", long? Seen = null);

/// <summary>An authorisation that customs gave: all fields take the place of those before.</summary>
/// <param name="Type">C505 comprehensive guarantee, C520 authorised consignee for TIR, C521 authorised consignor, C522
/// authorised consignee, C523 seals of a special type, C524 reduced dataset.</param>
/// <param name="Holder">Identification number of who may use it.</param>
/// <param name="Office">Reference number of the office that supervises it.</param>
/// <param name="ValidFrom">First day, yyyy-MM-dd.</param>
/// <param name="ValidTo">Last day, inclusive; 9999-12-31 unless given.</param>
/// <param name="Level">Of C505 alone: least level in percent, 100, 50, 30, or 0 for a waiver.</param>
/// <param name="Seen">Version that was looked at; null of a new one.</param>
public sealed record AuthorisationBody(string Type, string Holder, string Office, string ValidFrom,
    string ValidTo = "9999-12-31", int? Level = null, long? Seen = null);

/// <summary>Which registers decide.</summary>
/// <param name="Operators">Whether traders that are not registered are unknown.</param>
/// <param name="Authorisations">Whether authorisations that are not registered are none.</param>
public sealed record RegistryForce(bool Operators, bool Authorisations);

/// <summary>An economic operator.</summary>
/// <param name="Identification">Identification number.</param>
/// <param name="Name">Name.</param>
/// <param name="Street">Street and number.</param>
/// <param name="Postcode">Postcode, or empty.</param>
/// <param name="City">City.</param>
/// <param name="AddressCountry">Country of the address.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidTo">Last day, inclusive.</param>
/// <param name="Version">How often it was written.</param>
public sealed record EconomicOperatorView(string Identification, string Name, string Street, string Postcode,
    string City, string AddressCountry, string ValidFrom, string ValidTo, long Version);

/// <summary>Economic operators.</summary>
/// <param name="Operators">By number; at most 200.</param>
public sealed record EconomicOperatorList(IReadOnlyList<EconomicOperatorView> Operators);

/// <summary>An authorisation.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Type">Its type.</param>
/// <param name="Holder">Identification number of who may use it.</param>
/// <param name="Office">Office that supervises it.</param>
/// <param name="Level">Least level in percent of a comprehensive guarantee, or null.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidTo">Last day, inclusive.</param>
/// <param name="Version">How often it was written.</param>
public sealed record AuthorisationView(string Number, string Type, string Holder, string Office, int? Level,
    string ValidFrom, string ValidTo, long Version);

/// <summary>Authorisations.</summary>
/// <param name="Authorisations">By number; at most 200.</param>
public sealed record AuthorisationList(IReadOnlyList<AuthorisationView> Authorisations);

/// <summary>What the registers say of the caller's organisation.</summary>
/// <param name="Operators">Its entries, one of each country at most.</param>
/// <param name="Authorisations">Its authorisations.</param>
public sealed record OwnRegistryView(
    IReadOnlyList<EconomicOperatorView> Operators, IReadOnlyList<AuthorisationView> Authorisations);

/// <summary>What an import did.</summary>
/// <param name="Rows">Rows of the file.</param>
/// <param name="Changed">Entries that were new or are different now.</param>
public sealed record RegistryImportView(int Rows, int Changed);
