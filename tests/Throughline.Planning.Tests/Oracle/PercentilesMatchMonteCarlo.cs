using System.Globalization;

namespace Throughline.Planning.Tests.Oracle;

/// <summary>p10, p50 and p90 of an itinerary are those of a plain simulation of 100,000 journeys.</summary>
/// <remarks>A percentile may be off by 1 % of the journey, or by what one and a half percent of the journeys make up:
/// where a missed sailing costs a week, the distribution jumps there.</remarks>
public class PercentilesMatchMonteCarlo
{
    private const int Runs = 100_000;

    [Fact]
    public void On_random_networks()
    {
        var wanted = int.TryParse(
            Environment.GetEnvironmentVariable("THROUGHLINE_SIMULATIONS"), CultureInfo.InvariantCulture, out var n)
                ? n : 40;
        var faults = new List<string>();
        var done = 0;
        for (var seed = 0; done < wanted; seed++)
        {
            var text = RandomNetworks.Text(seed);
            var (snapshot, request) = NetworkText.Case(text);
            var itineraries = new Planner(snapshot).Plan(request).Itineraries;
            foreach (var itinerary in itineraries.Take(2))
            {
                done++;
                var durations = MonteCarlo.Durations(snapshot, request, itinerary, Runs);
                var fault = Fault(itinerary.Reliability, durations);
                if (fault is not null)
                    faults.Add($"seed {seed}: {fault}\n{OneLine.Of(itinerary, snapshot)}\n{text}");
            }
        }

        Assert.True(faults.Count == 0, $"{faults.Count} of {done}\n" + string.Join("\n\n", faults.Take(5)));
    }

    private static string? Fault(Reliability planned, double[] durations)
    {
        var journey = durations[durations.Length / 2];
        foreach (var (share, seconds) in new[]
            { (0.1, planned.P10Seconds), (0.5, planned.P50Seconds), (0.9, planned.P90Seconds) })
        {
            var least = durations[(int)((share - 0.015) * durations.Length)] - 0.01 * journey;
            var most = durations[(int)((share + 0.015) * durations.Length)] + 0.01 * journey;
            if (seconds < least || seconds > most)
            {
                return string.Create(CultureInfo.InvariantCulture,
                    $"p{share * 100:0} is {seconds / 3600.0:0.00} h, simulated {least / 3600:0.00} to "
                        + $"{most / 3600:0.00} h");
            }
        }

        return null;
    }
}
