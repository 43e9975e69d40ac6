namespace Throughline.Planning.Tests.Oracle;

/// <content>Chains: one hop after the other with hours, ferries and detours, where a driver's pauses interlock with
/// opening hours and departures.</content>
internal sealed partial class RandomNetworks
{
    private void DrawChain()
    {
        var lands = Lands.OrderBy(_ => _random.Next()).Take(_random.Next(1, 4)).ToArray();
        var count = _random.Next(3, 6);
        for (var i = 0; i < count; i++)
        {
            var (country, zone) = PickOf(lands);
            _places.Add((((char)('A' + i)).ToString(), country, zone));
        }

        // Detours past places X, Y, ... go beside some of the hops.
        var hops = _places.Zip(_places.Skip(1)).Select(p => (p.First.Id, p.Second.Id)).ToList();
        var ferry = _unit == "truck" && Chance(0.7) ? _random.Next(1, hops.Count) : -1;
        var detours = hops.Select((hop, i) => (Hop: hop, Index: i)).Where(h => h.Index != ferry && Chance(0.35))
            .ToList();
        foreach (var detour in detours)
        {
            var (country, zone) = PickOf(lands);
            _places.Insert(_places.Count - 1, ($"X{detour.Index}", country, zone));
        }

        foreach (var (id, country, zone) in _places)
            Add($"place {id} {country} {zone} 40.{_random.Next(10)} 45.{_random.Next(10)}");
        for (var i = 0; i < hops.Count; i++)
        {
            if (i == ferry)
                DrawFerryHop(hops[i].Item1, hops[i].Item2);
            else
                DrawLink("road", hops[i].Item1, hops[i].Item2);
        }

        foreach (var ((from, to), index) in detours)
        {
            DrawLink("road", from, $"X{index}");
            DrawLink("road", $"X{index}", to);
        }
    }

    // A ship several times a day, or a frequency; hours of the ramps.
    private void DrawFerryHop(string from, string to)
    {
        Add($"way ferry {from}-{to} {Length()}");
        if (Chance(0.25))
        {
            Add(
                $"roro {from}>{to} id=F {_random.Next(60, 900)}m weekly={Pick("7", "14", "21", "40")} "
                    + $"{Pick("random", "uniform")}");
        }
        else
        {
            Add($"roro {from}>{to} id=F carries=road");
            var ride = _random.Next(60, 900);
            var every = _random.Next(120, 700);
            for (var minute = _random.Next(120); minute < 1440; minute += every)
                Add(
                    $"trip F daily {Clock(minute)} {Clock(minute + ride + (Chance(0.2) ? _random.Next(-50, 50) : 0))} "
                        + $"tz={PickOf([.. _places]).Zone}");
        }

        Add($"transfer {PlaceOrAny(from)} road->ferry {Spread(6)}{Hours("hours", 0.6)} handlings=0");
        Add($"transfer {PlaceOrAny(to)} ferry->road {Spread(12)}{Hours("hours", 0.6)} handlings=0");
    }
}
