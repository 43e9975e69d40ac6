using System.Globalization;
using Throughline.Corridor;
using Throughline.Planning.Core;

namespace Throughline.Planning;

/// <summary>Something that keeps goods from part of the network: a constraint of the request or a restriction
/// row.</summary>
/// <param name="Kind">constraint or restriction.</param>
/// <param name="Id">JSON pointer of the constraint, or id of the row.</param>
/// <param name="Element">What it bans: country, mode, place, link, crossing, service or transfer.</param>
/// <param name="Target">Which one.</param>
/// <param name="Explanation">A sentence for the user.</param>
internal sealed record Ban(string Kind, string Id, string Element, string Target, string Explanation);

/// <summary>Something an itinerary must touch.</summary>
/// <param name="Id">JSON pointer of the constraint.</param>
/// <param name="Element">country, mode or place.</param>
/// <param name="Target">Which one.</param>
internal sealed record Requirement(string Id, string Element, string Target);

/// <summary>Bans and requirements of one request, and how they mark a network.</summary>
internal sealed class RequestFilter
{
    /// <summary>Reads the constraints of a request and the restrictions of a snapshot.</summary>
    public RequestFilter(CorridorSnapshot snapshot, PlanRequest request)
    {
        var c = request.Constraints;
        AddBans("country", c.AvoidCountries, "avoidCountries");
        AddBans("mode", c.AvoidModes, "avoidModes");
        AddBans("place", c.AvoidPlaces, "avoidPlaces");
        AddBans("element", c.AvoidElements, "avoidElements");
        // What is hardest to meet first: the bounds of the search know the first few only.
        Require("place", c.RequirePlaces, "requirePlaces");
        Require("country", c.RequireCountries, "requireCountries");
        Require("mode", c.RequireModes, "requireModes");
        var unit = snapshot.Corridor.LoadUnits.First(u => u.Id == request.Cargo.Unit);
        foreach (var row in snapshot.Restrictions)
        {
            if (Forbids(row.Forbids, request.Cargo, unit))
                Bans.Add(new("restriction", row.Id, row.AppliesTo, row.Target, row.Reason));
        }
    }

    private RequestFilter(IEnumerable<Ban> bans, IEnumerable<Requirement> requirements)
    {
        Bans.AddRange(bans);
        Requirements.AddRange(requirements);
    }

    /// <summary>What is banned.</summary>
    public List<Ban> Bans { get; } = [];

    /// <summary>What is required, one bit each.</summary>
    public List<Requirement> Requirements { get; } = [];

    /// <summary>The bits of all requirements.</summary>
    public byte RequiredMask => (byte)((1 << Requirements.Count) - 1);

    /// <summary>A text that is the same for filters that do the same.</summary>
    public string Key => field ??= string.Join(
        '|', Bans.Select(b => $"-{b.Element}:{b.Target}").Concat(Requirements.Select(r => $"+{r.Element}:{r.Target}")));

    /// <summary>The same filter with some entries lifted.</summary>
    public RequestFilter Without(IReadOnlySet<string> ids) =>
        new(Bans.Where(b => !ids.Contains(b.Id)), Requirements.Where(r => !ids.Contains(r.Id)));

    /// <summary>Marks blocked arcs and vertices and met requirements in a scratch state.</summary>
    public void Mark(UnitNetwork unit, SearchState state)
    {
        var network = unit.Network;
        if (Bans.Count > 0)
        {
            for (var v = 0; v < network.VertexCount; v++)
                state.VertexBlocked[v] = IsBanned(unit, network.Table.Vertices[v]);
            for (var arc = 0; arc < network.ArcCount; arc++)
            {
                state.Blocked[arc] = state.VertexBlocked[network.ArcFrom[arc]]
                    || state.VertexBlocked[network.ArcTo[arc]] || IsBannedArc(unit, arc);
            }
        }

        if (Requirements.Count == 0)
            return;
        for (var v = 0; v < network.VertexCount; v++)
            state.VertexMask[v] = Met(unit, network.Table.Vertices[v]);
        for (var arc = 0; arc < network.ArcCount; arc++)
            state.ArcMask[arc] = (byte)(state.VertexMask[network.ArcTo[arc]] | MetArc(unit, arc));
    }

    private bool IsBanned(UnitNetwork unit, VertexKey vertex)
    {
        var place = unit.Snapshot.Corridor.Places[vertex.Place];
        foreach (var ban in Bans)
        {
            if (ban.Element == "country" && ban.Target == place.Country
                || ban.Element == "place" && ban.Target == place.Id
                || ban.Element == "mode" && ban.Target == Name(UnitNetwork.ModeOf(vertex.Standing)))
                return true;
        }

        return false;
    }

    private bool IsBannedArc(UnitNetwork unit, int arc)
    {
        foreach (var ban in Bans)
        {
            var hit = ban.Element switch
            {
                "country" => TouchesCountry(unit, arc, ban.Target),
                "place" => TouchesPlace(unit, arc, ban.Target),
                "mode" => TouchesMode(unit, arc, ban.Target),
                _ => IsElement(unit, arc, ban.Element, ban.Target),
            };
            if (hit)
                return true;
        }

        return false;
    }

