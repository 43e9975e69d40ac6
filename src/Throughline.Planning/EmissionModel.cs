using Throughline.Corridor;

namespace Throughline.Planning;

/// <summary>CO2e of moves for one consignment; docs/planning-model.md section 5.</summary>
internal sealed class EmissionModel
{
    private readonly Dictionary<(TransportMode, string, string), List<EmissionFactor>> _factors = [];
    private readonly string _unit;
    private readonly decimal _tonnes;

    /// <summary>Prepares the factors of a consignment.</summary>
    public EmissionModel(CorridorModel corridor, LoadUnit unit, long massKg)
    {
        _unit = unit.Id;
        _tonnes = massKg / 1000m;
        foreach (var factor in corridor.EmissionFactors)
        {
            var key = (factor.Mode, factor.Traction, factor.Unit ?? "");
            if (!_factors.TryGetValue(key, out var rows))
                _factors[key] = rows = [];
            rows.Add(factor);
        }
    }

    /// <summary>The factor of a mode: rows of the traction before rows of any, rows of the unit before rows of
    /// any.</summary>
    /// <param name="mode">Mode.</param>
    /// <param name="electrified">Traction, or null when unknown.</param>
    /// <param name="rideMetres">Length of the whole ride of a service; null on links, which take no row by
    /// length.</param>
    public EmissionFactor? Find(TransportMode mode, bool? electrified, long? rideMetres)
    {
        var traction = electrified switch { true => "electric", false => "diesel", _ => "any" };
        return Among(mode, traction, rideMetres) ?? (traction == "any" ? null : Among(mode, "any", rideMetres));
    }

    private EmissionFactor? Among(TransportMode mode, string traction, long? rideMetres) =>
        Fitting(mode, traction, _unit, rideMetres) ?? Fitting(mode, traction, "", rideMetres);

    private EmissionFactor? Fitting(TransportMode mode, string traction, string unit, long? rideMetres)
    {
        EmissionFactor? best = null;
        foreach (var row in _factors.GetValueOrDefault((mode, traction, unit)) ?? [])
        {
            if (row.BelowKm is { } limit && !(rideMetres < limit * 1000))
                continue;
            if (best is null || (row.BelowKm ?? double.MaxValue) < (best.BelowKm ?? double.MaxValue))
                best = row;
        }

        return best;
    }

    /// <summary>Whole grams of a distance, half up.</summary>
    public long Grams(EmissionFactor? factor, long metres) => factor is null
        ? 0
        : (long)Math.Floor(_tonnes * metres / 1000m * (decimal)factor.GramsPerTonneKm + 0.5m);
}
