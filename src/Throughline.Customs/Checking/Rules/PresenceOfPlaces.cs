using static Throughline.Customs.Presences;

namespace Throughline.Customs;

public sealed partial class RuleBook
{
    private void AddPresenceOfPlaces()
    {
        Add("C0191", PlaceOfUnloadingBySecurity);
        Add("C0382", scope => RequiredIf(!scope.IsIn("CL198", scope.Group.Find("country"))));
        Add("C0387", scope => RequiredIf(!scope.Group.Has("UNLocode")));
        Add("C0394", LocationByQualifier);
    }

    /// <summary>C0191: safety data on entry say where goods are unloaded; without safety data nobody asks.</summary>
    private static Presence PlaceOfUnloadingBySecurity(RuleScope scope) => scope.Operation("security") switch
    {
        "1" or "3" => Presence.Required,
        "0" => Presence.Forbidden,
        null => Presence.Unknown,
        _ => Presence.Free,
    };

    /// <summary>C0394: the qualifier says in which of seven ways a location is described; a customs office needs no
    /// contact.</summary>
    private static Presence LocationByQualifier(RuleScope scope)
    {
        var described = scope.Group.Find("qualifierOfIdentification") switch
        {
            "T" => "PostcodeAddress",
            "U" => "UNLocode",
            "V" => "CustomsOffice",
            "W" => "GNSS",
            "X" => "EconomicOperator",
            "Y" => "authorisationNumber",
            "Z" => "Address",
            _ => null,
        };
        if (described is null)
            return Presence.Unknown;
        return scope.Line.Name == "ContactPerson"
            ? ForbiddenIf(described == "CustomsOffice")
            : RequiredOnlyIf(scope.Line.Name == described);
    }
}
