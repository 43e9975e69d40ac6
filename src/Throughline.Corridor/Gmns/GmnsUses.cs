namespace Throughline.Corridor.Gmns;

/// <summary>Which mode of goods a link of a GMNS network serves, from its allowed uses and facility type.</summary>
internal sealed class GmnsUses
{
    private readonly Dictionary<string, string[]> _groups = new(StringComparer.OrdinalIgnoreCase);

    public void AddGroup(string name, string uses) => _groups[name] = Split(uses);

    /// <summary>The modes, in their order; none when no goods go there, such as on a footpath.</summary>
    public IReadOnlyList<TransportMode> ModesOf(string? allowedUses, string? facilityType)
    {
        var modes = new SortedSet<TransportMode>();
        if (allowedUses is null)
            // Without uses the facility decides; a network of roads often has neither.
            modes.Add(ModeOfFacility(facilityType) ?? TransportMode.Road);
        else
            AddModes(allowedUses, facilityType, modes, 0);
        return [.. modes];
    }

    private void AddModes(string uses, string? facilityType, SortedSet<TransportMode> modes, int depth)
    {
        foreach (var use in Split(uses))
        {
            if (_groups.TryGetValue(use, out var members) && depth < 4)
                AddModes(string.Join(',', members), facilityType, modes, depth + 1);
            else if (use.Equals("all", StringComparison.OrdinalIgnoreCase))
                modes.Add(ModeOfFacility(facilityType) ?? TransportMode.Road);
            else if (ModeOf(use) is { } mode)
                modes.Add(mode);
        }
    }

    private static TransportMode? ModeOf(string use) => use.ToLowerInvariant() switch
    {
        "auto" or "car" or "sov" or "hov" or "hov2" or "hov3" or "hov3+" or "vehicle" or "motor_vehicle" or "drive"
            or "truck" or "trucks" or "hgv" or "freight" or "heavy_truck" or "medium_truck" or "light_truck" =>
                TransportMode.Road,
        "rail" or "railway" or "train" or "freight_rail" or "heavy_rail" => TransportMode.Rail,
        "ferry" => TransportMode.Ferry,
        "water" or "ship" or "barge" or "vessel" => TransportMode.Sea,
        "air" or "plane" or "aeroway" => TransportMode.Air,
        _ => null,
    };

    private static TransportMode? ModeOfFacility(string? type) => type?.ToLowerInvariant() switch
    {
        "rail" or "railway" => TransportMode.Rail,
        "ferry" => TransportMode.Ferry,
        "waterway" or "shipping" => TransportMode.Sea,
        "aeroway" => TransportMode.Air,
        _ => null,
    };

    private static string[] Split(string text) =>
        text.Split([',', ';', '|'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
