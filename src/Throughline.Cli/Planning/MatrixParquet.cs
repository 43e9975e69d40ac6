using Parquet;
using Parquet.Schema;
using Throughline.Planning;

namespace Throughline.Cli;

/// <summary>Writes cells of a matrix as a Parquet file.</summary>
internal static class MatrixParquet
{
    private const int RowsPerGroup = 50_000;

    private static readonly DataField<string> Origin = new("origin");
    private static readonly DataField<string> Destination = new("destination");
    private static readonly DataField<int?> Duration = new("duration_seconds");
    private static readonly DataField<int?> P50 = new("p50_seconds");
    private static readonly DataField<int?> P90 = new("p90_seconds");
    private static readonly DataField<long?> Distance = new("distance_metres");
    private static readonly DataField<long?> FastestCost = new("fastest_cost_usd_cents");
    private static readonly DataField<long?> Cost = new("cheapest_cost_usd_cents");
    private static readonly DataField<long?> Co2e = new("co2e_grams");
    private static readonly DataField<int?> Handlings = new("handlings");
    private static readonly DataField<string> Summary = new("summary");

    /// <summary>Writes all cells, in groups of rows.</summary>
    public static async Task WriteAsync(Stream stream, IEnumerable<MatrixCell> cells, CancellationToken cancellation)
    {
        var schema = new ParquetSchema(
            Origin, Destination, Duration, P50, P90, Distance, FastestCost, Cost, Co2e, Handlings, Summary);
        await using var writer = await ParquetWriter.CreateAsync(schema, stream, cancellationToken: cancellation);
        foreach (var rows in cells.Chunk(RowsPerGroup))
        {
            using var group = writer.CreateRowGroup();
            await group.WriteAsync(Origin, [.. rows.Select(r => r.Origin)]);
            await group.WriteAsync(Destination, [.. rows.Select(r => r.Destination)]);
            await group.WriteAsync<int>(Duration, Column(rows, r => r.DurationSeconds),
                cancellationToken: cancellation);
            await group.WriteAsync<int>(P50, Column(rows, r => r.P50Seconds), cancellationToken: cancellation);
            await group.WriteAsync<int>(P90, Column(rows, r => r.P90Seconds), cancellationToken: cancellation);
            await group.WriteAsync<long>(Distance, Column(rows, r => r.DistanceMetres),
                cancellationToken: cancellation);
            await group.WriteAsync<long>(
                FastestCost, Column(rows, r => r.FastestCostMinor), cancellationToken: cancellation);
            await group.WriteAsync<long>(Cost, Column(rows, r => r.CostMinor), cancellationToken: cancellation);
            await group.WriteAsync<long>(Co2e, Column(rows, r => r.Co2eGrams), cancellationToken: cancellation);
            await group.WriteAsync<int>(Handlings, Column(rows, r => r.Handlings), cancellationToken: cancellation);
            await group.WriteAsync(Summary, [.. rows.Select(r => r.Summary)]);
        }
    }

    private static ReadOnlyMemory<T> Column<T>(MatrixCell[] rows, Func<MatrixCell, T> value) =>
        rows.Select(value).ToArray();
}
