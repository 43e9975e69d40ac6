using System.Collections.Concurrent;

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
/// <param name="DurationSeconds">Of the fastest itinerary; null, like all that follows, when there is no
/// way.</param>
/// <param name="P50Seconds">Median duration of the fastest itinerary.</param>
/// <param name="P90Seconds">90th percentile of the duration of the fastest itinerary.</param>
/// <param name="DistanceMetres">Distance of the fastest itinerary.</param>
/// <param name="FastestCostMinor">Cost of the fastest itinerary in US cents.</param>
/// <param name="CostMinor">Of the cheapest itinerary in US cents.</param>
/// <param name="Co2eGrams">Of the cleanest itinerary.</param>
/// <param name="Handlings">Fewest handlings.</param>
/// <param name="Summary">Modes and turning points of the fastest itinerary; empty when there is no way.</param>
public sealed record MatrixCell(
    string Origin, string Destination, int? DurationSeconds, int? P50Seconds, int? P90Seconds,
    long? DistanceMetres, long? FastestCostMinor, long? CostMinor, long? Co2eGrams, int? Handlings, string Summary);

/// <summary>Plans many pairs over all cores.</summary>
public static class Matrix
{
    private const int LongRow = 1024;
    private const int ShortRow = 128;

    /// <summary>Plans every pair and gives the cells in order of origin, then destination, as they are ready. The
    /// figures are those of the Pareto set that <see cref="Planner.Plan"/> finds for the pair, which is not itself
    /// searched for. A pair of a place with itself has duration, cost, CO2e and handlings 0.</summary>
    /// <param name="planner">The planner.</param>
    /// <param name="request">The request.</param>
    /// <param name="parallelism">Threads to use, 1 or more.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="PlanRequestException">The request is wrong; carries every error.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public static IEnumerable<MatrixCell> Run(
        Planner planner, MatrixRequest request, int parallelism, CancellationToken cancellation = default)
    {
        var rows = new MatrixRows(planner, request);
        var pieces = ListPieces(request, parallelism);
        if (parallelism <= 1 || pieces.Count <= 1)
            return pieces.SelectMany(p => rows.Plan(p.Origin, p.From, p.To, cancellation));
        return Partitioner.Create(pieces, EnumerablePartitionerOptions.NoBuffering).AsParallel().AsOrdered()
            .WithDegreeOfParallelism(Math.Min(parallelism, 512))
            .WithMergeOptions(ParallelMergeOptions.NotBuffered)
            .WithCancellation(cancellation)
            .SelectMany(p => rows.Plan(p.Origin, p.From, p.To, cancellation));
    }

    /// <summary>Rows, or pieces of them where rows are too few to share or too long to wait for.</summary>
    private static List<(int Origin, int From, int To)> ListPieces(MatrixRequest request, int parallelism)
    {
        var length = request.Origins.Count >= 4 * parallelism ? LongRow : ShortRow;
        var pieces = new List<(int, int, int)>();
        for (var origin = 0; origin < request.Origins.Count; origin++)
        {
            for (var from = 0; from < request.Destinations.Count; from += length)
                pieces.Add((origin, from, Math.Min(from + length, request.Destinations.Count)));
        }

        return pieces;
    }
}
