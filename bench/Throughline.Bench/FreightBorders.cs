using Throughline.Corridor;

namespace Throughline.Bench;

/// <summary>Adds countries, border dwell and opening hours to a network that has none; the same seed gives the same
/// borders.</summary>
internal static class FreightBorders
{
    private const int CountryCount = 24;
    private const string Source = "bench: generated";

    /// <summary>The places, each in the country whose seat lies nearest; seats are drawn among the places.</summary>
    public static List<Place> Countries(IReadOnlyList<Place> places, int seed)
    {
        var random = new Random(seed);
        var seats = Enumerable.Range(0, CountryCount).Select(_ => places[random.Next(places.Count)]).ToList();
        return places.Select(p => p with
        {
            Country = "X" + (char)('A' + Enumerable.Range(0, CountryCount).MinBy(i => Square(p, seats[i]))),
        }).ToList();
    }

    /// <summary>A crossing for every road between two countries: a dwell of one hour to a day in each direction, longer
    /// in one of ten; one post in three is open from 8 to 20, one in ten on weekdays only.</summary>
    public static List<Crossing> Crossings(IReadOnlyList<Place> places, List<Link> roads, int seed)
    {
        var random = new Random(seed + 1);
        var country = places.ToDictionary(p => p.Id, p => p.Country, StringComparer.Ordinal);
        var crossings = new List<Crossing>();
        foreach (var road in roads)
        {
            if (country[road.From] == country[road.To])
                continue;
            crossings.Add(new Crossing
            {
                Id = $"border_{road.From}_{road.To}",
                Mode = TransportMode.Road,
                PostA = road.From,
                PlaceA = road.From,
                PostB = road.To,
                PlaceB = road.To,
                HoursA = Hours(random),
                HoursB = Hours(random),
                Status = OperatingStatus.Open,
                Tag = road.Tag,
                DwellAToB = Dwell(random),
                DwellBToA = Dwell(random),
                RegimeA = "NATIONAL",
                RegimeB = "NATIONAL",
                CustomsControl = "full",
                Ctc = "none",
                Tir = "none",
                Etir = "none",
                Source = Source,
            });
        }

        return crossings;
    }

    private static OpeningHours? Hours(Random random) => random.Next(30) switch
    {
        < 7 => OpeningHours.Parse("08:00-20:00"),
        < 10 => OpeningHours.Parse("Mo-Fr 08:00-20:00"),
        _ => null,
    };

    private static Spread Dwell(Random random)
    {
        var hours = random.Next(10) == 0 ? random.Next(24, 72) : random.Next(1, 24);
        return new Spread(hours * 3600, hours * 7200);
    }

    private static double Square(Place a, Place b)
    {
        var (x, y) = ((a.Longitude - b.Longitude) * 0.6, a.Latitude - b.Latitude);
        return x * x + y * y;
    }
}
