using System.Globalization;
using Throughline.Corridor;

namespace Throughline.Bench;

/// <summary>A corridor made of a GTFS timetable and a road graph in DIMACS form: roads become a table of the shortest
/// ways between terminals that lie near each other.</summary>
internal static class FreightNetwork
{
    private const string Source = "bench: generated";
    private const int LongestRoadSeconds = 5 * 3600;
    private const double RoadKmh = 60;
    private const double Degree = 1e6;

    /// <summary>Loads a folder with GTFS files, <c>road.gr</c> and <c>road.co</c>.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="terms">Corridor that gives rates, emission factors, transfers and rules.</param>
    /// <param name="borders">Seed of borders with dwell and hours, with which driving rules hold; null for neither.
    /// </param>
    public static CorridorModel Load(string folder, CorridorModel terms, int? borders)
    {
        var imported = GtfsImport.Load(folder, new GtfsOptions { Base = terms, Country = "ZZ", RailGaugeMm = 1435 })
            .GetCorridor();
        var places = borders is { } seed ? FreightBorders.Countries(imported.Places, seed) : imported.Places;
        var roads = Roads(folder, places);
        return new CorridorModel
        {
            Name = imported.Name,
            Version = imported.Version,
            Places = places,
            Links = roads,
            Crossings = borders is { } again ? FreightBorders.Crossings(places, roads, again) : [],
            Transfers = imported.Transfers,
            Services = imported.Services,
            Rates = imported.Rates,
            EmissionFactors = imported.EmissionFactors,
            RunningTimes = imported.RunningTimes,
            DriverRules = borders is null ? [.. terms.DriverRules.Select(Restless)] : terms.DriverRules,
            ExchangeRates = imported.ExchangeRates,
            LoadUnits = imported.LoadUnits,
            Tags = imported.Tags,
            Scenarios = imported.Scenarios,
        };
    }

    private static DriverRule Restless(DriverRule rule)
    {
        const int Year = 366 * 86_400;
        return new DriverRule(rule.Id, Year, 0, Year, 0, Year, Year, 0, Source);
    }

    private static List<Link> Roads(string folder, IReadOnlyList<Place> places)
    {
        var graph = RoadGraph.Read(Path.Combine(folder, "road.gr"));
        var vertex = Nearest(Path.Combine(folder, "road.co"), places);
        var terminal = new Dictionary<int, int>();
        for (var p = 0; p < vertex.Length; p++)
            terminal.TryAdd(vertex[p], p);
        var links = new List<Link>();
        for (var p = 0; p < vertex.Length; p++)
        {
            foreach (var (other, seconds) in graph.Within(vertex[p], LongestRoadSeconds))
            {
                if (terminal.TryGetValue(other, out var q) && q > p)
                    links.Add(Road(places[p], places[q], seconds));
            }
        }

        return links;
    }

    private static Link Road(Place from, Place to, int seconds) => new()
    {
        Id = $"road_{from.Id}_{to.Id}",
        From = from.Id,
        To = to.Id,
        Mode = TransportMode.Road,
        LengthMetres = (int)(seconds * RoadKmh / 3.6),
        SpeedKmh = RoadKmh,
        Status = OperatingStatus.Open,
        Tag = "imported",
        Source = Source,
    };

    /// <summary>The road vertex that lies nearest to each place.</summary>
    private static int[] Nearest(string file, IReadOnlyList<Place> places)
    {
        var best = new double[places.Count];
        Array.Fill(best, double.MaxValue);
        var vertex = new int[places.Count];
        foreach (var line in File.ReadLines(file))
        {
            if (!line.StartsWith("v ", StringComparison.Ordinal))
                continue;
            var words = line.Split(' ');
            var x = long.Parse(words[2], CultureInfo.InvariantCulture) / Degree;
            var y = long.Parse(words[3], CultureInfo.InvariantCulture) / Degree;
            for (var p = 0; p < places.Count; p++)
            {
                var (dx, dy) = (places[p].Longitude - x, places[p].Latitude - y);
                if (dx * dx + dy * dy < best[p])
                {
                    best[p] = dx * dx + dy * dy;
                    vertex[p] = int.Parse(words[1], CultureInfo.InvariantCulture);
                }
            }
        }

        return vertex;
    }
}
