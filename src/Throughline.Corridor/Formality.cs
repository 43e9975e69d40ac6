namespace Throughline.Corridor;

/// <summary>What customs procedure carries goods over a border in transit.</summary>
public enum Formality
{
    /// <summary>No customs line: one customs territory.</summary>
    None,
    /// <summary>Common transit under the Common Transit Convention (NCTS), or Union transit inside the EU.</summary>
    CommonTransit,
    /// <summary>TIR carnet or eTIR; road, or multimodal with a road part.</summary>
    Tir,
    /// <summary>Customs transit of the Eurasian Economic Union.</summary>
    EurasianTransit,
    /// <summary>National transit of each side, by rail under the SMGS or CIM/SMGS consignment note.</summary>
    National,
}
