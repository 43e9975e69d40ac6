using System.Globalization;

namespace Throughline.Corridor.Scenarios;

/// <summary>Whether an element is meant by the selectors of a change.</summary>
internal sealed class ChangeMatch(CorridorModel corridor, ScenarioChange change)
{
    public bool Matches(Link link)
    {
        foreach (var (field, value) in change.Selectors)
        {
            var ok = field switch
            {
                "id" => IdMatches(link.Id, value),
                "tag" => link.Tag == value,
                "mode" => CorridorWords.Of(link.Mode) == value,
                "country" => CountryOf(link.From) == value || CountryOf(link.To) == value,
                "place" => link.From == value || link.To == value,
                "gauge" => link.GaugeMm?.ToString(CultureInfo.InvariantCulture) == value,
                "status" => CorridorWords.Of(link.Status) == value,
                _ => throw Unknown(field),
            };
            if (!ok)
                return false;
        }

        return true;
    }

    public bool Matches(Crossing crossing)
    {
        foreach (var (field, value) in change.Selectors)
        {
            var ok = field switch
            {
                "id" => IdMatches(crossing.Id, value),
                "tag" => crossing.Tag == value,
                "mode" => CorridorWords.Of(crossing.Mode) == value,
                "country" => CountryOf(crossing.PlaceA) == value || CountryOf(crossing.PlaceB) == value,
                "place" => crossing.PlaceA == value || crossing.PlaceB == value,
                "status" => CorridorWords.Of(crossing.Status) == value,
                _ => throw Unknown(field),
            };
            if (!ok)
                return false;
        }

        return true;
    }

    public bool Matches(Service service)
    {
        foreach (var (field, value) in change.Selectors)
        {
            var ok = field switch
            {
                "id" => IdMatches(service.Id, value),
                "tag" => service.Tag == value,
                "mode" => CorridorWords.Of(service.Mode) == value,
                "country" => service.Stops.Any(s => CountryOf(s) == value),
                "place" => service.Stops.Contains(value),
                "unit" => service.Units.Contains(value),
                "kind" => value == (service.DeparturesPerWeek is null ? "timetable" : "frequency"),
                "status" => CorridorWords.Of(service.Status) == value,
                _ => throw Unknown(field),
            };
            if (!ok)
                return false;
        }

        return true;
    }

    public bool Matches(Transfer transfer)
    {
        foreach (var (field, value) in change.Selectors)
        {
            var ok = field switch
            {
                "id" => IdMatches(transfer.Id, value),
                "place" => transfer.Place == value,
                "country" => transfer.Place is not null && CountryOf(transfer.Place) == value,
                "kind" => transfer.Kind == value,
                "from" => StandingMatches(transfer.From, transfer.FromAnyRail, value),
                "to" => StandingMatches(transfer.To, transfer.ToAnyRail, value),
                _ => throw Unknown(field),
            };
            if (!ok)
                return false;
        }

        return true;
    }

    public bool Matches(Rate rate)
    {
        foreach (var (field, value) in change.Selectors)
        {
            var ok = field switch
            {
                "id" => IdMatches(rate.Id, value),
                "mode" => CorridorWords.Of(rate.Mode) == value,
                "country" => rate.Country == value,
                "unit" => rate.Unit == value,
                "per" => rate.Per == value,
                _ => throw Unknown(field),
            };
            if (!ok)
                return false;
        }

        return true;
    }

    private static bool IdMatches(string id, string value) =>
        value.EndsWith('*') ? id.StartsWith(value[..^1], StringComparison.Ordinal) : id == value;

    // «rail» means every row about rail, whatever its gauge.
    private static bool StandingMatches(Standing standing, bool anyRail, string value) => value == "rail"
        ? standing is Standing.Rail1520 or Standing.Rail1435
        : CorridorWords.Of(standing, anyRail) == value;

    private string? CountryOf(string place) => corridor.FindPlace(place)?.Country;

    private ArgumentException Unknown(string field) =>
        new($"A change of a {change.Kind} cannot select by '{field}'.", nameof(field));
}
