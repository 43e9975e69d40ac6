using Throughline.Corridor;
using Throughline.Planning;

namespace Throughline.Bench;

/// <summary>The reference corridor and seeded random requests on it.</summary>
internal sealed class Requests
{
    private static readonly string[] Modes = ["road", "rail", "sea", "ferry"];
    private readonly Random _random;
    private readonly Dictionary<string, List<string>> _places = [];

    /// <summary>Loads the corridor of the repository and prepares a planner.</summary>
    public Requests(int seed, string scenario = "with-tripp")
    {
        _random = new Random(seed);
        Corridor = CorridorFolder.Load(Folder()).GetCorridor();
        Planner = new Planner(Snapshot(Corridor, scenario));
        foreach (var unit in Corridor.LoadUnits)
        {
            var network = Planner.ForUnit(unit.Id).Unit.Network;
            var list = new List<string>();
            for (var p = 0; p < Corridor.Places.Count; p++)
            {
                if (network.Table.FirstVertex[p] < network.Table.FirstVertex[p + 1])
                    list.Add(Corridor.Places[p].Id);
            }

            _places[unit.Id] = list;
        }
    }

    /// <summary>The corridor.</summary>
    public CorridorModel Corridor { get; }

    /// <summary>The planner over it.</summary>
    public Planner Planner { get; }

    /// <summary>A snapshot of a scenario.</summary>
    public static CorridorSnapshot Snapshot(CorridorModel corridor, string scenario) =>
        CorridorSnapshot.Build(corridor, Scenario.Resolve(corridor, scenario, [], null, []));

    /// <summary>A request without constraints.</summary>
    public PlanRequest Plain(string unit)
    {
        var from = Pick(_places[unit]);
        var to = Pick(_places[unit]);
        while (to == from)
            to = Pick(_places[unit]);
        return new PlanRequest
        {
            From = Endpoint.At(from),
            To = Endpoint.At(to),
            DepartAfter = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(_random.Next(525_600)),
            Cargo = new Cargo { Unit = unit },
        };
    }

    /// <summary>A request of any kind: unit, count, mass, drivers and, in every other one, constraints.</summary>
    public PlanRequest Any()
    {
        var unit = Corridor.LoadUnits[_random.Next(Corridor.LoadUnits.Count)].Id;
        var count = _random.Next(3) == 0 ? _random.Next(1, 20) : 1;
        var plain = Plain(unit);
        return plain with
        {
            Cargo = new Cargo { Unit = unit, Count = count, GrossMassKg = count * 1_000L * _random.Next(1, 28) },
            TwoDrivers = _random.Next(3) == 0,
            Constraints = _random.Next(2) == 0 ? new() : Limits(unit),
        };
    }

    private PlanConstraints Limits(string unit) => new()
    {
        AvoidCountries = Some(3, () => Pick(Corridor.Places).Country),
        AvoidModes = Some(4, () => Modes[_random.Next(Modes.Length)]),
        AvoidPlaces = Some(4, () => Pick(_places[unit])),
        RequireCountries = Some(4, () => Pick(Corridor.Places).Country),
        RequireModes = Some(5, () => Modes[_random.Next(Modes.Length)]),
        RequirePlaces = Some(6, () => Pick(_places[unit])),
        MaxHandlings = _random.Next(3) == 0 ? _random.Next(7) : null,
    };

    private string[] Some(int oneIn, Func<string> make) => _random.Next(oneIn) == 0 ? [make()] : [];

    private T Pick<T>(IReadOnlyList<T> list) => list[_random.Next(list.Count)];

    /// <summary>The query of a request, as the planner resolves it.</summary>
    public Query Resolve(PlanRequest request)
    {
        var unit = Planner.ForUnit(request.Cargo.Unit);
        return new Query(request, new RequestFilter(Planner.Snapshot, request),
            Resolver.Resolve(unit.Unit, request.From, request.Cargo, "/from").Terminals,
            Resolver.Resolve(unit.Unit, request.To, request.Cargo, "/to").Terminals);
    }

    /// <summary>The corridor of the repository.</summary>
    public static string Folder()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var folder = Path.Combine(at.FullName, "data", "corridor");
            if (Directory.Exists(folder))
                return folder;
        }

        throw new DirectoryNotFoundException("data/corridor");
    }
}
