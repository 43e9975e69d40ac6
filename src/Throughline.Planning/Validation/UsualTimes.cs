using Throughline.Corridor;

namespace Throughline.Planning.Validation;

/// <summary>What a line would take if nobody had said: the speed at which other lines of its mode cover a way of about
/// that length.</summary>
internal sealed class UsualTimes
{
    private const double About = 3;
    private readonly CorridorSnapshot _snapshot;
    private readonly ServiceWays _ways;

    /// <summary>Prepares to ask about lines of a snapshot.</summary>
    public UsualTimes(CorridorSnapshot snapshot)
    {
        _snapshot = snapshot;
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < snapshot.Corridor.Places.Count; i++)
            index[snapshot.Corridor.Places[i].Id] = i;
        _ways = new ServiceWays(snapshot, index);
    }

    /// <summary>The line with usual times in place of its own; null when there is nothing to go by.</summary>
    public Service? Without(Service service)
    {
        if (service.DeparturesPerWeek is null || service.SectionTimes.Count != service.Stops.Count - 1)
            return null;
        var sections = new List<Spread>();
        for (var i = 0; i < service.SectionTimes.Count; i++)
        {
            var metres = Metres(service, i);
            if (metres == 0 || UsualSpeed(service, metres) is not { } speed)
                return null;
            var seconds = (int)(metres / speed);
            sections.Add(new(seconds, 2 * seconds));
        }

        return service with { SectionTimes = sections, Trips = [] };
    }

    private long Metres(Service service, int section) =>
        _ways.Between(service, section, section + 1).Sum(p => p.Metres);

    /// <summary>Median of metres per second of the sections of other lines, in neither direction between these stops.
    /// </summary>
    private double? UsualSpeed(Service service, long metres)
    {
        var speeds = new List<double>();
        foreach (var other in _snapshot.Services)
        {
            if (other.Mode != service.Mode || service.Stops.Count(other.Stops.Contains) > 1)
                continue;
            for (var i = 0; i < other.SectionTimes.Count; i++)
            {
                var length = Metres(other, i);
                if (length <= metres * About && length * About >= metres && other.SectionTimes[i].MedianSeconds > 0)
                    speeds.Add(length / (double)other.SectionTimes[i].MedianSeconds);
            }
        }

        speeds.Sort();
        return speeds.Count == 0 ? null : speeds[speeds.Count / 2];
    }
}
