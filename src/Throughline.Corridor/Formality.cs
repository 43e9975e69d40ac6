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

/// <summary>Which formality a border crossing asks of goods in transit. Pure functions of the crossing's row.</summary>
public static class BorderFormality
{
    /// <summary>The formality that is usual at a crossing: the first of <see cref="List"/>.</summary>
    public static Formality Of(Crossing crossing) => Of(
        crossing.Mode, crossing.RegimeA, crossing.RegimeB, crossing.CustomsControl, crossing.Ctc, crossing.Tir);

    /// <summary>All formalities under which goods may pass in transit, the usual one first; never empty.</summary>
    public static IReadOnlyList<Formality> List(Crossing crossing)
    {
        var list = new List<Formality> { Of(crossing) };
        if (list[0] == Formality.None)
            return list;
        if (crossing.Mode == TransportMode.Road && crossing.Tir == "both")
            Add(list, Formality.Tir);
        if (crossing.RegimeA == "EAEU" || crossing.RegimeB == "EAEU")
            Add(list, Formality.EurasianTransit);
        if (crossing.Ctc != "both")
            Add(list, Formality.National);
        return list;
    }

    /// <summary>The formality that is usual at a crossing.</summary>
    /// <param name="mode">Mode that crosses.</param>
    /// <param name="regimeA">EAEU, EU, EU_CU or NATIONAL on side A.</param>
    /// <param name="regimeB">The same on side B.</param>
    /// <param name="customsControl">internal, customs_union or full.</param>
    /// <param name="ctc">Which sides belong to the Common Transit Convention: both, one or none.</param>
    /// <param name="tir">Which sides belong to the TIR Convention: both, one or none.</param>
    /// <returns>None inside one customs territory (EU, EAEU, or a crossing without customs control): a procedure that
    /// is open goes on. Common transit where both sides are members, which includes customs union with the EU. By road
    /// TIR where both sides are members. Into or out of the Eurasian union by other modes its own transit; else
    /// national.</returns>
    public static Formality Of(
        TransportMode mode, string regimeA, string regimeB, string customsControl, string ctc, string tir)
    {
        // EU_CU is the customs union for industrial goods: free circulation, but transit papers all the same.
        if (customsControl == "internal" || regimeA == regimeB && regimeA is "EU" or "EAEU")
            return Formality.None;
        if (ctc == "both")
            return Formality.CommonTransit;
        if (mode == TransportMode.Road && tir == "both")
            return Formality.Tir;
        return regimeA == "EAEU" || regimeB == "EAEU" ? Formality.EurasianTransit : Formality.National;
    }

    private static void Add(List<Formality> list, Formality formality)
    {
        if (!list.Contains(formality))
            list.Add(formality);
    }
}
