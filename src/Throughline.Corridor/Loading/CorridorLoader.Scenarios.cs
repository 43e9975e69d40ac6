using System.Globalization;

namespace Throughline.Corridor.Loading;

/// <content>Tags, scenarios, switches, restrictions and names of routes.</content>
internal sealed partial class CorridorLoader
{
    private readonly List<ScenarioTag> _tags = [];
    private readonly IdSet _tagIds = new("tag", "tags.csv");
    private readonly List<ScenarioDefinition> _scenarios = [];
    private readonly List<ScenarioSwitch> _switches = [];
    private readonly List<Restriction> _restrictions = [];
    private readonly List<NamedRoute> _namedRoutes = [];

    private void ReadTags() => ForEachRow(CorridorSchema.Tags, _tagIds, t =>
    {
        var tag = new ScenarioTag(
            _tagIds.ReadNew(t, "tag"), t.NeedText("name"), t.Text("description") ?? "", NeedSource(t));
        if (t.RowOk)
            _tags.Add(tag);
    });

    private void ReadScenarios()
    {
        var ids = new IdSet("scenario", "scenarios.csv");
        ForEachRow(CorridorSchema.Scenarios, ids, t =>
        {
            var scenario = new ScenarioDefinition(
                ids.ReadNew(t, "id"), t.NeedText("name"), _tagIds.ReadList(t, "tags"),
                t.NeedWhole("year", 2020, 2060, "2030"), t.Text("description") ?? "", NeedSource(t));
            if (t.RowOk && scenario.Tags.Count == 0)
                t.Error("tags", "no tag is on, so nothing takes part; write the tags, separated by ;");
            if (t.RowOk)
                _scenarios.Add(scenario);
        });
        if (_scenarios.Count == 0 && ids is { IsComplete: true, Count: 0 })
            _issues.Error("scenarios.csv", 0, null, "there is no scenario; add a row with the tags that are on");
    }

    private void ReadSwitches()
    {
        var ids = new IdSet("switch", "switches.csv");
        ForEachRow(CorridorSchema.Switches, ids, t =>
        {
            var item = new ScenarioSwitch(
                ids.ReadNew(t, "id"), t.NeedText("name"), _tagIds.ReadList(t, "adds"), _tagIds.ReadList(t, "removes"),
                t.Flag("reopens_suspended") ?? false, t.Text("description") ?? "", NeedSource(t));
            if (t.RowOk)
                _switches.Add(item);
        });
    }

    private void ReadNamedRoutes()
    {
        var ids = new IdSet("named route", "named_routes.csv");
        ForEachRow(CorridorSchema.NamedRoutes, ids, t =>
        {
            var route = new NamedRoute(
                ids.ReadNew(t, "id"), t.List("names"), ReadPlacesOrCountries(t, "require"),
                ReadPlacesOrCountries(t, "avoid"), NeedSource(t));
            if (t.RowOk && route.Names.Count == 0)
                t.Error("names", "the cell is empty; write the names as people use them, separated by ;");
            if (t.RowOk && route.Require.Count == 0)
                t.Error("require", "the cell is empty; write the places or countries that make out the route");
            if (t.RowOk)
                _namedRoutes.Add(route);
        });
    }

    private IReadOnlyList<string> ReadPlacesOrCountries(CsvTable t, string column)
    {
        var items = t.List(column);
        foreach (var item in items)
        {
            if (!_countries.Contains(item))
                _placeIds.Check(t, column, item);
        }

        return items;
    }

    private void ReadRestrictions()
    {
        var ids = new IdSet("restriction", "restrictions.csv");
        ForEachRow(CorridorSchema.Restrictions, ids, t =>
        {
            var restriction = new Restriction(
                ids.ReadNew(t, "id"),
                t.NeedOneOf("applies_to", "link", "crossing", "service", "transfer", "place", "country", "mode"),
                t.NeedText("target"), t.NeedText("forbids"), _tagIds.Read(t, "tag"), t.NeedText("reason"),
                NeedSource(t));
            if (t.RowOk)
                CheckRestriction(t, restriction);
            if (t.RowOk)
                _restrictions.Add(restriction);
        });
    }

    private void CheckRestriction(CsvTable t, Restriction restriction)
    {
        var ids = restriction.AppliesTo switch
        {
            "link" => _linkIds,
            "crossing" => _crossingIds,
            "service" => _serviceIds,
            "transfer" => _transferIds,
            "place" => _placeIds,
            _ => null,
        };
        ids?.Check(t, "target", restriction.Target);
        if (restriction.AppliesTo == "country")
            CheckCountry(t, "target", restriction.Target);
        if (restriction.AppliesTo == "mode" && CorridorWords.FindMode(restriction.Target) is null)
            t.Error("target", $"{CsvTable.Quote(restriction.Target)} is not a mode; write {ModeWords}");
        CheckForbids(t, restriction.Forbids);
    }

    private void CheckForbids(CsvTable t, string forbids)
    {
        var colon = forbids.IndexOf(':', StringComparison.Ordinal);
        var word = colon < 0 ? forbids : forbids[..colon];
        var value = colon < 0 ? "" : forbids[(colon + 1)..];
        var ok = word switch
        {
            "oversize" or "temperature" or "all" => colon < 0,
            "unit" => value.Length > 0,
            "dg" => value == "any" || value.Length is 1 or 3 && char.IsBetween(value[0], '1', '9')
                && (value.Length == 1 || value[1] == '.' && char.IsAsciiDigit(value[2])),
            "hs" => value.Length is >= 2 and <= 10 && value.All(char.IsAsciiDigit),
            "gross_over" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _),
            _ => false,
        };
        if (!ok)
            t.Error("forbids", $"{CsvTable.Quote(forbids)} cannot be read; write unit:ID, dg:CLASS (such as dg:1 or "
                + "dg:4.1), dg:any, hs:PREFIX, oversize, temperature, gross_over:KG or all");
        else if (word == "unit")
            _unitIds.Check(t, "forbids", value);
    }
}
