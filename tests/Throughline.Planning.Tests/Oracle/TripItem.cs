using System.Globalization;
using NodaTime;
using Throughline.Corridor;

namespace Throughline.Planning.Tests.Oracle;

/// <summary>One thing that happens on a way, for printing.</summary>
internal sealed record TripItem(string Kind, IReadOnlyList<string> Places, int Seconds, int Closed)
{
    public static TripItem Start(string place, int seconds, int closed) => new("load", [place], seconds, closed);

    public static TripItem End(string place, int seconds, int closed) => new("unload", [place], seconds, closed);

    public static TripItem Transfer(string place, int seconds, int closed) => new("transfer", [place], seconds, closed);

    public static TripItem Run(TransportMode mode, string from, string to, int seconds) =>
        new(OracleRules.Name(mode), [from, to], seconds, 0);

    public static TripItem Border(string from, string to, int seconds, int closed) =>
        new("border", [from, to], seconds, closed);

    public static TripItem Rest(int seconds) => new("rest", [], seconds, 0);

    public static TripItem Wait(string place, int seconds) => new("wait", [place], seconds, 0);

    public static TripItem Ride(TransportMode mode, string from, string to, int seconds) =>
        new("ride " + OracleRules.Name(mode), [from, to], seconds, 0);

    public override string ToString()
    {
        var closed = Closed > 0 ? $" (shut {Text(Closed)})" : "";
        var places = Places.Count > 0 ? " " + string.Join('-', Places) : "";
        return $"{Kind}{places} {Text(Seconds)}{closed}";
    }

    /// <summary>3h, 45m, 2h30, 1h00m05s.</summary>
    public static string Text(int seconds)
    {
        var (h, m, s) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        return (h, m, s) switch
        {
            (_, _, > 0) => $"{h}h{m:00}m{s:00}s",
            (_, 0, _) => $"{h}h",
            (0, _, _) => $"{m}m",
            _ => $"{h}h{m:00}",
        };
    }
}

/// <summary>Itineraries as one line of text each, the planner's and the oracle's alike.</summary>
internal static class OneLine
{
    /// <summary>A way of the oracle.</summary>
    public static string Of(OracleWay way, CorridorSnapshot snapshot, PlanRequest request)
    {
        var zone = snapshot.Corridor.GetPlace(request.To.Place!).TimeZone;
        return Line(way.Items, way.Criteria, zone);
    }

    /// <summary>An itinerary of the planner.</summary>
    public static string Of(Itinerary itinerary, CorridorSnapshot snapshot)
    {
        var zone = snapshot.Corridor.GetPlace(itinerary.Steps[^1].ToPlace).TimeZone;
        return Line([.. itinerary.Steps.Select(ToItem)], CriteriaOf(itinerary), zone);
    }

    /// <summary>The four criteria of an itinerary.</summary>
    public static Criteria CriteriaOf(Itinerary itinerary) => new(
        OracleClock.Seconds(Instant.FromDateTimeOffset(itinerary.Arrival)), itinerary.CostMinor, itinerary.Co2eGrams,
        itinerary.Handlings);

    private static TripItem ToItem(Step step) => step.Kind switch
    {
        StepKind.Start => TripItem.Start(step.FromPlace, step.Seconds, step.ClosedSeconds),
        StepKind.Run => new TripItem(
            step.Mode!, step.Path.Count > 0 ? step.Path : [step.FromPlace, step.ToPlace], step.Seconds,
            step.ClosedSeconds),
        StepKind.Crossing => TripItem.Border(step.FromPlace, step.ToPlace, step.Seconds, step.ClosedSeconds),
        StepKind.Transfer => TripItem.Transfer(step.FromPlace, step.Seconds, step.ClosedSeconds),
        StepKind.Wait => TripItem.Wait(step.FromPlace, step.Seconds),
        StepKind.Ride =>
            new TripItem("ride " + step.Mode, [step.FromPlace, step.ToPlace], step.Seconds, step.ClosedSeconds),
        StepKind.Rest => TripItem.Rest(step.Seconds),
        StepKind.End => TripItem.End(step.FromPlace, step.Seconds, step.ClosedSeconds),
        StepKind.Access => new TripItem("access", [step.FromPlace, step.ToPlace], step.Seconds, 0),
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };

    private static string Line(IEnumerable<TripItem> items, Criteria criteria, string zone)
    {
        var parts = new List<TripItem>();
        foreach (var item in items.Where(i => i.Seconds > 0))
        {
            // Runs that follow each other are one: road A-B, road B-C is road A-B-C.
            if (parts.Count > 0 && parts[^1].Kind == item.Kind && item.Kind is "road" or "rail"
                && parts.Count > 0 && parts[^1].Places[^1] == item.Places[0])
                parts[^1] = item with
                {
                    Places = [.. parts[^1].Places, .. item.Places.Skip(1)],
                    Seconds = parts[^1].Seconds + item.Seconds,
                };
            else
                parts.Add(item);
        }

        var arrival = OracleClock.Local(criteria.Arrival, zone);
        return string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", parts)}"
            + $" = {arrival.LocalDateTime:ddd d MMM HH:mm}{(arrival.Second == 0 ? "" : $":{arrival.Second:00}")}"
            + $", {criteria.Cost / 100m:0.00} USD, {criteria.Grams / 1000m:0.###} kg, {criteria.Handlings} lifts");
    }
}
