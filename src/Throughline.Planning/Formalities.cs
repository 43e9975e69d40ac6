using Throughline.Corridor;

namespace Throughline.Planning;

/// <summary>Formalities as answers write them.</summary>
public static class Formalities
{
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
