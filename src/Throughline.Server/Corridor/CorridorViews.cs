using Throughline.Corridor;

namespace Throughline.Server;

/// <summary>Makes what the interface shows of a corridor.</summary>
public static class CorridorViews
{
    /// <summary>The whole corridor under a scenario.</summary>
    public static CorridorView Of(CorridorSnapshot snapshot) => CorridorMapping.ToView(snapshot);
}
