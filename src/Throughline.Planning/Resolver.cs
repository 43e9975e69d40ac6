using System.Globalization;
using Throughline.Corridor;
using Throughline.Planning.Core;

namespace Throughline.Planning;

/// <summary>Finds where a journey enters and leaves the network.</summary>
internal static class Resolver
{
    private const int MostPlaces = 4;

    /// <summary>The terminals of an endpoint and how to show it.</summary>
    /// <exception cref="PlanRequestException">No place can be reached from a given position.</exception>
    public static (Terminal[] Terminals, ResolvedEndpoint Shown) Resolve(
        UnitNetwork unit, Endpoint endpoint, Cargo cargo, string pointer)
    {
        var places = unit.Snapshot.Corridor.Places;
        if (endpoint.Place is { } id)
        {
            var index = unit.PlaceIndex[id];
            return ([new Terminal(index, 0, 0, 0, 0)], new(id, places[index].Name, 0, false));
        }

        var access = unit.Snapshot.Corridor.Access
            ?? throw new PlanRequestException([new(pointer,
                "This corridor states no road access from positions (access.csv). Name a place.", [])]);
        var near = new List<(int Place, double Metres)>();
        for (var p = 0; p < places.Count; p++)
        {
            var table = unit.Network.Table;
            if (table.FirstVertex[p] == table.FirstVertex[p + 1])
                continue;
            var metres = GreatCircle.Metres(
                endpoint.Latitude!.Value, endpoint.Longitude!.Value, places[p].Latitude, places[p].Longitude);
            if (metres * access.DetourFactor <= access.MaxMetres)
                near.Add((p, metres * access.DetourFactor));
        }

        if (near.Count == 0)
        {
            throw new PlanRequestException([new(pointer, string.Create(CultureInfo.InvariantCulture,
                $"No place of the corridor lies within {access.MaxMetres / 1000} km by road of this position."), [])]);
        }

        near.Sort((a, b) => a.Metres.CompareTo(b.Metres));
        var weights = unit.WeightsFor(cargo.Count, cargo.GrossMassKg);
        var terminals = near.Take(MostPlaces).Select(n =>
        {
            var metres = (long)Math.Round(n.Metres);
            var country = places[n.Place].Country;
            var cost = weights.Prices.Distance(TransportMode.Road, country, country, metres).AmountMinor;
            var co2e = weights.Emissions.Grams(weights.Emissions.Find(TransportMode.Road, null, null), metres);
            return new Terminal(n.Place, (int)Math.Round(metres * 3.6 / access.SpeedKmh), metres, cost, co2e);
        }).ToArray();
        var first = places[terminals[0].Place];
        return (terminals, new(first.Id, first.Name, (int)terminals[0].Metres, true));
    }
}
