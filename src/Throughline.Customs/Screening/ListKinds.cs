namespace Throughline.Customs;

/// <summary>The words by which lists call what they name.</summary>
internal static class ListKinds
{
    /// <summary>The kind of a word of a list (<c>person</c>, <c>Company</c>, <c>vessel</c>, …); unknown for others.
    /// </summary>
    public static NameKind OfSchema(string word) => word.ToUpperInvariant() switch
    {
        "PERSON" or "INDIVIDUAL" => NameKind.Person,
        "COMPANY" or "ORGANIZATION" or "ORGANISATION" or "PUBLICBODY" =>
            NameKind.Organisation,
        "VESSEL" or "SHIP" or "AIRPLANE" or "VEHICLE" => NameKind.Vessel,
        _ => NameKind.Unknown,
    };
}
