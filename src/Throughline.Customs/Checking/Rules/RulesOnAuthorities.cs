using System.Globalization;

namespace Throughline.Customs;

public sealed partial class RuleBook
{
    private void AddRulesOnAuthorities()
    {
        Add("R0516", OneTypeOfOutage);
        Add("R0518", OutageOnlyOnce);
        Add("R0519", scope => EndsAfter(scope, "startDateAndTime"));
        Add("R0705", scope => EndsAfter(scope, "periodFromDate"));
        Add("R0852", NoRejectionOfEntryData);
    }

    /// <summary>R0516: a notice tells either planned outages or others, as different people act on them.</summary>
    private static void OneTypeOfOutage(RuleScope scope)
    {
        var first = scope.Once("type of outage", static s => s.Value ?? "");
        if (scope.Value != first)
            scope.Violate();
    }

    /// <summary>R0518: an outage is known by its country, function, start and type.</summary>
    private static void OutageOnlyOnce(RuleScope scope)
    {
        var seen = scope.Once("outages", static () => new HashSet<string>(StringComparer.Ordinal));
        foreach (var outage in scope.Groups)
        {
            var key = string.Join('\n', scope.Group.Parent!.Find("country"), outage.Find("functionality"),
                outage.Find("startDateAndTime"), outage.Find("type"));
            if (!seen.Add(key))
                scope.Violate(outage);
        }
    }

    /// <summary>R0519, R0705: a span of time ends after it begins.</summary>
    private static void EndsAfter(RuleScope scope, string start)
    {
        if (TimeOf(scope.Value) is { } end && TimeOf(scope.Group.Find(start)) is { } begin && end <= begin)
            scope.Violate();
    }

    private static DateTime? TimeOf(string? value) =>
        DateTime.TryParse(value, CultureInfo.InvariantCulture,
            DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;

    /// <summary>R0852: countries that do not take entry data with transit cannot refuse a message for them.</summary>
    private static void NoRejectionOfEntryData(RuleScope scope)
    {
        if (scope.Value is "A13" or "A15" or "A71" && scope.InList("CL167", scope.SendingCountry()) == true)
            scope.Violate();
    }
}
