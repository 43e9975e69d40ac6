using System.Globalization;

namespace Throughline.Customs;

public sealed partial class RuleBook
{
    private const string OfficesOfTransitGroup = "CustomsOfficeOfTransitDeclared";

    private void AddRulesOnOffices()
    {
        Add("R0003", OnlyOnce);
        Add("R0004", scope => LaterThan(scope, scope.Operation("releaseDate")));
        Add("R0005", scope => LaterThan(scope, scope.Root.Find("preparationDateAndTime")));
        Add("R0006", TransitIntoTerritory);
        Add("R0103", ExitIsNoOtherOffice);
    }

    /// <summary>R0004, R0005: goods cannot reach an office of transit before they leave. A release has a day and no
    /// hour: it counts from its midnight, so that an office nearby can be reached on the same day.</summary>
    private static void LaterThan(RuleScope scope, string? start)
    {
        if (MomentOf(scope.Value) is { } estimated && MomentOf(start) is { } earliest && estimated <= earliest)
            scope.Violate();
    }

    private static DateTime? MomentOf(string? value) =>
        DateTime.TryParseExact(value, ["yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd"], CultureInfo.InvariantCulture,
            DateTimeStyles.None, out var moment)
            ? moment
            : null;

    /// <summary>R0006: each entry into the customs territory where goods end has its office of transit: that of the
    /// party of destination, or one of the Union for goods that come into it.</summary>
    private static void TransitIntoTerritory(RuleScope scope)
    {
        const string OtherParties = "CL112";
        const string Union = "CL010";
        if (!scope.FirstTime())
            return;
        var departure = RuleScope.CountryOf(scope.Office("CustomsOfficeOfDeparture"));
        var destination = RuleScope.CountryOf(scope.Office("CustomsOfficeOfDestinationDeclared"));
        var (isEntered, isUnionEntered) = (false, false);
        foreach (var office in scope.Root.List(OfficesOfTransitGroup))
        {
            var country = RuleScope.CountryOf(office.Find("referenceNumber"));
            isEntered |= country == destination;
            isUnionEntered |= scope.InList(Union, country) == true;
        }

        var isMissed = scope.InList(OtherParties, destination) == true && !isEntered
            || scope.InList(OtherParties, departure) == true && scope.InList(Union, destination) == true
                && !isUnionEntered;
        if (isMissed)
            scope.Violate();
    }

    /// <summary>R0103: an office where goods leave the security area is passed on the way: it neither lets them in
    /// nor ends the movement.</summary>
    private static void ExitIsNoOtherOffice(RuleScope scope)
    {
        var isOther = scope.Value == scope.Office("CustomsOfficeOfDestinationDeclared");
        foreach (var office in scope.Root.List(OfficesOfTransitGroup))
            isOther |= scope.Value == office.Find("referenceNumber");
        if (isOther)
            scope.Violate();
    }
}
