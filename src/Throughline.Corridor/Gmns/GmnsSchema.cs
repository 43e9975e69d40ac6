using Throughline.Corridor.Loading;

namespace Throughline.Corridor.Gmns;

/// <summary>The files and columns of a GMNS network that are read; others, geometry among them, are passed
/// over.</summary>
internal static class GmnsSchema
{
    public static readonly TableSchema Config = new("config.csv", false, "dataset_name long_length speed crs", true);
    public static readonly TableSchema Nodes = new("node.csv", true, "node_id! name x_coord! y_coord!", true);
    public static readonly TableSchema Links = new("link.csv", true,
        "link_id! name from_node_id! to_node_id! directed length facility_type capacity free_speed lanes allowed_uses",
        true);
    public static readonly TableSchema UseGroups = new("use_group.csv", false, "use_group! uses!", true);
}
