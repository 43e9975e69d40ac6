namespace Throughline.Planning;

/// <summary>A question for every pair of origins and destinations.</summary>
public sealed record MatrixRequest
{
    /// <summary>Place ids to start from.</summary>
    public required IReadOnlyList<string> Origins { get; init; }
    /// <summary>Place ids to go to.</summary>
    public required IReadOnlyList<string> Destinations { get; init; }
    /// <summary>What is moved.</summary>
    public Cargo Cargo { get; init; } = new();
    /// <summary>Earliest departure, years 2020 to 2060.</summary>
    public required DateTimeOffset DepartAfter { get; init; }
    /// <summary>Constraints, the same for all pairs.</summary>
    public PlanConstraints Constraints { get; init; } = new();
    /// <summary>Two drivers on road legs.</summary>
    public bool TwoDrivers { get; init; }
}

/// <summary>The answer for one pair: the best value of each measure, each of its own itinerary.</summary>
/// <param name="Origin">Place id.</param>
/// <param name="Destination">Place id.</param>
/// <param name="Itineraries">Size of the Pareto set; 0 when there is no way.</param>
/// <param name="DurationSeconds">Of the fastest itinerary.</param>
/// <param name="P50Seconds">Median duration of the fastest itinerary.</param>
/// <param name="P90Seconds">90th percentile of the duration of the fastest itinerary.</param>
/// <param name="DistanceMetres">Distance of the fastest itinerary.</param>
/// <param name="FastestCostMinor">Cost of the fastest itinerary in US cents.</param>
/// <param name="CostMinor">Of the cheapest itinerary in US cents.</param>
/// <param name="Co2eGrams">Of the cleanest itinerary.</param>
/// <param name="Handlings">Fewest handlings.</param>
/// <param name="Summary">Modes and turning points of the fastest itinerary; empty when there is no way.</param>
public sealed record MatrixCell(
    string Origin, string Destination, int Itineraries, int? DurationSeconds, int? P50Seconds, int? P90Seconds,
    long? DistanceMetres, long? FastestCostMinor, long? CostMinor, long? Co2eGrams, int? Handlings, string Summary);

/// <summary>Plans many pairs over all cores.</summary>
public static class Matrix
{
    private const int ChunkPairs = 16;

    /// <summary>Plans every pair and gives the cells in order of origin, then destination, as they are ready. A pair of
    /// a place with itself has duration, cost, CO2e and handlings 0.</summary>
    /// <param name="planner">The planner.</param>
    /// <param name="request">The request.</param>
    /// <param name="parallelism">Threads to use, 1 or more.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="PlanRequestException">The request is wrong.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public static IEnumerable<MatrixCell> Run(
        Planner planner, MatrixRequest request, int parallelism, CancellationToken cancellation = default)
    {
        var chunks = ListChunks(request);
        if (parallelism <= 1 || chunks.Count <= 1)
            return chunks.SelectMany(c => PlanChunk(planner, request, c, cancellation));
        return chunks.AsParallel().AsOrdered()
            .WithDegreeOfParallelism(Math.Min(parallelism, 512))
            .WithMergeOptions(ParallelMergeOptions.NotBuffered)
            .WithCancellation(cancellation)
            .SelectMany(c => PlanChunk(planner, request, c, cancellation));
    }

    private static List<(int Origin, int From, int To)> ListChunks(MatrixRequest request)
    {
        var chunks = new List<(int, int, int)>();
        for (var origin = 0; origin < request.Origins.Count; origin++)
        {
            for (var from = 0; from < request.Destinations.Count; from += ChunkPairs)
                chunks.Add((origin, from, Math.Min(from + ChunkPairs, request.Destinations.Count)));
        }

        return chunks;
    }

    private static MatrixCell[] PlanChunk(
        Planner planner, MatrixRequest request, (int Origin, int From, int To) chunk, CancellationToken cancellation)
    {
        var cells = new MatrixCell[chunk.To - chunk.From];
        for (var i = 0; i < cells.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (origin, destination) = (request.Origins[chunk.Origin], request.Destinations[chunk.From + i]);
            cells[i] = origin == destination
                ? new MatrixCell(origin, destination, 1, 0, 0, 0, 0, 0, 0, 0, 0, "")
                : PlanCell(planner, request, origin, destination, cancellation);
        }

        return cells;
    }

    private static MatrixCell PlanCell(
        Planner planner, MatrixRequest request, string origin, string destination, CancellationToken cancellation)
    {
        var answer = planner.Plan(
            new PlanRequest
            {
                From = Endpoint.At(origin),
                To = Endpoint.At(destination),
                Cargo = request.Cargo,
                DepartAfter = request.DepartAfter,
                Constraints = request.Constraints,
                TwoDrivers = request.TwoDrivers,
            },
            cancellation);
        if (answer.Itineraries.Count == 0)
            return new MatrixCell(origin, destination, 0, null, null, null, null, null, null, null, null, "");
        var fastest = answer.Itineraries.MinBy(i => i.DurationSeconds)!;
        return new MatrixCell(
            origin, destination, answer.Itineraries.Count, fastest.DurationSeconds,
            fastest.Reliability.P50Seconds, fastest.Reliability.P90Seconds, fastest.Distances.Sum(d => d.Metres),
            fastest.CostMinor, answer.Itineraries.Min(i => i.CostMinor), answer.Itineraries.Min(i => i.Co2eGrams),
            answer.Itineraries.Min(i => i.Handlings), fastest.Summary);
    }
}
