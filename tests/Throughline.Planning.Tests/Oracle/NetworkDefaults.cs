namespace Throughline.Planning.Tests.Oracle;

/// <summary>Lines that a network text gets where it has no line of the same verb.</summary>
internal static class NetworkDefaults
{
    /// <summary>Round figures, so that costs and emissions of a lesson can be checked in the head.</summary>
    public static readonly string[] Lines =
    [
        "unit container20 road;rail;sea;ferry;air teu=1",
        "unit container40 road;rail;sea;ferry;air teu=2",
        "unit truck road;ferry teu=0 driver",
        "unit wagon rail;ferry teu=0",
        "unit loose road;rail;sea;air teu=0",
        "currency USD 1",
        "currency EUR 1.1",
        "rate road 1USD/unit_km",
        "rate rail 0.5USD/unit_km",
        "rate sea 0.1USD/unit_km",
        "rate ferry 0.4USD/unit_km",
        "rate air 5USD/unit_km",
        "emission road any 60",
        "emission rail any 20",
        "emission rail electric 10",
        "emission rail diesel 25",
        "emission sea any 15",
        "emission ferry any 40",
        "emission air any 600",
        "spread road 1.2",
        "spread rail 1.3",
        "spread sea 1.4",
        "spread ferry 1.4",
        "spread air 1.1",
        "driver one_driver 4h30 45m 9h 11h 56h 90h 45h",
        "driver two_drivers 9h 45m 18h 9h 112h 180h 45h",
    ];

    /// <summary>The text's own lines and the defaults for verbs that it does not use.</summary>
    public static IEnumerable<TextLine> Complete(IEnumerable<string> lines)
    {
        var own = lines.Select(l => l.Split('#')[0].Trim()).Where(l => l.Length > 0).Select(l => new TextLine(l))
            .ToList();
        var verbs = own.Select(l => l.Verb).ToHashSet(StringComparer.Ordinal);
        return own.Concat(Lines.Select(l => new TextLine(l)).Where(l => !verbs.Contains(l.Verb)));
    }
}
