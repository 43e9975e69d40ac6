using Throughline.Corridor;

namespace Throughline.Planning;

/// <summary>Finds where along a sweep one way overtakes another.</summary>
internal static class SweepChanges
{
    private static readonly (string Reason, Func<Itinerary, double> Measure)[] Reasons =
    [
        ("fastest", i => i.DurationSeconds),
        ("cheapest", i => i.CostMinor),
        ("cleanest", i => i.Co2eGrams),
        ("most-reliable", i => i.Reliability.P90Seconds),
        ("fewest-handlings", i => i.Handlings),
    ];

    private static readonly (string Name, Func<SweepRoute, double?> Measure)[] RouteMeasures =
    [
        ("duration", r => r.DurationSeconds),
        ("p50", r => r.P50Seconds),
        ("p90", r => r.P90Seconds),
        ("cost", r => r.CostMinor),
    ];

    public static IReadOnlyList<SweepChange> List(
        IReadOnlyList<PointResult> points, IReadOnlyList<NamedRoute> routes)
    {
        var changes = new List<SweepChange>();
        for (var i = 1; i < points.Count; i++)
        {
            foreach (var (reason, measure) in Reasons)
            {
                if (BestChange(points[i - 1], points[i], reason, measure) is { } change)
                    changes.Add(change);
            }
        }

        for (var a = 0; a < routes.Count; a++)
        {
            for (var b = a + 1; b < routes.Count; b++)
            {
                foreach (var (name, measure) in RouteMeasures)
                    AddRouteChanges(changes, points, routes[a].Id, routes[b].Id, name, measure);
            }
        }

        return changes;
    }

    private static SweepChange? BestChange(
        PointResult first, PointResult second, string reason, Func<Itinerary, double> measure)
    {
        var from = first.Signatures.GetValueOrDefault(reason);
        var to = second.Signatures.GetValueOrDefault(reason);
        if (from == to)
            return null;
        return new SweepChange(
            [first.Point.Value, second.Point.Value], reason,
            from is null ? "" : first.Point.Best[reason].Via, to is null ? "" : second.Point.Best[reason].Via,
            BreakEven(
                first.Point.Value, Least(first, from, measure) - Least(first, to, measure),
                second.Point.Value, Least(second, from, measure) - Least(second, to, measure)));
    }

    private static void AddRouteChanges(
        List<SweepChange> changes, IReadOnlyList<PointResult> points, string a, string b, string name,
        Func<SweepRoute, double?> measure)
    {
        // A point where both are equal belongs to neither side: the change is told once, from the last unequal point.
        (double Value, double Lead)? last = null;
        foreach (var point in points)
        {
            if (measure(point.Point.Routes[a]) - measure(point.Point.Routes[b]) is not { } lead)
            {
                last = null;
                continue;
            }

            if (lead == 0)
                continue;
            if (last is { } before && Math.Sign(before.Lead) != Math.Sign(lead))
            {
                changes.Add(new SweepChange(
                    [before.Value, point.Point.Value], name, lead > 0 ? a : b, lead > 0 ? b : a,
                    BreakEven(before.Value, before.Lead, point.Point.Value, lead)));
            }

            last = (point.Point.Value, lead);
        }
    }

    private static double? Least(PointResult point, string? signature, Func<Itinerary, double> measure) =>
        signature is null || !point.Ways.Contains(signature) ? null : point.Ways[signature].Min(measure);

    private static double? BreakEven(double x1, double? lead1, double x2, double? lead2)
    {
        if (lead1 is not { } first || lead2 is not { } second || Math.Sign(first) == Math.Sign(second))
            return null;
        return x1 + (x2 - x1) * first / (first - second);
    }
}
