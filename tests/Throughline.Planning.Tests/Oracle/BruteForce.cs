using Throughline.Corridor;

namespace Throughline.Planning.Tests.Oracle;

/// <summary>The four criteria of an itinerary: arrival in seconds of the corridor's clock, US cents, grams,
/// lifts.</summary>
internal readonly record struct Criteria(int Arrival, long Cost, long Grams, int Handlings) : IComparable<Criteria>
{
    /// <summary>No worse in anything.</summary>
    public bool Covers(Criteria other) =>
        Arrival <= other.Arrival && Cost <= other.Cost && Grams <= other.Grams && Handlings <= other.Handlings;

    public int CompareTo(Criteria other) => (Arrival, Cost, Grams, Handlings)
        .CompareTo((other.Arrival, other.Cost, other.Grams, other.Handlings));
}

/// <summary>One way from door to door as the oracle found it.</summary>
internal sealed record OracleWay(Criteria Criteria, IReadOnlyList<TripItem> Items);

/// <summary>There are more ways than the oracle is willing to go through.</summary>
internal sealed class TooManyWaysException(int ways) : Exception($"More than {ways} ways.");

/// <summary>The planning model by trying everything: written from docs/planning-model.md alone, shares no code with the
/// planner. All sequences of moves are walked depth first; there are no labels that push each other out.</summary>
/// <remarks>Two things keep it finite. A walk ends where its sums so far are no better than a finished way: all four
/// only grow. And a walk does not come back to a place and stand with nothing new touched and a driver at least as
/// tired as before: whatever follows could have followed the first time, earlier and cheaper. With a driver who is
/// fresher in some respect (by a handling or a rest on the way) coming back may pay, so that is tried, once per place
/// and stand.</remarks>
internal sealed class BruteForce
{
    private readonly int _maxWalks;
    private readonly OracleRules _rules;
    private readonly OracleMoves _moves;
    private readonly PlanRequest _request;
    private readonly List<OracleWay> _found = [];
    private readonly Stack<Walker> _path = [];
    private int _walks;

    private BruteForce(CorridorSnapshot snapshot, PlanRequest request, int maxWalks)
    {
        _request = request;
        _maxWalks = maxWalks;
        _rules = new OracleRules(snapshot, request);
        _moves = new OracleMoves(snapshot, request, _rules);
    }

    /// <summary>The Pareto set, sorted; one way for each tuple.</summary>
    /// <exception cref="TooManyWaysException">There are too many.</exception>
    public static IReadOnlyList<OracleWay> Ways(CorridorSnapshot snapshot, PlanRequest request, int maxWalks = 200_000)
    {
        var search = new BruteForce(snapshot, request, maxWalks);
        var start = OracleClock.Seconds(NodaTime.Instant.FromDateTimeOffset(request.DepartAfter!.Value));
        foreach (var walker in search._moves.Start(request.From.Place!, start))
            search.Walk(walker);
        return [.. search._found.OrderBy(w => w.Criteria)];
    }

    /// <summary>The Pareto set as tuples, sorted.</summary>
    public static IReadOnlyList<Criteria> ParetoSet(CorridorSnapshot snapshot, PlanRequest request) =>
        [.. Ways(snapshot, request).Select(w => w.Criteria)];

    private void Walk(Walker at)
    {
        if (++_walks > _maxWalks)
            throw new TooManyWaysException(_maxWalks);
        if (IsOutOfBounds(at.Sums) || IsPointlessReturn(at))
            return;
        var hasArrived = at.Place == _request.To.Place && at.Stand.Phase != Phase.Ready;
        if (hasArrived && at.Touched == _rules.AllTouched && _moves.End(at) is { } end)
            Keep(end);
        _path.Push(at);
        foreach (var next in _moves.From(at))
            Walk(next);
        _path.Pop();
    }

    private bool IsOutOfBounds(Criteria sums) =>
        sums.Handlings > (_request.Constraints.MaxHandlings ?? int.MaxValue)
            || _found.Exists(w => w.Criteria.Covers(sums));

    private bool IsPointlessReturn(Walker at)
    {
        var before = _path.Where(p => p.Place == at.Place && p.Stand == at.Stand && p.Touched == at.Touched).ToList();
        return before.Count > 1 || before.Exists(p => at.Driver.IsAtLeastAsTiredAs(p.Driver));
    }

    private void Keep(Walker end)
    {
        if (IsOutOfBounds(end.Sums))
            return;
        _found.RemoveAll(w => end.Sums.Covers(w.Criteria));
        _found.Add(new OracleWay(end.Sums, end.Items()));
    }
}

/// <summary>A unit on its way: where it is, how its driver is, what it has touched and what it cost so far.</summary>
/// <param name="Last">What happened in the move that led here.</param>
/// <param name="Before">The walker before that move, or null at the start.</param>
internal sealed record Walker(
    string Place, Stand Stand, Driver Driver, int Touched, Criteria Sums, IReadOnlyList<TripItem> Last, Walker? Before)
{
    /// <summary>Everything that happened since the start.</summary>
    public IReadOnlyList<TripItem> Items() => [.. Before?.Items() ?? [], .. Last];
}
