using Throughline.Corridor;

namespace Throughline.Planning;

/// <summary>What formality a crossing asks of goods in transit.</summary>
internal static class Formalities
{
    /// <summary>The formality of a crossing.</summary>
    public static Formality Of(Crossing crossing)
    {
        if (crossing.CustomsControl == "internal" || crossing.RegimeA == "EU" && crossing.RegimeB == "EU")
            return Formality.None;
        if (crossing.RegimeA == "EAEU" && crossing.RegimeB == "EAEU")
            return Formality.EurasianTransit;
        if (crossing.Ctc == "both")
            return Formality.CommonTransit;
        return crossing.Mode == TransportMode.Road && crossing.Tir == "both" ? Formality.Tir : Formality.National;
    }

    /// <summary>The formality as it is written in answers.</summary>
    public static string Code(Formality formality) => formality switch
    {
        Formality.None => "none",
        Formality.CommonTransit => "common-transit",
        Formality.Tir => "tir",
        Formality.EurasianTransit => "eurasian-transit",
        _ => "national",
    };
}
