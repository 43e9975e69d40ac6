namespace Throughline.Corridor.Imports;

/// <summary>What was read from the imported files, before a base completes it.</summary>
internal sealed class ImportedNetwork
{
    public required string Name { get; init; }
    public required string Source { get; init; }
    public required int Year { get; init; }
    public required List<Place> Places { get; init; }
    public List<Link> Links { get; init; } = [];
    public List<Service> Services { get; init; } = [];
    public List<Transfer> Transfers { get; init; } = [];
}
