namespace Throughline.Customs;

/// <summary>How the goods of a skeleton travel.</summary>
public enum SkeletonMode
{
    /// <summary>By road: a tractor, perhaps with trailers.</summary>
    Road,
    /// <summary>By rail: wagons.</summary>
    Rail,
}

/// <summary>What a skeleton of a declaration is to have.</summary>
public sealed record SkeletonRequest
{
    /// <summary>Reference number of the office of departure, eight characters.</summary>
    public required string Departure { get; init; }

    /// <summary>Reference number of the office of destination, eight characters.</summary>
    public required string Destination { get; init; }

    /// <summary>Reference numbers of the offices of transit, in the order of the journey; at most 9.</summary>
    public IReadOnlyList<string> Transits { get; init; } = [];

    /// <summary>Day and time at which the message is prepared, by the clock of the office of departure.</summary>
    public required DateTime Prepared { get; init; }

    /// <summary>How the goods travel.</summary>
    public SkeletonMode Mode { get; init; }

    /// <summary>Type of the declaration (CL231): <c>T1</c>, <c>T2</c>, <c>T2F</c>, <c>T</c> with T1 and T2 goods in
    /// turn, or <c>TIR</c>.</summary>
    public string Type { get; init; } = "T1";

    /// <summary>Whether an authorised consignor declares.</summary>
    public bool IsSimplified { get; init; }

    /// <summary>Whether it is lodged before the goods are presented.</summary>
    public bool IsPreLodged { get; init; }

    /// <summary>Whether the goods keep to the countries that are named.</summary>
    public bool HasBindingItinerary { get; init; }

    /// <summary>Number of containers, 0 to 9,999.</summary>
    public int Containers { get; init; }

    /// <summary>Seals on each container, or on the vehicle when there is none; 0 to 99.</summary>
    public int Seals { get; init; } = 1;

    /// <summary>Number of wagons, 1 to 999; by rail only.</summary>
    public int Wagons { get; init; } = 1;

    /// <summary>Number of trailers behind the tractor, 0 to 2; by road only.</summary>
    public int Trailers { get; init; }

    /// <summary>Number of goods items, 1 to 1,999.</summary>
    public int Items { get; init; } = 1;

    /// <summary>Number of house consignments, 1 to 1,999 and no more than items; as few as hold the items when
    /// null.</summary>
    public int? Houses { get; init; }

    /// <summary>Types of the guarantees (CL251), at most 9; empty: B for TIR, else 1.</summary>
    public IReadOnlyList<string> Guarantees { get; init; } = [];

    /// <summary>References of each guarantee by vouchers (type 4), 1 to 99.</summary>
    public int Vouchers { get; init; } = 1;
}
