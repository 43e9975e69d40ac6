namespace Throughline.Planning.Core;

/// <summary>What a search looks for.</summary>
internal enum SearchAim : byte
{
    /// <summary>The exact Pareto set at the goal.</summary>
    Front,
    /// <summary>At the goal: one way that arrives first.</summary>
    Quickest,
    /// <summary>Everywhere: the first arrival.</summary>
    Arrivals,
    /// <summary>Everywhere: the least cost.</summary>
    Cost,
    /// <summary>Everywhere within a <see cref="SearchProblem.Horizon"/>: the least cost by arrival, the least CO2e
    /// among what costs as little, the fewest handlings among what emits as little.</summary>
    /// <remarks>What comes after two labels of a vertex adds the same to both, so that CO2e need not be compared where
    /// costs differ.</remarks>
    Cheapest,
}

/// <summary>What one search needs besides the network.</summary>
internal sealed record SearchProblem
{
    private SearchProblem? _quickestWithin;

    public required Network Network { get; init; }
    public required Weights Weights { get; init; }
    /// <summary>Bounds towards the targets, by the requirements that are met (the first few of them).</summary>
    public Bounds[] ByMet { get; init; } = [Bounds.None];
    /// <summary>What timetables allow towards the targets, or null.</summary>
    public DepartureBounds? Departures { get; init; }
    public required Drivers Drivers { get; init; }
    public required Terminal[] Sources { get; init; }
    public Terminal[] Targets { get; init; } = [];
    /// <summary>The instant at which the goods are ready.</summary>
    public required int Ready { get; init; }
    /// <summary>Nothing that arrives later is looked at.</summary>
    public required int Latest { get; init; }
    public int MaxHandlings { get; init; } = int.MaxValue;
    /// <summary>Requirements that a journey must meet, as bits.</summary>
    public byte Required { get; init; }
    /// <summary>Some arcs are blocked; <see cref="SearchState.Blocked"/> is filled.</summary>
    public bool HasBlocked { get; init; }
    /// <summary>Stop at the first way found: only whether there is one matters.</summary>
    public bool AnyWay { get; init; }
    /// <summary>What rests to come are charged in advance.</summary>
    public required RestCharge Charge { get; init; }
    /// <summary>What is looked for.</summary>
    public SearchAim Aim { get; init; }
    /// <summary>There is a goal, with bounds and targets.</summary>
    public bool HasGoal => Aim is SearchAim.Front or SearchAim.Quickest;
    /// <summary>Of the front only what the short list wants; see <see cref="ShortListSearch"/>.</summary>
    public bool ShortListOnly { get; init; }
    /// <summary>What is of use when the aim is the cheapest.</summary>
    public Horizon? Horizon { get; init; }
    /// <summary>Share by which a label must be better than a known one to be kept; 0 for the exact set.</summary>
    public double Slack { get; init; }

    /// <summary>The bounds of a way that has met some requirements.</summary>
    public Bounds BoundsOf(byte mask) => ByMet[mask & (ByMet.Length - 1)];

    /// <summary>The same problem with the slack of a quick first pass; made once.</summary>
    public SearchProblem Quick => field ??= this with { Slack = QuickSlack };

    /// <summary>The same problem with the first arrival as its aim; made once.</summary>
    public SearchProblem Quickest => field ??= this with { Aim = SearchAim.Quickest };

    /// <summary>The same with few handlings; kept until another number is asked for.</summary>
    public SearchProblem QuickestWithin(int handlings)
    {
        if (_quickestWithin is null || _quickestWithin.MaxHandlings != handlings)
            _quickestWithin = this with { Aim = SearchAim.Quickest, MaxHandlings = handlings };
        return _quickestWithin;
    }

    /// <summary>Share by which the quick first pass looks away.</summary>
    private const double QuickSlack = 0.2;
}
