namespace Throughline.Planning.Timetables;

/// <summary>How a <see cref="TimetableScan"/> reads a corridor.</summary>
public sealed record TimetableOptions
{
    /// <summary>Least time of a change between two trips at every place, in seconds, 0 to 604,800; null: the longest
    /// median of the place's transfer rows between vehicles, else of the rows for all places, else 0.</summary>
    public int? ChangeSeconds { get; init; }

    /// <summary>How many UTC days of departures are kept ready, 2 to 64. A query that touches more days is right too,
    /// but makes the boards of days anew.</summary>
    public int BoardDays { get; init; } = 8;
}