    private static bool IsElement(UnitNetwork unit, int arc, string element, string target)
    {
        var network = unit.Network;
        var reference = network.ArcRef[arc];
        if (element == "element")
        {
            return IsElement(unit, arc, "link", target) || IsElement(unit, arc, "crossing", target)
                || IsElement(unit, arc, "service", target);
        }

        return element switch
        {
            "link" => network.ArcKinds[arc] == ArcKind.Run
                ? unit.Snapshot.Links[reference].Id == target
                : unit.ArcWay[arc]?.Any(p => p.Link >= 0 && unit.Snapshot.Links[p.Link].Id == target) == true,
            "crossing" => network.ArcCrossing[arc] >= 0
                && unit.Snapshot.Crossings[network.Crossings[network.ArcCrossing[arc]].Crossing].Id == target,
            "transfer" => network.ArcKinds[arc] == ArcKind.Transfer && unit.Snapshot.Transfers[reference].Id == target,
            "service" => unit.ArcWay[arc] is not null && unit.Snapshot.Services[reference].Id == target,
            _ => false,
        };
    }

    private byte Met(UnitNetwork unit, VertexKey vertex)
    {
        var place = unit.Snapshot.Corridor.Places[vertex.Place];
        var mask = 0;
        for (var i = 0; i < Requirements.Count; i++)
        {
            var r = Requirements[i];
            if (r.Element == "country" && r.Target == place.Country || r.Element == "place" && r.Target == place.Id)
                mask |= 1 << i;
        }

        return (byte)mask;
    }

    private byte MetArc(UnitNetwork unit, int arc)
    {
        var mask = 0;
        for (var i = 0; i < Requirements.Count; i++)
        {
            var r = Requirements[i];
            var met = r.Element switch
            {
                "country" => TouchesCountry(unit, arc, r.Target),
                "place" => TouchesPlace(unit, arc, r.Target),
                _ => TouchesMode(unit, arc, r.Target),
            };
            if (met)
                mask |= 1 << i;
        }

        return (byte)mask;
    }

    private static bool TouchesCountry(UnitNetwork unit, int arc, string country)
    {
        var places = unit.Snapshot.Corridor.Places;
        return unit.ArcWay[arc]?.Any(p => places[p.From].Country == country || places[p.To].Country == country) == true;
    }

    private static bool TouchesPlace(UnitNetwork unit, int arc, string place)
    {
        var places = unit.Snapshot.Corridor.Places;
        return unit.ArcWay[arc]?.Any(p => places[p.From].Id == place || places[p.To].Id == place) == true;
    }

    private static bool TouchesMode(UnitNetwork unit, int arc, string mode)
    {
        var network = unit.Network;
        if (network.ArcKinds[arc] == ArcKind.Run)
            return Name(unit.Snapshot.Links[network.ArcRef[arc]].Mode) == mode;
        return unit.ArcWay[arc] is { } way
            && (Name(unit.Snapshot.Services[network.ArcRef[arc]].Mode) == mode || way.Any(p => Name(p.Mode) == mode));
    }

    /// <summary>The mode as it is written in requests and answers.</summary>
    public static string Name(TransportMode mode) => mode switch
    {
        TransportMode.Road => "road",
        TransportMode.Rail => "rail",
        TransportMode.Sea => "sea",
        TransportMode.Ferry => "ferry",
        TransportMode.Air => "air",
        _ => "pipeline",
    };

    private void AddBans(string element, IReadOnlyList<string> targets, string field)
    {
        for (var i = 0; i < targets.Count; i++)
        {
            Bans.Add(new("constraint", $"/constraints/{field}/{i}", element, targets[i],
                $"The request avoids {(element == "element" ? "" : element + " ")}{targets[i]}."));
        }
    }

    private void Require(string element, IReadOnlyList<string> targets, string field)
    {
        for (var i = 0; i < targets.Count; i++)
            Requirements.Add(new($"/constraints/{field}/{i}", element, targets[i]));
    }

    private static bool Forbids(string forbids, Cargo cargo, LoadUnit unit)
    {
        var colon = forbids.IndexOf(':', StringComparison.Ordinal);
        var key = colon < 0 ? forbids : forbids[..colon];
        var value = colon < 0 ? "" : forbids[(colon + 1)..];
        return key switch
        {
            "all" => true,
            "unit" => cargo.Unit == value,
            "dg" => cargo.DangerousGoodsClass is { } dg
                && (value == "any" || dg == value || dg.StartsWith(value + ".", StringComparison.Ordinal)),
            "hs" => cargo.HsCode?.StartsWith(value, StringComparison.Ordinal) == true,
            "oversize" => cargo.Oversize,
            "temperature" => cargo.TemperatureControlled,
            "gross_over" => cargo.GrossMassKg / cargo.Count + unit.TareKg
                > long.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture),
            _ => false,
        };
    }
}
