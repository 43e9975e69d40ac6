namespace Throughline.Customs;

/// <summary>A role of a customs office over a span of days.</summary>
/// <param name="Role">Code of CL056, for example <c>DEP</c>, <c>TRA</c>, <c>DES</c>.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day, inclusive.</param>
public sealed record OfficeRole(string Role, DateOnly From, DateOnly To);

/// <summary>Usual opening hours of a customs office.</summary>
/// <param name="FirstDay">First day of the week, 1 Monday to 7 Sunday.</param>
/// <param name="LastDay">Last day of the week.</param>
/// <param name="Opens">Local time of opening.</param>
/// <param name="Closes">Local time of closing; <c>00:00</c> stands for midnight.</param>
public sealed record OfficeHours(int FirstDay, int LastDay, TimeOnly Opens, TimeOnly Closes);

/// <summary>A customs office.</summary>
/// <param name="Reference">Reference number: two letters of the country and six letters or digits.</param>
/// <param name="Country">Country that keeps it, two letters.</param>
/// <param name="Name">Usual name, English when there is one.</param>
/// <param name="UnLocode">UN/LOCODE of its place, five characters, or empty.</param>
/// <param name="Roles">Roles, by code.</param>
/// <param name="Hours">Usual opening hours; empty when they were not given.</param>
/// <param name="IsOfficial">False for an office whose reference number is ours, because none was published.</param>
public sealed record CustomsOffice(
    string Reference, string Country, string Name, string UnLocode, IReadOnlyList<OfficeRole> Roles,
    IReadOnlyList<OfficeHours> Hours, bool IsOfficial = true)
{
    /// <summary>Whether it has a role on a day.</summary>
    /// <param name="role">Code of CL056.</param>
    /// <param name="at">The day.</param>
    public bool HasRole(string role, DateOnly at) =>
        Roles.Any(r => r.Role == role && r.From <= at && at <= r.To);
}

/// <summary>The code lists that are filters of the list of customs offices.</summary>
public static class OfficeLists
{
    private static readonly (string Number, string Name, string[] Roles)[] ByRole =
    [
        ("CL141", "CustomsOffices", []),
        ("CL171", "CustomsOfficeDeparture", ["DEP"]),
        ("CL172", "CustomsOfficeDestination", ["DES"]),
        ("CL173", "CustomsOfficeTransit", ["TRA"]),
        ("CL174", "CustomsOfficeGuarantee", ["GUA"]),
        ("CL175", "CustomsOfficeTransitExit", ["TXT"]),
        ("CL176", "CustomsOfficeEnquiry", ["ENQ"]),
        ("CL177", "CustomsOfficeRecovery", ["REC"]),
        ("CL179", "CustomsOfficeEnquiryOrRecovery", ["ENQ", "REC"]),
        ("CL194", "CustomsOfficeExit", ["EXT", "EIN"]),
        ("CL237", "CustomsOfficeEntry", ["ENT"]),
        ("CL294", "CustomsOfficeExitDeclared", ["EXT"]),
    ];

    /// <summary>Numbers of these lists.</summary>
    public static IReadOnlyList<string> Numbers { get; } = [.. ByRole.Select(l => l.Number)];

    /// <summary>The lists of a set of offices, each office on the days on which it has the role.</summary>
    public static IReadOnlyList<CodeList> Of(IEnumerable<CustomsOffice> offices) =>
        [.. LazilyOf([.. offices]).Select(l => l.Value.Value)];

    /// <summary>The same, each made when it is first asked for.</summary>
    internal static IEnumerable<KeyValuePair<string, Lazy<CodeList>>> LazilyOf(IReadOnlyList<CustomsOffice> offices) =>
        ByRole.Select(l => KeyValuePair.Create(l.Number, new Lazy<CodeList>(
            () => new CodeList(l.Number, l.Name, offices.SelectMany(o => EntriesOf(o, l.Roles))))));

    /// <summary>The entries of one office in a list.</summary>
    internal static IEnumerable<CodeEntry> EntriesOf(CustomsOffice office, string list) =>
        EntriesOf(office, ByRole.First(l => l.Number == list).Roles);

    private static IEnumerable<CodeEntry> EntriesOf(CustomsOffice office, string[] roles)
    {
        var spans = office.Roles.Where(r => roles.Length == 0 || roles.Contains(r.Role)).ToList();
        if (spans.Count > 0)
        {
            yield return new CodeEntry(office.Reference, spans.Min(s => s.From), spans.Max(s => s.To),
                CodeState.Valid, office.Name, office.IsOfficial);
        }
        else if (roles.Length == 0)
        {
            yield return new CodeEntry(office.Reference, DateOnly.MinValue, DateOnly.MaxValue, CodeState.Valid,
                office.Name, office.IsOfficial);
        }
    }
}
