namespace Throughline.Corridor.Scenarios;

/// <summary>Decides what takes part in a scenario and applies its changes.</summary>
internal sealed class SnapshotBuilder
{
    private readonly CorridorModel _corridor;
    private readonly Scenario _scenario;
    private readonly Elements<Link> _links;
    private readonly Elements<Crossing> _crossings;
    private readonly Elements<Service> _services;
    private readonly Elements<Transfer> _transfers;
    private readonly Elements<Rate> _rates;
    private readonly List<int> _hits = [];

    public SnapshotBuilder(CorridorModel corridor, Scenario scenario)
    {
        _corridor = corridor;
        _scenario = scenario;
        _links = new(corridor.Links, l => scenario.Includes(l.Status, l.Tag, l.ExpectedOpen));
        _crossings = new(corridor.Crossings, c => scenario.Includes(c.Status, c.Tag, c.ExpectedOpen));
        _services = new(corridor.Services, s => scenario.Includes(s.Status, s.Tag, s.ExpectedOpen));
        _transfers = new(corridor.Transfers, _ => true);
        _rates = new(corridor.Rates, _ => true);
    }

    /// <summary>Applies one change to all elements that match its selectors.</summary>
    public void Apply(ScenarioChange change)
    {
        var match = new ChangeMatch(_corridor, change);
        var act = new ChangeAction(change);
        _hits.Add(change.Kind switch
        {
            "link" => Apply(_links, match.Matches, act.Change, act),
            "crossing" => Apply(_crossings, match.Matches, act.Change, act),
            "service" => Apply(_services, match.Matches, act.Change, act),
            "transfer" => Apply(_transfers, match.Matches, act.Change, act),
            "rate" => Apply(_rates, match.Matches, act.Change, act),
            _ => throw new ArgumentException($"There is no kind of element '{change.Kind}' to change.", nameof(change)),
        });
    }

    public CorridorSnapshot Finish(string version)
    {
        var crossings = _crossings.TakingPart();
        return new CorridorSnapshot
        {
            Corridor = _corridor,
            Scenario = _scenario,
            Version = version,
            Links = PassableLinks(crossings),
            Crossings = crossings,
            Transfers = _transfers.TakingPart(),
            Services = _services.TakingPart(),
            Rates = _rates.TakingPart(),
            Restrictions = [.. _corridor.Restrictions.Where(r => r.Tag is null || _scenario.Tags.Contains(r.Tag))],
            ChangeHits = _hits,
        };
    }

    private static int Apply<T>(Elements<T> elements, Func<T, bool> matches, Func<T, T?> change, ChangeAction act) =>
        act.IsSwitch ? elements.Switch(matches, act.Opens) : elements.Change(matches, change);

    /// <summary>Leaves out land links over a border whose crossings exist but none of them takes part.</summary>
    private List<Link> PassableLinks(List<Crossing> takingPart)
    {
        var all = EndsOf(_corridor.Crossings);
        var open = EndsOf(takingPart);
        var links = _links.TakingPart();
        links.RemoveAll(link =>
        {
            if (link.Mode is not (TransportMode.Road or TransportMode.Rail))
                return false;
            var ends = Ends(link.Mode, link.From, link.To);
            return all.Contains(ends) && !open.Contains(ends)
                && _corridor.FindPlace(link.From)?.Country != _corridor.FindPlace(link.To)?.Country;
        });
        return links;
    }

    private static HashSet<(TransportMode, string, string)> EndsOf(IReadOnlyList<Crossing> crossings)
    {
        var ends = new HashSet<(TransportMode, string, string)>(crossings.Count);
        foreach (var crossing in crossings)
            ends.Add(Ends(crossing.Mode, crossing.PlaceA, crossing.PlaceB));
        return ends;
    }

    private static (TransportMode, string, string) Ends(TransportMode mode, string a, string b) =>
        string.CompareOrdinal(a, b) <= 0 ? (mode, a, b) : (mode, b, a);
}
